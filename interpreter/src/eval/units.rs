//! How many units a quantity holds, and what of it exceeds a bound.

use super::arithmetic::{arithmetic, subtract};
use super::choose::max;
use super::compare::compare;
use super::dates::{days_between, full_months, leap_is_march, plus_months};
use super::unknown::{lift, make, spread};
use crate::model::{Comparison, Conventions, Duration, Operator};
use crate::number::Fraction;
use crate::shapes::per_unit::UnitRounding;
use crate::value::{Range, RuleError, Val};

/// How many units a quantity holds; of a negative quantity, 0. A quantity is a number with a unit that is a number,
/// or a length of time or period with a unit of months or of days.
/// Of a period, months are full by anniversaries, and a part is whatever is left after the last full unit;
/// by its share, it counts its full months (or days) over the unit's.
/// Of a length of time in months and days, days below a month are a part, which a share leaves out.
pub fn units(quantity: &Val, unit: &Val, rounding: UnitRounding, conventions: &Conventions) -> Val {
    let march = leap_is_march(conventions);
    if let Val::Error(e) = quantity {
        return Val::Error(e.clone());
    }
    if quantity.is_known() && unit.is_known() && *quantity != Val::None && !matches!(unit, Val::None | Val::Error(_)) {
        return known(quantity, unit, rounding, march).map_or_else(Val::error, Val::Number);
    }
    let (q, u) = match (spread(quantity), spread(unit)) {
        (Ok(q), Ok(u)) => (q, u),
        (Err(e), _) | (_, Err(e)) => return Val::Error(e),
    };
    let (Some(quantities), Some(sizes)) = (&q.range, &u.range) else {
        return Val::None;
    };
    let Some((least, most)) = corners(quantities) else {
        return Val::error(RuleError::Broken);
    };
    let Some((small, large)) = corners(sizes) else {
        return Val::error(RuleError::Broken);
    };
    let mut why = q.why.and(&u.why);
    if let Range::Period(ends) = quantities {
        why = why.and(&super::reasons::why(&ends.0)).and(&super::reasons::why(&ends.1));
    }
    // Units of no certain sign: any number of them.
    let positive = small.as_ref().is_some_and(|s| known(s, s, UnitRounding::Full, march).is_ok());
    let count = |quantity: Option<Val>, unit: Option<Val>| {
        quantity.zip(unit).and_then(|(q, u)| known(&q, &u, rounding, march).ok())
    };
    let low = count(least, large).unwrap_or(Fraction::ZERO);
    let high = if positive { count(most, small) } else { None };
    make(Some(Range::Number(Some(low), high)), q.none || u.none, why)
}

/// The ends of a range as known values; the outer `None` where it can't be measured.
fn corners(range: &Range) -> Option<(Option<Val>, Option<Val>)> {
    Some(match range {
        Range::Number(low, high) => (low.map(Val::Number), high.map(Val::Number)),
        Range::Duration(low, high) => (Some(Val::Duration(*low)), Some(Val::Duration(*high))),
        Range::Period(ends) => {
            let ((a, b), (c, d)) = (end_values(&ends.0)?, end_values(&ends.1)?);
            let period = |start: Val, end: Val| Some(Val::Period(std::rc::Rc::new((start, end))));
            (period(b, c), period(a, d))
        }
        _ => return None,
    })
}

/// The first and the last day (or month) that an end of a period may be.
pub(crate) fn end_values(end: &Val) -> Option<(Val, Val)> {
    match end {
        Val::Date(_) | Val::Month(_) => Some((end.clone(), end.clone())),
        Val::Unknown(u) => match u.range {
            Some(Range::Date(low, high)) => Some((Val::Date(low), Val::Date(high))),
            Some(Range::Month(low, high)) => Some((Val::Month(low), Val::Month(high))),
            _ => None,
        },
        _ => None,
    }
}

fn known(quantity: &Val, unit: &Val, rounding: UnitRounding, march: bool) -> Result<Fraction, RuleError> {
    let (quantity, unit, rest) = match (quantity, unit) {
        (Val::Number(q), Val::Number(u)) => (*q, *u, false),
        (Val::Duration(q), Val::Duration(u)) => {
            let (u, by_months) = size(*u)?;
            match by_months {
                // Fewer than 28 days are always less than a month.
                true if (0..28).contains(&q.days) => (whole(q.months.into()), u, 0 < q.days),
                false if q.months == 0 => (whole(q.days.into()), u, false),
                _ => return Err(RuleError::Length),
            }
        }
        (Val::Period(ends), Val::Duration(u)) => {
            let (u, by_months) = size(*u)?;
            match (&ends.0, &ends.1, by_months) {
                (Val::Date(start), Val::Date(end), true) => {
                    let months = full_months(*start, *end, march);
                    let rest = plus_months(*start, months, march).is_some_and(|day| day < *end);
                    (whole(months), u, rest)
                }
                (Val::Date(start), Val::Date(end), false) => (whole(days_between(*start, *end)), u, false),
                (Val::Month(start), Val::Month(end), true) => (whole(i64::from(*end) - i64::from(*start)), u, false),
                (Val::Month(_), Val::Month(_), false) => return Err(RuleError::Length),
                _ => return Err(RuleError::Broken),
            }
        }
        _ => return Err(RuleError::Broken),
    };
    if unit == Fraction::ZERO {
        return Err(RuleError::DivisionByZero);
    }
    if unit < Fraction::ZERO {
        return Err(RuleError::Broken);
    }
    let count = quantity.divide(unit).ok_or(RuleError::Overflow)?;
    let count = match rounding {
        UnitRounding::Full => count.floor(),
        UnitRounding::OrPart if rest => count.floor().add(Fraction::ONE).ok_or(RuleError::Overflow)?,
        UnitRounding::OrPart => count.ceiling(),
        UnitRounding::ProRata => count,
    };
    Ok(count.max(Fraction::ZERO))
}

/// A unit of time in months (true) or in days.
fn size(unit: Duration) -> Result<(Fraction, bool), RuleError> {
    match unit {
        Duration { months, days: 0 } => Ok((whole(months.into()), true)),
        Duration { months: 0, days } => Ok((whole(days.into()), false)),
        _ => Err(RuleError::Length),
    }
}

fn whole(n: i64) -> Fraction {
    Fraction::whole(i128::from(n))
}

/// Compares a quantity with a length or size; a period is as long as a length of time if it ends where that ends that
/// begins with it.
pub fn compare_size(how: Comparison, quantity: &Val, size: &Val, conventions: &Conventions) -> Val {
    let ends = match quantity {
        Val::Period(ends) => ends.clone(),
        Val::Unknown(u) => match &u.range {
            Some(Range::Period(ends)) if u.none => {
                let compared = compare_size(how, &Val::Period(ends.clone()), size, conventions);
                return super::possible::or_none(compared, &u.why);
            }
            _ => return compare(how, quantity, size),
        },
        _ => return compare(how, quantity, size),
    };
    compare(how, &ends.1, &arithmetic(Operator::Add, &ends.0, size, conventions))
}

/// What of a quantity exceeds a bound: of a number or length of time the difference, at least nothing;
/// of a period, the period that begins so much later (it may be empty).
pub fn beyond(quantity: &Val, over: &Val, conventions: &Conventions) -> Val {
    match (quantity, over) {
        (Val::Number(_), Val::Number(_)) => max(&subtract(quantity, over), &Val::whole(0)),
        (Val::Error(e), _) | (_, Val::Error(e)) => Val::Error(e.clone()),
        (Val::None, _) | (_, Val::None) => Val::None,
        (Val::Period(ends), over) => later(&ends.0, &ends.1, over, conventions),
        (Val::Unknown(u), over) if matches!(u.range, Some(Range::Period(_))) => match &u.range {
            Some(Range::Period(ends)) => super::possible::or_none(later(&ends.0, &ends.1, over, conventions), &u.why),
            _ => Val::None,
        },
        _ => lift(quantity, over, |q, o| match (q, o) {
            (Range::Number(..), Range::Number(..)) => {
                let rest = subtract(&make(Some(q.clone()), false, Default::default()), over);
                match spread(&max(&rest, &Val::whole(0))) {
                    Ok(rest) => rest.range.ok_or(RuleError::Broken),
                    Err(e) => Err((*e).clone()),
                }
            }
            (Range::Duration(a, b), Range::Duration(c, d)) => beyond_duration(*a, *b, *c, *d),
            _ => Err(RuleError::Broken),
        }),
    }
}

fn later(start: &Val, end: &Val, over: &Val, conventions: &Conventions) -> Val {
    match arithmetic(Operator::Add, start, over, conventions) {
        Val::Error(e) => Val::Error(e),
        Val::None => Val::None,
        Val::Unknown(u) if u.none => {
            let start = make(u.range.clone(), false, u.why.clone());
            super::possible::or_none(Val::Period(std::rc::Rc::new((start, end.clone()))), &u.why)
        }
        start => Val::Period(std::rc::Rc::new((start, end.clone()))),
    }
}

fn beyond_duration(a: Duration, b: Duration, c: Duration, d: Duration) -> Result<Range, RuleError> {
    let all = [a, b, c, d];
    let mixed = !all.iter().all(|d| d.days == 0) && !all.iter().all(|d| d.months == 0);
    if mixed && a == b && c == d {
        return Err(RuleError::Length);
    }
    let rest = |x: Duration, y: Duration| Duration {
        months: x.months.saturating_sub(y.months).max(0),
        days: x.days.saturating_sub(y.days).max(0),
    };
    Ok(Range::Duration(rest(a, d), rest(b, c)))
}
