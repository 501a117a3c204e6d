//! Conditions as an explanation sees them: whether they hold, part by part, and the values compared.

use crate::eval::Evaluator;
use crate::model::{Condition, Expr, ExprKind};
use crate::trace::{Part, Truth};

impl<'m> Evaluator<'m> {
    /// Whether a condition holds; with tracing, also its parts one by one.
    pub fn condition(&mut self, condition: &'m Condition) -> (Truth, Vec<Part>) {
        let truth = Truth::of(&self.expr(&condition.expr));
        if !self.tracing() {
            return (truth, Vec::new());
        }
        let mut parts = Vec::new();
        if condition.parts.is_empty() {
            parts.push(self.part(&condition.expr, truth.clone()));
        }
        for (expr, _) in &condition.parts {
            let truth = Truth::of(&self.expr(expr));
            parts.push(self.part(expr, truth));
        }
        (truth, parts)
    }

    fn part(&mut self, expr: &'m Expr, truth: Truth) -> Part {
        let sides = compared(expr).into_iter().map(|side| self.expr(side)).collect();
        Part { truth, sides }
    }
}

/// What a simple condition compares, constants left out; of a plain yes/no, the thing itself.
pub fn compared(expr: &Expr) -> Vec<&Expr> {
    let sides: Vec<&Expr> = match &expr.kind {
        ExprKind::Not(inner) | ExprKind::Has(inner) => return compared(inner),
        ExprKind::Compare(_, left, right) => vec![left, right],
        ExprKind::In(value, _) => vec![value],
        ExprKind::And(_) | ExprKind::Or(_) => Vec::new(),
        _ => vec![expr],
    };
    sides.into_iter().filter(|side| !matches!(side.kind, ExprKind::Constant(_))).collect()
}
