//! Unbroken months, one by one.

use super::Reference;
use super::calendar::{last_day_of_windows, last_month, month_number};
use super::value::{Answer, Fault, Value, whole};
use std::collections::BTreeSet;

impl Reference<'_> {
    /// The run that ends at the window's end, walking back month by month; gaps up to `gap` months are forgiven.
    /// Only the months that are there are counted, and a gap at the end is forgiven as well.
    pub(super) fn unbroken_months(&self, months: &[Value], gap: Option<Value>) -> Answer {
        let (months, Some(gap)) = (as_months(months)?, as_gap(gap)?) else {
            return Ok(Value::None);
        };
        let Some(counting) = self.counting_date()? else { return Ok(Value::None) };
        let end = last_month(counting, &self.version.conventions);
        Ok(Value::Number(whole(run_back(&months, end + 1, gap))))
    }

    /// The longest run, wherever it ends.
    pub(super) fn longest_months(&self, months: &[Value], gap: Option<Value>) -> Answer {
        let (months, Some(gap)) = (as_months(months)?, as_gap(gap)?) else {
            return Ok(Value::None);
        };
        let longest = months.iter().map(|end| run_back(&months, end + 1, gap)).max();
        Ok(Value::Number(whole(longest.unwrap_or(0))))
    }

    /// Whether each of the last years holds one of the days or months. Reading: where one of them is none, it may be
    /// the one that is wanting, so the answer is yes or none.
    pub(super) fn each_year(&self, dates: &[Value], years: Value) -> Answer {
        let years = match years {
            Value::Number(n) => i64::try_from(n.to_integer()).map_err(|_| Fault::Broken)?,
            Value::Duration(months, 0) if months % 12 == 0 => months / 12,
            Value::None => return Ok(Value::None),
            _ => return Err(Fault::Broken),
        };
        let Some(counting) = self.counting_date()? else { return Ok(Value::None) };
        let conventions = &self.version.conventions;
        let end = last_month(counting, conventions);
        let last = last_day_of_windows(counting, conventions)?;
        let mut found = BTreeSet::new();
        for date in dates {
            match date {
                Value::Month(month) if *month <= end => {
                    found.insert((end - month) / 12);
                }
                // The year that a day lies in is how many full years before the last day it was.
                Value::Date(day) if *day <= last => {
                    found.insert(super::calendar::full(*day, last, (12, 0), conventions)?);
                }
                _ => {}
            }
        }
        let all = (0..years).all(|year| found.contains(&year));
        Ok(if !all && dates.contains(&Value::None) { Value::None } else { Value::YesNo(all) })
    }
}

/// How many months the run holds that ends before a month.
fn run_back(months: &BTreeSet<i64>, mut before: i64, gap: i64) -> i64 {
    let mut length = 0;
    while let Some(next) = (1..=gap + 1).map(|back| before - back).find(|m| months.contains(m)) {
        before = next;
        length += 1;
    }
    length
}

fn as_months(values: &[Value]) -> Result<BTreeSet<i64>, Fault> {
    let month = |value: &Value| match value {
        Value::Month(month) => Ok(*month),
        Value::Date(day) => Ok(month_number(*day)),
        _ => Err(Fault::Broken),
    };
    values.iter().map(month).collect()
}

fn as_gap(gap: Option<Value>) -> Result<Option<i64>, Fault> {
    match gap {
        None => Ok(Some(0)),
        Some(Value::Number(n)) => i64::try_from(n.to_integer()).map(Some).map_err(|_| Fault::Broken),
        Some(Value::Duration(months, 0)) => Ok(Some(months)),
        Some(Value::None) => Ok(None),
        Some(_) => Err(Fault::Broken),
    }
}
