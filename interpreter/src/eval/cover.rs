//! Values that cover others.

use super::unknown::{make, spread, widest};
use crate::model::Duration;
use crate::value::{Entry, Item, List, More, Range, RuleError, Val};
use std::rc::Rc;

/// The smallest value that covers both, none included. Where one side alone is an error, the other's whole kind:
/// the result is not known, and no possible answer is left out; beside none, anything. Two errors, or a spent budget,
/// are an error.
pub fn hull(a: &Val, b: &Val) -> Val {
    if a == b {
        return a.clone();
    }
    match (spread(a), spread(b)) {
        (Ok(a), Ok(b)) => {
            let why = a.why.and(&b.why);
            let none = a.none || b.none;
            match (a.range, b.range) {
                (Some(a), Some(b)) => match join(&a, &b) {
                    Some(range) => make(Some(range), none, why),
                    None => Val::error(RuleError::Broken),
                },
                (range, None) | (None, range) => make(range, none, why),
            }
        }
        (Err(e), Ok(other)) | (Ok(other), Err(e)) => match other.range {
            _ if *e == RuleError::TooMuchWork => Val::Error(e),
            Some(range) => make(Some(widest(&range)), other.none, other.why),
            None => make(Some(Range::Anything), true, other.why),
        },
        (Err(e), Err(_)) => Val::Error(e),
    }
}

/// The smallest range that covers both; `None` where they are of different kinds.
fn join(a: &Range, b: &Range) -> Option<Range> {
    Some(match (a, b) {
        (Range::Anything, _) | (_, Range::Anything) => Range::Anything,
        (Range::Number(a, b), Range::Number(c, d)) => {
            let low = a.zip(*c).map(|(a, c)| a.min(c));
            let high = b.zip(*d).map(|(b, d)| b.max(d));
            Range::Number(low, high)
        }
        (Range::YesNo { yes: a, no: b }, Range::YesNo { yes: c, no: d }) => {
            Range::YesNo { yes: *a || *c, no: *b || *d }
        }
        (Range::Date(a, b), Range::Date(c, d)) => Range::Date(*a.min(c), *b.max(d)),
        (Range::Month(a, b), Range::Month(c, d)) => Range::Month(*a.min(c), *b.max(d)),
        (Range::Duration(a, b), Range::Duration(c, d)) => {
            let low = Duration { months: a.months.min(c.months), days: a.days.min(c.days) };
            let high = Duration { months: b.months.max(d.months), days: b.days.max(d.days) };
            Range::Duration(low, high)
        }
        (Range::Choice(a), Range::Choice(b)) => {
            let mut all = [a.as_slice(), b.as_slice()].concat();
            all.sort_unstable();
            all.dedup();
            Range::Choice(all)
        }
        (Range::Code, Range::Code) => Range::Code,
        (Range::Record(a), Range::Record(b)) => Range::Record(Rc::new(join_entries(a, b))),
        (Range::List(a), Range::List(b)) => Range::List(Rc::new(join_lists(a, b))),
        (Range::Period(a), Range::Period(b)) => Range::Period(Rc::new((hull(&a.0, &b.0), hull(&a.1, &b.1)))),
        _ => return None,
    })
}

fn join_entries(a: &Entry, b: &Entry) -> Entry {
    let fields = a.fields.iter().zip(&b.fields).map(|(a, b)| hull(a, b)).collect();
    let place = if a.place == b.place { a.place.clone() } else { Rc::from("") };
    Entry { fields, place }
}

/// Entries of both are as sure as in the less sure one; those of one alone may or may not be in.
fn join_lists(a: &List, b: &List) -> List {
    let unsure = |item: &Item| {
        let maybe = Some(item.maybe.clone().unwrap_or_default());
        Item { value: item.value.clone(), maybe }
    };
    let mut rest: Vec<&Item> = b.items.iter().collect();
    let mut items = Vec::with_capacity(a.items.len());
    for item in &a.items {
        match rest.iter().position(|other| other.value == item.value) {
            Some(i) => {
                let other = rest.remove(i);
                let maybe = match (&item.maybe, &other.maybe) {
                    (Some(a), Some(b)) => Some(a.and(b)),
                    (one, None) | (None, one) => one.clone(),
                };
                items.push(Item { value: item.value.clone(), maybe });
            }
            None => items.push(unsure(item)),
        }
    }
    items.extend(rest.into_iter().map(unsure));
    let more = match (&a.more, &b.more) {
        (Some(a), Some(b)) => Some(More {
            most: a.most.zip(b.most).map(|(a, b)| a.max(b)),
            any: hull(&a.any, &b.any),
            why: a.why.and(&b.why),
        }),
        (one, None) | (None, one) => one.clone(),
    };
    List { items, more }
}
