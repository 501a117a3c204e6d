//! The smallest part of an expression that differs.

use super::meaning::Meaner;
use super::naming::Naming;
use super::written::Written;
use crate::model::{Expr, ExprKind, Membership, Text, Type};

/// Where two expressions differ.
pub(super) struct Narrowed {
    pub old: Text,
    pub new: Text,
    /// Whether it is the length of a window.
    pub window: bool,
}

/// One side of a comparison: its text and its names.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub written: Written<'a>,
    pub naming: &'a Naming,
}

/// The one place where two expressions differ, as written; `None` where they differ in more, or as a whole.
pub(super) fn narrow(old: &Expr, new: &Expr, before: View<'_>, after: View<'_>) -> Option<Narrowed> {
    let (mut a, mut b, mut window, mut deeper) = (old, new, false, false);
    let (mut left, mut right) = (Meaner::new(before.naming), Meaner::new(after.naming));
    loop {
        let (ours, theirs) = (children(a, &left), children(b, &right));
        if ours.len() != theirs.len() {
            break;
        }
        let mut differing = ours.into_iter().zip(theirs).filter(|((x, m), (y, n))| m.of(x) != n.of(y));
        let (Some(((x, m), (y, n))), None) = (differing.next(), differing.next()) else { break };
        // Apart from that part, they must say the same.
        if left.of(a).replacen(&m.of(x), "…", 1) != right.of(b).replacen(&n.of(y), "…", 1) {
            break;
        }
        window |= is_window(a, x);
        (a, b, left, right, deeper) = (x, y, m, n, true);
    }
    deeper.then(|| Narrowed { old: before.written.expr(a), new: after.written.expr(b), window })
}

fn is_window(around: &Expr, part: &Expr) -> bool {
    match &around.kind {
        ExprKind::In(_, m) => matches!(m.as_ref(), Membership::Last(length) if std::ptr::eq(length, part)),
        ExprKind::Call(..) => part.ty == Type::Duration,
        _ => false,
    }
}

/// The expressions right inside, each with the entries that stand around it.
fn children<'e, 'n>(expr: &'e Expr, meaner: &Meaner<'n>) -> Vec<(&'e Expr, Meaner<'n>)> {
    let inside = |list: &Expr| meaner.inside(&list.ty);
    let around = match &expr.kind {
        ExprKind::Where(list, _) | ExprKind::Aggregate(_, list, _) => Some(inside(list)),
        _ => None,
    };
    let place = |i: usize| match &around {
        Some(inside) if 0 < i => inside.clone(),
        _ => meaner.clone(),
    };
    expr.children().into_iter().enumerate().map(|(i, e)| (e, place(i))).collect()
}
