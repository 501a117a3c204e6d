//! `按 X { a 积 V; b 积 V; 其余 积 V }`: an award by one to three keys, the first case that fits.

use super::give::Give;
use crate::model::{Band, Condition, Expr, Modifier, Text};
use jifen_grammar::tree::Span;
use serde::Serialize;

/// A table.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// The keys; `None` for `条件`, whose cases are conditions.
    pub keys: Vec<Option<Expr>>,
    /// The keys as written.
    pub texts: Vec<Text>,
    /// The rows, in order.
    pub rows: Vec<CaseRow>,
}

/// A row of a table.
#[derive(Debug, Clone, Serialize)]
pub struct CaseRow {
    /// Its label, where it has one.
    pub label: Option<String>,
    /// One case a key; a single `其余` stands for all keys.
    pub cases: Vec<Case>,
    /// What it awards; `None` for `-`, not offered.
    pub award: Option<Give>,
    /// Its source, where it states one.
    pub cites: Vec<String>,
    /// Notes on it.
    pub notes: Vec<String>,
    /// Applied to its value.
    pub modifiers: Vec<Modifier>,
    /// Its cases as written.
    pub text: Text,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}

/// What a key must be.
#[derive(Debug, Clone, Serialize)]
pub enum Case {
    /// `其余`.
    Otherwise,
    /// One of these: values and ranges.
    Is(Vec<Band>),
    /// `凡 C 的`.
    When(Condition),
}
