//! One expression of each kind.

use super::{Evaluator, ops};
use crate::model::{Constant, Expr, ExprKind};
use crate::value::{RuleError, Val};
use std::rc::Rc;

/// A constant as a value.
pub(crate) fn constant(constant: &Constant) -> Val {
    match constant {
        Constant::Number(n) => Val::Number(*n),
        Constant::YesNo(b) => Val::YesNo(*b),
        Constant::Date(d) => Val::Date(*d),
        Constant::Month(m) => Val::Month(*m),
        Constant::Duration(d) => Val::Duration(*d),
        Constant::Choice(c) => Val::Choice(*c),
        Constant::Code(code) => Val::Code(Rc::from(code.as_str())),
        Constant::Nothing => Val::None,
    }
}

impl<'m> Evaluator<'m> {
    /// The value of an expression.
    pub fn expr(&mut self, e: &'m Expr) -> Val {
        if self.fuel == 0 {
            return Val::Error(self.halted.clone());
        }
        self.fuel -= 1;
        self.depth += 1;
        let value = self.look(e);
        self.depth -= 1;
        value
    }

    fn look(&mut self, e: &'m Expr) -> Val {
        match &e.kind {
            ExprKind::Constant(c) => constant(c),
            ExprKind::EntryField(depth, field) => self.entry_field(*depth, *field),
            ExprKind::Argument(i) => self.argument(*i),
            ExprKind::Fact(id) => self.fact(*id),
            ExprKind::Compare(comparison, a, b) => {
                let a = self.expr(a);
                self.compare_with(*comparison, &a, b)
            }
            ExprKind::And(all) => self.all(all, false),
            ExprKind::Or(all) => self.all(all, true),
            ExprKind::Not(inner) => ops::not(&self.expr(inner)),
            ExprKind::Arithmetic(operator, a, b) => {
                let a = self.expr(a);
                let b = self.expr(b);
                ops::arithmetic(*operator, &a, &b, &self.version.conventions)
            }
            ExprKind::In(value, membership) => {
                let value = self.expr(value);
                self.membership(&value, membership)
            }
            ExprKind::Call(id, arguments) => self.call(*id, arguments),
            ExprKind::EntryDefinition(depth, id) => self.entry_definition(*depth, *id),
            ExprKind::Parameter(id, column, classes, at) => self.parameter(*id, *column, classes, at.as_deref()),
            ExprKind::Aggregate(how, list, arguments) => self.aggregate(*how, list, arguments, &e.ty),
            _ => self.look_further(e),
        }
    }

    #[inline(never)]
    fn look_further(&mut self, e: &'m Expr) -> Val {
        match &e.kind {
            ExprKind::CountingDate => self.counting_date(),
            ExprKind::Field(record, field) => {
                let record = self.expr(record);
                super::entries::field_of(&record, *field)
            }
            ExprKind::FieldDefinition(record, id) => {
                let record = self.expr(record);
                self.field_definition(record, *id)
            }
            ExprKind::Entry(depth) => self.entry(*depth),
            ExprKind::Group(id) => self.group_value(*id),
            ExprKind::Alternative(id) => self.read_alternative(*id),
            ExprKind::Has(inner) => ops::has(&self.expr(inner)),
            ExprKind::Negate(inner) => ops::negate(&self.expr(inner)),
            ExprKind::Where(list, condition) => self.filter(list, condition),
            ExprKind::Period(start, end) => {
                let start = self.expr(start);
                let end = self.expr(end);
                super::functions::period(start, end)
            }
            ExprKind::Function(function, arguments) => self.function(*function, arguments),
            // Handled before; `Broken` is what could not be read.
            _ => Val::error(RuleError::Broken),
        }
    }

    /// Conditions from left to right until one decides: a no among `and`, with `decided` a yes among `or`.
    fn all(&mut self, conditions: &'m [Expr], decided: bool) -> Val {
        let mut all = Val::YesNo(!decided);
        for condition in conditions {
            let next = self.expr(condition);
            if let (Val::YesNo(before), Val::YesNo(b)) = (&all, &next)
                && *before != decided
            {
                if *b == decided {
                    return next;
                }
                continue;
            }
            let failed = matches!(next, Val::Error(_));
            all = if decided { ops::or(&all, &next) } else { ops::and(&all, &next) };
            // What is behind an error is not looked at, even if it is not sure that the error is reached.
            if failed || matches!(all, Val::YesNo(b) if b == decided) || matches!(all, Val::Error(_)) {
                return all;
            }
        }
        all
    }
}
