//! `凡 C 的,积 V`: something awarded where a condition holds. Without an award, only the condition.

use super::Shape;
use crate::model::Condition;
use serde::Serialize;

/// A row.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// When it holds.
    pub condition: Condition,
    /// What it awards; `None` only in bodies that count or require all.
    pub award: Option<Box<Shape>>,
}
