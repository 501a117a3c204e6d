//! Awards for each unit of a quantity or period, and by parts at different rates.

use super::aggregates::is_none;
use super::arithmetic::compare;
use super::calendar::{days_between, full, later};
use super::periods::as_day;
use super::shapes::{Given, signed};
use super::value::{Fault, Number, Value, holds, whole};
use super::{Reference, Scope};
use chrono::NaiveDate;
use jifen_interpreter::model::{Comparison, Expr};
use jifen_interpreter::shapes::per_unit::{PerUnit, UnitRounding};
use jifen_interpreter::shapes::progressive::{Progressive, Rate};
use num_traits::{Signed, Zero};

impl Reference<'_> {
    /// Units times what each gives. It does not hold where the quantity is none or the gate is not reached.
    /// What stands behind a deduction changes its size.
    pub(super) fn per_unit(&self, per: &PerUnit, scope: &Scope) -> Given {
        let quantity = self.expression(&per.quantity, scope)?;
        if is_none(&quantity) {
            return Ok(None);
        }
        let value = |expr: &Option<Expr>| expr.as_ref().map(|e| self.expression(e, scope)).transpose();
        let (once, over) = (value(&per.once)?, value(&per.over)?);
        let unit = self.expression(&per.unit, scope)?;
        let absent = [Some(&unit), once.as_ref(), over.as_ref()];
        if absent.contains(&Some(&Value::None)) {
            return Ok(None);
        }
        let units = match &quantity {
            Value::Period(from, to) => {
                let (Some(from), Some(to)) = (as_day(from)?, as_day(to)?) else { return Ok(None) };
                if !self.reached(from, to, once.as_ref())? {
                    return Ok(None);
                }
                let from = match over {
                    Some(over) => self.moved(from, &over)?,
                    None => from,
                };
                self.units_of_period(from, to, &unit, per.rounding)?
            }
            quantity => {
                let gate = once.map(|o| compare(Comparison::GreaterOrEqual, quantity.clone(), o));
                if let Some(gate) = gate
                    && !holds(gate)?
                {
                    return Ok(None);
                }
                match (quantity, over) {
                    (Value::Duration(m, d), over) => {
                        units_of_length(beyond((*m, *d), over.as_ref())?, &unit, per.rounding)?
                    }
                    (quantity, Some(over)) => units(&(size(quantity)? - size(&over)?), &size(&unit)?, per.rounding)?,
                    (quantity, None) => units(&size(quantity)?, &size(&unit)?, per.rounding)?,
                }
            }
        };
        let each = self.expression(&per.each, scope)?;
        let award = match each {
            Value::None => return Ok(None),
            each => Value::Number(units * each.as_number()?),
        };
        let award = self.modified_size(signed(award, per.deduct)?, &per.modifiers, per.deduct, scope)?;
        Ok((award != Value::None).then_some(award))
    }

    /// Whether a period is as long as its gate asks: the anniversary day completes it.
    fn reached(&self, from: NaiveDate, to: NaiveDate, once: Option<&Value>) -> Result<bool, Fault> {
        match once {
            Some(once) => Ok(self.moved(from, once)? <= to),
            None => Ok(true),
        }
    }

    fn moved(&self, from: NaiveDate, by: &Value) -> Result<NaiveDate, Fault> {
        match by {
            Value::Duration(months, days) => later(from, *months, *days, &self.version.conventions),
            _ => Err(Fault::Broken),
        }
    }

    fn units_of_period(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        unit: &Value,
        rounding: UnitRounding,
    ) -> Result<Number, Fault> {
        let Value::Duration(months, days) = unit else { return Err(Fault::Broken) };
        if *months != 0 && *days != 0 {
            return Err(Fault::Broken);
        }
        let conventions = &self.version.conventions;
        match rounding {
            UnitRounding::Full => full(from, to, (*months, *days), conventions).map(whole),
            UnitRounding::OrPart => {
                let n = full(from, to, (*months, *days), conventions)?;
                let part = later(from, months * n, days * n, conventions)? < to;
                Ok(whole(n + i64::from(part)))
            }
            UnitRounding::ProRata if *days == 0 && 0 < *months => {
                Ok(whole(full(from, to, (1, 0), conventions)?) / whole(*months))
            }
            UnitRounding::ProRata if *months == 0 && 0 < *days => Ok(whole(days_between(from, to)?) / whole(*days)),
            UnitRounding::ProRata => Err(Fault::Broken),
        }
    }

    /// Each band's part of the quantity at its own rate, summed. Reading: a band without a lower bound begins at 0.
    pub(super) fn progressive(&self, progressive: &Progressive, scope: &Scope) -> Given {
        let quantity = match self.expression(&progressive.quantity, scope)? {
            Value::None => return Ok(None),
            quantity => size(&quantity)?,
        };
        let mut sum = whole(0);
        for band in &progressive.bands {
            let bound = |bound: &Option<(Expr, bool)>| {
                let value = bound.as_ref().map(|(b, _)| self.expression(b, scope)).transpose()?;
                value.as_ref().map(size).transpose()
            };
            let low = bound(&band.band.low)?.unwrap_or_else(|| whole(0));
            let top = match bound(&band.band.high)? {
                Some(high) => high.min(quantity.clone()),
                None => quantity.clone(),
            };
            let part = (top - low).max(whole(0));
            let given = match &band.rate {
                Rate::Times(rate) => part * self.expression(rate, scope)?.as_number()?,
                Rate::Each(unit, rounding, each) => {
                    let unit = size(&self.expression(unit, scope)?)?;
                    let each = self.expression(each, scope)?;
                    units(&part, &unit, *rounding)? * each.as_number()?
                }
            };
            if band.deduct {
                sum -= given;
            } else {
                sum += given;
            }
        }
        Ok(Some(Value::Number(sum)))
    }
}

/// How many units a quantity holds. Reading: a quantity below zero holds none.
fn units(quantity: &Number, unit: &Number, rounding: UnitRounding) -> Result<Number, Fault> {
    if unit.is_zero() {
        return Err(Fault::DivisionByZero);
    }
    if quantity.is_negative() {
        return Ok(whole(0));
    }
    let units = quantity / unit;
    Ok(match rounding {
        UnitRounding::Full => units.floor(),
        UnitRounding::OrPart => units.ceil(),
        UnitRounding::ProRata => units,
    })
}

/// What of a length of time exceeds another; both are in months, or both in days.
fn beyond((months, days): (i64, i64), over: Option<&Value>) -> Result<(i64, i64), Fault> {
    match over {
        None => Ok((months, days)),
        Some(Value::Duration(m, d)) if days == 0 && *d == 0 => Ok(((months - m).max(0), 0)),
        Some(Value::Duration(m, d)) if months == 0 && *m == 0 => Ok((0, (days - d).max(0))),
        _ => Err(Fault::Broken),
    }
}

/// How many units a length of time holds. Fewer than 28 days are less than a month, whichever it is: a part of one
/// that is begun, or is left out.
fn units_of_length((months, days): (i64, i64), unit: &Value, rounding: UnitRounding) -> Result<Number, Fault> {
    match unit {
        Value::Duration(unit, 0) if (0..28).contains(&days) => {
            if 0 < days && 0 <= months && rounding == UnitRounding::OrPart {
                return Ok(units(&whole(months), &whole(*unit), UnitRounding::Full)? + whole(1));
            }
            units(&whole(months), &whole(*unit), rounding)
        }
        Value::Duration(0, unit) if months == 0 => units(&whole(days), &whole(*unit), rounding),
        _ => Err(Fault::Broken),
    }
}

/// A number.
fn size(value: &Value) -> Result<Number, Fault> {
    value.as_number().cloned()
}
