//! Values that are known when the policy is written.

use chrono::{Datelike, Days, Months, NaiveDate};
use jifen_grammar::tree::Node;

use crate::diagnostic::{Code, Diagnostic};
use crate::lower::Lowering;
use crate::model::{Constant, Duration, Expr, ExprKind, Operator, Type};

/// A constant that can't be computed: a division by zero, or a number too large.
pub(super) struct Impossible;

impl<'a> Lowering<'a> {
    /// Lowers something that must be a constant of a type. Reports what is none.
    pub fn constant(&mut self, node: &'a Node, want: &Type) -> Option<Constant> {
        let expr = self.typed(node, want);
        if expr.ty == Type::Error && !matches!(expr.kind, ExprKind::Constant(_)) {
            return None;
        }
        match self.fold(&expr) {
            Ok(Some(constant)) => Some(constant),
            Ok(None) => {
                self.report(Diagnostic::new(Code::NotConstant, expr.span, []));
                None
            }
            Err(Impossible) => {
                self.report(Diagnostic::new(Code::BadConstant, expr.span, []));
                None
            }
        }
    }

    /// The value of an expression of literals; `None` where it reads anything.
    pub(super) fn fold(&self, expr: &Expr) -> Result<Option<Constant>, Impossible> {
        match &expr.kind {
            ExprKind::Constant(constant) => Ok(Some(constant.clone())),
            ExprKind::Negate(inner) => match self.fold(inner)? {
                Some(Constant::Number(n)) => Ok(Some(Constant::Number(n.negate().ok_or(Impossible)?))),
                _ => Ok(None),
            },
            ExprKind::Arithmetic(operator, a, b) => match (self.fold(a)?, self.fold(b)?) {
                (Some(a), Some(b)) => self.compute(*operator, a, b).map(Some),
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }

    fn compute(&self, operator: Operator, a: Constant, b: Constant) -> Result<Constant, Impossible> {
        let sign = if operator == Operator::Subtract { -1 } else { 1 };
        let value = match (a, b) {
            (Constant::Number(a), Constant::Number(b)) => {
                let value = match operator {
                    Operator::Add => a.add(b),
                    Operator::Subtract => a.subtract(b),
                    Operator::Multiply => a.multiply(b),
                    Operator::Divide => a.divide(b),
                };
                value.map(Constant::Number)
            }
            (Constant::Date(day), Constant::Duration(d)) => self.moved(day, d, sign).map(Constant::Date),
            (Constant::Month(month), Constant::Duration(d)) if d.days == 0 => {
                month.checked_add(sign * d.months).map(Constant::Month)
            }
            (Constant::Duration(a), Constant::Duration(b)) => {
                let months = a.months.checked_add(sign * b.months);
                let days = a.days.checked_add(sign * b.days);
                months.zip(days).map(|(months, days)| Constant::Duration(Duration { months, days }))
            }
            _ => None,
        };
        value.ok_or(Impossible)
    }

    /// A day moved by a length of time; 29 February follows the convention.
    fn moved(&self, day: NaiveDate, by: Duration, sign: i32) -> Option<NaiveDate> {
        let (months, days) = (sign * by.months, sign * by.days);
        let count = Months::new(months.unsigned_abs());
        let moved = if months < 0 { day.checked_sub_months(count) } else { day.checked_add_months(count) }?;
        let leap = (day.month(), day.day()) == (2, 29) && (moved.month(), moved.day()) == (2, 28);
        let march = leap && self.version.conventions.leap_day_is_march == Some(true);
        let moved = if march { moved.succ_opt()? } else { moved };
        let count = Days::new(u64::from(days.unsigned_abs()));
        if days < 0 { moved.checked_sub_days(count) } else { moved.checked_add_days(count) }
    }
}
