//! A table with a header row: one or two keys select the row, the last key the column.

use super::table::{Case, cases_of, combine_over, fit, fits, keys, parts};
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::eval::Evaluator;
use crate::eval::covered::Side;
use crate::lower::Lowering;
use crate::model::{Expr, Text, Type};
use crate::trace::{Award, Cell, Truth};
use crate::value::Val;
use jifen_grammar::tree::{Kind, Node, Span};
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

impl Matrix {
    /// Whether a `table` node has a header row.
    pub fn is(node: &Node) -> bool {
        node.get(Kind::table_block).is_some_and(|b| b.has(Kind::header) || b.has(Kind::matrix_row))
    }

    /// Reads a `table` node with a header row.
    pub fn lower<'a>(l: &mut Lowering<'a>, node: &'a Node, want: Option<&Type>) -> (Matrix, Type) {
        let (keys, texts) = keys(l, node);
        let block = node.get(Kind::table_block);
        let headers: Vec<&'a Node> = block.into_iter().flat_map(|b| b.all(Kind::header)).collect();
        if headers.len() != 1 || keys.len() < 2 {
            let args = [Arg::counted(headers.len(), "header row"), Arg::counted(keys.len(), "key")];
            l.report(Diagnostic::new(Code::MatrixNeedsHeader, node.span, args));
        }
        for stray in block.into_iter().flat_map(|b| b.all(Kind::case_row)) {
            l.report(Diagnostic::new(Code::RowInMatrix, stray.span, []));
        }
        let (row_keys, column_key) = match keys.split_last() {
            Some((last, before)) => (before.to_vec(), last.as_ref().map(|k| k.ty.clone())),
            None => (Vec::new(), None),
        };
        let columns: Vec<(Case, Text)> = headers
            .first()
            .into_iter()
            .flat_map(|h| h.all(Kind::case))
            .map(|case| (Case::lower(l, case, column_key.as_ref()), l.text(case)))
            .collect();
        let mut ty = want.cloned();
        let mut rows = Vec::new();
        for row in block.into_iter().flat_map(|b| b.all(Kind::matrix_row)) {
            let cases: Vec<&Node> = row.all(Kind::case).collect();
            let lowered = cases_of(l, row, &cases, &row_keys);
            let mut cells = Vec::new();
            for cell in row.all(Kind::cell) {
                cells.push(cell.get(Kind::sum).map(|sum| {
                    let value = match &ty {
                        Some(ty) => l.typed(sum, ty),
                        None => l.expr(sum, None),
                    };
                    ty.get_or_insert(value.ty.clone());
                    value
                }));
            }
            if cells.len() != columns.len() {
                let args = [Arg::counted(cells.len(), "cell"), Arg::counted(columns.len(), "column")];
                l.report(Diagnostic::new(Code::WrongNumberOfCells, row.span, args));
            }
            let (label, text) = (l.label(row), l.text_of(&cases));
            rows.push(MatrixRow { label, cases: lowered, text, cells, span: row.span });
        }
        (Matrix { keys, texts, columns, rows }, ty.unwrap_or(Type::Error))
    }

    /// The cell where the first row and the first column that fit meet.
    pub fn evaluate<'m>(&'m self, ev: &mut Evaluator<'m>) -> Award {
        let values: Vec<Option<Val>> = self.keys.iter().map(|k| k.as_ref().map(|k| ev.expr(k))).collect();
        combine_over(&values, &mut |values| self.pick(ev, values))
    }

    fn pick<'m>(&'m self, ev: &mut Evaluator<'m>, values: &[Option<Val>]) -> Award {
        let (column_key, row_keys) = match values.split_last() {
            Some((last, before)) => (last.as_ref(), before),
            None => (None, values),
        };
        let mut columns = Vec::new();
        for (j, (case, _)) in self.columns.iter().enumerate() {
            let truth = case.fits(ev, column_key);
            let last = matches!(truth, Truth::Yes | Truth::Error(_));
            if truth != Truth::No {
                columns.push((j, truth));
            }
            if last {
                break;
            }
        }
        let mut rows = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            let truth = fits(ev, &row.cases, row_keys);
            let last = matches!(truth, Truth::Yes | Truth::Error(_));
            if truth != Truth::No {
                rows.push((i, row, truth));
            }
            if last {
                break;
            }
        }
        if let ([(_, row, Truth::Yes)], [(column, Truth::Yes)]) = (rows.as_slice(), columns.as_slice()) {
            ev.came_by(row.span, Side::Cell(*column as u32));
        }
        let nothing = Award::of(Val::None, fit(ev, None, values));
        let reached = rows.into_iter().map(|(i, row, row_fits)| {
            let cells = columns.iter().map(|(j, column_fits)| {
                let (value, made) = match row.cells.get(*j) {
                    Some(Some(cell)) => (ev.expr(cell), ev.operands(cell)),
                    _ => (Val::None, Vec::new()),
                };
                let parts = parts(ev, &row.cases);
                let cell = Cell { row: i, column: Some(*j), parts, made, steps: Vec::new() };
                (column_fits.clone(), Award::of(value, fit(ev, Some(cell), values)))
            });
            (row_fits, Award::first_of(cells.collect(), nothing.clone()))
        });
        Award::first_of(reached.collect(), nothing)
    }
}
