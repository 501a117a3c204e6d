//! Days, months and lengths of time as data files write them.

use crate::model::Duration;
use chrono::{Datelike, NaiveDate};

/// Why a text is no day or month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarError {
    /// `1/2/2023`: written otherwise.
    NotADate,
    /// `2023-02-30`: written well, but the calendar has no such day.
    NoSuchDay,
}

/// A day, `2023-02-28`.
pub fn day(text: &str) -> Result<NaiveDate, CalendarError> {
    let [year, month, day] = numbers(text, [4, 2, 2]).ok_or(CalendarError::NotADate)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).unwrap_or(-1), month, day)
        .filter(|_| 0 < year)
        .ok_or(CalendarError::NoSuchDay)
}

/// A month, `2023-02`, as year × 12 + month − 1.
pub fn month(text: &str) -> Result<i32, CalendarError> {
    let [year, month] = numbers(text, [4, 2]).ok_or(CalendarError::NotADate)?;
    if !(1..=12).contains(&month) || year == 0 {
        return Err(CalendarError::NoSuchDay);
    }
    i32::try_from(year * 12 + month - 1).map_err(|_| CalendarError::NoSuchDay)
}

/// Numbers of fixed widths, joined by `-`.
fn numbers<const N: usize>(text: &str, widths: [usize; N]) -> Option<[u32; N]> {
    let mut all = [0; N];
    let mut parts = text.split('-');
    for (slot, width) in all.iter_mut().zip(widths) {
        let part = parts.next().filter(|p| p.len() == width && p.bytes().all(|b| b.is_ascii_digit()))?;
        *slot = part.parse().ok()?;
    }
    parts.next().is_none().then_some(all)
}

/// A length of time, `P3Y2M`, `P48M` or `P15D`: years, months and days, in this order.
pub fn duration(text: &str) -> Option<Duration> {
    let mut rest = text.strip_prefix('P').filter(|rest| !rest.is_empty())?;
    let mut take = |unit: char| -> Option<i32> {
        let Some((number, behind)) = rest.split_once(unit) else { return Some(0) };
        let number = number.bytes().all(|b| b.is_ascii_digit()).then(|| number.parse().ok())??;
        rest = behind;
        Some(number)
    };
    let (years, months, days) = (take('Y')?, take('M')?, take('D')?);
    let months = years.checked_mul(12)?.checked_add(months)?;
    rest.is_empty().then_some(Duration { months, days })
}

/// A month as `2023-02`.
pub fn show_month(month: i32) -> String {
    format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}

/// The month of a day.
pub fn month_of(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0() as i32
}

/// A length of time as data files write it.
pub fn iso_duration(d: Duration) -> String {
    let part = |n: i32, unit: &str| if n == 0 { String::new() } else { format!("{n}{unit}") };
    let all = [part(d.months / 12, "Y"), part(d.months % 12, "M"), part(d.days, "D")].concat();
    if all.is_empty() { "P0D".to_owned() } else { format!("P{all}") }
}
