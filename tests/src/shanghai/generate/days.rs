//! Dates on anniversaries and one day off them.

use chrono::{Datelike, Days, NaiveDate};

use crate::generate::Random;

/// The days on which the version of 2018 picks applicants up and lets them go,
/// and those around the ends of February.
const SPECIAL: [(i32, u32, u32); 14] = [
    (2018, 1, 1),
    (2018, 2, 28),
    (2018, 3, 1),
    (2018, 4, 1),
    (2019, 2, 28),
    (2019, 3, 1),
    (2019, 5, 31),
    (2020, 2, 28),
    (2020, 2, 29),
    (2020, 3, 1),
    (2021, 2, 28),
    (2021, 3, 1),
    (2022, 1, 31),
    (2022, 12, 31),
];

/// A day; the last of its month where the month is shorter.
pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    let found = (1..=day).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day));
    found.unwrap_or(NaiveDate::MIN)
}

/// The application date, within the time in force of the 2018 version.
pub(super) fn application(random: &mut Random) -> NaiveDate {
    if random.chance(40) {
        let (year, month, of_month) = *random.pick(&SPECIAL);
        return day(year, month, of_month);
    }
    day(2018, 1, 1) + Days::new(random.below(1826) as u64)
}

/// The day of birth: around a birthday that changes the points, or on a
/// 29 February.
pub(super) fn birth(random: &mut Random, today: NaiveDate) -> NaiveDate {
    if random.chance(20) {
        return day(today.year() - today.year() % 4 - 4 * random.between(4, 17) as i32, 2, 29);
    }
    let years = match random.chance(60) {
        true => *random.pick(&[43, 44, 45, 54, 55, 56, 57, 59, 60, 61]),
        false => random.between(16, 70),
    };
    around(random, today, years)
}

/// So many years ago, often to the day or one day off.
pub(super) fn around(random: &mut Random, today: NaiveDate, years: i64) -> NaiveDate {
    let anniversary = day(today.year() - years as i32, today.month(), today.day());
    match random.below(8) {
        0 | 1 => anniversary,
        2 | 3 => back(anniversary, 1),
        4 | 5 if years == 0 => anniversary,
        4 | 5 => anniversary + Days::new(1),
        6 => day(anniversary.year() - anniversary.year() % 4 - 4, 2, 29),
        _ => back(anniversary, random.between(0, 364)),
    }
}

/// So many days before.
pub(super) fn back(from: NaiveDate, days: i64) -> NaiveDate {
    from - Days::new(days as u64)
}

/// The first day of the month so many months before.
pub(super) fn month_before(today: NaiveDate, months: i32) -> NaiveDate {
    let index = today.year() * 12 + today.month0() as i32 - months;
    day(index.div_euclid(12), index.rem_euclid(12) as u32 + 1, 1)
}
