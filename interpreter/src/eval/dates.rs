//! The calendar: days, months and lengths of time, from the year 1 to the year 9999.

use crate::model::{Conventions, Duration};
use chrono::{Datelike, Days, NaiveDate};

/// The first day of the calendar.
pub(crate) const FIRST: NaiveDate = match NaiveDate::from_ymd_opt(1, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
/// The last day of the calendar.
pub(crate) const LAST: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};
/// The first month of the calendar.
pub(crate) const FIRST_MONTH: i32 = 12;
/// The last month of the calendar.
pub(crate) const LAST_MONTH: i32 = 9999 * 12 + 11;

/// Whether an anniversary of 29 February falls on 1 March in a common year; so where nothing is declared.
pub(crate) fn leap_is_march(conventions: &Conventions) -> bool {
    conventions.leap_day_is_march.unwrap_or(true)
}

pub(crate) use crate::facts::month_of;

/// A month, if it is in the calendar.
pub(crate) fn month(number: i64) -> Option<i32> {
    let number = i32::try_from(number).ok()?;
    (FIRST_MONTH..=LAST_MONTH).contains(&number).then_some(number)
}

/// The first day of a month.
pub(crate) fn first_day(month: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1)
}

/// The last day of a month.
pub(crate) fn last_day(month: i32) -> Option<NaiveDate> {
    let (year, index) = (month.div_euclid(12), month.rem_euclid(12) as u32 + 1);
    [31, 30, 29, 28].into_iter().find_map(|day| NaiveDate::from_ymd_opt(year, index, day))
}

/// A number of months later (or earlier). A day that the month does not have is its last day; but an anniversary of
/// 29 February, that is whole years from it, falls in a common year where the convention says: on 1 March or on
/// 28 February. So a later start never gives an earlier day.
pub(crate) fn plus_months(day: NaiveDate, months: i64, leap_is_march: bool) -> Option<NaiveDate> {
    let to = month(i64::from(month_of(day)).checked_add(months)?)?;
    let (year, index) = (to.div_euclid(12), to.rem_euclid(12) as u32 + 1);
    if let Some(same) = NaiveDate::from_ymd_opt(year, index, day.day()) {
        return Some(same);
    }
    if leap_is_march && day.month() == 2 && index == 2 {
        return NaiveDate::from_ymd_opt(year, 3, 1);
    }
    last_day(to)
}

/// A number of days later (or earlier).
pub(crate) fn plus_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let moved = if days < 0 {
        day.checked_sub_days(Days::new(days.unsigned_abs()))?
    } else {
        day.checked_add_days(Days::new(days.unsigned_abs()))?
    };
    (FIRST <= moved && moved <= LAST).then_some(moved)
}

/// A length of time later: its months first, then its days.
pub(crate) fn plus(day: NaiveDate, by: Duration, leap_is_march: bool) -> Option<NaiveDate> {
    let moved = plus_months(day, i64::from(by.months), leap_is_march)?;
    if by.days == 0 { Some(moved) } else { plus_days(moved, i64::from(by.days)) }
}

/// The opposite length of time.
pub(crate) fn negative(by: Duration) -> Option<Duration> {
    Some(Duration { months: by.months.checked_neg()?, days: by.days.checked_neg()? })
}

/// Full months from a day to another, 0 when the end precedes the start. The day on which a month is full completes it.
pub(crate) fn full_months(start: NaiveDate, end: NaiveDate, leap_is_march: bool) -> i64 {
    if end <= start {
        return 0;
    }
    let apart = i64::from(month_of(end)) - i64::from(month_of(start));
    // The months between their months, or one less (after 29 February and 1 March, one less once more).
    (0..=apart).rev().take(3).find(|n| plus_months(start, *n, leap_is_march).is_some_and(|day| day <= end)).unwrap_or(0)
}

/// Days from one to another, 0 when the end precedes the start.
pub(crate) fn days_between(start: NaiveDate, end: NaiveDate) -> i64 {
    (end - start).num_days().max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn anniversaries_of_29_february() {
        let leap = day(2020, 2, 29);
        assert_eq!(plus_months(leap, 12, true), Some(day(2021, 3, 1)));
        assert_eq!(plus_months(leap, 12, false), Some(day(2021, 2, 28)));
        assert_eq!(plus_months(leap, 48, true), Some(day(2024, 2, 29)));
        assert_eq!(full_months(leap, day(2021, 2, 28), true), 11);
        assert_eq!(full_months(leap, day(2021, 2, 28), false), 12);
        assert_eq!(full_months(leap, day(2021, 3, 1), true), 12);
        assert_eq!(full_months(leap, day(2021, 3, 28), true), 12);
        assert_eq!(full_months(leap, day(2021, 3, 29), true), 13);
    }

    #[test]
    fn days_that_do_not_exist() {
        assert_eq!(plus_months(day(2021, 3, 31), 1, true), Some(day(2021, 4, 30)));
        assert_eq!(plus_months(day(2021, 1, 29), 1, true), Some(day(2021, 2, 28)));
        assert_eq!(plus_months(day(2021, 3, 31), -1, true), Some(day(2021, 2, 28)));
        assert_eq!(plus_months(LAST, 1, true), None);
        assert_eq!(plus_days(FIRST, -1), None);
        assert_eq!(full_months(day(2021, 1, 31), day(2021, 2, 28), true), 1);
    }

    #[test]
    fn a_later_start_never_gives_an_earlier_day() {
        for leap_is_march in [true, false] {
            for months in [-25, -12, -1, 1, 6, 12, 13, 48] {
                let mut before = FIRST;
                let mut at = day(2019, 12, 1);
                while at < day(2024, 4, 1) {
                    let moved = plus_months(at, months, leap_is_march).unwrap();
                    assert!(before <= moved, "{at} {months}");
                    before = moved;
                    at = at.succ_opt().unwrap();
                }
            }
        }
    }
}
