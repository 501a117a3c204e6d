//! Bodies: lines, how they combine, and what is applied to them.

use super::arithmetic::negate;
use super::functions::{Rounding, round};
use super::value::{Answer, Fault, Value, count, holds, sum};
use super::{Reference, Scope};
use jifen_interpreter::model::{Body, Combine, Condition, Line, Modifier, ModifierKind};
use jifen_interpreter::shapes::Shape;

impl Reference<'_> {
    /// What a body gives; none where its guard or no line holds.
    pub(super) fn body(&self, body: &Body, scope: &Scope) -> Answer {
        if !self.applies(body.guard.as_ref(), scope)? {
            return Ok(Value::None);
        }
        // What each line gives, `None` where it does not hold; faults are kept until they matter.
        let mut lines: Vec<Result<Option<Value>, Fault>> = Vec::new();
        for line in &body.lines {
            let given = self.line(line, &lines, scope);
            lines.push(given);
        }
        let value = if body.combine == Combine::First {
            match lines.into_iter().find(|given| *given != Ok(None)) {
                Some(given) => given?.unwrap_or(Value::None),
                None => Value::None,
            }
        } else {
            let size = lines.len();
            let lines: Vec<Option<Value>> = lines.into_iter().collect::<Result<_, _>>()?;
            let values: Vec<Value> = lines.into_iter().flatten().collect();
            match body.combine {
                Combine::Count => count(values.len()),
                Combine::All if values.len() < size && body.lines.iter().all(is_condition) => Value::YesNo(false),
                Combine::All if values.len() < size => Value::None,
                how => combine(how, values)?,
            }
        };
        self.modified(value, &body.modifiers, scope)
    }

    /// Whether a guard lets through.
    pub(super) fn applies(&self, guard: Option<&Condition>, scope: &Scope) -> Result<bool, Fault> {
        guard.map_or(Ok(true), |guard| holds(self.expression(&guard.expr, scope)))
    }

    /// A line's value; `None` where it does not hold. A line whose value is none does not hold.
    fn line(
        &self,
        line: &Line,
        before: &[Result<Option<Value>, Fault>],
        scope: &Scope,
    ) -> Result<Option<Value>, Fault> {
        let given = self.shape(&line.shape, before, scope)?.unwrap_or(Value::None);
        let value = self.modified_size(given, &line.modifiers, deducts(&line.shape), scope)?;
        Ok((value != Value::None).then_some(value))
    }

    /// The same on the size of a deduction, where the value is one.
    pub(super) fn modified_size(&self, value: Value, modifiers: &[Modifier], deducts: bool, scope: &Scope) -> Answer {
        if !deducts {
            return self.modified(value, modifiers, scope);
        }
        negate(self.modified(negate(value)?, modifiers, scope)?)
    }

    /// Applies modifiers in the order written; none is left alone.
    /// A cap or floor that is none does not bind. Reading: another modifier whose own value is none makes it none.
    pub(super) fn modified(&self, value: Value, modifiers: &[Modifier], scope: &Scope) -> Answer {
        let mut value = value;
        for modifier in modifiers {
            if value == Value::None {
                break;
            }
            let by = self.expression(&modifier.value, scope)?;
            value = match modifier.kind {
                ModifierKind::Cap | ModifierKind::Floor if by == Value::None => value,
                _ if by == Value::None => return Ok(Value::None),
                ModifierKind::Cap => value.min(by),
                ModifierKind::Floor => value.max(by),
                kind => {
                    let (n, by) = (value.as_number()?, by.as_number()?);
                    Value::Number(match kind {
                        ModifierKind::Times => n * by,
                        ModifierKind::RoundDown => round(n, by, Rounding::Down)?,
                        ModifierKind::RoundUp => round(n, by, Rounding::Up)?,
                        _ => round(n, by, Rounding::Nearest)?,
                    })
                }
            };
        }
        Ok(value)
    }
}

/// Whether all that a shape gives is taken off.
fn deducts(shape: &Shape) -> bool {
    match shape {
        Shape::Give(give) => give.deduct,
        Shape::Row(row) => row.award.as_deref().is_some_and(deducts),
        Shape::Otherwise(inner) => deducts(inner),
        Shape::Table(table) => table.rows.iter().all(|row| row.award.as_ref().is_none_or(|give| give.deduct)),
        Shape::Matrix(_) => false,
        Shape::PerUnit(per) => per.deduct,
        Shape::Progressive(progressive) => progressive.bands.iter().all(|band| band.deduct),
        Shape::PerRecord(per) => deducts(&per.each),
    }
}

/// Whether a line is only a condition, without an award.
fn is_condition(line: &Line) -> bool {
    matches!(&line.shape, Shape::Row(row) if row.award.is_none())
}

/// Combines the values of the lines that hold; of `全部`, all of them do.
fn combine(how: Combine, values: Vec<Value>) -> Answer {
    let Some(first) = values.first().cloned() else { return Ok(Value::None) };
    match how {
        Combine::One if 1 < values.len() => Err(Fault::Overlap),
        Combine::Agree if values.iter().any(|v| *v != first) => Err(Fault::Disagree),
        Combine::One | Combine::Agree | Combine::First => Ok(first),
        Combine::Best | Combine::ChooseOne => Ok(values.into_iter().max().unwrap_or(first)),
        Combine::Least => Ok(values.into_iter().min().unwrap_or(first)),
        Combine::Sum => sum(&values),
        Combine::Count => Ok(count(values.len())),
        Combine::All if values.iter().all(|v| matches!(v, Value::YesNo(_))) => Ok(Value::YesNo(true)),
        Combine::All => {
            let numbers = values.into_iter().filter(|v| !matches!(v, Value::YesNo(_)));
            sum(&numbers.collect::<Vec<_>>())
        }
    }
}
