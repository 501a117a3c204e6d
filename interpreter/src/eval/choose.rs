//! The larger and the smaller of two values.

use super::compare::{incomparable, orders};
use super::unknown::{make, spread};
use crate::model::Duration;
use crate::value::{Range, RuleError, Val};

/// The larger of two numbers, dates, months, lengths of time or choices.
pub fn max(a: &Val, b: &Val) -> Val {
    choose(a, b, true)
}

/// The smaller of the two.
pub fn min(a: &Val, b: &Val) -> Val {
    choose(a, b, false)
}

fn choose(a: &Val, b: &Val, larger: bool) -> Val {
    let first = match (a, b) {
        (Val::Number(a), Val::Number(b)) => (a < b) != larger,
        (Val::Date(a), Val::Date(b)) => (a < b) != larger,
        (Val::Month(a), Val::Month(b)) => (a < b) != larger,
        (Val::Choice(a), Val::Choice(b)) => (a < b) != larger,
        _ => return choose_among(a, b, larger),
    };
    if first { a.clone() } else { b.clone() }
}

fn choose_among(a: &Val, b: &Val, larger: bool) -> Val {
    let (x, y) = match (spread(a), spread(b)) {
        (Ok(x), Ok(y)) => (x, y),
        (Err(e), _) | (_, Err(e)) => return Val::Error(e),
    };
    let none = x.none || y.none;
    let (Some(p), Some(q)) = (&x.range, &y.range) else {
        return Val::None;
    };
    if let (Range::Anything, _) | (_, Range::Anything) = (p, q) {
        return make(Some(Range::Anything), none, x.why.and(&y.why));
    }
    let Some(orders) = orders(p, q) else {
        return Val::error(incomparable(p));
    };
    let (before, after) = if larger { (orders.less, orders.greater) } else { (orders.greater, orders.less) };
    // Where one side never loses, the other matters only for being none.
    if !before {
        let why = if y.none { x.why.and(&y.why) } else { x.why };
        return make(x.range, none, why);
    }
    if !after {
        let why = if x.none { x.why.and(&y.why) } else { y.why };
        return make(y.range, none, why);
    }
    match chosen(p, q, larger) {
        Some(range) => make(Some(range), none, x.why.and(&y.why)),
        None => Val::error(RuleError::Broken),
    }
}

fn chosen(a: &Range, b: &Range, larger: bool) -> Option<Range> {
    Some(match (a, b) {
        (Range::Number(a, b), Range::Number(c, d)) if larger => {
            Range::Number(one_or_larger(*a, *c), b.zip(*d).map(|(b, d)| b.max(d)))
        }
        (Range::Number(a, b), Range::Number(c, d)) => {
            Range::Number(a.zip(*c).map(|(a, c)| a.min(c)), one_or_smaller(*b, *d))
        }
        (Range::Date(a, b), Range::Date(c, d)) if larger => Range::Date(*a.max(c), *b.max(d)),
        (Range::Date(a, b), Range::Date(c, d)) => Range::Date(*a.min(c), *b.min(d)),
        (Range::Month(a, b), Range::Month(c, d)) if larger => Range::Month(*a.max(c), *b.max(d)),
        (Range::Month(a, b), Range::Month(c, d)) => Range::Month(*a.min(c), *b.min(d)),
        (Range::Duration(a, b), Range::Duration(c, d)) => {
            let low = Duration { months: a.months.min(c.months), days: a.days.min(c.days) };
            let high = Duration { months: b.months.max(d.months), days: b.days.max(d.days) };
            Range::Duration(low, high)
        }
        (Range::Choice(a), Range::Choice(b)) => {
            let bound = if larger { a.first().max(b.first()) } else { a.last().min(b.last()) };
            let bound = *bound?;
            let mut all = [a.as_slice(), b.as_slice()].concat();
            all.retain(|c| if larger { bound <= *c } else { *c <= bound });
            all.sort_unstable();
            all.dedup();
            Range::Choice(all)
        }
        _ => return None,
    })
}

fn one_or_larger<T: Ord>(a: Option<T>, b: Option<T>) -> Option<T> {
    a.max(b)
}

fn one_or_smaller<T: Ord>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, None) | (None, one) => one,
    }
}
