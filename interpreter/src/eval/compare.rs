//! Comparison of values, known or not.

use super::unknown::lift;
use crate::model::{Comparison, Duration};
use crate::value::{Range, RuleError, Val};
use std::cmp::Ordering;

/// Which orders two values may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Orders {
    pub less: bool,
    pub equal: bool,
    pub greater: bool,
}

impl Orders {
    const ANY: Orders = Orders { less: true, equal: true, greater: true };

    /// Of two ranges by their ends; a missing end is no bound.
    fn of<T: Ord>(a: (Option<&T>, Option<&T>), b: (Option<&T>, Option<&T>)) -> Orders {
        let below = |x: Option<&T>, y: Option<&T>| match (x, y) {
            (Some(x), Some(y)) => x < y,
            _ => true,
        };
        let apart = |x: Option<&T>, y: Option<&T>| matches!((x, y), (Some(x), Some(y)) if x < y);
        Orders { less: below(a.0, b.1), greater: below(b.0, a.1), equal: !apart(a.1, b.0) && !apart(b.1, a.0) }
    }

    /// The answers that a comparison may have: yes, no.
    pub(crate) fn answers(self, comparison: Comparison) -> (bool, bool) {
        let Orders { less, equal, greater } = self;
        match comparison {
            Comparison::Equal => (equal, less || greater),
            Comparison::Unequal => (less || greater, equal),
            Comparison::Less => (less, equal || greater),
            Comparison::LessOrEqual => (less || equal, greater),
            Comparison::Greater => (greater, less || equal),
            Comparison::GreaterOrEqual => (greater || equal, less),
        }
    }
}

/// Compares two values. What can't be compared is an error; none gives none.
pub fn compare(comparison: Comparison, a: &Val, b: &Val) -> Val {
    let order = match (a, b) {
        (Val::Number(a), Val::Number(b)) => a.cmp(b),
        (Val::Date(a), Val::Date(b)) => a.cmp(b),
        (Val::Month(a), Val::Month(b)) => a.cmp(b),
        (Val::Choice(a), Val::Choice(b)) => a.cmp(b),
        _ => return compare_all(comparison, a, b),
    };
    Val::YesNo(match comparison {
        Comparison::Equal => order == Ordering::Equal,
        Comparison::Unequal => order != Ordering::Equal,
        Comparison::Less => order == Ordering::Less,
        Comparison::LessOrEqual => order != Ordering::Greater,
        Comparison::Greater => order == Ordering::Greater,
        Comparison::GreaterOrEqual => order != Ordering::Less,
    })
}

/// Whether they are equal.
pub fn equal(a: &Val, b: &Val) -> Val {
    compare(Comparison::Equal, a, b)
}

/// Whether the first is no less than the second.
pub fn at_least(a: &Val, b: &Val) -> Val {
    compare(Comparison::GreaterOrEqual, a, b)
}

fn compare_all(comparison: Comparison, a: &Val, b: &Val) -> Val {
    let ordered = !matches!(comparison, Comparison::Equal | Comparison::Unequal);
    if let (Val::Code(a), Val::Code(b)) = (a, b) {
        return if ordered {
            Val::error(RuleError::Broken)
        } else {
            Val::YesNo((a == b) == (comparison == Comparison::Equal))
        };
    }
    lift(a, b, |a, b| {
        if ordered && matches!(a, Range::YesNo { .. } | Range::Code) {
            return Err(RuleError::Broken);
        }
        let (yes, no) = orders(a, b).ok_or_else(|| incomparable(a))?.answers(comparison);
        if let (Range::Duration(a, b), Range::Duration(c, d)) = (a, b)
            && (yes && no && a == b && c == d)
        {
            return Err(RuleError::Length);
        }
        Ok(Range::YesNo { yes, no })
    })
}

/// The orders that two ranges may have; `None` where they can't be compared.
pub(crate) fn orders(a: &Range, b: &Range) -> Option<Orders> {
    Some(match (a, b) {
        (Range::Number(a, b), Range::Number(c, d)) => Orders::of((a.as_ref(), b.as_ref()), (c.as_ref(), d.as_ref())),
        (Range::Date(a, b), Range::Date(c, d)) => Orders::of((Some(a), Some(b)), (Some(c), Some(d))),
        (Range::Month(a, b), Range::Month(c, d)) => Orders::of((Some(a), Some(b)), (Some(c), Some(d))),
        (Range::YesNo { yes: a, no: b }, Range::YesNo { yes: c, no: d }) => {
            Orders { less: *b && *c, equal: (*a && *c) || (*b && *d), greater: *a && *d }
        }
        (Range::Choice(a), Range::Choice(b)) => {
            let ends = Orders::of((a.first(), a.last()), (b.first(), b.last()));
            Orders { equal: a.iter().any(|c| b.binary_search(c).is_ok()), ..ends }
        }
        (Range::Code, Range::Code) => Orders::ANY,
        (Range::Duration(a, b), Range::Duration(c, d)) => return durations((*a, *b), (*c, *d)),
        _ => return None,
    })
}

/// Lengths of time by their difference, of which a month counts as 28 to 31 days; known ones of which either may be
/// the longer can't be compared.
fn durations(a: (Duration, Duration), b: (Duration, Duration)) -> Option<Orders> {
    let less =
        |x: Duration, y: Duration| (i64::from(x.months) - i64::from(y.months), i64::from(x.days) - i64::from(y.days));
    let (low, high) = (less(a.0, b.1), less(a.1, b.0));
    let least = low.0 * if low.0 < 0 { 31 } else { 28 } + low.1;
    let most = high.0 * if high.0 < 0 { 28 } else { 31 } + high.1;
    let orders = Orders { less: least < 0, equal: least <= 0 && 0 <= most, greater: 0 < most };
    let known = a.0 == a.1 && b.0 == b.1;
    if known && orders.less && orders.greater { None } else { Some(orders) }
}

/// The error where two values can't be compared.
pub(crate) fn incomparable(a: &Range) -> RuleError {
    if let Range::Duration(..) = a { RuleError::Length } else { RuleError::Broken }
}
