//! What depends on the day: the counting date, parameters, windows, ranges, catalogues.

use super::calendar::{first_day, in_days, last_month, window};
use super::value::{Answer, Fault, Value, and, or};
use super::{Reference, Scope};
use chrono::NaiveDate;
use jifen_interpreter::model::{Band, Comparison, Expr, Membership, ParameterId, Type};

impl Reference<'_> {
    /// The day on which ages and windows are counted: the version's own, else the filing date.
    pub(super) fn counting_value(&self) -> Answer {
        match (&self.version.counting_date, &self.version.filing_date) {
            (Some(day), _) | (None, Some(day)) => self.expression(day, &Scope::default()),
            (None, None) => Err(Fault::Broken),
        }
    }

    /// The same as a day; `None` where it is none.
    pub(super) fn counting_date(&self) -> Result<Option<NaiveDate>, Fault> {
        match self.counting_value()? {
            Value::Date(day) => Ok(Some(day)),
            Value::None => Ok(None),
            _ => Err(Fault::Broken),
        }
    }

    /// The day that an expression means: itself, or the first of a month; the counting date by default.
    fn day(&self, at: Option<&Expr>, scope: &Scope) -> Result<Option<NaiveDate>, Fault> {
        match at.map(|at| self.expression(at, scope)).transpose()? {
            None => self.counting_date(),
            Some(Value::Date(day)) => Ok(Some(day)),
            Some(Value::Month(month)) => first_day(month).map(Some),
            Some(Value::None) => Ok(None),
            Some(_) => Err(Fault::Broken),
        }
    }

    pub(super) fn parameter(
        &self,
        id: ParameterId,
        column: usize,
        classes: &[Expr],
        at: Option<&Expr>,
        scope: &Scope,
    ) -> Answer {
        let column = &self.version.parameters[id.index()].columns[column];
        // What is in error is so beside what is none, too.
        let classes = classes.iter().map(|class| self.expression(class, scope)).collect::<Result<Vec<_>, _>>()?;
        let day = self.day(at, scope)?;
        let mut place = 0;
        for (class, choice) in classes.into_iter().zip(&column.by) {
            match class {
                Value::Choice(i) => {
                    let size = self.version.choices[choice.index()].values.len();
                    place = place * size + i as usize;
                }
                Value::None => return Ok(Value::None),
                _ => return Err(Fault::Broken),
            }
        }
        let Some(day) = day else { return Ok(Value::None) };
        let steps = column.series.get(place).ok_or(Fault::Broken)?;
        let step = steps.iter().filter(|step| step.from <= day).max_by_key(|step| step.from);
        match (step, &self.presumed) {
            (Some(step), _) => Ok(Value::from(&step.value)),
            (None, Some(presumed)) if matches!(column.ty, Type::Number { .. }) => Ok(Value::Number(presumed.clone())),
            (None, _) => Err(Fault::NoParameter),
        }
    }

    pub(super) fn membership(&self, left: Value, inside: &Membership, scope: &Scope) -> Answer {
        match inside {
            Membership::Band(band) => self.in_band(&left, band, scope),
            Membership::Set(bands) => or(bands.iter().map(|b| self.in_band(&left, b, scope))),
            Membership::Last(length) => {
                let length = self.expression(length, scope)?;
                let conventions = &self.version.conventions;
                match (left, length, self.counting_date()?) {
                    (Value::None, _, _) | (_, Value::None, _) | (_, _, None) => Ok(Value::None),
                    (Value::Month(month), Value::Duration(months, 0), Some(counting)) => {
                        let all = window(counting, months, conventions);
                        Ok(Value::YesNo(all.contains(&month)))
                    }
                    // Behind the window's end it is outside, however long that is.
                    (Value::Month(month), Value::Duration(..), Some(counting))
                        if last_month(counting, conventions) < month =>
                    {
                        Ok(Value::YesNo(false))
                    }
                    (Value::Date(day), Value::Duration(months, days), Some(counting)) => {
                        in_days(day, counting, (months, days), conventions).map(Value::YesNo)
                    }
                    _ => Err(Fault::Broken),
                }
            }
            Membership::Catalogue(id, at) => {
                let day = self.day(at.as_ref(), scope)?;
                let (Value::Code(code), Some(day)) = (left, day) else { return Ok(Value::None) };
                let listings = &self.version.catalogues[id.index()].listings;
                let listing = listings.iter().rfind(|(from, _)| *from <= day);
                let (_, codes) = listing.ok_or(Fault::NoParameter)?;
                Ok(Value::YesNo(codes.contains(&code)))
            }
        }
    }

    /// Whether a value lies in a range.
    pub(super) fn in_band(&self, value: &Value, band: &Band, scope: &Scope) -> Answer {
        let low = band.low.as_ref().map(|(bound, closed)| {
            let how = if *closed { Comparison::GreaterOrEqual } else { Comparison::Greater };
            self.compared(how, value.clone(), self.expression(bound, scope)?)
        });
        let high = band.high.as_ref().map(|(bound, closed)| {
            let how = if *closed { Comparison::LessOrEqual } else { Comparison::Less };
            self.compared(how, value.clone(), self.expression(bound, scope)?)
        });
        and(low.into_iter().chain(high))
    }
}
