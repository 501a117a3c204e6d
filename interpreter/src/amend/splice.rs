//! Changes to the base's tree, all made at once.

use super::Consolidated;
use super::place::{Path, at, below, children};
use crate::model::Provenance;
use jifen_grammar::tree::{Kind, Node, Span, Trivia};
use std::collections::BTreeMap;
use std::ops::Range;

/// Children of one node that others take the place of; an empty range is an insertion in front of its start.
#[derive(Debug, Clone)]
pub(super) struct Splice {
    /// The parent.
    pub parent: Path,
    /// Which of its children.
    pub range: Range<usize>,
    /// What stands there instead.
    pub content: Content,
    /// The operation that wants it.
    pub operation: Span,
    /// It yields to any other change of the same place: what follows from a deletion or a new name.
    pub soft: bool,
    /// For an insertion, the child that it stands beside.
    pub anchor: Option<usize>,
    /// What it takes away comes back elsewhere, with what changes inside of it.
    pub leaves: bool,
}

/// What a splice puts in.
#[derive(Debug, Clone)]
pub(super) enum Content {
    /// New nodes; none delete.
    Nodes(Vec<Node>),
    /// A node of the base with what changes inside of it.
    Moved(Path),
}

impl Splice {
    /// Others in the place of one node.
    pub fn replace(path: &[usize], nodes: Vec<Node>, operation: Span) -> Splice {
        let (last, parent) = path.split_last().map_or((0, &[][..]), |(l, p)| (*l, p));
        Splice::within(parent, last..last + 1, nodes, operation)
    }

    /// Others in the place of some children.
    pub fn within(parent: &[usize], range: Range<usize>, nodes: Vec<Node>, operation: Span) -> Splice {
        let content = Content::Nodes(nodes);
        Splice { parent: parent.to_vec(), range, content, operation, soft: false, anchor: None, leaves: false }
    }

    /// Content beside a node, in front of it or behind it.
    pub fn beside(path: &[usize], behind: bool, content: Content, operation: Span) -> Splice {
        let (last, parent) = path.split_last().map_or((0, &[][..]), |(l, p)| (*l, p));
        let place = last + usize::from(behind);
        Splice {
            parent: parent.to_vec(),
            range: place..place,
            content,
            operation,
            soft: false,
            anchor: Some(last),
            leaves: false,
        }
    }

    /// A node that goes elsewhere.
    pub fn leaving(path: &[usize], operation: Span) -> Splice {
        Splice { leaves: true, ..Splice::replace(path, Vec::new(), operation) }
    }

    /// The same, yielding to others.
    pub fn softly(self) -> Splice {
        Splice { soft: true, ..self }
    }

    /// Whether it takes something away.
    pub fn removes(&self) -> bool {
        !self.range.is_empty()
    }

    /// Whether it takes something away for good, and puts nothing in its place.
    pub fn deletes(&self) -> bool {
        self.removes() && !self.leaves && matches!(&self.content, Content::Nodes(nodes) if nodes.is_empty())
    }

    /// Whether a path lies at or below what it takes away.
    pub fn covers(&self, path: &[usize]) -> bool {
        path.strip_prefix(self.parent.as_slice()).and_then(<[usize]>::first).is_some_and(|i| self.range.contains(i))
    }
}

/// The base with all splices made, and comments that are to stand at its end.
pub(super) fn rebuild(declarations: &[Node], splices: &[Splice]) -> (Vec<Node>, Vec<Trivia>) {
    let mut by_parent: BTreeMap<&[usize], Vec<&Splice>> = BTreeMap::new();
    for splice in splices {
        by_parent.entry(&splice.parent).or_default().push(splice);
    }
    Rebuild { declarations, by_parent }.children(&[])
}

struct Rebuild<'s> {
    declarations: &'s [Node],
    by_parent: BTreeMap<&'s [usize], Vec<&'s Splice>>,
}

impl Rebuild<'_> {
    fn node(&self, path: &[usize]) -> Option<Node> {
        let node = at(self.declarations, path)?;
        let changed = self.by_parent.range(path..).next().is_some_and(|(parent, _)| parent.starts_with(path));
        if !changed {
            return Some(node.clone());
        }
        let (mut children, mut inside) = self.children(path);
        join(&mut inside, &node.inside);
        while inside.last() == Some(&Trivia::Blank) {
            inside.pop();
        }
        if super::place::is_block(node) {
            tidy(&mut children, &mut inside);
        }
        let (before, behind) = (node.before.clone(), node.behind.clone());
        Some(Node { kind: node.kind, span: node.span, text: node.text.clone(), children, before, behind, inside })
    }

    /// The children at a path, and comments of what went that no child stands behind.
    fn children(&self, path: &[usize]) -> (Vec<Node>, Vec<Trivia>) {
        let old = children(self.declarations, path);
        let empty = Vec::new();
        let here = self.by_parent.get(path).unwrap_or(&empty);
        let mut out: Vec<Node> = Vec::with_capacity(old.len());
        let mut apart: Vec<Trivia> = Vec::new();
        let mut skip = 0;
        for i in 0..=old.len() {
            // What stands in front of a child comes before what stands in its place.
            let starting = |removes: bool| here.iter().filter(move |s| s.range.start == i && s.removes() == removes);
            for splice in starting(false).chain(starting(true)) {
                match &splice.content {
                    Content::Nodes(nodes) if path.is_empty() => out.extend(nodes.iter().map(declared)),
                    Content::Nodes(nodes) => out.extend(nodes.iter().cloned()),
                    Content::Moved(from) => out.extend(self.node(from)),
                }
                if splice.deletes() {
                    let gone = old.get(splice.range.clone()).unwrap_or(&[]);
                    gone.iter().for_each(|node| apart.extend(set_apart(&node.before).iter().cloned()));
                }
                skip = skip.max(splice.range.end);
            }
            if skip <= i && i < old.len() {
                let mut node = self.node(&below(path, i));
                if let Some(node) = node.as_mut().filter(|n| !apart.is_empty() && n.kind != Kind::rb) {
                    let own = std::mem::replace(&mut node.before, std::mem::take(&mut apart));
                    join(&mut node.before, &own);
                }
                out.extend(node);
            }
        }
        (out, apart)
    }
}

/// Comments above a node that an empty line sets apart from it, as a heading is: they are not of the node alone.
fn set_apart(before: &[Trivia]) -> &[Trivia] {
    let end = before.iter().rposition(|t| *t == Trivia::Blank).map_or(0, |i| i + 1);
    let all = before.get(..end).unwrap_or(&[]);
    if all.iter().all(|t| *t == Trivia::Blank) { &[] } else { all }
}

/// Comments in front of others, with one empty line between.
fn join(all: &mut Vec<Trivia>, behind: &[Trivia]) {
    let blanks = behind.iter().take_while(|t| **t == Trivia::Blank).count();
    let skip = if all.last() == Some(&Trivia::Blank) { blanks } else { 0 };
    all.extend(behind.get(skip..).unwrap_or(&[]).iter().cloned());
}

/// A block's first clause has no empty lines above it.
fn tidy(children: &mut [Node], inside: &mut Vec<Trivia>) {
    let first = children.iter_mut().find(|c| !matches!(c.kind, Kind::lb | Kind::rb | Kind::unclosed));
    drop_blanks(first.map_or(inside, |c| &mut c.before));
}

/// A declaration out of an operation's braces: the empty line above it is there anyway.
fn declared(node: &Node) -> Node {
    let mut node = node.clone();
    drop_blanks(&mut node.before);
    node
}

fn drop_blanks(before: &mut Vec<Trivia>) {
    let blanks = before.iter().take_while(|t| **t == Trivia::Blank).count();
    before.drain(..blanks);
}

/// What takes the place of one node of the same kind, by the place of that.
pub(super) fn replaced(declarations: &[Node], splices: &[Splice]) -> BTreeMap<Span, Span> {
    let pair = |splice: &Splice| {
        let Content::Nodes(nodes) = &splice.content else { return None };
        let (1, [new]) = (splice.range.len(), nodes.as_slice()) else { return None };
        let old = children(declarations, &splice.parent).get(splice.range.start)?;
        (old.kind == new.kind).then_some((old.span, new.span))
    };
    splices.iter().filter(|s| !s.soft).filter_map(pair).collect()
}

/// Which amendments wrote what, once this one has: what is new, and what is around each change. What follows from a new name
/// elsewhere is no change there.
pub(super) fn written(
    base: &Consolidated,
    splices: &[Splice],
    replaced: &BTreeMap<Span, Span>,
    id: &str,
) -> BTreeMap<Span, Provenance> {
    let mut all = base.wrote.clone();
    if id.is_empty() {
        return all;
    }
    let before: BTreeMap<Span, Span> = replaced.iter().map(|(old, new)| (*new, *old)).collect();
    for splice in splices.iter().filter(|s| !s.soft) {
        for depth in 1..=splice.parent.len() {
            let node = splice.parent.get(..depth).and_then(|path| at(&base.tree.declarations, path));
            if let Some(span) = node.and_then(written_as) {
                all.entry(span).or_default().amended(id);
            }
        }
        let Content::Nodes(nodes) = &splice.content else { continue };
        let mut note = |node: &Node| {
            let Some(span) = written_as(node) else { return };
            let known = before.get(&span).and_then(|old| base.wrote.get(old)).cloned();
            let entry = all.entry(span).or_insert(known.unwrap_or_default());
            match splice.removes() {
                true => entry.amended(id),
                false => entry.inserted_by = Some(id.to_owned()),
            }
        };
        nodes.iter().for_each(|n| n.walk(&mut note));
    }
    all
}

/// The place by which it is known who wrote a declaration or clause.
fn written_as(node: &Node) -> Option<Span> {
    use Kind::*;
    match node.kind {
        outcome => node.get(verdict).map(|v| v.span),
        policy | choice | record | fact | value | parameter | column | catalogue | alternative | define | result
        | indicator | total | group | outcomes | line => Some(node.span),
        _ => None,
    }
}
