//! Arithmetic on values of every kind: numbers, dates and months with lengths of time.

use super::dates::{self, FIRST, FIRST_MONTH, LAST, LAST_MONTH, leap_is_march};
use super::numbers::{Sign, exact, negate_range, ranges};
use super::unknown::{lift, lift_one};
use crate::model::{Conventions, Duration, Operator};
use crate::number::Fraction;
use crate::value::{Range, RuleError, Val};
use chrono::NaiveDate;

/// A sum, difference, product or quotient.
pub fn arithmetic(operator: Operator, a: &Val, b: &Val, conventions: &Conventions) -> Val {
    let sign = match operator {
        Operator::Add => Sign::Add,
        Operator::Subtract => Sign::Subtract,
        Operator::Multiply => Sign::Multiply,
        Operator::Divide => Sign::Divide,
    };
    apply(sign, a, b, Some(conventions))
}

/// The sum. Dates need conventions: see [`arithmetic`].
pub fn add(a: &Val, b: &Val) -> Val {
    apply(Sign::Add, a, b, None)
}

/// The difference.
pub fn subtract(a: &Val, b: &Val) -> Val {
    apply(Sign::Subtract, a, b, None)
}

/// The product.
pub fn multiply(a: &Val, b: &Val) -> Val {
    apply(Sign::Multiply, a, b, None)
}

/// The quotient.
pub fn divide(a: &Val, b: &Val) -> Val {
    apply(Sign::Divide, a, b, None)
}

/// The negative, of a number or a length of time.
pub fn negate(a: &Val) -> Val {
    if let Val::Number(n) = a {
        return n.negate().map_or_else(|| Val::error(RuleError::Overflow), Val::Number);
    }
    lift_one(a, |range| match range {
        Range::Number(low, high) => negate_range((*low, *high)),
        Range::Duration(low, high) => negate_durations(*low, *high),
        _ => Err(RuleError::Broken),
    })
}

fn apply(sign: Sign, a: &Val, b: &Val, conventions: Option<&Conventions>) -> Val {
    if let (Val::Number(a), Val::Number(b)) = (a, b) {
        return exact(sign, *a, *b).map_or_else(Val::error, Val::Number);
    }
    lift(a, b, |a, b| match (sign, a, b) {
        (_, Range::Number(a, b), Range::Number(c, d)) => ranges(sign, (*a, *b), (*c, *d)),
        (Sign::Add, Range::Date(a, b), Range::Duration(c, d))
        | (Sign::Add, Range::Duration(c, d), Range::Date(a, b)) => move_dates(*a, *b, *c, *d, conventions),
        (Sign::Subtract, Range::Date(a, b), Range::Duration(c, d)) => {
            let Range::Duration(c, d) = negate_durations(*c, *d)? else {
                return Err(RuleError::Broken);
            };
            move_dates(*a, *b, c, d, conventions)
        }
        (Sign::Add, Range::Month(a, b), Range::Duration(c, d))
        | (Sign::Add, Range::Duration(c, d), Range::Month(a, b)) => move_months(*a, *b, *c, *d),
        (Sign::Subtract, Range::Month(a, b), Range::Duration(c, d)) => {
            let Range::Duration(c, d) = negate_durations(*c, *d)? else {
                return Err(RuleError::Broken);
            };
            move_months(*a, *b, c, d)
        }
        (Sign::Add, Range::Duration(a, b), Range::Duration(c, d)) => add_durations(*a, *b, *c, *d),
        (Sign::Subtract, Range::Duration(a, b), Range::Duration(c, d)) => {
            let Range::Duration(c, d) = negate_durations(*c, *d)? else {
                return Err(RuleError::Broken);
            };
            add_durations(*a, *b, c, d)
        }
        (Sign::Multiply, Range::Duration(a, b), Range::Number(c, d))
        | (Sign::Multiply, Range::Number(c, d), Range::Duration(a, b)) => scale(*a, *b, *c, *d),
        _ => Err(RuleError::Broken),
    })
}

fn move_dates(
    low: NaiveDate,
    high: NaiveDate,
    least: Duration,
    most: Duration,
    conventions: Option<&Conventions>,
) -> Result<Range, RuleError> {
    let march = leap_is_march(conventions.ok_or(RuleError::Broken)?);
    if low == high && least == most {
        let day = dates::plus(low, least, march).ok_or(RuleError::DateOutOfRange)?;
        return Ok(Range::Date(day, day));
    }
    // A bound outside the calendar is the calendar's end.
    let low = dates::plus(low, least, march).unwrap_or(FIRST);
    let high = dates::plus(high, most, march).unwrap_or(LAST);
    if high < low { Ok(Range::Date(FIRST, LAST)) } else { Ok(Range::Date(low, high)) }
}

fn move_months(low: i32, high: i32, least: Duration, most: Duration) -> Result<Range, RuleError> {
    if least.days != 0 || most.days != 0 {
        return Err(RuleError::Length);
    }
    let moved = |month: i32, by: Duration| dates::month(i64::from(month) + i64::from(by.months));
    if low == high && least == most {
        let month = moved(low, least).ok_or(RuleError::DateOutOfRange)?;
        return Ok(Range::Month(month, month));
    }
    let (low, high) = (moved(low, least).unwrap_or(FIRST_MONTH), moved(high, most).unwrap_or(LAST_MONTH));
    if high < low { Ok(Range::Month(FIRST_MONTH, LAST_MONTH)) } else { Ok(Range::Month(low, high)) }
}

fn negate_durations(low: Duration, high: Duration) -> Result<Range, RuleError> {
    let negative = |d: Duration| dates::negative(d).ok_or(RuleError::Overflow);
    Ok(Range::Duration(negative(high)?, negative(low)?))
}

fn add_durations(a: Duration, b: Duration, c: Duration, d: Duration) -> Result<Range, RuleError> {
    let sum = |x: Duration, y: Duration| {
        let months = x.months.checked_add(y.months).ok_or(RuleError::Overflow)?;
        let days = x.days.checked_add(y.days).ok_or(RuleError::Overflow)?;
        Ok(Duration { months, days })
    };
    Ok(Range::Duration(sum(a, c)?, sum(b, d)?))
}

/// A length of time times a number that leaves whole months and days.
fn scale(a: Duration, b: Duration, c: Option<Fraction>, d: Option<Fraction>) -> Result<Range, RuleError> {
    let part = |low: i32, high: i32| -> Result<(i32, i32), RuleError> {
        let of = |n: i32| Some(Fraction::whole(i128::from(n)));
        let Range::Number(low, high) = ranges(Sign::Multiply, (of(low), of(high)), (c, d))? else {
            return Err(RuleError::Broken);
        };
        if let (Some(x), Some(y)) = (low, high)
            && x == y
            && !x.is_whole()
        {
            return Err(RuleError::Length);
        }
        let whole = |n: Option<Fraction>| {
            n.and_then(Fraction::to_i64).and_then(|n| i32::try_from(n).ok()).ok_or(RuleError::Overflow)
        };
        Ok((whole(low.map(Fraction::floor))?, whole(high.map(Fraction::ceiling))?))
    };
    let (months, days) = (part(a.months, b.months)?, part(a.days, b.days)?);
    let low = Duration { months: months.0, days: days.0 };
    Ok(Range::Duration(low, Duration { months: months.1, days: days.1 }))
}
