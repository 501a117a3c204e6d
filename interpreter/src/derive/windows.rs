//! Values: the smallest run of an expression that changed, and that stands only once where it is addressed.

use super::inside::{Edit, inside};
use super::operations::{Context, Was};
use crate::amend::called::{line, part};
use crate::amend::place::{Path, at, below, is_block};
use jifen_grammar::tree::{Kind, Node};
use std::ops::Range;

/// Characters up to which an old value is stated where the place says already which one it is.
const STATED: usize = 60;

/// Children of one node that have new ones in their place.
#[derive(Debug)]
pub(super) struct Value {
    parent: Path,
    range: Range<usize>,
    new: Vec<Node>,
    /// The same change of more, each holding the one before.
    wider: Vec<(Path, Range<usize>, Vec<Node>)>,
}

impl Value {
    pub fn new(parent: &[usize], range: Range<usize>, new: &[Node]) -> Value {
        Value { parent: parent.to_vec(), range, new: new.to_vec(), wider: Vec::new() }
    }
}

/// What may stand alone as an old or new value.
fn is_operand(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::literal
            | Kind::string
            | Kind::parens
            | Kind::call
            | Kind::reference
            | Kind::field
            | Kind::kw_yes
            | Kind::kw_no
            | Kind::kw_nothing
    )
}

/// The changes inside of an expression or range.
pub(super) fn expression<'n>(cx: &Context<'n>, was: &Was<'n>, new: &'n Node, out: &mut Vec<Edit<'n>>) -> Option<()> {
    let (now, new_children) = (&was.now.children, &new.children);
    let whole = || Value::new(&was.path, 0..now.len(), new_children);
    let mut edits = Vec::new();
    if now.len() == new_children.len() && each(cx, was, new, &mut edits).is_some() {
        for edit in &mut edits {
            if let Edit::Value(value) = edit {
                value.wider.push((was.path.clone(), 0..now.len(), new_children.clone()));
            }
        }
        out.append(&mut edits);
    } else {
        out.push(Edit::Value(whole()));
    }
    Some(())
}

fn each<'n>(cx: &Context<'n>, was: &Was<'n>, new: &'n Node, edits: &mut Vec<Edit<'n>>) -> Option<()> {
    let kids = was.now.children.iter().zip(&was.old.children).zip(&new.children).enumerate();
    for (i, ((now, old), new_child)) in kids {
        if super::likeness::same(now, new_child) {
            continue;
        }
        let child = Was { path: below(&was.path, i), old, now };
        let before = edits.len();
        if now.kind == new_child.kind && !is_leaf(now.kind) && inside(cx, &child, new_child, edits).is_some() {
            continue;
        }
        edits.truncate(before);
        if !is_operand(now.kind) || !is_operand(new_child.kind) {
            return None;
        }
        let run = run(&was.now.children, i);
        if run != self::run(&new.children, i) {
            return None;
        }
        edits.push(Edit::Value(Value::new(&was.path, run.clone(), new.children.get(run)?)));
    }
    Some(())
}

fn is_leaf(kind: Kind) -> bool {
    matches!(kind, Kind::literal | Kind::reference | Kind::field | Kind::string)
}

/// An operand with its fields.
fn run(children: &[Node], at: usize) -> Range<usize> {
    let kind = |i: usize| children.get(i).map(|c| c.kind);
    let (mut start, mut end) = (at, at + 1);
    while 2 <= start && kind(start) == Some(Kind::field) {
        start -= 2;
    }
    while kind(end) == Some(Kind::dot) {
        end += 2;
    }
    start..end
}

/// The operation's words: the nearest address, and old and new value.
pub(super) fn said(cx: &Context<'_>, root: &[usize], value: &Value) -> Option<String> {
    let mut place = value.parent.clone();
    let address = loop {
        let node = at(cx.old, &place)?;
        let addressed = place.len() <= root.len() || part(node).is_some() || node.kind == Kind::cell;
        if addressed
            && !is_block(node)
            && let Some(address) = cx.addresses.of(&place)
        {
            break address;
        }
        place.pop();
        if place.is_empty() {
            return None;
        }
    };
    let target = at(cx.old, &place)?;
    let first = (value.parent.clone(), value.range.clone(), value.new.clone());
    for (parent, range, new) in [first].iter().chain(&value.wider) {
        let holder = at(cx.old, parent)?;
        let old = holder.children.get(range.clone())?;
        let (before, after) = (line(old, cx.language), line(new, cx.language));
        if STATED < before.chars().count() && is_slot(target, &place, parent, range, holder) {
            return Some(cx.into(&address, &after));
        }
        let parenthesised = old.len() == 1 && 1 < new.len() && old.len() < holder.children.len();
        if count(target, old) == 1 && !parenthesised {
            let word = |kind| cx.addresses.word(kind);
            let all = [word(Kind::kw_change), &address, word(Kind::kw_from), &before, word(Kind::kw_into), &after];
            return Some(cx.say(&all));
        }
    }
    None
}

/// Whether the run is all that a target holds, so that there is no doubt which value is meant.
fn is_slot(target: &Node, place: &[usize], parent: &[usize], range: &Range<usize>, holder: &Node) -> bool {
    match target.kind {
        Kind::cite | Kind::title | Kind::note => true,
        Kind::modifier | Kind::cell | Kind::guard | Kind::define | Kind::result => {
            let slot = target.children.iter().rposition(|c| matches!(c.kind, Kind::sum | Kind::expr));
            slot.is_some_and(|slot| parent == below(place, slot)) && *range == (0..holder.children.len())
        }
        _ => false,
    }
}

/// How often a run of children stands in a node.
fn count(node: &Node, run: &[Node]) -> usize {
    let here = node.children.windows(run.len().max(1)).filter(|w| *w == run).count();
    here + node.children.iter().map(|c| count(c, run)).sum::<usize>()
}

impl Value {
    /// Whether two changes are of places that overlap.
    pub fn overlaps(&self, other: &Value) -> bool {
        let within = |a: &Value, b: &Value| {
            let next = b.parent.strip_prefix(a.parent.as_slice()).and_then(<[usize]>::first);
            next.is_some_and(|i| a.range.contains(i))
        };
        let same =
            self.parent == other.parent && self.range.start < other.range.end && other.range.start < self.range.end;
        same || within(self, other) || within(other, self)
    }
}
