//! Changing a value inside of what is addressed: `由 5分 修改为 8分`.

use super::address::{Found, Place, shown};
use super::place::{Path, below, walk};
use super::splice::Splice;
use crate::diagnostic::{Arg, Code, Diagnostic};
use jifen_grammar::tree::{Kind, Node, Span};

/// The nodes that a value is made of in the tree: an expression's operands and operators, a range's bounds.
fn parts(value: &Node) -> &[Node] {
    match value.children.as_slice() {
        [one] if matches!(one.kind, Kind::expr | Kind::band) => &one.children,
        all => all,
    }
}

/// The splice that changes a value stated as it was into another.
pub(super) fn change(place: &Place<'_>, old: &Node, new: &Node, operation: Span) -> Found<Splice> {
    let (before, after) = (parts(old), parts(new));
    if before == after {
        return Err(Box::new(Diagnostic::new(Code::ChangesNothing, operation, [])));
    }
    let mut found: Vec<(Path, usize, &Node)> = Vec::new();
    let root = [(place.path.clone(), place.node)];
    for (path, node) in root {
        windows(&path, node, before, &mut found);
        walk(&node.children, &path, &mut |path, node| windows(path, node, before, &mut found));
    }
    // How a total combines is said of it, not of the groups in it.
    if let [one] = before
        && is_combine(one.kind)
        && let Some(top) = found.iter().map(|(path, ..)| path.len()).min()
    {
        found.retain(|(path, ..)| path.len() == top);
    }
    let mut all = found.into_iter();
    match (all.next(), all.next()) {
        (Some((path, start, parent)), None) => {
            let range = start..start + before.len();
            let part = range.len() < parent.children.len();
            let nodes = fitting(before, after, part)
                .ok_or_else(|| Box::new(Diagnostic::new(Code::WrongPiece, new.span, [shown(new), shown(parent)])))?;
            Ok(Splice::within(&path, range, nodes, operation))
        }
        (None, _) => {
            let problem = Diagnostic::new(Code::OldValueDiffers, old.span, [shown(old), shown(place.node)]);
            Err(Box::new(problem.with(place.node.span, Arg::pair("原文在这里", "it reads like this"))))
        }
        (Some(first), Some(second)) => {
            let mut problem = Diagnostic::new(Code::OldValueTwice, old.span, [shown(old)]);
            for (_, start, parent) in [first, second].into_iter().chain(all).take(8) {
                let span = parent.children.get(start).map_or(parent.span, |n| n.span);
                problem = problem.with(span, Arg::pair("这里", "here"));
            }
            Err(Box::new(problem))
        }
    }
}

fn is_combine(kind: Kind) -> bool {
    use Kind::*;
    matches!(kind, kw_best | kw_least | kw_sum | kw_choose_one | kw_first | kw_agree | kw_count | kw_all)
}

/// Where a run of children equals the parts.
fn windows<'n>(path: &[usize], node: &'n Node, parts: &[Node], found: &mut Vec<(Path, usize, &'n Node)>) {
    if parts.is_empty() {
        return;
    }
    for (i, window) in node.children.windows(parts.len()).enumerate() {
        if window == parts {
            found.push((path.to_vec(), i, node));
        }
    }
}

/// The new parts, in parentheses where an operand among others becomes an operation; `None` where a range would stand
/// where a value stood.
fn fitting(before: &[Node], after: &[Node], part: bool) -> Option<Vec<Node>> {
    let ranged = |nodes: &[Node]| {
        nodes.iter().any(|n| matches!(n.kind, Kind::sum | Kind::upto | Kind::kw_or_more | Kind::kw_or_less))
    };
    if ranged(before) != ranged(after) {
        return None;
    }
    if !part || before.len() > 1 || after.len() < 2 || ranged(after) || after.iter().any(|n| n.kind == Kind::string) {
        return Some(after.to_vec());
    }
    let span = after.first().map_or(Span::default(), |n| n.span);
    let of = |kind, children| Node { children, ..Node::new(kind, span) };
    let inner = of(Kind::expr, after.to_vec());
    Some(vec![of(Kind::parens, vec![Node::new(Kind::lp, span), inner, Node::new(Kind::rp, span)])])
}

/// The splice that puts a value in the place of whatever value is addressed.
pub(super) fn set(place: &Place<'_>, new: &Node, operation: Span) -> Found<Splice> {
    let wrong = || Box::new(Diagnostic::new(Code::WrongPiece, new.span, [shown(new), shown(place.node)]));
    let after = parts(new);
    let texts = |nodes: &[Node]| nodes.iter().all(|n| n.kind == Kind::string);
    let children = &place.node.children;
    if matches!(place.node.kind, Kind::cite | Kind::title | Kind::note) {
        let strings: Vec<usize> =
            (0..children.len()).filter(|i| children.get(*i).is_some_and(|c| c.kind == Kind::string)).collect();
        let (Some(first), Some(last), true) = (strings.first(), strings.last(), texts(after)) else {
            return Err(wrong());
        };
        return Ok(Splice::within(&place.path, *first..last + 1, after.to_vec(), operation));
    }
    if place.node.kind == Kind::combine {
        return Ok(Splice::within(&place.path, 0..children.len(), after.to_vec(), operation));
    }
    let slot = children.iter().rposition(|c| matches!(c.kind, Kind::sum | Kind::expr));
    let single = matches!(
        place.node.kind,
        Kind::modifier | Kind::cell | Kind::guard | Kind::step | Kind::class_value | Kind::define | Kind::result
    );
    match slot.filter(|_| single) {
        Some(slot) => {
            let length = children.get(slot).map_or(0, |c| c.children.len());
            Ok(Splice::within(&below(&place.path, slot), 0..length, after.to_vec(), operation))
        }
        None => Err(wrong()),
    }
}
