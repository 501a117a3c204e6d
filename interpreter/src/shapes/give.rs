//! `积 5分`, `扣减 50分`, `为 甲`: a value without a condition of its own.

use crate::model::Expr;
use serde::Serialize;

/// A value given.
#[derive(Debug, Clone, Serialize)]
pub struct Give {
    /// The value; of a deduction, what is taken off (so positive).
    pub value: Expr,
    /// Whether it is a deduction: its negative is the line's value.
    pub deduct: bool,
}
