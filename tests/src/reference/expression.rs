//! Expressions.

use super::arithmetic::negate;
use super::value::{Answer, Fault, Value, and, not, or};
use super::{Reference, Scope};
use jifen_interpreter::model::{Content, Definition, Expr, ExprKind};

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
            ExprKind::Parameter(id, column, classes, at) => self.parameter(*id, *column, classes, at.as_deref(), scope),
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
            ExprKind::Compare(how, a, b) => self.compared(*how, self.expression(a, scope)?, self.expression(b, scope)?),
            ExprKind::Arithmetic(op, a, b) => {
                self.arithmetic(*op, self.expression(a, scope)?, self.expression(b, scope)?)
            }
            ExprKind::In(left, inside) => self.membership(self.expression(left, scope)?, inside, scope),
            ExprKind::Where(list, condition) => self.filtered(list, condition, scope),
            ExprKind::Period(from, to) => {
                let from = self.expression(from, scope)?;
                Ok(Value::Period(Box::new(from), Box::new(self.expression(to, scope)?)))
            }
            ExprKind::Function(function, arguments) => self.function(*function, arguments, scope),
            ExprKind::Aggregate(aggregate, list, arguments) => self.aggregate(*aggregate, list, arguments, scope),
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
}

fn field(record: Value, i: usize) -> Answer {
    match record {
        Value::Record(fields) => fields.get(i).cloned().ok_or(Fault::Broken),
        Value::None => Ok(Value::None),
        _ => Err(Fault::Broken),
    }
}
