//! Sets of possible values: making, joining and reading them.

use crate::model::Duration;
use crate::number::Fraction;
use crate::value::{Entry, Item, List, More, Range, RuleError, Unknown, Val, Why};
use std::rc::Rc;

/// A value taken apart: the values it may have, whether it may be none, and why that is not known.
#[derive(Debug, Clone)]
pub(crate) struct Spread {
    pub range: Option<Range>,
    pub none: bool,
    pub why: Why,
}

/// Takes a value apart; an error has no possible values.
pub(crate) fn spread(value: &Val) -> Result<Spread, Rc<RuleError>> {
    let range = match value {
        Val::Error(e) => return Err(e.clone()),
        Val::Unknown(u) => {
            return Ok(Spread { range: u.range.clone(), none: u.none, why: u.why.clone() });
        }
        Val::None => {
            return Ok(Spread { range: None, none: true, why: Why::default() });
        }
        Val::Number(n) => Range::Number(Some(*n), Some(*n)),
        Val::YesNo(b) => Range::YesNo { yes: *b, no: !*b },
        Val::Date(d) => Range::Date(*d, *d),
        Val::Month(m) => Range::Month(*m, *m),
        Val::Duration(d) => Range::Duration(*d, *d),
        Val::Choice(c) => Range::Choice(vec![*c]),
        Val::Code(_) => Range::Code,
        Val::Record(entry) => Range::Record(entry.clone()),
        Val::List(list) => Range::List(list.clone()),
        Val::Period(ends) => Range::Period(ends.clone()),
    };
    Ok(Spread { range: Some(range), none: false, why: Why::default() })
}

/// The value that stands for these possibilities: a plain one where only one is left.
pub(crate) fn make(range: Option<Range>, none: bool, why: Why) -> Val {
    let possible = match range {
        Some(Range::YesNo { yes: false, no: false }) | None => None,
        Some(Range::Choice(values)) if values.is_empty() => None,
        other => other,
    };
    let Some(range) = possible else {
        return Val::None;
    };
    if !none {
        match range {
            Range::Number(Some(a), Some(b)) if a == b => return Val::Number(a),
            Range::YesNo { yes, no } if yes != no => return Val::YesNo(yes),
            Range::Date(a, b) if a == b => return Val::Date(a),
            Range::Month(a, b) if a == b => return Val::Month(a),
            Range::Duration(a, b) if a == b => return Val::Duration(a),
            Range::Choice(ref values) if values.len() == 1 => {
                if let Some(only) = values.first() {
                    return Val::Choice(*only);
                }
            }
            Range::Record(entry) => return Val::Record(entry),
            Range::List(list) => return Val::List(list),
            Range::Period(ends) => return Val::Period(ends),
            _ => {}
        }
    }
    Val::Unknown(Rc::new(Unknown { range: Some(range), none, why }))
}

/// The widest range of a value's kind.
fn widest(range: &Range) -> Range {
    match range {
        Range::Number(..) => Range::Number(None, None),
        Range::YesNo { .. } => Range::YesNo { yes: true, no: true },
        Range::Date(..) => Range::Date(super::dates::FIRST, super::dates::LAST),
        Range::Month(..) => Range::Month(super::dates::FIRST_MONTH, super::dates::LAST_MONTH),
        Range::Duration(..) => Range::Duration(SHORTEST, LONGEST),
        other => other.clone(),
    }
}

/// Bounds for durations of which nothing is known.
pub(crate) const SHORTEST: Duration = Duration { months: -240_000, days: -8_000_000 };
/// The other bound.
pub(crate) const LONGEST: Duration = Duration { months: 240_000, days: 8_000_000 };

/// The smallest value that covers both, none included. Where one side alone is an error, the other's whole kind:
/// the result is not known, and no possible answer is left out. Two errors, or a spent budget, are an error.
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
            None => Val::Error(e),
        },
        (Err(e), Err(_)) => Val::Error(e),
    }
}

/// The smallest range that covers both; `None` where they are of different kinds.
fn join(a: &Range, b: &Range) -> Option<Range> {
    Some(match (a, b) {
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

/// The same value, unknown for these reasons too; a known value stays as it is.
pub fn because(value: Val, why: &Why) -> Val {
    if why.items().is_empty() {
        return value;
    }
    match value {
        Val::Unknown(u) => {
            let range = u.range.clone().map(|r| range_because(r, why));
            Val::Unknown(Rc::new(Unknown { range, none: u.none, why: u.why.and(why) }))
        }
        Val::Record(entry) if !entry.fields.iter().all(Val::is_known) => {
            Val::Record(Rc::new(entry_because(&entry, why)))
        }
        Val::List(list) => Val::List(Rc::new(list_because(&list, why))),
        Val::Period(ends) if !(ends.0.is_known() && ends.1.is_known()) => {
            Val::Period(Rc::new((because(ends.0.clone(), why), because(ends.1.clone(), why))))
        }
        other => other,
    }
}

fn range_because(range: Range, why: &Why) -> Range {
    match range {
        Range::Record(entry) => Range::Record(Rc::new(entry_because(&entry, why))),
        Range::List(list) => Range::List(Rc::new(list_because(&list, why))),
        Range::Period(ends) => Range::Period(Rc::new((because(ends.0.clone(), why), because(ends.1.clone(), why)))),
        other => other,
    }
}

fn entry_because(entry: &Entry, why: &Why) -> Entry {
    let fields = entry.fields.iter().map(|f| because(f.clone(), why)).collect();
    Entry { fields, place: entry.place.clone() }
}

fn list_because(list: &List, why: &Why) -> List {
    let widen = |item: &Item| Item { value: item.value.clone(), maybe: item.maybe.as_ref().map(|m| m.and(why)) };
    let more = list.more.as_ref().map(|m| More { most: m.most, any: m.any.clone(), why: m.why.and(why) });
    List { items: list.items.iter().map(widen).collect(), more }
}

/// Why a value is not known; nothing for a known one.
pub fn why(value: &Val) -> Why {
    match value {
        Val::Unknown(u) => u.why.clone(),
        Val::Record(entry) => entry.fields.iter().fold(Why::default(), |all, f| all.and(&why(f))),
        Val::List(list) => {
            let mut all = list.more.as_ref().map(|m| m.why.clone()).unwrap_or_default();
            for item in &list.items {
                if let Some(maybe) = &item.maybe {
                    all = all.and(maybe);
                }
                all = all.and(&why(&item.value));
            }
            all
        }
        Val::Period(ends) => why(&ends.0).and(&why(&ends.1)),
        _ => Why::default(),
    }
}

/// Whether it may be yes.
pub fn may_be_yes(value: &Val) -> bool {
    match value {
        Val::YesNo(b) => *b,
        Val::Unknown(u) => matches!(u.range, Some(Range::YesNo { yes: true, .. })),
        _ => false,
    }
}

/// Whether it may be no.
pub fn may_be_no(value: &Val) -> bool {
    match value {
        Val::YesNo(b) => !*b,
        Val::Unknown(u) => matches!(u.range, Some(Range::YesNo { no: true, .. })),
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
            _ => None,
        },
        _ => None,
    }
}

/// Applies a function of ranges to two values: errors first, then none, then the ranges.
pub(crate) fn lift(a: &Val, b: &Val, f: impl FnOnce(&Range, &Range) -> Result<Range, RuleError>) -> Val {
    let (a, b) = match (spread(a), spread(b)) {
        (Ok(a), Ok(b)) => (a, b),
        (Err(e), _) | (_, Err(e)) => return Val::Error(e),
    };
    let none = a.none || b.none;
    let why = a.why.and(&b.why);
    match (&a.range, &b.range) {
        (Some(x), Some(y)) => match f(x, y) {
            Ok(range) => make(Some(range), none, why),
            // Unless none may save it, the error is certain.
            Err(e) if !none || e == RuleError::Broken => Val::error(e),
            Err(_) => make(Some(widest(x)), none, why),
        },
        _ => Val::None,
    }
}

/// The same for one value.
pub(crate) fn lift_one(a: &Val, f: impl FnOnce(&Range) -> Result<Range, RuleError>) -> Val {
    lift(a, &Val::YesNo(true), |range, _| f(range))
}
