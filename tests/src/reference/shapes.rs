//! The scoring shapes: what a line awards.

use super::aggregates::is_none;
use super::value::{Answer, Fault, Value, and, holds, or, sum};
use super::{Reference, Scope};
use jifen_interpreter::model::Expr;
use jifen_interpreter::shapes::Shape;
use jifen_interpreter::shapes::give::Give;
use jifen_interpreter::shapes::matrix::Matrix;
use jifen_interpreter::shapes::per_record::PerRecord;
use jifen_interpreter::shapes::table::{Case, Table};

/// What a shape gives; `None` where it does not hold.
pub(super) type Given = Result<Option<Value>, Fault>;

impl Reference<'_> {
    /// What a shape gives behind the lines before it.
    pub(super) fn shape(&self, shape: &Shape, before: &[Given], scope: &Scope) -> Given {
        match shape {
            Shape::Give(give) => self.give(give, scope).map(some),
            Shape::Row(row) => {
                if !holds(self.expression(&row.condition.expr, scope))? {
                    return Ok(None);
                }
                match &row.award {
                    Some(award) => self.shape(award, before, scope),
                    None => Ok(Some(Value::YesNo(true))),
                }
            }
            Shape::Otherwise(inner) => {
                if before.iter().any(|given| matches!(given, Ok(Some(_)))) {
                    return Ok(None);
                }
                if let Some(fault) = before.iter().find_map(|given| given.as_ref().err()) {
                    return Err(*fault);
                }
                self.shape(inner, before, scope)
            }
            Shape::Table(table) => self.table(table, scope),
            Shape::Matrix(matrix) => self.matrix(matrix, scope),
            Shape::PerUnit(per_unit) => self.per_unit(per_unit, scope),
            Shape::Progressive(progressive) => self.progressive(progressive, scope),
            Shape::PerRecord(per_record) => self.per_record(per_record, before, scope),
        }
    }

    fn give(&self, give: &Give, scope: &Scope) -> Answer {
        signed(self.expression(&give.value, scope)?, give.deduct)
    }

    /// The keys' values; `None` for `条件`.
    fn keys(&self, keys: &[Option<Expr>], scope: &Scope) -> Result<Vec<Option<Value>>, Fault> {
        let value = |key: &Option<Expr>| key.as_ref().map(|k| self.expression(k, scope)).transpose();
        keys.iter().map(value).collect()
    }

    /// The first row whose cases all fit gives its award, if it has one.
    fn table(&self, table: &Table, scope: &Scope) -> Given {
        let keys = self.keys(&table.keys, scope)?;
        for row in &table.rows {
            if self.fits(&row.cases, &keys, scope)? {
                let Some(award) = &row.award else { return Ok(None) };
                let value = self.give(award, scope)?;
                return self.modified_size(value, &row.modifiers, award.deduct, scope).map(some);
            }
        }
        Ok(None)
    }

    /// The first row and the first column that fit, and their cell, if it is offered.
    fn matrix(&self, matrix: &Matrix, scope: &Scope) -> Given {
        let keys = self.keys(&matrix.keys, scope)?;
        let Some((column_key, row_keys)) = keys.split_last() else { return Err(Fault::Broken) };
        for row in &matrix.rows {
            if !self.fits(&row.cases, row_keys, scope)? {
                continue;
            }
            for ((case, _), cell) in matrix.columns.iter().zip(&row.cells) {
                if holds(self.case(case, column_key.as_ref(), scope))? {
                    let cell = cell.as_ref().map(|c| self.expression(c, scope)).transpose()?;
                    return Ok(cell.and_then(some));
                }
            }
            return Ok(None);
        }
        Ok(None)
    }

    /// Whether all cases fit their keys; a single `其余` stands for all keys. A key that is none fits no case.
    fn fits(&self, cases: &[Case], keys: &[Option<Value>], scope: &Scope) -> Result<bool, Fault> {
        let alone = matches!(cases, [Case::Otherwise]);
        let case = |i: usize| if alone { cases.first() } else { cases.get(i) };
        let fits = |(i, key): (usize, &Option<Value>)| {
            holds(self.case(case(i).ok_or(Fault::Broken)?, key.as_ref(), scope)).map(Value::YesNo)
        };
        holds(and(keys.iter().enumerate().map(fits)))
    }

    fn case(&self, case: &Case, key: Option<&Value>, scope: &Scope) -> Answer {
        match (case, key) {
            (Case::Otherwise, key) => Ok(Value::YesNo(!key.is_some_and(is_none))),
            (Case::When(condition), _) => self.expression(&condition.expr, scope),
            (Case::Is(bands), Some(key)) => or(bands.iter().map(|b| self.in_band(key, b, scope))),
            (Case::Is(_), None) => Err(Fault::Broken),
        }
    }

    /// The sum over the entries that count; nothing where none does.
    fn per_record(&self, per_record: &PerRecord, before: &[Given], scope: &Scope) -> Given {
        let Some(entries) = self.entries(&per_record.list, scope)? else { return Ok(None) };
        let mut given = Vec::new();
        for entry in entries {
            given.extend(self.shape(&per_record.each, before, &scope.with(&entry))?);
        }
        if given.is_empty() {
            return Ok(None);
        }
        sum(&given).map(Some)
    }
}

/// A deduction's value is the negative of what it takes off.
pub(super) fn signed(value: Value, deduct: bool) -> Answer {
    match value {
        Value::Number(n) if deduct => Ok(Value::Number(-n)),
        Value::None => Ok(Value::None),
        _ if deduct => Err(Fault::Broken),
        other => Ok(other),
    }
}

fn some(value: Value) -> Option<Value> {
    (value != Value::None).then_some(value)
}
