//! What a value may be: reading sets of possible values.

use super::cover::hull;
use super::reasons::{because, why};
use super::unknown::make;
use crate::number::Fraction;
use crate::value::{Entry, Item, List, Range, Val, Why};
use std::rc::Rc;

/// Whether it may be yes.
pub fn may_be_yes(value: &Val) -> bool {
    match value {
        Val::YesNo(b) => *b,
        Val::Unknown(u) => matches!(u.range, Some(Range::YesNo { yes: true, .. } | Range::Anything)),
        _ => false,
    }
}

/// Whether it may be no.
pub fn may_be_no(value: &Val) -> bool {
    match value {
        Val::YesNo(b) => !*b,
        Val::Unknown(u) => matches!(u.range, Some(Range::YesNo { no: true, .. } | Range::Anything)),
        _ => false,
    }
}

/// Whether it may be none.
pub fn may_be_none(value: &Val) -> bool {
    match value {
        Val::None => true,
        Val::Unknown(u) => u.none,
        _ => false,
    }
}

/// The value if it is there: without the possibility of none, unless that is all there is.
pub fn without_none(value: Val) -> Val {
    match value {
        Val::Unknown(u) if u.none => make(u.range.clone(), false, u.why.clone()),
        other => other,
    }
}

/// What operands give whatever the others are: the first error, else none if one is none.
pub(crate) fn settles(operands: &[&Val]) -> Option<Val> {
    let error = operands.iter().find(|v| matches!(v, Val::Error(_)));
    error.or_else(|| operands.iter().find(|v| matches!(v, Val::None))).map(|v| (*v).clone())
}

/// A number, 0 for none.
pub fn or_zero(value: Val) -> Val {
    match value {
        Val::None => Val::whole(0),
        other if may_be_none(&other) => {
            let reasons = why(&other);
            because(hull(&without_none(other), &Val::whole(0)), &reasons)
        }
        other => other,
    }
}

/// The same value, or none.
pub(crate) fn or_none(value: Val, why: &Why) -> Val {
    because(hull(&value, &Val::None), why)
}

/// Each value it may have, where it is unknown and these are few: yes/no and choices, none included.
pub fn possible(value: &Val) -> Option<Vec<Val>> {
    let Val::Unknown(u) = value else { return None };
    let mut all = match &u.range {
        Some(Range::YesNo { yes, no }) => {
            [(true, *yes), (false, *no)].iter().filter(|(_, may)| *may).map(|(b, _)| Val::YesNo(*b)).collect()
        }
        Some(Range::Choice(values)) => values.iter().map(|c| Val::Choice(*c)).collect(),
        None => Vec::new(),
        Some(_) => return None,
    };
    if u.none {
        all.push(Val::None);
    }
    Some(all)
}

/// The list behind a value. One that may be none counts as one whose entries may all be missing.
pub fn as_list(value: &Val) -> Option<Rc<List>> {
    match value {
        Val::List(list) => Some(list.clone()),
        Val::Unknown(u) => match &u.range {
            Some(Range::List(list)) if u.none => {
                let unsure = |item: &Item| {
                    let maybe = item.maybe.as_ref().map_or(u.why.clone(), |m| m.and(&u.why));
                    Item { value: item.value.clone(), maybe: Some(maybe) }
                };
                Some(Rc::new(List { items: list.items.iter().map(unsure).collect(), more: list.more.clone() }))
            }
            Some(Range::List(list)) => Some(list.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// The entry behind a value, and whether it may be none.
pub(crate) fn as_entry(value: &Val) -> Option<(Rc<Entry>, bool)> {
    match value {
        Val::Record(entry) => Some((entry.clone(), false)),
        Val::Unknown(u) => match &u.range {
            Some(Range::Record(entry)) => Some((entry.clone(), u.none)),
            _ => None,
        },
        _ => None,
    }
}

/// The least and the greatest number it may be; `None` where it can't be a number at all.
pub fn bounds(value: &Val) -> Option<(Option<Fraction>, Option<Fraction>)> {
    match value {
        Val::Number(n) => Some((Some(*n), Some(*n))),
        Val::Unknown(u) => match &u.range {
            Some(Range::Number(low, high)) => Some((*low, *high)),
            Some(Range::Anything) => Some((None, None)),
            _ => None,
        },
        _ => None,
    }
}
