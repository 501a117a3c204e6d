//! A table with a header row: one or two keys select the row, the last key the column.

use super::table::Case;
use crate::model::{Expr, Text};
use jifen_grammar::tree::Span;
use serde::Serialize;

/// A matrix.
#[derive(Debug, Clone, Serialize)]
pub struct Matrix {
    /// The keys, the columns' key last; `None` for `条件`.
    pub keys: Vec<Option<Expr>>,
    /// The keys as written.
    pub texts: Vec<Text>,
    /// The columns' cases and their text.
    pub columns: Vec<(Case, Text)>,
    /// The rows.
    pub rows: Vec<MatrixRow>,
}

/// A row of a matrix.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRow {
    /// Its label, where it has one.
    pub label: Option<String>,
    /// A case for each key but the last.
    pub cases: Vec<Case>,
    /// The cases as written.
    pub text: Text,
    /// A cell a column; `None` for `-`.
    pub cells: Vec<Option<Expr>>,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}
