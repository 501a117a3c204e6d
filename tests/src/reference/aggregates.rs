//! Functions of lists.

use super::value::{Answer, Fault, Value, and, count, holds, or, sum, whole};
use super::{Reference, Scope};
use jifen_interpreter::model::{Aggregate, Expr};
use std::collections::BTreeSet;

impl Reference<'_> {
    /// The entries of a list for which a condition holds.
    pub(super) fn filtered(&self, list: &Expr, condition: &Expr, scope: &Scope) -> Answer {
        let Some(all) = self.entries(list, scope)? else { return Ok(Value::None) };
        let mut kept = Vec::new();
        for entry in all {
            if holds(self.expression(condition, &scope.with(&entry)))? {
                kept.push(entry);
            }
        }
        Ok(Value::List(kept))
    }

    /// A list's entries; `None` where the list itself is none.
    pub(super) fn entries(&self, list: &Expr, scope: &Scope) -> Result<Option<Vec<Value>>, Fault> {
        match self.expression(list, scope)? {
            Value::List(entries) => Ok(Some(entries)),
            Value::None => Ok(None),
            _ => Err(Fault::Broken),
        }
    }

    pub(super) fn aggregate(&self, aggregate: Aggregate, list: &Expr, arguments: &[Expr], scope: &Scope) -> Answer {
        if aggregate == Aggregate::GroupEntries {
            return scope.group.clone().ok_or(Fault::Broken);
        }
        let Some(entries) = self.entries(list, scope)? else { return Ok(Value::None) };
        let outer = |i: usize| arguments.get(i).map(|a| self.expression(a, scope)).transpose();
        match aggregate {
            Aggregate::Count => Ok(count(entries.len())),
            Aggregate::Latest => self.extreme(entries, arguments, scope, |new, best| best < new),
            Aggregate::Earliest => self.extreme(entries, arguments, scope, |new, best| new < best),
            Aggregate::Any if arguments.is_empty() => Ok(Value::YesNo(!entries.is_empty())),
            Aggregate::Any => or(entries.iter().map(|e| self.of_entry(e, arguments, scope))),
            Aggregate::Every => and(entries.iter().map(|e| self.of_entry(e, arguments, scope))),
            Aggregate::SumPerGroup => self.sum_per_group(&entries, arguments, scope),
            Aggregate::EachYear => {
                let dates = self.values(&entries, arguments, scope)?;
                self.each_year(&dates, outer(1)?.ok_or(Fault::Broken)?)
            }
            _ => {
                let values = self.values(&entries, arguments, scope)?;
                self.of_all(aggregate, &values, outer)
            }
        }
    }

    /// The first argument with the entry at hand; without arguments, the entry itself.
    fn of_entry(&self, entry: &Value, arguments: &[Expr], scope: &Scope) -> Answer {
        match arguments.first() {
            Some(argument) => self.expression(argument, &scope.with(entry)),
            None => Ok(entry.clone()),
        }
    }

    /// The first argument for each entry.
    fn values(&self, entries: &[Value], arguments: &[Expr], scope: &Scope) -> Result<Vec<Value>, Fault> {
        entries.iter().map(|e| self.of_entry(e, arguments, scope)).collect()
    }

    /// A function of what all entries have: none as soon as one of them has none.
    fn of_all(
        &self,
        aggregate: Aggregate,
        values: &[Value],
        outer: impl Fn(usize) -> Result<Option<Value>, Fault>,
    ) -> Answer {
        if values.iter().any(is_none) {
            return Ok(Value::None);
        }
        let found = match aggregate {
            Aggregate::Sum => return sum(values),
            Aggregate::Average if !values.is_empty() => {
                let size = whole(values.len() as i64);
                return Ok(Value::Number(sum(values)?.as_number()? / size));
            }
            Aggregate::Average => None,
            Aggregate::Largest => values.iter().max().cloned(),
            Aggregate::Smallest => values.iter().min().cloned(),
            Aggregate::Distinct => Some(count(values.iter().collect::<BTreeSet<_>>().len())),
            Aggregate::UnbrokenMonths => return self.unbroken_months(values, outer(1)?),
            Aggregate::LongestMonths => return self.longest_months(values, outer(1)?),
            Aggregate::DaysCovered => return self.days_covered(values, outer(1)?),
            Aggregate::LongestDays => return self.longest_days(values),
            Aggregate::UnbrokenSince => return self.unbroken_since(values),
            _ => return Err(Fault::Broken),
        };
        Ok(found.unwrap_or(Value::None))
    }

    /// The first entry whose field no other beats; none for an empty list.
    /// Reading: it is none too where the field of one entry is none.
    fn extreme(
        &self,
        entries: Vec<Value>,
        arguments: &[Expr],
        scope: &Scope,
        beats: fn(&Value, &Value) -> bool,
    ) -> Answer {
        let mut best: Option<(Value, Value)> = None;
        for entry in entries {
            let value = self.of_entry(&entry, arguments, scope)?;
            if value == Value::None {
                return Ok(Value::None);
            }
            if best.as_ref().is_none_or(|(_, so_far)| beats(&value, so_far)) {
                best = Some((entry, value));
            }
        }
        Ok(best.map_or(Value::None, |(entry, _)| entry))
    }

    /// Reading: none as soon as the field of one entry is none.
    /// Entries with equal fields form a group, in the order of their first entries; the first one is at hand.
    fn sum_per_group(&self, entries: &[Value], arguments: &[Expr], scope: &Scope) -> Answer {
        let [key, value] = arguments else { return Err(Fault::Broken) };
        let mut groups: Vec<(Value, Vec<Value>)> = Vec::new();
        for entry in entries {
            let key = self.expression(key, &scope.with(entry))?;
            if key == Value::None {
                return Ok(Value::None);
            }
            match groups.iter_mut().find(|(k, _)| *k == key) {
                Some((_, group)) => group.push(entry.clone()),
                None => groups.push((key, vec![entry.clone()])),
            }
        }
        let mut values = Vec::new();
        for (_, group) in groups {
            let Some(first) = group.first() else { continue };
            let mut inner = scope.with(first);
            inner.group = Some(Value::List(group.clone()));
            let value = self.expression(value, &inner)?;
            values.push(value);
        }
        self.of_all(Aggregate::Sum, &values, |_| Ok(None))
    }
}

/// None, or a period one end of which is none. Reading: such a period is none as a whole.
pub(super) fn is_none(value: &Value) -> bool {
    match value {
        Value::Period(from, to) => **from == Value::None || **to == Value::None,
        value => *value == Value::None,
    }
}
