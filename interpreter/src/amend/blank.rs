//! What a table doesn't offer: a cell or row becomes `-`, or stops being one.

use super::address::{Base, Found, Place};
use super::place::{Path, at, walk};
use super::splice::Splice;
use super::values::{differs, parts, twice};
use jifen_grammar::tree::{Kind, Node, Span};

/// The place of what a cell or a table's row gives.
fn slot(node: &Node) -> Option<usize> {
    let gives = |c: &Node| match node.kind {
        Kind::cell => matches!(c.kind, Kind::offered | Kind::sum),
        Kind::case_row => matches!(c.kind, Kind::offered | Kind::give),
        _ => false,
    };
    node.children.iter().position(gives)
}

/// What stands in a cell or row: `-`, or the parts of a value.
fn content(node: &Node) -> Option<&[Node]> {
    let at = slot(node)?;
    let given = node.children.get(at)?;
    match given.kind {
        Kind::give => given.get(Kind::sum).map(|sum| sum.children.as_slice()),
        Kind::sum => Some(&given.children),
        _ => node.children.get(at..at + 1),
    }
}

fn is_blank(value: &Node) -> bool {
    value.has(Kind::offered)
}

/// A change of `-` into a value, or of a value into `-`; `None` where it is neither.
pub(super) fn change(
    base: &Base<'_>,
    place: &Place<'_>,
    old: &Node,
    new: &Node,
    operation: Span,
) -> Option<Found<Splice>> {
    if !is_blank(old) && !is_blank(new) {
        return None;
    }
    let mut found: Vec<(Path, &Node)> = Vec::new();
    let mut look = |path: &[usize], node| {
        let none = |nodes: &[Node]| nodes.iter().any(|n| n.kind == Kind::offered);
        if content(node).is_some_and(|c| c == parts(old) || none(c) && is_blank(old)) {
            found.push((path.to_vec(), node));
        }
    };
    look(&place.path, place.node);
    walk(&place.node.children, &place.path, &mut look);
    Some(match found.as_slice() {
        [] => Err(differs(place, old)),
        [(path, node)] => put(base, path, node, new, operation).ok_or_else(|| differs(place, old)),
        several => Err(twice(old, several.iter().map(|(_, n)| *n))),
    })
}

/// `-` in the place of what is addressed, or a value in the place of a `-`.
pub(super) fn set(base: &Base<'_>, place: &Place<'_>, new: &Node, operation: Span) -> Option<Splice> {
    let blank = content(place.node)?.iter().any(|n| n.kind == Kind::offered);
    (blank || is_blank(new)).then(|| put(base, &place.path, place.node, new, operation)).flatten()
}

fn put(base: &Base<'_>, path: &[usize], node: &Node, new: &Node, operation: Span) -> Option<Splice> {
    let slot = slot(node)?;
    let of = |kind, children| Node { children, ..Node::new(kind, new.span) };
    let given = match is_blank(new) {
        true => of(Kind::offered, Vec::new()),
        false => {
            let sum = of(Kind::sum, parts(new).to_vec());
            match node.kind {
                Kind::cell => sum,
                _ => of(Kind::give, vec![Node::new(word(base, path), new.span), sum]),
            }
        }
    };
    Some(Splice::within(path, slot..slot + 1, vec![given], operation))
}

/// The word by which the other rows of a rule give something.
fn word(base: &Base<'_>, path: &[usize]) -> Kind {
    let mut word = None;
    let rule = path.get(..1).and_then(|p| at(base.declarations, p));
    rule.into_iter().for_each(|rule| {
        rule.walk(&mut |n| {
            if n.kind == Kind::give && word.is_none() {
                word = n.children.first().map(|c| c.kind);
            }
        });
    });
    word.unwrap_or(Kind::kw_award)
}
