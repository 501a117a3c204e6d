//! Days, months and lengths of time near anniversaries and the edges of windows.

use super::Random;
use super::scalar::{Bounds, Drawer};
use crate::reference::value::Value;
use chrono::{Datelike, Days, Months, NaiveDate};

impl Drawer<'_> {
    /// A day near an anniversary or a window's edge of the day around which dates lie.
    pub(super) fn date(&mut self, bounds: &Bounds) -> NaiveDate {
        let draw = |this: &mut Self| {
            let around = this.around;
            let months = |day: NaiveDate, n: i64| {
                let size = Months::new(n.unsigned_abs() as u32);
                let moved = if n < 0 { day.checked_sub_months(size) } else { day.checked_add_months(size) };
                moved.unwrap_or(day)
            };
            let near = match this.random.below(10) {
                0 => around,
                1 | 2 => months(around, -12 * this.random.between(1, 8)),
                3 => months(around, -12 * this.years()),
                4 | 5 if !this.constants.durations.is_empty() => {
                    let (by, days) = *this.random.pick(&this.constants.durations);
                    let day = months(around, -by);
                    day.checked_sub_days(Days::new(days.unsigned_abs())).unwrap_or(day)
                }
                6 if !this.constants.dates.is_empty() => *this.random.pick(&this.constants.dates),
                7 => months(around, -this.random.between(0, 400)),
                8 => leap_day(around.year() - this.random.between(0, 60) as i32),
                _ => months(around, -this.random.between(0, 24)),
            };
            let by = match this.random.below(10) {
                0..6 => this.random.between(-1, 1),
                6 | 7 => 0,
                _ => this.random.between(-40, 40),
            };
            let size = Days::new(by.unsigned_abs());
            let moved = if by < 0 { near.checked_sub_days(size) } else { near.checked_add_days(size) };
            moved.unwrap_or(near)
        };
        let low = match &bounds.low {
            Some(Value::Date(day)) => *day,
            _ => self.around,
        };
        self.inside(bounds, draw, Value::Date).unwrap_or(low)
    }

    /// A number of years that the rules mention, or any.
    fn years(&mut self) -> i64 {
        let any = self.random.between(1, 70);
        if self.constants.numbers.is_empty() || self.random.chance(40) {
            return any;
        }
        let picked = self.random.pick(&self.constants.numbers).to_integer();
        i64::try_from(picked).ok().filter(|n| (1..=99).contains(n)).unwrap_or(any)
    }

    pub(super) fn month(&mut self, bounds: &Bounds) -> i64 {
        let draw = |this: &mut Self| {
            let around = i64::from(this.around.year()) * 12 + i64::from(this.around.month0());
            let back = match this.random.below(4) {
                0 => this.random.between(-1, 4),
                1 if !this.constants.durations.is_empty() => {
                    this.random.pick(&this.constants.durations).0 + this.random.between(-1, 1)
                }
                _ => this.random.between(0, 60),
            };
            around - back
        };
        let low = match &bounds.low {
            Some(Value::Month(month)) => *month,
            _ => i64::from(self.around.year()) * 12,
        };
        self.inside(bounds, draw, Value::Month).unwrap_or(low)
    }

    /// A length near one that the rules mention; in months only where its domain is.
    pub(super) fn duration(&mut self, bounds: &Bounds) -> (i64, i64) {
        if let (Some(Value::Duration(low, 0)), Some(Value::Duration(high, 0))) = (&bounds.low, &bounds.high) {
            let near = self.random.pick(&self.constants.durations).0 + self.random.between(-1, 1);
            return (near.clamp(*low, *high), 0);
        }
        let constants = &self.constants.durations;
        if constants.is_empty() || self.random.chance(30) {
            return (self.random.between(0, 40), 0);
        }
        let (months, days) = *self.random.pick(constants);
        let moved = |n: i64, random: &mut Random| (n + random.between(-1, 1)).max(0);
        if days == 0 { (moved(months, self.random), 0) } else { (months, moved(days, self.random)) }
    }
}

/// The last day of February.
fn leap_day(year: i32) -> NaiveDate {
    let day = NaiveDate::from_ymd_opt(year, 2, 29);
    day.or_else(|| NaiveDate::from_ymd_opt(year, 2, 28)).unwrap_or_default()
}
