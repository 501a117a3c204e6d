//! A stream of small choices, from which random models, expressions and facts are made.

use super::build::day;
use chrono::{Days, NaiveDate};

/// A stream of small choices; when it is used up, the first of each.
pub struct Stream<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Stream<'a> {
    pub fn new(bytes: &'a [u8]) -> Stream<'a> {
        Stream { bytes, at: 0 }
    }

    pub fn pick(&mut self, of: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(byte) % of.max(1)
    }

    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let wide = self.pick(256) as i64 * 256 + self.pick(256) as i64;
        low + wide % (high - low + 1)
    }

    pub fn chance(&mut self, of: usize) -> bool {
        self.pick(of) == 1
    }

    pub fn day(&mut self, low: NaiveDate, high: NaiveDate) -> NaiveDate {
        // Leap days and ends of months are worth meeting often.
        let odd = ["2016-02-29", "2017-02-28", "2017-03-01", "2016-12-31", "2018-01-31"];
        if self.chance(3) {
            let day = day(odd[self.pick(odd.len())]);
            if low <= day && day <= high {
                return day;
            }
        }
        low + Days::new(self.between(0, (high - low).num_days()) as u64)
    }
}
