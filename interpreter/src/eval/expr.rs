//! One expression of each kind.

use super::{Evaluator, ops};
use crate::model::{Comparison, Constant, Expr, ExprKind, Membership, Operator};
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
        match value {
            Val::Unknown(_) => self.unknown_of(e, value),
            value => value,
        }
    }

    /// A value that is at hand, without evaluating anything: a field of the entry, a given fact, an argument.
    #[inline]
    pub(crate) fn peek(&self, e: &Expr) -> Option<&Val> {
        match &e.kind {
            ExprKind::EntryField(0, field) => match &self.entries.last()?.value {
                Val::Record(entry) => entry.fields.get(*field),
                _ => None,
            },
            ExprKind::Fact(id) => self.facts.values.get(id.index())?.as_ref(),
            ExprKind::Argument(i) => self.argument_at(*i),
            _ => None,
        }
    }

    #[inline(never)]
    fn arithmetic(&mut self, operator: Operator, a: &'m Expr, b: &'m Expr) -> Val {
        let a = self.expr(a);
        match self.peek(b) {
            Some(b) => ops::arithmetic(operator, &a, b, &self.version.conventions),
            None => {
                let b = self.expr(b);
                ops::arithmetic(operator, &a, &b, &self.version.conventions)
            }
        }
    }

    #[inline(never)]
    fn is_in(&mut self, value: &'m Expr, membership: &'m Membership) -> Val {
        if let (Some(Val::Month(month)), Membership::Last(length)) = (self.peek(value), membership)
            && let Some(answer) = self.month_in_last(*month, length)
        {
            return answer;
        }
        let value = self.expr(value);
        self.membership(&value, membership)
    }

    /// Both sides are read where they stand if possible; their order makes no difference.
    #[inline(never)]
    fn comparison(&mut self, comparison: Comparison, a: &'m Expr, b: &'m Expr) -> Val {
        if self.peek(a).is_none() {
            let a = self.expr(a);
            return self.compare_with(comparison, &a, b);
        }
        let right = match &b.kind {
            ExprKind::Constant(c) => match (self.peek(a), c) {
                (Some(Val::Code(code)), Constant::Code(other)) => {
                    let same = code.as_ref() == other.as_str();
                    match comparison {
                        Comparison::Equal => return Val::YesNo(same),
                        Comparison::Unequal => return Val::YesNo(!same),
                        _ => constant(c),
                    }
                }
                _ => constant(c),
            },
            _ => match (self.peek(a), self.peek(b)) {
                (Some(a), Some(b)) => return ops::compare(comparison, a, b),
                _ => self.expr(b),
            },
        };
        match self.peek(a) {
            Some(a) => ops::compare(comparison, a, &right),
            None => Val::error(RuleError::Broken),
        }
    }

    fn look(&mut self, e: &'m Expr) -> Val {
        match &e.kind {
            ExprKind::Constant(c) => constant(c),
            ExprKind::EntryField(depth, field) => match self.peek(e) {
                Some(value) => value.clone(),
                None => self.entry_field(*depth, *field),
            },
            ExprKind::Argument(i) => self.argument(*i),
            ExprKind::Fact(id) => self.fact(*id),
            ExprKind::Compare(comparison, a, b) => self.comparison(*comparison, a, b),
            ExprKind::And(all) => self.all(all, false),
            ExprKind::Or(all) => self.all(all, true),
            ExprKind::Not(inner) => match self.peek(inner) {
                Some(value) => ops::not(value),
                None => ops::not(&self.expr(inner)),
            },
            ExprKind::Arithmetic(operator, a, b) => self.arithmetic(*operator, a, b),
            ExprKind::In(value, membership) => self.is_in(value, membership),
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

    /// Conditions until one decides: a no among `and`, with `decided` a yes among `or`. An error decides nothing.
    #[inline(never)]
    fn all(&mut self, conditions: &'m [Expr], decided: bool) -> Val {
        let mut all = Val::YesNo(!decided);
        for condition in conditions {
            // A yes among `and` changes nothing; a no decides, whatever was before.
            if let Some(Val::YesNo(b)) = self.peek(condition) {
                if *b == decided {
                    return Val::YesNo(decided);
                }
                continue;
            }
            let next = self.expr(condition);
            if let (Val::YesNo(before), Val::YesNo(b)) = (&all, &next)
                && *before != decided
            {
                if *b == decided {
                    return next;
                }
                continue;
            }
            all = if decided { ops::or(&all, &next) } else { ops::and(&all, &next) };
            if matches!(all, Val::YesNo(b) if b == decided) {
                return all;
            }
        }
        all
    }
}
