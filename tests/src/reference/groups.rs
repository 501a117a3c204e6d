//! Groups, alternatives and outcomes.

use super::value::{Answer, Fault, Value, holds, sum, whole};
use super::{Reference, Scope};
use jifen_interpreter::model::{Combine, Group, GroupId, IndicatorId, Member, OutcomeList};

impl Reference<'_> {
    /// A group's points, alternatives around it chosen as they count.
    pub(super) fn group_as_counted(&self, id: GroupId, scope: &Scope) -> Answer {
        let chosen = self.chosen_around(Member::Group(id), &scope.inside(Vec::new()))?;
        self.group(id, &chosen)
    }

    /// An indicator's own points, alternatives around it chosen as they count.
    pub(super) fn indicator_as_counted(&self, id: IndicatorId) -> Answer {
        let chosen = self.chosen_around(Member::Indicator(id), &Scope::default())?;
        self.indicator(id, &chosen)
    }

    fn indicator(&self, id: IndicatorId, scope: &Scope) -> Answer {
        self.body(&self.version.indicators[id.index()].body, scope)
    }

    /// The alternatives taken around a member: from the outermost group inwards, each group takes its best.
    fn chosen_around(&self, member: Member, scope: &Scope) -> Result<Scope, Fault> {
        let Some(parent) = self.parent(member) else { return Ok(scope.clone()) };
        let outer = self.chosen_around(Member::Group(parent), scope)?;
        match self.version.groups[parent.index()].under {
            Some(id) if !outer.alternatives.contains_key(&id.0) => {
                // Reading: where a group can't be evaluated, no alternative is the one that counts.
                let best = self.best_alternative(parent, id.0, &outer);
                let (taken, _) = best.map_err(|_| Fault::NoChoice)?;
                Ok(with(&outer, id.0, taken))
            }
            _ => Ok(outer),
        }
    }

    /// The first group that holds a member.
    fn parent(&self, member: Member) -> Option<GroupId> {
        let found = self.version.groups.iter().position(|g| g.members.contains(&member));
        found.map(|i| GroupId(i as u32))
    }

    /// A group's points; under each alternative in turn where it has some, and then the best.
    fn group(&self, id: GroupId, scope: &Scope) -> Answer {
        match self.version.groups[id.index()].under {
            Some(alternative) if !scope.alternatives.contains_key(&alternative.0) => {
                self.best_alternative(id, alternative.0, scope).map(|(_, value)| value)
            }
            _ => self.plain_group(&self.version.groups[id.index()], scope),
        }
    }

    /// The alternative with the most points, of equals the first; and those points.
    fn best_alternative(&self, id: GroupId, alternative: u32, scope: &Scope) -> Result<(u32, Value), Fault> {
        let choice = self.version.alternatives[alternative as usize].choice;
        let mut best: Option<(u32, Value)> = None;
        for i in 0..self.version.choices[choice.index()].values.len() as u32 {
            let group = &self.version.groups[id.index()];
            let value = self.plain_group(group, &with(scope, alternative, i))?;
            if best.as_ref().is_none_or(|(_, so_far)| *so_far < value) {
                best = Some((i, value));
            }
        }
        best.ok_or(Fault::Broken)
    }

    fn plain_group(&self, group: &Group, scope: &Scope) -> Answer {
        if !self.applies(group.guard.as_ref(), scope)? {
            return Ok(Value::Number(whole(0)));
        }
        let mut values = Vec::new();
        for member in &group.members {
            let value = match member {
                Member::Indicator(id) => self.indicator(*id, scope)?,
                Member::Group(id) => self.group(*id, scope)?,
            };
            values.push(if value == Value::None { Value::Number(whole(0)) } else { value });
        }
        let value = match group.combine {
            Combine::Best | Combine::ChooseOne => values.into_iter().max(),
            Combine::Least => values.into_iter().min(),
            Combine::Sum => Some(sum(&values)?),
            _ => return Err(Fault::Broken),
        };
        let value = value.unwrap_or_else(|| Value::Number(whole(0)));
        // A group is always a number: what a modifier makes none is 0.
        let value = self.modified(value, &group.modifiers, scope)?;
        Ok(if value == Value::None { Value::Number(whole(0)) } else { value })
    }

    /// The first outcome whose condition holds.
    pub(super) fn outcome(&self, list: &OutcomeList) -> Result<Option<usize>, Fault> {
        for (i, outcome) in list.outcomes.iter().enumerate() {
            let condition = outcome.condition.as_ref();
            let held = condition.map(|c| holds(self.expression(&c.expr, &Scope::default())));
            if held.unwrap_or(Ok(true))? {
                return Ok(Some(i));
            }
        }
        Ok(None)
    }
}

fn with(scope: &Scope, alternative: u32, value: u32) -> Scope {
    let mut inner = scope.clone();
    inner.alternatives.insert(alternative, value);
    inner
}
