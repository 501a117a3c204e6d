//! Tables with a header row: columns aligned as a reader's screen shows them.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use crate::format::Printer;
use crate::keywords::Language;
use crate::tree::{Kind, Node};

/// The aligned lines of a block's header and matrix rows, by the rows' places.
pub(crate) fn rows(clauses: &[Node], language: Language) -> BTreeMap<usize, String> {
    let cells: Vec<(usize, Vec<String>)> = clauses
        .iter()
        .enumerate()
        .filter(|(_, c)| matches!(c.kind, Kind::header | Kind::matrix_row))
        .map(|(i, row)| (i, cells(row, language)))
        .collect();
    let mut widths: Vec<usize> = Vec::new();
    for (_, row) in &cells {
        for (column, cell) in row.iter().enumerate() {
            match widths.get_mut(column) {
                Some(w) => *w = (*w).max(cell.width()),
                None => widths.push(cell.width()),
            }
        }
    }
    cells.into_iter().map(|(i, row)| (i, line(&row, &widths))).collect()
}

fn line(row: &[String], widths: &[usize]) -> String {
    let mut out = String::new();
    for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
        if column > 0 {
            out.push_str(" | ");
        }
        out.push_str(cell);
        if column + 1 < row.len() {
            out.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width())));
        }
    }
    out
}

/// What stands between a row's bars.
fn cells(row: &Node, language: Language) -> Vec<String> {
    let parts = row.children.split(|c| c.kind == Kind::bar);
    parts
        .map(|part| {
            let mut cell = Printer::new(language);
            for (i, node) in part.iter().enumerate() {
                cell.node(node, row.kind, i, part.len());
            }
            cell.out
        })
        .collect()
}
