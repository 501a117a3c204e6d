//! Days and months by counting.

use super::value::Fault;
use chrono::{Datelike, NaiveDate};
use jifen_interpreter::model::Conventions;

/// The month of a day: year × 12 + month − 1.
pub fn month_number(day: NaiveDate) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month0())
}

/// The first day of a month.
pub fn first_day(month: i64) -> Result<NaiveDate, Fault> {
    on(month, 1).ok_or(Fault::DateOutOfRange)
}

/// The last day of a month.
pub fn last_day(month: i64) -> Result<NaiveDate, Fault> {
    let found = (28..=31).rev().find_map(|day| on(month, day));
    found.ok_or(Fault::DateOutOfRange)
}

fn on(month: i64, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(month.div_euclid(12)).ok().filter(|y| (1..=9999).contains(y))?;
    NaiveDate::from_ymd_opt(year, month.rem_euclid(12) as u32 + 1, day)
}

/// The day so many months and days later (or earlier).
///
/// Months keep the day's number. An anniversary of 29 February falls on 1 March or 28 February by convention
/// (1 March where nothing is declared). Reading: where another day does not exist, it is the month's last.
pub fn later(from: NaiveDate, months: i64, days: i64, conventions: &Conventions) -> Result<NaiveDate, Fault> {
    let month = month_number(from) + months;
    let leap = from.month() == 2 && from.day() == 29 && months % 12 == 0;
    let mut day = match on(month, from.day()) {
        Some(day) => day,
        None if leap && conventions.leap_day_is_march.unwrap_or(true) => first_day(month + 1)?,
        None => last_day(month)?,
    };
    for _ in 0..days.unsigned_abs() {
        let next = if days < 0 { day.pred_opt() } else { day.succ_opt() };
        day = next.filter(|d| (1..=9999).contains(&d.year())).ok_or(Fault::DateOutOfRange)?;
    }
    Ok(day)
}

/// How many times a length (months, days) fits between two days, counting one anniversary after the other.
pub fn full(
    from: NaiveDate,
    to: NaiveDate,
    (months, days): (i64, i64),
    conventions: &Conventions,
) -> Result<i64, Fault> {
    if months <= 0 && days <= 0 {
        return Err(Fault::DivisionByZero);
    }
    let mut n = 0;
    while later(from, months * (n + 1), days * (n + 1), conventions)? <= to {
        n += 1;
    }
    Ok(n)
}

/// Days from one day to the other, 0 when the end precedes the start.
pub fn days_between(from: NaiveDate, to: NaiveDate) -> Result<i64, Fault> {
    let (mut day, mut n) = (from, 0);
    while day < to {
        day = day.succ_opt().ok_or(Fault::DateOutOfRange)?;
        n += 1;
    }
    Ok(n)
}

/// The last month of a window of months.
pub fn last_month(counting: NaiveDate, conventions: &Conventions) -> i64 {
    month_number(counting) - i64::from(conventions.months_end_previous.unwrap_or(false))
}

/// The months of a window, one by one.
pub fn window(counting: NaiveDate, length: i64, conventions: &Conventions) -> Vec<i64> {
    let last = last_month(counting, conventions);
    (0..length).map(|back| last - back).collect()
}

/// The last day of a window of days: the counting date, or the day before it.
pub fn last_day_of_windows(counting: NaiveDate, conventions: &Conventions) -> Result<NaiveDate, Fault> {
    match conventions.days_end_previous.unwrap_or(false) {
        true => counting.pred_opt().ok_or(Fault::DateOutOfRange),
        false => Ok(counting),
    }
}

/// Whether a day is in a window of days: not after its last day, and less than the length before that.
pub fn in_days(
    day: NaiveDate,
    counting: NaiveDate,
    (months, days): (i64, i64),
    conventions: &Conventions,
) -> Result<bool, Fault> {
    let last = last_day_of_windows(counting, conventions)?;
    Ok(day <= last && last < later(day, months, days, conventions)?)
}
