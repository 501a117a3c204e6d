//! What a period holds, by counting.

use super::Reference;
use super::calendar::{days_between, first_day, full};
use super::value::{Fault, Value};
use chrono::NaiveDate;

impl Reference<'_> {
    /// How many full lengths (months, days) a period holds, 0 when its end precedes its start; `None`: an end is none.
    pub(super) fn full_periods(&self, period: &Value, length: (i64, i64)) -> Result<Option<i64>, Fault> {
        let Value::Period(from, to) = period else { return Err(Fault::Broken) };
        match (from.as_ref(), to.as_ref()) {
            (Value::None, _) | (_, Value::None) => Ok(None),
            // Of two months: their difference; days are counted between their first days.
            (Value::Month(from), Value::Month(to)) if length.1 == 0 => {
                let mut n = 0;
                while from + length.0 * (n + 1) <= *to {
                    n += 1;
                }
                Ok(Some(n))
            }
            (from, to) => {
                let (Some(from), Some(to)) = (as_day(from)?, as_day(to)?) else { return Ok(None) };
                if length == (0, 1) {
                    return days_between(from, to).map(Some);
                }
                full(from, to, length, &self.version.conventions).map(Some)
            }
        }
    }
}

/// Reading: beside a day, a month is its first day.
pub(super) fn as_day(value: &Value) -> Result<Option<NaiveDate>, Fault> {
    match value {
        Value::Date(day) => Ok(Some(*day)),
        Value::Month(month) => first_day(*month).map(Some),
        Value::None => Ok(None),
        _ => Err(Fault::Broken),
    }
}
