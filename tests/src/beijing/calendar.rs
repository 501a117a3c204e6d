//! Days and months, counted by hand.

use serde::{Deserialize, Serialize};

/// A day; the fields' order makes the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: i32,
    /// The day, from 1.
    pub day: i32,
}

/// A month, as the number of months since year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month(i32);

impl Month {
    /// The month before.
    pub fn before(self) -> Month {
        Month(self.0 - 1)
    }
}

impl Date {
    /// The month it lies in.
    pub fn of_month(self) -> Month {
        Month(self.year * 12 + self.month - 1)
    }

    /// Full years up to a day. The anniversary of 29 February is 1 March in a common year.
    pub fn full_years_to(self, until: Date) -> i64 {
        let short = (until.month, until.day) < (self.month, self.day);
        i64::from((until.year - self.year - i32::from(short)).max(0))
    }

    /// The day so many years later; 29 February becomes 1 March.
    pub fn plus_years(self, years: i32) -> Date {
        let moved = Date { year: self.year + years, ..self };
        if moved.day > days_in(moved.year, moved.month) { Date { month: 3, day: 1, ..moved } } else { moved }
    }

    /// The next day, or the day before.
    pub fn next(self, forward: bool) -> Date {
        let Date { year, month, day } = self;
        match (forward, day, month) {
            (true, _, _) if day < days_in(year, month) => Date { day: day + 1, ..self },
            (true, _, 12) => Date { year: year + 1, month: 1, day: 1 },
            (true, _, _) => Date { year, month: month + 1, day: 1 },
            (false, 2.., _) => Date { day: day - 1, ..self },
            (false, _, 1) => Date { year: year - 1, month: 12, day: 31 },
            (false, _, _) => Date { year, month: month - 1, day: days_in(year, month - 1) },
        }
    }
}

/// How many days a month has.
pub fn days_in(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The numbers of a text such as `2018-05-10`.
fn numbers(text: &str) -> Result<Vec<i32>, String> {
    text.split('-').map(|n| n.parse().map_err(|_| format!("`{text}` is no date"))).collect()
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Date, String> {
        match numbers(&text)?[..] {
            [year, month, day] => Ok(Date { year, month, day }),
            _ => Err(format!("`{text}` is no day")),
        }
    }
}

impl From<Date> for String {
    fn from(d: Date) -> String {
        format!("{:04}-{:02}-{:02}", d.year, d.month, d.day)
    }
}

impl TryFrom<String> for Month {
    type Error = String;

    fn try_from(text: String) -> Result<Month, String> {
        match numbers(&text)?[..] {
            [year, month] => Ok(Month(year * 12 + month - 1)),
            _ => Err(format!("`{text}` is no month")),
        }
    }
}

impl From<Month> for String {
    fn from(m: Month) -> String {
        format!("{:04}-{:02}", m.0.div_euclid(12), m.0.rem_euclid(12) + 1)
    }
}
