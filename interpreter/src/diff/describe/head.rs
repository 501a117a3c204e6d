//! The head of a policy and its conventions.

use super::{Describer, Thing, cites_of, notes_of};
use crate::diff::Kind;
use crate::diff::field::Field;
use crate::diff::naming::at;
use crate::diff::part::{Part, both, same};

impl<'m> Describer<'_, 'm> {
    pub(super) fn head(&self) -> Thing<'m> {
        let v = self.version;
        let mut parts = Vec::new();
        let mut day = |field, day: Option<chrono::NaiveDate>| {
            parts.extend(day.map(|d| Part::text(field, &d.to_string())));
        };
        day(Field::Announced, v.announced);
        day(Field::InForce, Some(v.in_force));
        day(Field::Expires, v.expires);
        parts.extend(v.number.as_ref().map(|n| Part::text(Field::Number, n)));
        if !v.repeals.is_empty() {
            let mut ids = v.repeals.clone();
            ids.sort();
            parts.push(Part::leaf(Field::Repeals, ids.join(","), same(&v.repeals.join("、"))));
        }
        parts.extend(v.filing_date.as_ref().map(|e| self.expr(Field::FilingDate, e, &self.meaner())));
        parts.extend(v.counting_date.as_ref().map(|e| self.expr(Field::CountingDate, e, &self.meaner())));
        if !v.articles.is_empty() {
            let all: Vec<&str> = v.articles.iter().map(|a| a.name.as_str()).collect();
            parts.push(Part::text(Field::Articles, &all.join("、")));
        }
        for one in &v.not_computed {
            let all: Vec<&str> = one.articles.iter().map(|a| a.name.as_str()).collect();
            parts.push(Part::text(Field::NotComputed, &format!("{}: {}", all.join("、"), one.reason)));
        }
        parts.push(self.transitions());
        parts.extend(notes_of(&v.notes));
        parts.extend(self.conventions());
        parts.push(self.totals());
        parts.push(self.decisions());
        self.thing(Kind::Head, 0, &v.policy, &[], parts)
    }

    /// Who stays under an earlier version: the first clause that holds decides. One about the same version is the same clause.
    fn transitions(&self) -> Part<'m> {
        let clauses = self.version.transitions.iter().map(|clause| {
            let id = &clause.version;
            let (better, applies) = match clause.better {
                true => ("better", both(&format!("择优适用 {id}"), &format!("apply the better of {id}"))),
                false => ("earlier", both(&format!("适用 {id}"), &format!("apply {id}"))),
            };
            let mut parts = vec![Part::leaf(Field::Applies, format!("{better} {id}"), applies)];
            parts.extend(clause.condition.as_ref().map(|c| self.condition(Field::Condition, c, &self.meaner())));
            parts.extend(cites_of(&clause.cites));
            let name = both(&format!("过渡({id})"), &format!("transition({id})"));
            let part = Part::whole(Field::Transition, clause.text.clone(), parts, false).from(&clause.cites);
            part.called(id.as_str(), name).relabelled_as(Field::Key)
        });
        Part::several(Field::Lines, clauses.collect(), true)
    }

    fn conventions(&self) -> Vec<Part<'m>> {
        let c = &self.version.conventions;
        let mut parts = Vec::new();
        let mut say = |field, value: Option<bool>, yes: (&str, &str), no: (&str, &str)| {
            parts.extend(value.map(|value| {
                let (zh, en) = if value { yes } else { no };
                Part::leaf(field, value.to_string(), both(zh, en))
            }));
        };
        let days = [("平年作 3月1日", "Mar 1 in common years"), ("平年作 2月28日", "Feb 28 in common years")];
        say(Field::LeapDay, c.leap_day_is_march, days[0], days[1]);
        say(Field::MonthsEnd, c.months_end_previous, ("上月", "previous month"), ("当月", "same month"));
        say(Field::DaysEnd, c.days_end_previous, ("前日", "previous day"), ("当日", "same day"));
        parts.extend(c.currency.as_ref().map(|c| Part::text(Field::Currency, c)));
        parts
    }

    /// The totals' order: the first is what `total` reports.
    fn totals(&self) -> Part<'m> {
        let totals = self.version.totals.iter().filter_map(|id| {
            let group = self.version.groups.get(id.index())?;
            Some((at(&self.naming.groups, id.index()).to_owned(), group.named.name.as_str()))
        });
        order(Field::Totals, totals)
    }

    /// The outcome lists' order: the first decides `outcome`.
    fn decisions(&self) -> Part<'m> {
        let lists = self.version.outcomes.iter().map(|l| match &l.named {
            Some(named) => (named.key.clone(), named.name.as_str()),
            None => ("outcome".to_owned(), "outcome"),
        });
        order(Field::Decisions, lists)
    }
}

/// Parts of which only the order among those of both sides counts.
fn order<'m, 'n>(field: Field, all: impl Iterator<Item = (String, &'n str)>) -> Part<'m> {
    let parts = all.map(|(key, name)| Part::leaf(Field::Members, "", same(name)).called(key, same(name)));
    Part::several(field, parts.collect(), true)
}
