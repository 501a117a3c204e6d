//! The places of an applicant's facts at which one thing can be changed, and the applicants that such a change makes.

use super::interest::Interest;
use chrono::NaiveDate;
use jifen_interpreter::facts::{month, month_of, show_month, to_json};
use jifen_interpreter::model::{Field, RecordId, Type, Version};
use jifen_interpreter::value::Val;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// An applicant's facts by their keys.
pub(super) type Facts = Map<String, Value>;

/// Records inside records are looked at so deep.
const DEEPEST: usize = 4;

/// The most entries that are made of one.
const MOST_ENTRIES: usize = 130;

/// One thing that can be changed.
#[derive(Debug, Clone)]
pub(super) struct Slot<'v> {
    /// The place of the fact in the version.
    pub fact: usize,
    /// The way to it.
    pub steps: Vec<Step<'v>>,
    /// What stands there.
    pub field: &'v Field,
}

impl Slot<'_> {
    /// Whether it stands for all days and months together.
    pub fn is_time(&self) -> bool {
        self.steps.last() == Some(&Step::Time)
    }
}

/// A step of the way to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'v> {
    /// Under a key.
    Key(&'v str),
    /// In each entry of the list.
    Every,
    /// In its last entry.
    Last,
    /// All days and months of the applicant together.
    Time,
}

/// What a version asks, and how its answers may be changed.
pub(super) struct Slots<'v> {
    pub version: &'v Version,
    pub interest: Interest,
    pub all: Vec<Slot<'v>>,
    /// The day on which things are counted, for those who begin.
    pub around: NaiveDate,
    /// The days on which the version is in force.
    pub period: (NaiveDate, NaiveDate),
}

impl<'v> Slots<'v> {
    pub fn of(version: &'v Version, period: (NaiveDate, NaiveDate)) -> Slots<'v> {
        let (first, last) = period;
        let around = first + chrono::Days::new(u64::try_from((last - first).num_days()).unwrap_or(0) / 2);
        let mut slots = Slots { version, interest: Interest::of(version), all: Vec::new(), around, period };
        for (fact, field) in version.facts.iter().enumerate() {
            slots.add(fact, &[], field, 0);
        }
        let filing = version.filing_fact().map(|id| id.index());
        if let Some((fact, field)) = filing.and_then(|i| Some((i, version.facts.get(i)?))) {
            slots.all.push(Slot { fact, steps: vec![Step::Key(&field.named.key), Step::Time], field });
        }
        slots
    }

    fn add(&mut self, fact: usize, before: &[Step<'v>], field: &'v Field, depth: usize) {
        let mut steps = before.to_vec();
        steps.push(Step::Key(&field.named.key));
        self.all.push(Slot { fact, steps: steps.clone(), field });
        if DEEPEST < depth {
            return;
        }
        match &field.ty {
            Type::Record(id) => self.fields(fact, &steps, *id, depth),
            Type::List(item) => {
                for step in [Step::Every, Step::Last] {
                    let mut inner = steps.clone();
                    inner.push(step);
                    match item.as_ref() {
                        Type::Record(id) => self.fields(fact, &inner, *id, depth),
                        _ => self.all.push(Slot { fact, steps: inner, field }),
                    }
                }
            }
            _ => {}
        }
    }

    fn fields(&mut self, fact: usize, before: &[Step<'v>], id: RecordId, depth: usize) {
        let record = self.version.records.get(id.index());
        let Some(record) = record else { return };
        for (i, field) in record.fields.iter().enumerate() {
            // What tells the entries apart is changed with the list
            if record.unique != Some(i) || before.last() != Some(&Step::Every) {
                self.add(fact, before, field, depth + 1);
            }
        }
    }

    /// An applicant about whom everything is known, and there is as little as there can be.
    pub fn plain(&self) -> Facts {
        self.version.facts.iter().map(|f| (f.named.key.clone(), self.plainest(f, 0))).collect()
    }

    /// The plainest value of a field: none, empty, no, the first choice, the least number.
    fn plainest(&self, field: &Field, depth: usize) -> Value {
        if field.or_none {
            return Value::Null;
        }
        self.something(field, depth)
    }

    /// The plainest value that is not none.
    fn something(&self, field: &Field, depth: usize) -> Value {
        if 0 < depth
            && let Type::Number { .. } = field.ty
        {
            let value = self.interest.ample(field);
            return value.map_or(Value::Null, |v| to_json(&v, &field.ty, self.version));
        }
        match &field.ty {
            Type::List(_) => Value::Array(Vec::new()),
            Type::Record(id) if depth <= DEEPEST => Value::Object(self.entry(*id, depth)),
            Type::Date | Type::Month => {
                let back = if field.domain.is_some() { 12 * 30 } else { 0 };
                let day = self.around.checked_sub_months(chrono::Months::new(back)).unwrap_or(self.around);
                match field.ty {
                    Type::Date => Value::String(day.to_string()),
                    _ => Value::String(show_month(month_of(self.around) - 1)),
                }
            }
            ty => {
                let values = self.values(field);
                values.first().map_or(Value::Null, |v| to_json(v, ty, self.version))
            }
        }
    }

    fn entry(&self, id: RecordId, depth: usize) -> Facts {
        let fields = self.version.records.get(id.index()).map_or(&[][..], |r| &r.fields);
        fields.iter().map(|f| (f.named.key.clone(), self.plainest(f, depth + 1))).collect()
    }

    /// The plain values that a slot may take, in order where they have one.
    pub fn values(&self, field: &Field) -> Vec<Val> {
        self.interest.values(field, self.version, self.around)
    }

    /// What may stand at a slot instead of what stands there.
    pub fn options(&self, slot: &Slot<'v>, now: Option<&Value>) -> Vec<Value> {
        let mut all: Vec<Value> = Vec::new();
        if slot.is_time() {
            return self.moments();
        }
        let inside = matches!(slot.steps.last(), Some(Step::Every | Step::Last));
        match (&slot.field.ty, inside) {
            (Type::Record(_), _) => all.push(self.something(slot.field, 0)),
            (Type::List(item), false) => all.extend(self.lists(slot, item, now)),
            (ty, _) => all.extend(self.values(slot.field).iter().map(|v| to_json(v, ty.item(), self.version))),
        }
        if slot.field.or_none && !inside {
            all.push(Value::Null);
        }
        if Some(slot.fact) == self.version.filing_fact().map(|id| id.index()) {
            // Whoever files at another time comes under another version
            let (first, last) = self.period;
            let day = |v: &Value| v.as_str().and_then(|text| text.parse::<NaiveDate>().ok());
            all.retain(|v| day(v).is_none_or(|day| first <= day && day <= last));
            all.extend([first, last].map(|day| Value::String(day.to_string())));
        }
        all.retain(|v| Some(v) != now);
        all
    }

    /// Filing dates near the days from which something published holds.
    fn moments(&self) -> Vec<Value> {
        let days = self
            .interest
            .published()
            .flat_map(|day| [0, 1, 13].into_iter().filter_map(move |n| day.checked_add_months(chrono::Months::new(n))));
        let (first, last) = self.period;
        days.chain([first, last])
            .filter(|d| first <= *d && *d <= last)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .map(|d| Value::String(d.to_string()))
            .collect()
    }

    /// Lists instead of a list: none, one more or fewer, as many as the rules mention, other months.
    fn lists(&self, slot: &Slot<'v>, item: &Type, now: Option<&Value>) -> Vec<Value> {
        let now: &[Value] = now.and_then(Value::as_array).map_or(&[], Vec::as_slice);
        let record = match item {
            Type::Record(id) => self.version.records.get(id.index()),
            _ => None,
        };
        let most = slot.field.most.into_iter().chain(record.and_then(|r| r.most)).min();
        let most = most.map_or(MOST_ENTRIES, |m| (m as usize).min(MOST_ENTRIES));
        let mut all: Vec<Vec<Value>> = vec![Vec::new()];
        let unique = record.and_then(|r| r.unique.and_then(|i| r.fields.get(i)));
        let template = match (now.last(), item) {
            (Some(last), _) => last.clone(),
            (None, Type::Record(id)) => Value::Object(self.entry(*id, 1)),
            (None, _) => {
                let values = self.values(slot.field);
                let value = values.get(values.len() / 2).or(values.last());
                value.map_or(Value::Null, |v| to_json(v, item, self.version))
            }
        };
        let by_month = unique.filter(|f| f.ty == Type::Month);
        for size in self.interest.counts(most) {
            match (unique, by_month) {
                (_, Some(field)) => {
                    for ends in [month_of(self.around) - 1, month_of(self.around)] {
                        all.push(months(&template, &field.named.key, ends, size));
                    }
                }
                (None, None) if size <= 12 => all.push(vec![template.clone(); size]),
                (Some(field), None) => {
                    let values = self.values(field);
                    let each = values.iter().take(size).map(|v| {
                        let mut one = template.clone();
                        put_in(&mut one, &field.named.key, to_json(v, &field.ty, self.version));
                        one
                    });
                    all.push(each.collect());
                }
                _ => {}
            }
        }
        if let Some((_, rest)) = now.split_last() {
            all.push(rest.to_vec());
            all.push(now.get(1..).unwrap_or_default().to_vec());
            if 2 < now.len() {
                let middle = now.len() / 2;
                all.push(now.iter().enumerate().filter(|(i, _)| *i != middle).map(|(_, v)| v.clone()).collect());
            }
            if now.len() < most && unique.is_none() {
                all.push(now.iter().cloned().chain([template.clone()]).collect());
            }
        }
        // One more entry, of another kind
        if now.len() < most && unique.is_none() {
            let kinds = record.iter().flat_map(|r| &r.fields).filter(|f| matches!(f.ty, Type::Choice(_) | Type::YesNo));
            for field in kinds {
                for value in self.values(field) {
                    let mut one = template.clone();
                    put_in(&mut one, &field.named.key, to_json(&value, &field.ty, self.version));
                    all.push(now.iter().cloned().chain([one]).collect());
                }
            }
            if record.is_none() && matches!(item, Type::Choice(_)) {
                let values = self.values(slot.field);
                all.extend(
                    values.iter().map(|v| now.iter().cloned().chain([to_json(v, item, self.version)]).collect()),
                );
            }
        }
        if let Some(field) = by_month {
            let key = &field.named.key;
            for by in [-1, 1] {
                all.push(now.iter().map(|entry| shifted(entry, key, by)).collect());
            }
        }
        all.into_iter().filter(|l| l.len() <= most).map(Value::Array).collect()
    }
}

/// Entries alike but for their months, the last month last.
fn months(template: &Value, key: &str, last: i32, size: usize) -> Vec<Value> {
    let first = last - (size as i32 - 1);
    let one = |month: i32| {
        let mut entry = template.clone();
        put_in(&mut entry, key, Value::String(show_month(month)));
        entry
    };
    (first..=last).map(one).collect()
}

/// All days and months moved by so many months.
fn moved(value: &mut Value, by: i32) {
    match value {
        Value::String(text) => {
            if let Ok(day) = text.parse::<NaiveDate>() {
                let size = chrono::Months::new(by.unsigned_abs());
                let to = if by < 0 { day.checked_sub_months(size) } else { day.checked_add_months(size) };
                *text = to.unwrap_or(day).to_string();
            } else if let Ok(month) = month(text) {
                *text = show_month(month + by);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| moved(item, by)),
        Value::Object(fields) => fields.values_mut().for_each(|field| moved(field, by)),
        _ => {}
    }
}

fn shifted(entry: &Value, key: &str, by: i32) -> Value {
    let mut moved = entry.clone();
    if let Some(month) = entry.get(key).and_then(Value::as_str).and_then(|text| month(text).ok()) {
        put_in(&mut moved, key, Value::String(show_month(month + by)));
    }
    moved
}

/// What sets an applicant apart from a base, laid over another one.
pub(super) fn overlay(onto: &mut Facts, base: &Facts, other: &Facts) {
    for (key, value) in other.iter().filter(|(key, value)| base.get(*key) != Some(*value)) {
        match (onto.get_mut(key), base.get(key), value) {
            (Some(Value::Object(onto)), Some(Value::Object(base)), Value::Object(other)) => overlay(onto, base, other),
            (Some(Value::Object(onto)), Some(Value::Null), Value::Object(other)) => {
                let kept = other.iter().filter(|(_, v)| !empty(v)).map(|(k, v)| (k.clone(), v.clone()));
                onto.extend(kept.collect::<Vec<_>>());
            }
            _ => drop(onto.insert(key.clone(), value.clone())),
        }
    }
}

/// Whether there is nothing in a value.
fn empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

fn put_in(entry: &mut Value, key: &str, value: Value) {
    if let Value::Object(fields) = entry {
        fields.insert(key.to_owned(), value);
    }
}

/// What stands at a slot; of each entry, in the first.
pub(super) fn get<'f>(facts: &'f Facts, slot: &Slot<'_>) -> Option<&'f Value> {
    let (first, rest) = slot.steps.split_first()?;
    let Step::Key(key) = first else { return None };
    rest.iter().try_fold(facts.get(*key)?, |value, step| match step {
        Step::Time => Some(value),
        Step::Key(key) => value.get(*key),
        Step::Every => value.as_array()?.first(),
        Step::Last => value.as_array()?.last(),
    })
}

/// Puts a value at a slot; no where there is no such place, as in an empty list.
pub(super) fn put(facts: &mut Facts, slots: &Slots<'_>, slot: &Slot<'_>, value: &Value) -> bool {
    let Some((Step::Key(key), rest)) = slot.steps.split_first() else { return false };
    if rest.last() == Some(&Step::Time) {
        let day = |v: Option<&Value>| v.and_then(Value::as_str).and_then(|t| t.parse::<NaiveDate>().ok());
        let (Some(from), Some(to)) = (day(facts.get(*key)), day(Some(value))) else { return false };
        let by = month_of(to) - month_of(from);
        facts.values_mut().for_each(|v| moved(v, by));
        facts.insert((*key).to_owned(), value.clone());
        return true;
    }
    let field = slots.version.facts.iter().find(|f| f.named.key == *key);
    let (Some(field), Some(at)) = (field, facts.get_mut(*key)) else { return false };
    // The record comes to be with a field of it
    if at.is_null() && !rest.is_empty() && matches!(field.ty, Type::Record(_)) {
        *at = slots.something(field, 0);
    }
    put_at(at, rest, value)
}

fn put_at(at: &mut Value, steps: &[Step<'_>], value: &Value) -> bool {
    match (steps.split_first(), at) {
        (None, at) => {
            *at = value.clone();
            true
        }
        (Some((Step::Key(key), rest)), Value::Object(fields)) => {
            fields.get_mut(*key).is_some_and(|inner| put_at(inner, rest, value))
        }
        (Some((Step::Every, rest)), Value::Array(items)) => {
            !items.is_empty() && items.iter_mut().all(|item| put_at(item, rest, value))
        }
        (Some((Step::Last, rest)), Value::Array(items)) => {
            items.last_mut().is_some_and(|last| put_at(last, rest, value))
        }
        _ => false,
    }
}
