//! One expression of each kind.

use super::{Evaluator, ops};
use crate::model::{Comparison, Constant, Expr, ExprKind, Membership, Operator, Type};
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
        if self.covered.is_some() && e.ty == Type::YesNo {
            self.answered(e.span, &value);
        }
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
        if self.peek(a).is_none() {
            let a = self.expr(a);
            return match self.peek(b) {
                Some(b) => ops::arithmetic(operator, &a, b, &self.version.conventions),
                None => ops::arithmetic(operator, &a, &self.expr(b), &self.version.conventions),
            };
        }
        let right = if self.peek(b).is_none() { Some(self.expr(b)) } else { None };
        match (self.peek(a), right.as_ref().or_else(|| self.peek(b))) {
            (Some(a), Some(b)) => ops::arithmetic(operator, a, b, &self.version.conventions),
            _ => Val::error(RuleError::Broken),
        }
    }

    /// Whether a condition holds that can be told from values at hand; most conditions of lists are of such parts.
    #[inline(always)]
    fn told(&self, e: &Expr) -> Option<bool> {
        if self.covered.is_some() {
            return None;
        }
        match &e.kind {
            ExprKind::In(value, membership) => match (self.peek(value), membership.as_ref()) {
                (Some(Val::Month(month)), Membership::Last(length)) => self.month_in_last(*month, length),
                _ => None,
            },
            ExprKind::Not(inner) => match self.peek(inner) {
                Some(Val::YesNo(b)) => Some(!*b),
                _ => None,
            },
            _ => match self.peek(e) {
                Some(Val::YesNo(b)) => Some(*b),
                _ => None,
            },
        }
    }

    #[inline(never)]
    fn is_in(&mut self, value: &'m Expr, membership: &'m Membership) -> Val {
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

    /// The kinds that conditions over the entries of lists are made of; small, since it is what runs most often.
    #[inline]
    fn look(&mut self, e: &'m Expr) -> Val {
        match &e.kind {
            ExprKind::Compare(comparison, a, b) => self.comparison(*comparison, a, b),
            ExprKind::And(all) => self.all(all, false),
            ExprKind::Or(all) => self.all(all, true),
            ExprKind::Arithmetic(operator, a, b) => self.arithmetic(*operator, a, b),
            ExprKind::In(value, membership) => match self.told(e) {
                Some(inside) => Val::YesNo(inside),
                None => self.is_in(value, membership),
            },
            ExprKind::Call(id, arguments) => self.call(*id, arguments),
            ExprKind::Parameter(id, column, classes, at) => self.parameter(*id, *column, classes, at.as_deref()),
            ExprKind::Aggregate(how, list, arguments) => self.aggregate(*how, list, arguments, &e.ty),
            ExprKind::Function(function, arguments) => self.function(*function, arguments),
            _ => self.look_further(e),
        }
    }

    #[inline(never)]
    fn look_further(&mut self, e: &'m Expr) -> Val {
        match &e.kind {
            ExprKind::Constant(c) => constant(c),
            ExprKind::EntryField(depth, field) => match self.peek(e) {
                Some(value) => value.clone(),
                None => self.entry_field(*depth, *field),
            },
            ExprKind::Argument(i) => self.argument(*i),
            ExprKind::Fact(id) => self.fact(*id),
            ExprKind::Not(inner) => ops::not(&self.expr(inner)),
            ExprKind::EntryDefinition(depth, id) => self.entry_definition(*depth, *id),
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
            // Handled before; `Broken` is what could not be read.
            _ => Val::error(RuleError::Broken),
        }
    }

    /// Conditions until one decides: a no among `and`, with `decided` a yes among `or`. An error decides nothing.
    #[inline(never)]
    pub(crate) fn all(&mut self, conditions: &'m [Expr], decided: bool) -> Val {
        for (i, condition) in conditions.iter().enumerate() {
            // A yes among `and` changes nothing; a no decides.
            let answer = match self.told(condition) {
                Some(b) => b,
                None => match self.expr(condition) {
                    Val::YesNo(b) => b,
                    next => return self.all_behind(next, conditions.get(i + 1..).unwrap_or_default(), decided),
                },
            };
            if answer == decided {
                return Val::YesNo(decided);
            }
        }
        Val::YesNo(!decided)
    }

    /// The same from a value on that is neither yes nor no.
    #[inline(never)]
    fn all_behind(&mut self, first: Val, behind: &'m [Expr], decided: bool) -> Val {
        let (mut all, mut next) = (Val::YesNo(!decided), first);
        let mut behind = behind.iter();
        loop {
            all = if decided { ops::or(&all, &next) } else { ops::and(&all, &next) };
            if matches!(all, Val::YesNo(b) if b == decided) {
                return all;
            }
            next = match behind.next() {
                Some(condition) => self.expr(condition),
                None => return all,
            };
        }
    }
}
