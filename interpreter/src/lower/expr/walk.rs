//! How deep lowered expressions are.

use crate::model::Expr;

/// Whether more than so many expressions lie inside each other.
pub(in crate::lower) fn deeper_than(expr: &Expr, most: usize) -> bool {
    let mut level = vec![expr];
    for _ in 0..most {
        level = level.into_iter().flat_map(Expr::children).collect();
        if level.is_empty() {
            return false;
        }
    }
    true
}
