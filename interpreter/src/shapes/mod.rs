//! The scoring shapes: the open set of ways in which a line awards something. Each file holds one shape:
//! its data, how it is lowered from the syntax tree, how it is evaluated. This file is their register.

pub mod give;
pub mod matrix;
pub mod per_record;
pub mod per_unit;
pub mod progressive;
pub mod row;
pub mod table;

use serde::Serialize;

/// What a line awards and when.
#[derive(Debug, Clone, Serialize)]
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

/// The value of a total or group.
pub fn group_value(
    _: &mut crate::eval::Evaluator<'_>,
    _: crate::model::GroupId,
) -> crate::value::Val {
    crate::value::Val::error(crate::value::RuleError::Broken)
}

/// The value of a body.
pub fn body_value<'m>(
    _: &mut crate::eval::Evaluator<'m>,
    _: &'m crate::model::Body,
) -> crate::value::Val {
    crate::value::Val::error(crate::value::RuleError::Broken)
}
