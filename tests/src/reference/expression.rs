//! Expressions.

use super::calendar::{first_day, in_days, later, month_number, window};
use super::value::{Answer, Fault, Number, Value, and, not, or, whole};
use super::{Reference, Scope};
use chrono::NaiveDate;
use jifen_interpreter::model::{
    Band, Comparison, Content, Definition, Expr, ExprKind, Membership, Operator, ParameterId,
    PerTime, Unit,
};
use num_traits::Zero;

impl Reference<'_> {
    /// The value of an expression.
    pub(super) fn expression(&self, expr: &Expr, scope: &Scope) -> Answer {
        match &expr.kind {
            ExprKind::Constant(constant) => Ok(Value::from(constant)),
            ExprKind::Fact(id) => self.facts.get(id.index()).cloned().ok_or(Fault::Broken),
            ExprKind::CountingDate => self.counting_value(),
            ExprKind::Field(record, i) => field(self.expression(record, scope)?, *i),
            ExprKind::FieldDefinition(record, id) => {
                let record = self.expression(record, scope)?;
                self.of_record(record, &self.version.definitions[id.index()], scope)
            }
            ExprKind::EntryField(depth, i) => field(scope.entry(*depth)?, *i),
            ExprKind::EntryDefinition(depth, id) => {
                let record = scope.entry(*depth)?;
                self.of_record(record, &self.version.definitions[id.index()], scope)
            }
            ExprKind::Entry(depth) => scope.entry(*depth),
            ExprKind::Argument(i) => scope.arguments.get(*i).cloned().ok_or(Fault::Broken),
            ExprKind::Call(id, arguments) => {
                let arguments = arguments.iter().map(|a| self.expression(a, scope));
                let inside = scope.inside(arguments.collect::<Result<_, _>>()?);
                self.content(&self.version.definitions[id.index()], &inside)
            }
            ExprKind::Parameter(id, column, classes, at) => {
                self.parameter(*id, *column, classes, at.as_deref(), scope)
            }
            ExprKind::Group(id) => self.group_as_counted(*id, scope),
            ExprKind::Alternative(id) => {
                let taken = scope.alternatives.get(&id.0);
                Ok(taken.map_or(Value::None, |i| Value::Choice(*i)))
            }
            ExprKind::Not(inner) => not(self.expression(inner, scope)),
            ExprKind::And(parts) => and(parts.iter().map(|p| self.expression(p, scope))),
            ExprKind::Or(parts) => or(parts.iter().map(|p| self.expression(p, scope))),
            ExprKind::Has(inner) => Ok(Value::YesNo(self.expression(inner, scope)? != Value::None)),
            ExprKind::Negate(inner) => negate(self.expression(inner, scope)?),
            ExprKind::Compare(how, a, b) => {
                compare(*how, self.expression(a, scope)?, self.expression(b, scope)?)
            }
            ExprKind::Arithmetic(op, a, b) => {
                self.arithmetic(*op, self.expression(a, scope)?, self.expression(b, scope)?)
            }
            ExprKind::In(left, inside) => {
                self.membership(self.expression(left, scope)?, inside, scope)
            }
            ExprKind::Where(list, condition) => self.filtered(list, condition, scope),
            ExprKind::Period(from, to) => {
                let from = self.expression(from, scope)?;
                Ok(Value::Period(Box::new(from), Box::new(self.expression(to, scope)?)))
            }
            ExprKind::Function(function, arguments) => self.function(*function, arguments, scope),
            ExprKind::Aggregate(aggregate, list, arguments) => {
                self.aggregate(*aggregate, list, arguments, scope)
            }
            ExprKind::Broken => Err(Fault::Broken),
        }
    }

    /// What a definition comes to where its arguments are known.
    pub(super) fn content(&self, definition: &Definition, scope: &Scope) -> Answer {
        match &definition.content {
            Content::Expr(expr) => self.expression(expr, scope),
            Content::Body(body) => self.body(body, scope),
        }
    }

    fn of_record(&self, record: Value, definition: &Definition, scope: &Scope) -> Answer {
        if record == Value::None {
            return Ok(Value::None);
        }
        self.content(definition, &scope.inside(Vec::new()).with(&record))
    }

    /// The day on which ages and windows are counted: the version's own, else the filing date.
    pub(super) fn counting_value(&self) -> Answer {
        match (&self.version.counting_date, self.version.filing_date) {
            (Some(expr), _) => self.expression(expr, &Scope::default()),
            (None, Some(id)) => self.facts.get(id.index()).cloned().ok_or(Fault::Broken),
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

    fn parameter(
        &self,
        id: ParameterId,
        column: usize,
        classes: &[Expr],
        at: Option<&Expr>,
        scope: &Scope,
    ) -> Answer {
        let column = &self.version.parameters[id.index()].columns[column];
        let mut place = 0;
        for (class, choice) in classes.iter().zip(&column.by) {
            match self.expression(class, scope)? {
                Value::Choice(i) => {
                    let size = self.version.choices[choice.index()].values.len();
                    place = place * size + i as usize;
                }
                Value::None => return Ok(Value::None),
                _ => return Err(Fault::Broken),
            }
        }
        let Some(day) = self.day(at, scope)? else { return Ok(Value::None) };
        let steps = column.series.get(place).ok_or(Fault::Broken)?;
        let step = steps.iter().filter(|step| step.from <= day).max_by_key(|step| step.from);
        match (step, &self.presumed) {
            (Some(step), _) => Ok(Value::from(&step.value)),
            (None, Some(presumed)) => Ok(Value::Number(presumed.clone())),
            (None, None) => Err(Fault::NoParameter),
        }
    }

    fn arithmetic(&self, op: Operator, a: Value, b: Value) -> Answer {
        use Operator::{Add, Divide, Multiply, Subtract};
        use Value::{Date, Duration, Month};
        let conventions = &self.version.conventions;
        let sign = if op == Subtract { -1 } else { 1 };
        match (op, a, b) {
            (_, Value::None, _) | (_, _, Value::None) => Ok(Value::None),
            (Add, Value::Number(a), Value::Number(b)) => Ok(Value::Number(a + b)),
            (Subtract, Value::Number(a), Value::Number(b)) => Ok(Value::Number(a - b)),
            (Multiply, Value::Number(a), Value::Number(b)) => Ok(Value::Number(a * b)),
            (Divide, Value::Number(_), Value::Number(b)) if b.is_zero() => Err(Fault::DivisionByZero),
            (Divide, Value::Number(a), Value::Number(b)) => Ok(Value::Number(a / b)),
            (Add | Subtract, Date(day), Duration(months, days)) => {
                later(day, sign * months, sign * days, conventions).map(Date)
            }
            (Add, Duration(months, days), Date(day)) => {
                later(day, months, days, conventions).map(Date)
            }
            (Add | Subtract, Month(month), Duration(months, 0)) => Ok(Month(month + sign * months)),
            (Add, Duration(months, 0), Month(month)) => Ok(Month(month + months)),
            (Add | Subtract, Duration(m, d), Duration(months, days)) => {
                Ok(Duration(m + sign * months, d + sign * days))
            }
            (Multiply, Duration(m, d), Value::Number(n)) | (Multiply, Value::Number(n), Duration(m, d)) => {
                let n = i64::try_from(n.to_integer()).ok().filter(|_| n.is_integer());
                let n = n.ok_or(Fault::Broken)?;
                Ok(Duration(m * n, d * n))
            }
            _ => Err(Fault::Broken),
        }
    }

    fn membership(&self, left: Value, inside: &Membership, scope: &Scope) -> Answer {
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
            compare(how, value.clone(), self.expression(bound, scope)?)
        });
        let high = band.high.as_ref().map(|(bound, closed)| {
            let how = if *closed { Comparison::LessOrEqual } else { Comparison::Less };
            compare(how, value.clone(), self.expression(bound, scope)?)
        });
        and(low.into_iter().chain(high))
    }
}

fn field(record: Value, i: usize) -> Answer {
    match record {
        Value::Record(fields) => fields.get(i).cloned().ok_or(Fault::Broken),
        Value::None => Ok(Value::None),
        _ => Err(Fault::Broken),
    }
}

fn negate(value: Value) -> Answer {
    match value {
        Value::Number(n) => Ok(Value::Number(-n)),
        Value::Duration(months, days) => Ok(Value::Duration(-months, -days)),
        Value::None => Ok(Value::None),
        _ => Err(Fault::Broken),
    }
}

/// Reading: any comparison with none is none, also with the word `空缺` itself.
pub(super) fn compare(how: Comparison, a: Value, b: Value) -> Answer {
    if a == Value::None || b == Value::None {
        return Ok(Value::None);
    }
    if std::mem::discriminant(&a) != std::mem::discriminant(&b) {
        return Err(Fault::Broken);
    }
    let order = a.cmp(&b);
    Ok(Value::YesNo(match how {
        Comparison::Equal => order.is_eq(),
        Comparison::Unequal => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
    }))
}

/// The month of a day or month.
pub(super) fn month_of(value: Value) -> Result<Option<i64>, Fault> {
    match value {
        Value::Month(month) => Ok(Some(month)),
        Value::Date(day) => Ok(Some(month_number(day))),
        Value::None => Ok(None),
        _ => Err(Fault::Broken),
    }
}

/// How often money of a unit is paid in a year; `None` where it is not for a time that months measure.
pub(super) fn times_a_year(unit: &Unit) -> Option<Number> {
    match unit {
        Unit::Money(Some(PerTime::Year)) => Some(whole(1)),
        Unit::Money(Some(PerTime::Month)) => Some(whole(12)),
        _ => None,
    }
}
