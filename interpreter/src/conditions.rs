//! Conditions as an explanation sees them: whether they hold, part by part, and the values compared.

use crate::eval::Evaluator;
use crate::model::{Condition, Content, Expr, ExprKind, Type, Version};
use crate::shapes::Shape;
use crate::trace::{Inside, Part, Truth};
use crate::value::Val;

/// How many definitions inside one another an explanation follows.
const DEEPEST: usize = 3;

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
        let mut inside = Vec::new();
        self.inside(expr, 1, &mut inside);
        Part { truth, sides: self.sides(expr), inside }
    }

    fn sides(&mut self, expr: &'m Expr) -> Vec<Val> {
        compared(expr).into_iter().map(|side| self.expr(side)).collect()
    }

    /// The conditions of a definition that is asked by name.
    fn inside(&mut self, expr: &'m Expr, depth: usize, found: &mut Vec<Inside>) {
        let version: &'m Version = self.version();
        let id = match &expr.kind {
            ExprKind::Not(inner) => return self.inside(inner, depth, found),
            ExprKind::Call(id, arguments) if arguments.is_empty() && expr.ty == Type::YesNo => id,
            _ => return,
        };
        if DEEPEST < depth {
            return;
        }
        let asked: Vec<&'m Expr> = match version.definitions.get(id.index()).map(|d| &d.content) {
            Some(Content::Expr(e)) => match &e.kind {
                ExprKind::And(parts) | ExprKind::Or(parts) => parts.iter().collect(),
                _ => vec![e],
            },
            Some(Content::Body(body)) => body.lines.iter().filter_map(|l| row(&l.shape)).collect(),
            None => Vec::new(),
        };
        for one in asked {
            let truth = Truth::of(&self.expr(one));
            let sides = self.sides(one);
            found.push(Inside { of: *id, depth, expr: one.clone(), truth, sides });
            self.inside(one, depth + 1, found);
        }
    }
}

fn row(shape: &Shape) -> Option<&Expr> {
    match shape {
        Shape::Row(row) => Some(&row.condition.expr),
        _ => None,
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
