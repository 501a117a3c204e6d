//! The scoring shapes: the open set of ways in which a line awards something. Each file holds one shape:
//! its data, how it is lowered from the syntax tree, how it is evaluated. This file is their register.

pub mod give;
pub mod matrix;
pub mod per_record;
pub mod per_unit;
pub mod progressive;
pub mod row;
pub mod table;

use crate::eval::Evaluator;
use crate::lower::Lowering;
use crate::model::Type;
use crate::trace::Award;
use crate::value::Val;
use jifen_grammar::tree::{Kind, Node};
use serde::Serialize;

/// What a line awards and when.
#[derive(Debug, Clone, Serialize)]
#[expect(clippy::large_enum_variant, reason = "a policy has few shapes, and each is reached by reference")]
pub enum Shape {
    /// `积 5分`, `扣减 50分`, `为 甲`.
    Give(give::Give),
    /// `凡 C 的,…`.
    Row(row::Row),
    /// `其余,…`: where no line before it holds.
    Otherwise(Box<Shape>),
    /// `按 X { a 积 V; … }`.
    Table(table::Table),
    /// `按 X, Y { | a | b … }`.
    Matrix(matrix::Matrix),
    /// `按 X,每满 1年 积 V`.
    PerUnit(per_unit::PerUnit),
    /// `按 X 分段 { … }`.
    Progressive(progressive::Progressive),
    /// `按 L,每条 扣减 V`.
    PerRecord(per_record::PerRecord),
}

impl Shape {
    /// Reads a shape's node. `want` is the type that its values should have; `None` leaves it to the first value.
    /// Returns the type that they have.
    pub fn lower<'a>(l: &mut Lowering<'a>, node: &'a Node, want: Option<&Type>) -> (Shape, Type) {
        match node.kind {
            Kind::give => wrap(give::Give::lower(l, node, want), Shape::Give),
            Kind::row => wrap(row::Row::lower(l, node, want), Shape::Row),
            Kind::otherwise => {
                let inner = node.children.iter().find(|c| Shape::is(c.kind));
                let (shape, ty) = match inner {
                    Some(inner) => Shape::lower(l, inner, want),
                    None => (Shape::Give(give::Give::broken(node)), Type::Error),
                };
                (Shape::Otherwise(Box::new(shape)), ty)
            }
            Kind::table if matrix::Matrix::is(node) => wrap(matrix::Matrix::lower(l, node, want), Shape::Matrix),
            Kind::table => wrap(table::Table::lower(l, node, want), Shape::Table),
            Kind::per_unit => wrap(per_unit::PerUnit::lower(l, node, want), Shape::PerUnit),
            Kind::progressive => wrap(progressive::Progressive::lower(l, node, want), Shape::Progressive),
            Kind::per_record => wrap(per_record::PerRecord::lower(l, node, want), Shape::PerRecord),
            _ => (Shape::Give(give::Give::broken(node)), Type::Error),
        }
    }

    /// Whether a kind of node is a shape.
    pub fn is(kind: Kind) -> bool {
        use Kind::*;
        matches!(kind, give | row | otherwise | table | per_unit | progressive | per_record)
    }

    /// Whether all that it gives is taken off: what stands behind it then changes the size of the deduction.
    pub fn deducts(&self) -> bool {
        match self {
            Shape::Give(s) => s.deduct,
            Shape::Row(s) => s.award.as_ref().is_some_and(|award| award.deducts()),
            Shape::Otherwise(s) => s.deducts(),
            Shape::Table(s) => s.rows.iter().filter_map(|row| row.award.as_ref()).all(|give| give.deduct),
            Shape::Matrix(_) => false,
            Shape::PerUnit(s) => s.deduct,
            Shape::Progressive(s) => s.bands.iter().all(|band| band.deduct),
            Shape::PerRecord(s) => s.each.deducts(),
        }
    }

    /// What it awards to the applicant at hand. `Otherwise` is taken as if no line before it held.
    pub fn evaluate<'m>(&'m self, ev: &mut Evaluator<'m>) -> Award {
        match self {
            Shape::Give(s) => s.evaluate(ev),
            Shape::Row(s) => s.evaluate(ev),
            Shape::Otherwise(s) => s.evaluate(ev),
            Shape::Table(s) => s.evaluate(ev),
            Shape::Matrix(s) => s.evaluate(ev),
            Shape::PerUnit(s) => s.evaluate(ev),
            Shape::Progressive(s) => s.evaluate(ev),
            Shape::PerRecord(s) => s.evaluate(ev),
        }
    }
}

fn wrap<S>(lowered: (S, Type), shape: fn(S) -> Shape) -> (Shape, Type) {
    (shape(lowered.0), lowered.1)
}

/// The value of a group for a decision that reads it.
pub fn group_value(ev: &mut Evaluator<'_>, id: crate::model::GroupId) -> Val {
    crate::groups::value(ev, id)
}

/// The value of a definition's body.
pub fn body_value<'m>(ev: &mut Evaluator<'m>, body: &'m crate::model::Body) -> Val {
    crate::bodies::evaluate(ev, body, None)
}
