//! Months and full years.

use chrono::{Datelike, NaiveDate};

/// A month as one number: year × 12 + (month − 1).
pub type Month = i32;

/// The month a day lies in.
pub fn month_of(date: NaiveDate) -> Month {
    date.year() * 12 + date.month0() as i32
}

/// The month as `YYYY-MM`.
pub fn month_text(month: Month) -> String {
    format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}

/// Full years from one day to another, 0 when the end precedes the start.
///
/// The anniversary itself completes the year; an anniversary of 29 February
/// is 1 March in a common year (reading 7).
pub fn full_years(from: NaiveDate, to: NaiveDate) -> i64 {
    if to < from {
        return 0;
    }
    let mut anniversary = (from.month(), from.day());
    if anniversary == (2, 29) && !to.leap_year() {
        anniversary = (3, 1);
    }
    let incomplete = (to.month(), to.day()) < anniversary;
    i64::from(to.year() - from.year()) - i64::from(incomplete)
}
