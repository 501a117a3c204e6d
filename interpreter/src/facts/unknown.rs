//! What is not given: a value within what its type and domain allow.

use super::domain::limits;
use super::place::push_key;
use crate::model::{Field, RecordId, Type, Version};
use crate::value::{Entry, List, More, Range, RuleError, Unknown, Val, Why};
use std::rc::Rc;

/// How deep records may stand inside each other; what stands deeper is an error of the rule that reads it.
pub const DEEPEST_RECORDS: usize = 8;

/// The value of a fact or field of which nothing is known, as wide as its type and its constant bounds.
/// `place` is its path, which the entries inside it carry on.
pub fn unknown(field: &Field, version: &Version, why: &Why, place: &str) -> Val {
    of_field(field, version, why, place, 0)
}

fn of_field(field: &Field, version: &Version, why: &Why, place: &str, depth: usize) -> Val {
    let Some(range) = range(field, &field.ty, version, why, place, depth) else {
        return Val::Error(Rc::new(RuleError::Broken));
    };
    Val::Unknown(Rc::new(Unknown { range: Some(range), none: field.or_none, why: why.clone() }))
}

fn range(field: &Field, ty: &Type, version: &Version, why: &Why, place: &str, depth: usize) -> Option<Range> {
    match ty {
        Type::YesNo => Some(Range::YesNo { yes: true, no: true }),
        Type::Number { whole, .. } => limits(field).range(*whole),
        Type::Date | Type::Month | Type::Duration => limits(field).range(false),
        Type::Code => Some(Range::Code),
        Type::Choice(id) => {
            let all = version.choices.get(id.index())?.values.len();
            Some(Range::Choice((0..u32::try_from(all).ok()?).collect()))
        }
        Type::Record(id) => Some(Range::Record(entry(*id, version, why, place, depth)?)),
        Type::List(item) => {
            let inside = range(field, item, version, why, place, depth)?;
            let any = Val::Unknown(Rc::new(Unknown { range: Some(inside), none: false, why: why.clone() }));
            let more = More { most: most(field, version), any, why: why.clone() };
            Some(Range::List(Rc::new(List { items: Vec::new(), more: Some(more) })))
        }
        Type::Period | Type::Error => None,
    }
}

fn entry(id: RecordId, version: &Version, why: &Why, place: &str, depth: usize) -> Option<Rc<Entry>> {
    let record = version.records.get(id.index()).filter(|_| depth < DEEPEST_RECORDS)?;
    let inside = |field: &Field| {
        let mut path = place.to_owned();
        push_key(&mut path, &field.named.key);
        of_field(field, version, why, &path, depth + 1)
    };
    Some(Rc::new(Entry { fields: record.fields.iter().map(inside).collect(), place: place.into() }))
}

/// The most entries of a list: what the fact says and what its record says, the smaller.
pub fn most(field: &Field, version: &Version) -> Option<u32> {
    let Type::List(item) = &field.ty else { return None };
    let of_record = match item.as_ref() {
        Type::Record(id) => version.records.get(id.index()).and_then(|r| r.most),
        _ => None,
    };
    match (field.most, of_record) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
