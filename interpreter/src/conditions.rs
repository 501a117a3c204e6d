//! Conditions as an explanation sees them: whether they hold, part by part, and the values compared.

use crate::eval::Evaluator;
use crate::model::{Condition, Content, Expr, ExprKind, Type, Version};
use crate::shapes::Shape;
use crate::trace::{Inside, Operand, Part, Truth};
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

    /// What a yes or no that no line asks comes to, part by part: see [`parts`].
    pub fn parts(&mut self, expr: &'m Expr) -> Vec<Part> {
        let part = |ev: &mut Self, one: &'m Expr| {
            let truth = Truth::of(&ev.expr(one));
            Part { truth, sides: ev.sides(one), inside: Vec::new() }
        };
        parts(expr).into_iter().map(|one| part(self, one)).collect()
    }

    /// The values of what a formula is made of, where an explanation is wanted.
    pub fn operands(&mut self, expr: &'m Expr) -> Vec<Operand> {
        if !self.explaining() {
            return Vec::new();
        }
        let one = |ev: &mut Self, e: &'m Expr| {
            let arguments: Vec<&'m Expr> = match &e.kind {
                ExprKind::Call(_, arguments) => arguments.iter().collect(),
                ExprKind::Parameter(_, _, class, at) => class.iter().chain(at.as_deref()).collect(),
                _ => Vec::new(),
            };
            let arguments = arguments.into_iter().map(|a| ev.expr(a)).collect();
            Operand { arguments, value: ev.expr(e) }
        };
        operands(expr).into_iter().map(|e| one(self, e)).collect()
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
        ExprKind::And(all) | ExprKind::Or(all) => return all.iter().flat_map(compared).collect(),
        _ => vec![expr],
    };
    sides.into_iter().filter(|side| !matches!(side.kind, ExprKind::Constant(_))).collect()
}

/// The parts of a yes or no, joined by `且` or `或` at the top; itself where there is one.
pub fn parts(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::And(all) | ExprKind::Or(all) => all.iter().collect(),
        _ => vec![expr],
    }
}

/// What a formula is made of: facts, definitions, parameters, functions of dates and lists; constants left out.
/// Of a single function, what it is applied to.
pub fn operands(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::Function(_, arguments) => arguments.iter().flat_map(leaves).collect(),
        ExprKind::Aggregate(_, list, _) => vec![base(list)],
        ExprKind::Where(list, _) => vec![base(list)],
        _ => leaves(expr),
    }
}

fn leaves(expr: &Expr) -> Vec<&Expr> {
    use crate::model::Function::{Max, Min, Monthly, Round, RoundDown, RoundUp, Yearly};
    use ExprKind::*;
    match &expr.kind {
        Constant(_) => Vec::new(),
        Negate(inner) | Not(inner) => leaves(inner),
        Arithmetic(_, a, b) | Compare(_, a, b) | Period(a, b) => leaves(a).into_iter().chain(leaves(b)).collect(),
        And(all) | Or(all) => all.iter().flat_map(leaves).collect(),
        Function(Max | Min | RoundDown | RoundUp | Round | Yearly | Monthly, all) => {
            all.iter().flat_map(leaves).collect()
        }
        _ => vec![expr],
    }
}

/// The list before any `其中`.
fn base(list: &Expr) -> &Expr {
    match &list.kind {
        ExprKind::Where(inner, _) => base(inner),
        _ => list,
    }
}
