//! Covered days, one by one.

use super::Reference;
use super::aggregates::is_none;
use super::calendar::{first_day, last_day, last_day_of_windows};
use super::value::{Answer, Fault, Value, count};
use chrono::NaiveDate;
use std::collections::BTreeSet;

impl Reference<'_> {
    /// Days inside the window (everywhere, if there is none) that a period covers.
    pub(super) fn days_covered(&self, periods: &[Value], window: Option<Value>) -> Answer {
        let days = covered(periods)?;
        let Some(window) = window else { return Ok(count(days.len())) };
        if is_none(&window) {
            return Ok(Value::None);
        }
        let window = covered(std::slice::from_ref(&window))?;
        Ok(count(days.intersection(&window).count()))
    }

    /// Days of the longest stretch without a gap.
    pub(super) fn longest_days(&self, periods: &[Value]) -> Answer {
        let days = covered(periods)?;
        let (mut longest, mut here, mut before) = (0, 0, None);
        for day in days {
            here = if before.and_then(|d: NaiveDate| d.succ_opt()) == Some(day) { here + 1 } else { 1 };
            longest = longest.max(here);
            before = Some(day);
        }
        Ok(count(longest))
    }

    /// Back from the last day of windows, as long as the day before is covered; none where that day itself is not.
    pub(super) fn unbroken_since(&self, periods: &[Value]) -> Answer {
        let days = covered(periods)?;
        let Some(counting) = self.counting_date()? else { return Ok(Value::None) };
        let mut first = last_day_of_windows(counting, &self.version.conventions)?;
        if !days.contains(&first) {
            return Ok(Value::None);
        }
        while let Some(before) = first.pred_opt().filter(|day| days.contains(day)) {
            first = before;
        }
        Ok(Value::Date(first))
    }
}

/// Every day of every period, both ends counted. Reading: a month is the whole of it.
fn covered(periods: &[Value]) -> Result<BTreeSet<NaiveDate>, Fault> {
    let mut days = BTreeSet::new();
    for period in periods {
        let Value::Period(from, to) = period else { return Err(Fault::Broken) };
        let from = match from.as_ref() {
            Value::Date(day) => *day,
            Value::Month(month) => first_day(*month)?,
            _ => return Err(Fault::Broken),
        };
        let to = match to.as_ref() {
            Value::Date(day) => *day,
            Value::Month(month) => last_day(*month)?,
            _ => return Err(Fault::Broken),
        };
        days.extend(from.iter_days().take_while(|day| *day <= to));
    }
    Ok(days)
}
