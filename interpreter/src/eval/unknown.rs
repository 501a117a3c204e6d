//! Sets of possible values: taking values apart, making them, and functions of ranges.

use crate::model::Duration;
use crate::value::{Range, RuleError, Unknown, Val, Why};
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
pub(crate) fn widest(range: &Range) -> Range {
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

/// Applies a function of ranges to two values: errors first, then none, then the ranges.
pub(crate) fn lift(a: &Val, b: &Val, f: impl FnOnce(&Range, &Range) -> Result<Range, RuleError>) -> Val {
    let (a, b) = match (spread(a), spread(b)) {
        (Ok(a), Ok(b)) => (a, b),
        (Err(e), _) | (_, Err(e)) => return Val::Error(e),
    };
    let none = a.none || b.none;
    let why = a.why.and(&b.why);
    match (&a.range, &b.range) {
        (Some(Range::Anything), Some(_)) | (Some(_), Some(Range::Anything)) => make(Some(Range::Anything), none, why),
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
