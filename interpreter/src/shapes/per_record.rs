//! `按 L,每条 扣减 V`: an award or deduction for each entry of a list; the value reads the entry's fields.

use super::Shape;
use crate::model::{Expr, Text};
use serde::Serialize;

/// An award per entry.
#[derive(Debug, Clone, Serialize)]
pub struct PerRecord {
    /// The list.
    pub list: Expr,
    /// As written.
    pub text: Text,
    /// What one entry gives: a value or a table, with the entry at hand.
    pub each: Box<Shape>,
}
