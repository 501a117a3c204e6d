//! Expressions: flat lists of operands and operators to typed trees.

mod aggregates;
mod arithmetic;
mod calls;
mod compare;
mod condition;
mod constant;
mod functions;
mod literal;
mod member;
mod mismatch;
mod precedence;
mod primary;
mod walk;

use jifen_grammar::tree::{Kind, Node, Span};

use super::Lowering;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Expr, ExprKind, Type};
use precedence::{Tree, TreeKind, tree};

pub(super) use mismatch::same_kind;
#[cfg(test)]
pub(in crate::lower) use walk::deeper_than;

/// How many expressions may lie inside each other, parentheses and operators together.
const DEEPEST: usize = 250;

impl<'a> Lowering<'a> {
    /// Lowers an expression: a node `expr`, `sum`, `period`, `parens`, or a single operand.
    ///
    /// `want` is the type that would fit; it tells which choice a bare value belongs to. A type that does not fit
    /// is not reported: see [`Lowering::typed`].
    pub fn expr(&mut self, node: &'a Node, want: Option<&Type>) -> Expr {
        if self.missing.is_some() {
            // This will be lowered again.
            return self.broken(node.span);
        }
        let outermost = self.nesting == 0;
        self.nesting += 1;
        let expr = self.tree(&tree(flat(node)), want);
        self.nesting -= 1;
        if outermost && walk::deeper_than(&expr, DEEPEST) {
            self.report(Diagnostic::new(Code::TooManyParts, node.span, []));
            return self.broken(node.span);
        }
        expr
    }

    /// Lowers an expression that must have a type; reports where it has not.
    pub fn typed(&mut self, node: &'a Node, want: &Type) -> Expr {
        let expr = self.expr(node, Some(want));
        self.fit(expr, want, flat(node))
    }

    /// An expression that could not be read; it fits everywhere.
    pub fn broken(&self, span: Span) -> Expr {
        Expr { kind: ExprKind::Broken, ty: Type::Error, span }
    }

    /// Lowering recurses through parentheses as well, so its levels are counted here and not for each list of operands.
    fn tree(&mut self, tree: &Tree<'a>, want: Option<&Type>) -> Expr {
        if self.levels == DEEPEST {
            let span = tree.span();
            self.report(Diagnostic::new(Code::TooManyParts, span, []));
            return self.broken(span);
        }
        self.levels += 1;
        let expr = self.part(tree, want);
        self.levels -= 1;
        expr
    }

    fn part(&mut self, tree: &Tree<'a>, want: Option<&Type>) -> Expr {
        let span = tree.span();
        match &tree.kind {
            TreeKind::Primary(node) => self.primary(node, want),
            TreeKind::Field(base, field) => self.field_of(base, field, span),
            TreeKind::Prefix(sign, inner) => self.prefix(*sign, inner, span),
            TreeKind::And(parts) => {
                let parts = parts.iter().map(|p| self.yes_no(p)).collect();
                Expr { kind: ExprKind::And(parts), ty: Type::YesNo, span }
            }
            TreeKind::Or(parts) => {
                let parts = parts.iter().map(|p| self.yes_no(p)).collect();
                Expr { kind: ExprKind::Or(parts), ty: Type::YesNo, span }
            }
            TreeKind::Where(list, condition) => {
                let list = self.list(list);
                let ty = list.ty.clone();
                let condition = self.with_entry(&ty, |l| l.yes_no(condition));
                Expr { kind: ExprKind::Where(Box::new(list), Box::new(condition)), ty, span }
            }
            TreeKind::Compare(left, sign, right) => self.compare(left, sign, right, span),
            TreeKind::Member(left, member) => self.member_of(left, member, span),
            TreeKind::Period(from, to) => self.period(from, to, span),
            TreeKind::Sum(first, rest) => self.sum(first, rest, want, span),
            TreeKind::Product(first, rest) => self.product(first, rest, span),
            TreeKind::Chained => {
                self.report(Diagnostic::new(Code::ChainedComparison, span, []));
                self.broken(span)
            }
            TreeKind::TooDeep => {
                self.report(Diagnostic::new(Code::TooManyParts, span, []));
                self.broken(span)
            }
            TreeKind::Missing => {
                self.report(Diagnostic::new(Code::UnreadableExpression, span, []));
                self.broken(span)
            }
        }
    }

    /// A part that must be yes or no.
    fn yes_no(&mut self, tree: &Tree<'a>) -> Expr {
        let expr = self.tree(tree, Some(&Type::YesNo));
        self.fit(expr, &Type::YesNo, tree.nodes)
    }

    /// A part that must be a list.
    fn list(&mut self, tree: &Tree<'a>) -> Expr {
        let expr = self.tree(tree, None);
        self.must_be_list(expr)
    }

    fn must_be_list(&mut self, expr: Expr) -> Expr {
        match expr.ty {
            Type::List(_) | Type::Error => expr,
            ty => {
                let words = self.type_words(&ty);
                self.report(Diagnostic::new(Code::NotAList, expr.span, [words]));
                self.broken(expr.span)
            }
        }
    }

    /// `A 至 B`: two dates or two months.
    fn period(&mut self, from: &Tree<'a>, to: &Tree<'a>, span: Span) -> Expr {
        let (from, from_nodes) = (self.tree(from, Some(&Type::Date)), from.nodes);
        let from = self.date_or_month(from, from_nodes);
        let (to, to_nodes) = (self.tree(to, Some(&Type::Date)), to.nodes);
        let to = self.date_or_month(to, to_nodes);
        if from.ty == Type::Error || to.ty == Type::Error {
            return self.broken(span);
        }
        let to = self.comparable_with(to, &from.ty, to_nodes);
        if to.ty == Type::Error {
            return self.broken(span);
        }
        let kind = ExprKind::Period(Box::new(from), Box::new(to));
        Expr { kind, ty: Type::Period, span }
    }

    fn date_or_month(&mut self, expr: Expr, nodes: &[Node]) -> Expr {
        match expr.ty {
            Type::Month => expr,
            _ => self.fit(expr, &Type::Date, nodes),
        }
    }
}

/// The operands and operators of an expression's node.
fn flat(node: &Node) -> &[Node] {
    let mut node = node;
    loop {
        match node.kind {
            Kind::expr | Kind::sum | Kind::period => match node.children.as_slice() {
                [one] if matches!(one.kind, Kind::parens | Kind::sum | Kind::expr) => node = one,
                all => return all,
            },
            Kind::parens => match node.get(Kind::expr) {
                Some(inner) => node = inner,
                None => return std::slice::from_ref(node),
            },
            _ => return std::slice::from_ref(node),
        }
    }
}
