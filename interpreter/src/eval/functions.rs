//! Functions of values.

use super::choose::{max, min};
use super::dates::{self, days_between, full_months, leap_is_march};
use super::numbers::{Rounding, round};
use super::possible::or_none;
use super::units::end_values;
use super::unknown::{lift, lift_one, make, spread};
use super::{Evaluator, ops};
use crate::model::{Conventions, Duration, Expr, Function, PerTime};
use crate::number::Fraction;
use crate::value::{Range, RuleError, Val, Why};
use chrono::{Datelike, NaiveDate};
use std::rc::Rc;

/// From one day or month to another; none where an end is none. The ends in it are never none.
pub(crate) fn period(start: Val, end: Val) -> Val {
    for side in [&start, &end] {
        match side {
            Val::Error(e) => return Val::Error(e.clone()),
            Val::Date(_) | Val::Month(_) | Val::Unknown(_) | Val::None => {}
            _ => return Val::error(RuleError::Broken),
        }
    }
    if start == Val::None || end == Val::None {
        return Val::None;
    }
    let none = ops::may_be_none(&start) || ops::may_be_none(&end);
    let why = ops::why(&start).and(&ops::why(&end));
    let whole = Val::Period(Rc::new((ops::without_none(start), ops::without_none(end))));
    if none { or_none(whole, &why) } else { whole }
}

impl<'m> Evaluator<'m> {
    #[inline(never)]
    pub(crate) fn function(&mut self, function: Function, arguments: &'m [Expr]) -> Val {
        let conventions = &self.version.conventions;
        match arguments {
            [one] => {
                if let Some(one) = self.peek(one) {
                    return apply_with(function, std::slice::from_ref(one), conventions);
                }
                let one = self.expr(one);
                apply_with(function, std::slice::from_ref(&one), conventions)
            }
            [one, two] => {
                let both = [self.expr(one), self.expr(two)];
                apply_with(function, &both, conventions)
            }
            _ => {
                let all: Vec<Val> = arguments.iter().map(|a| self.expr(a)).collect();
                apply_with(function, &all, conventions)
            }
        }
    }
}

/// A function that no convention touches.
pub(crate) fn apply(function: Function, arguments: &[Val]) -> Val {
    apply_with(function, arguments, &Conventions::default())
}

fn apply_with(function: Function, arguments: &[Val], conventions: &Conventions) -> Val {
    let march = leap_is_march(conventions);
    match (function, arguments) {
        (Function::FullYears, [period]) => measure(period, Measure::Years, march),
        (Function::FullMonths, [period]) => measure(period, Measure::Months, march),
        (Function::Days, [period]) => measure(period, Measure::Days, march),
        (Function::Anniversary, [day, n]) => anniversary(day, n, march),
        (Function::Year, [value]) => by_day(
            value,
            |day| Some(whole(day.year().into())),
            |range| {
                let of = |month: i32| Some(Fraction::whole(i128::from(month.div_euclid(12))));
                match range {
                    Range::Date(a, b) => Some(Range::Number(of(dates::month_of(*a)), of(dates::month_of(*b)))),
                    Range::Month(a, b) => Some(Range::Number(of(*a), of(*b))),
                    _ => None,
                }
            },
        ),
        (Function::DateOf, [year, month, day]) => date_of(year, month, day),
        (Function::LengthIn(per), [length]) => lift_one(length, |range| length_in(per, range)),
        (Function::MonthOf, [value]) => by_day(
            value,
            |day| Some(Val::Month(dates::month_of(day))),
            |range| months(range).map(|(a, b)| Range::Month(a, b)),
        ),
        (Function::StartOfYear, [value]) => lift_one(value, start_of_year),
        (Function::FirstDay, [value]) => {
            by_day(value, |day| day.with_day(1).map(Val::Date), |range| ends(range, dates::first_day))
        }
        (Function::LastDay, [value]) => lift_one(value, |range| ends(range, dates::last_day).ok_or(RuleError::Broken)),
        (Function::Max, [first, rest @ ..]) => rest.iter().fold(first.clone(), |a, b| max(&a, b)),
        (Function::Min, [first, rest @ ..]) => rest.iter().fold(first.clone(), |a, b| min(&a, b)),
        (Function::RoundDown, [x]) => round(Rounding::Down, x, &Val::whole(1)),
        (Function::RoundDown, [x, unit]) => round(Rounding::Down, x, unit),
        (Function::RoundUp, [x]) => round(Rounding::Up, x, &Val::whole(1)),
        (Function::RoundUp, [x, unit]) => round(Rounding::Up, x, unit),
        (Function::Round, [x]) => round(Rounding::Nearest, x, &Val::whole(1)),
        (Function::Round, [x, unit]) => round(Rounding::Nearest, x, unit),
        (Function::Yearly, [x]) => ops::multiply(x, &Val::whole(12)),
        (Function::Monthly, [x]) => ops::divide(x, &Val::whole(12)),
        _ => Val::error(RuleError::Broken),
    }
}

fn whole(n: i64) -> Val {
    Val::whole(n)
}

/// A function of a day, with its bounds for what is not a known day.
fn by_day(value: &Val, day: impl FnOnce(NaiveDate) -> Option<Val>, range: impl FnOnce(&Range) -> Option<Range>) -> Val {
    if let Val::Date(d) = value
        && let Some(known) = day(*d)
    {
        return known;
    }
    lift_one(value, |r| range(r).ok_or(RuleError::Broken))
}

fn months(range: &Range) -> Option<(i32, i32)> {
    match range {
        Range::Date(a, b) => Some((dates::month_of(*a), dates::month_of(*b))),
        Range::Month(a, b) => Some((*a, *b)),
        _ => None,
    }
}

fn ends(range: &Range, of: fn(i32) -> Option<NaiveDate>) -> Option<Range> {
    let (a, b) = months(range)?;
    Some(Range::Date(of(a)?, of(b)?))
}

fn start_of_year(range: &Range) -> Result<Range, RuleError> {
    if let Some((a, b)) = months(range) {
        let first = |month: i32| dates::first_day(month - month.rem_euclid(12)).ok_or(RuleError::Broken);
        return Ok(Range::Date(first(a)?, first(b)?));
    }
    let Range::Number(low, high) = range else {
        return Err(RuleError::Broken);
    };
    let first = |year: Fraction| {
        let year = year.to_i64().and_then(|y| y.checked_mul(12)).and_then(dates::month);
        year.and_then(dates::first_day)
    };
    match (low, high) {
        (Some(a), Some(b)) if a == b => {
            let day = first(*a).ok_or(RuleError::DateOutOfRange)?;
            Ok(Range::Date(day, day))
        }
        _ => {
            let low = low.and_then(|n| first(n.ceiling())).unwrap_or(dates::FIRST);
            let high = high.and_then(|n| first(n.floor())).unwrap_or(dates::LAST);
            if high < low { Ok(Range::Date(dates::FIRST, dates::LAST)) } else { Ok(Range::Date(low, high)) }
        }
    }
}

/// A day from the numbers of its year, month and day; a day that no calendar has is an error.
fn date_of(year: &Val, month: &Val, day: &Val) -> Val {
    if let (Val::Number(y), Val::Number(m), Val::Number(d)) = (year, month, day) {
        let part = |n: &Fraction| n.to_i64().and_then(|n| u32::try_from(n).ok());
        let day =
            part(y).and_then(|y| i32::try_from(y).ok()).filter(|y| (1..=9999).contains(y)).zip(part(m)).zip(part(d));
        let day = day.and_then(|((y, m), d)| NaiveDate::from_ymd_opt(y, m, d));
        return day.map_or_else(|| Val::error(RuleError::DateOutOfRange), Val::Date);
    }
    let (mut none, mut why, mut ends) = (false, Why::default(), Vec::new());
    for (part, least, most) in [(year, 1, 9999), (month, 1, 12), (day, 1, 31)] {
        let one = match spread(part) {
            Ok(one) => one,
            Err(e) => return Val::Error(e),
        };
        let Some(Range::Number(low, high)) = one.range else {
            return if one.range.is_none() { Val::None } else { Val::error(RuleError::Broken) };
        };
        let within = |n: Option<Fraction>| n.and_then(Fraction::to_i64).map(|n| n.clamp(least, most));
        let (low, high) = (within(low.map(Fraction::ceiling)), within(high.map(Fraction::floor)));
        ends.push((low.unwrap_or(least), high.unwrap_or(most)));
        (none, why) = (none || one.none, why.and(&one.why));
    }
    let [(first, last), (early, late), (low, high)] = ends.as_slice() else { return Val::error(RuleError::Broken) };
    let at = |year: i64, month: i64| dates::month(year * 12 + month - 1);
    // The 28th is in every month, so that no earlier day is left out.
    let from = at(*first, *early).and_then(dates::first_day).and_then(|d| d.with_day((*low).min(28) as u32));
    let to = at(*last, *late).and_then(dates::last_day).map(|d| d.with_day(*high as u32).unwrap_or(d));
    let (from, to) = (from.unwrap_or(dates::FIRST), to.unwrap_or(dates::LAST));
    let range = if to < from { Range::Date(dates::FIRST, dates::LAST) } else { Range::Date(from, to) };
    make(Some(range), none, why)
}

/// A length of time counted in years or months, of which days are no part, or in weeks or days.
fn length_in(per: PerTime, range: &Range) -> Result<Range, RuleError> {
    let Range::Duration(low, high) = range else { return Err(RuleError::Broken) };
    let of = |d: &Duration| {
        let (of, other, parts) = match per {
            PerTime::Year => (d.months, d.days, 12),
            PerTime::Month => (d.months, d.days, 1),
            PerTime::Week => (d.days, d.months, 7),
            PerTime::Day => (d.days, d.months, 1),
            PerTime::Hour => return None,
        };
        Fraction::new(i128::from(of), parts).filter(|_| other == 0)
    };
    match (of(low), of(high)) {
        (Some(low), Some(high)) => Ok(Range::Number(Some(low), Some(high))),
        _ if low == high => Err(RuleError::Broken),
        _ => Ok(Range::Number(None, None)),
    }
}

/// The n-th anniversary. A known number of years must be whole.
fn anniversary(day: &Val, n: &Val, march: bool) -> Val {
    lift(day, n, |day, n| {
        let (Range::Date(a, b), Range::Number(low, high)) = (day, n) else {
            return Err(RuleError::Broken);
        };
        let after = |day: NaiveDate, years: Fraction| {
            let months = years.to_i64().and_then(|y| y.checked_mul(12));
            months.and_then(|months| dates::plus_months(day, months, march))
        };
        if let (Some(n), Some(same)) = (low, high)
            && n == same
            && !n.is_whole()
        {
            return Err(RuleError::Broken);
        }
        if a == b
            && low == high
            && let Some(n) = low
        {
            let day = after(*a, *n).ok_or(RuleError::DateOutOfRange)?;
            return Ok(Range::Date(day, day));
        }
        let first = low.and_then(|n| after(*a, n.ceiling())).unwrap_or(dates::FIRST);
        let last = high.and_then(|n| after(*b, n.floor())).unwrap_or(dates::LAST);
        if last < first { Ok(Range::Date(dates::FIRST, dates::LAST)) } else { Ok(Range::Date(first, last)) }
    })
}

/// How a period is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    Years,
    Months,
    Days,
}

/// The length of a period in full years, full months or days; of an unknown one, from its shortest to its longest.
pub(crate) fn measure(period: &Val, how: Measure, march: bool) -> Val {
    if let Val::Period(ends) = period {
        return match length(&ends.0, &ends.1, how, march) {
            Some(n) => Val::whole(n),
            None => between(&ends.0, &ends.1, how, march),
        };
    }
    match spread(period) {
        Ok(s) => match &s.range {
            Some(Range::Period(ends)) => or_none(measure(&Val::Period(ends.clone()), how, march), &s.why),
            None => Val::None,
            Some(_) => Val::error(RuleError::Broken),
        },
        Err(e) => Val::Error(e),
    }
}

fn length(start: &Val, end: &Val, how: Measure, march: bool) -> Option<i64> {
    Some(match (start, end, how) {
        (Val::Date(a), Val::Date(b), Measure::Years) => full_months(*a, *b, march) / 12,
        (Val::Date(a), Val::Date(b), Measure::Months) => full_months(*a, *b, march),
        (Val::Date(a), Val::Date(b), Measure::Days) => days_between(*a, *b),
        (Val::Month(a), Val::Month(b), Measure::Years) => i64::from(*b - *a).max(0) / 12,
        (Val::Month(a), Val::Month(b), Measure::Months) => i64::from(*b - *a).max(0),
        _ => return None,
    })
}

fn between(start: &Val, end: &Val, how: Measure, march: bool) -> Val {
    let why: Why = ops::why(start).and(&ops::why(end));
    let (Some((first, last)), Some((early, late))) = (end_values(start), end_values(end)) else {
        return Val::error(RuleError::Broken);
    };
    match (length(&last, &early, how, march), length(&first, &late, how, march)) {
        (Some(least), Some(most)) => {
            let of = |n: i64| Some(Fraction::whole(i128::from(n)));
            make(Some(Range::Number(of(least), of(most))), false, why)
        }
        _ => Val::error(RuleError::Broken),
    }
}
