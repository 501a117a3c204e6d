//! Functions of values.

use super::arithmetic::{larger, month_of, smaller, times_a_year};
use super::calendar::{first_day, last_day, later};
use super::value::{Answer, Fault, Number, Value, whole};
use super::{Reference, Scope};
use chrono::{Datelike, NaiveDate};
use jifen_interpreter::model::{Expr, Function, PerTime, Type};
use num_traits::{Signed, Zero};

/// How a number becomes a multiple of a unit.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rounding {
    Down,
    Up,
    Nearest,
}

/// A multiple of the unit; to the nearest one, a half away from zero.
pub(super) fn round(value: &Number, unit: &Number, how: Rounding) -> Result<Number, Fault> {
    if unit.is_zero() {
        return Err(Fault::DivisionByZero);
    }
    let units = value / unit;
    let units = match how {
        Rounding::Down => units.floor(),
        Rounding::Up => units.ceil(),
        Rounding::Nearest => {
            let half = whole(1) / whole(2);
            let nearest = (units.abs() + half).floor();
            if units.is_negative() { -nearest } else { nearest }
        }
    };
    Ok(units * unit)
}

impl Reference<'_> {
    pub(super) fn function(&self, function: Function, args: &[Expr], scope: &Scope) -> Answer {
        let values: Vec<Value> = args.iter().map(|a| self.expression(a, scope)).collect::<Result<_, _>>()?;
        // Reading: a function of none is none, of the largest and smallest too.
        if values.contains(&Value::None) {
            return Ok(Value::None);
        }
        let first = values.first().cloned().ok_or(Fault::Broken)?;
        match function {
            Function::FullYears => self.full_periods(&first, (12, 0)).map(number_or_none),
            Function::FullMonths => self.full_periods(&first, (1, 0)).map(number_or_none),
            Function::Days => self.full_periods(&first, (0, 1)).map(number_or_none),
            Function::Anniversary => match (first, values.get(1)) {
                (Value::Date(day), Some(Value::Number(n))) => {
                    let years = i64::try_from(n.to_integer()).map_err(|_| Fault::DateOutOfRange)?;
                    later(day, 12 * years, 0, &self.version.conventions).map(Value::Date)
                }
                _ => Err(Fault::Broken),
            },
            Function::Year => {
                let month = month_of(first)?.ok_or(Fault::Broken)?;
                Ok(Value::Number(whole(month.div_euclid(12))))
            }
            Function::DateOf => {
                let parts: Vec<i64> = values.iter().map(integer).collect::<Result<_, _>>()?;
                let [year, month, day] = parts.as_slice() else { return Err(Fault::Broken) };
                // Month by month and day by day, until the calendar shows these three numbers.
                let year = i32::try_from(*year).ok().filter(|y| (1..=9999).contains(y));
                let start = year.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1)).ok_or(Fault::DateOutOfRange)?;
                let named = |d: &NaiveDate| (i64::from(d.month()), i64::from(d.day())) == (*month, *day);
                let found = start.iter_days().take_while(|d| d.year() == start.year()).find(named);
                found.map(Value::Date).ok_or(Fault::DateOutOfRange)
            }
            Function::LengthIn(per) => match (first, per) {
                (Value::Duration(months, 0), PerTime::Month) => Ok(Value::Number(whole(months))),
                (Value::Duration(months, 0), PerTime::Year) => Ok(Value::Number(whole(months) / whole(12))),
                (Value::Duration(0, days), PerTime::Day) => Ok(Value::Number(whole(days))),
                (Value::Duration(0, days), PerTime::Week) => Ok(Value::Number(whole(days) / whole(7))),
                _ => Err(Fault::Broken),
            },
            Function::MonthOf => Ok(Value::Month(month_of(first)?.ok_or(Fault::Broken)?)),
            Function::StartOfYear => {
                let year = match first {
                    Value::Number(n) => i64::try_from(n.to_integer()).map_err(|_| Fault::DateOutOfRange)?,
                    Value::Date(day) => i64::from(day.year()),
                    other => month_of(other)?.ok_or(Fault::Broken)?.div_euclid(12),
                };
                let year = i32::try_from(year).ok().filter(|y| (1..=9999).contains(y));
                let start = year.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1));
                start.map(Value::Date).ok_or(Fault::DateOutOfRange)
            }
            Function::FirstDay => first_day(month_of(first)?.ok_or(Fault::Broken)?).map(Value::Date),
            Function::LastDay => last_day(month_of(first)?.ok_or(Fault::Broken)?).map(Value::Date),
            Function::Max => values.into_iter().skip(1).try_fold(first, larger),
            Function::Min => values.into_iter().skip(1).try_fold(first, smaller),
            Function::RoundDown => rounded(&values, Rounding::Down),
            Function::RoundUp => rounded(&values, Rounding::Up),
            Function::Round => rounded(&values, Rounding::Nearest),
            Function::Yearly | Function::Monthly => {
                let Some(Type::Number { unit, .. }) = args.first().map(|a| &a.ty) else {
                    return Err(Fault::Broken);
                };
                let yearly = first.as_number()? * times_a_year(unit).ok_or(Fault::Broken)?;
                let monthly = function == Function::Monthly;
                Ok(Value::Number(if monthly { yearly / whole(12) } else { yearly }))
            }
        }
    }
}

fn rounded(values: &[Value], how: Rounding) -> Answer {
    let one = Value::Number(whole(1));
    let value = values.first().ok_or(Fault::Broken)?.as_number()?;
    let unit = values.get(1).unwrap_or(&one).as_number()?;
    round(value, unit, how).map(Value::Number)
}

fn integer(value: &Value) -> Result<i64, Fault> {
    let n = value.as_number()?;
    i64::try_from(n.to_integer()).ok().filter(|_| n.is_integer()).ok_or(Fault::Broken)
}

fn number_or_none(n: Option<i64>) -> Value {
    n.map_or(Value::None, |n| Value::Number(whole(n)))
}
