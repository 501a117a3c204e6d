//! One operation: the changes that it makes to the base's tree.

use super::address::{Base, Found, Place, shown};
use super::history::Was;
use super::pieces::{fit, in_place_of, place_in};
use super::place::{Path, below, block, clauses, is_block, walk};
use super::splice::{Content, Splice};
use super::{Touched, rename, repealed, values};
use crate::diagnostic::{Code, Diagnostic};
use jifen_grammar::tree::{Kind, Node, Span};

/// What an operation puts in: the clauses or declarations behind its last word, out of their braces.
struct New<'n> {
    /// The braces, where there are some.
    block: Option<&'n Node>,
    items: Vec<&'n Node>,
    span: Span,
}

/// The splices of an operation, one of `all`, and what it touches.
pub(super) fn splices(base: &Base<'_>, operation: &Node, all: &[&Node]) -> Found<(Vec<Splice>, Touched)> {
    let span = operation.span;
    if operation.kind == Kind::add {
        let new = new(operation);
        let done = new.items.iter().map(|item| add(base, item, span)).collect();
        let things = brought(&new);
        return Ok((done, Touched { operation: span, things, ..Touched::default() }));
    }
    let mut targets = operation.all(Kind::target);
    let Some(target) = targets.next() else {
        return Err(Box::new(Diagnostic::new(Code::TargetNotFound, span, [shown(operation), "".into()])));
    };
    let place = base.resolve(target)?;
    let owner = base.node(place.path.get(..1).unwrap_or(&[]));
    let name = owner.and_then(Node::name).map_or(String::new(), |n| n.text.to_string());
    let mut gone = Vec::new();
    let new = new(operation);
    let done = match operation.kind {
        Kind::change => match (values::old(operation), values::new(operation)) {
            (Some(old), Some(new)) => vec![values::change(base, &place, old, new, span)?],
            (None, Some(new)) => vec![values::set(base, &place, new, span)?],
            _ => change(base, &place, &new, span)?,
        },
        Kind::insert_after | Kind::insert_before => {
            repealed::not_beside(base, &place, operation)?;
            beside(base, &place, &new, operation.kind == Kind::insert_after, span)?
        }
        Kind::insert_within => {
            repealed::not_within(base, &place, operation)?;
            within(base, &place, &new, span)?
        }
        Kind::delete => {
            repealed::not_again(base, &place, operation, all)?;
            gone.extend(names(place.node));
            delete(base, &place, operation)?
        }
        Kind::rename => {
            gone.extend(place.node.name().map(|n| n.text.to_string()));
            rename::splices(base, &place, operation)?
        }
        _ => match targets.next() {
            Some(anchor) => relocate(base, &place, anchor, operation)?,
            None => Vec::new(),
        },
    };
    let around = (1..=place.path.len()).filter_map(|n| base.node(place.path.get(..n)?));
    let things = around.filter_map(thing).chain(brought(&new)).collect();
    let was = Was::new(operation, base.root(target), place.node);
    Ok((done, Touched { operation: span, name, gone, things, was, ..Touched::default() }))
}

/// What the operation's new clauses declare.
fn brought(new: &New<'_>) -> Vec<(Kind, String)> {
    let mut all = Vec::new();
    new.items.iter().for_each(|item| item.walk(&mut |n| all.extend(thing(n))));
    all
}

/// A declaration, group, fact or field, or the mention of an indicator in a group, by its kind and name.
fn thing(node: &Node) -> Option<(Kind, String)> {
    let such = is_declared(node.kind) || matches!(node.kind, Kind::group | Kind::fact | Kind::indicator_ref);
    let name = node.name().map(|n| n.text.to_string());
    such.then(|| (node.kind, name.or_else(|| node.string(Kind::title).map(str::to_owned)).unwrap_or_default()))
}

fn new(operation: &Node) -> New<'_> {
    let word = |c: &Node| {
        matches!(c.kind, Kind::kw_into | Kind::kw_add_after | Kind::kw_add_before | Kind::kw_add_within | Kind::kw_add)
    };
    let at = operation.children.iter().position(word).map_or(0, |i| i + 1);
    match operation.children.get(at) {
        Some(node) if is_block(node) => {
            New { block: Some(node), items: clauses(node).map(|(_, c)| c).collect(), span: node.span }
        }
        Some(node) => New { block: None, items: vec![node], span: node.span },
        None => New { block: None, items: Vec::new(), span: operation.span },
    }
}

/// Whether a node is a declaration of the first column.
fn is_declaration(path: &[usize]) -> bool {
    path.len() == 1
}

fn wrong(new: &New<'_>, place: &Place<'_>) -> Box<Diagnostic> {
    let piece = new.items.first().map_or("".into(), |n| shown(n));
    Box::new(Diagnostic::new(Code::WrongPiece, new.span, [piece, shown(place.node)]))
}

/// `将 A 修改为 …`.
fn change(base: &Base<'_>, place: &Place<'_>, new: &New<'_>, span: Span) -> Found<Vec<Splice>> {
    let node = place.node;
    let whole = new.block.is_none_or(|b| b.kind == Kind::declared_block);
    if let ([one], true) = (new.items.as_slice(), whole)
        && one.kind == node.kind
        && (is_declaration(&place.path) || node.kind == Kind::group)
    {
        let taken = if new.block.is_some() { (*one).clone() } else { in_place_of(node, (*one).clone()) };
        return Ok(vec![Splice::replace(&place.path, vec![taken], span)]);
    }
    if let (Some(block), false) = (new.block, whole)
        && let Some(done) = refill(place, block, new, span)
    {
        return done;
    }
    if is_declaration(&place.path)
        || node.kind == Kind::group && new.items.iter().all(|n| n.kind != Kind::indicator_ref)
    {
        return only_clause(place, new, span).ok_or_else(|| wrong(new, place));
    }
    let parent = place.path.get(..place.path.len() - 1).and_then(|p| base.node(p)).map_or(Kind::EOI, |n| n.kind);
    let fitted: Option<Vec<Node>> = new.items.iter().map(|n| fit(n, parent)).collect();
    let mut nodes = fitted.filter(|n| !n.is_empty()).ok_or_else(|| wrong(new, place))?;
    if let ([one], None) = (nodes.as_mut_slice(), new.block) {
        *one = in_place_of(node, std::mem::replace(one, Node::new(Kind::EOI, span)));
    }
    Ok(vec![Splice::replace(&place.path, nodes, span)])
}

/// A block's new contents, where what is addressed has a block.
fn refill(place: &Place<'_>, block: &Node, new: &New<'_>, span: Span) -> Option<Found<Vec<Splice>>> {
    let (path, old) = match first_block(place) {
        Some(found) => found,
        // A definition by an expression becomes one by cases.
        None => {
            let equals = place.node.children.iter().position(|c| c.kind == Kind::equals)?;
            let content = Node { kind: Kind::body_block, ..block.clone() };
            return Some(Ok(vec![Splice::within(&place.path, equals..equals + 2, vec![content], span)]));
        }
    };
    let fitted: Option<Vec<Node>> = new.items.iter().map(|n| fit(n, old)).collect();
    let Some(fitted) = fitted else { return Some(Err(wrong(new, place))) };
    let mut content = Node { kind: old, ..block.clone() };
    let edge = |n: &Node| matches!(n.kind, Kind::lb | Kind::rb | Kind::unclosed);
    let (open, close): (Vec<Node>, Vec<Node>) =
        block.children.iter().filter(|c| edge(c)).cloned().partition(|c| c.kind == Kind::lb);
    content.children = open.into_iter().chain(fitted).chain(close).collect();
    Some(Ok(vec![Splice::replace(&path, vec![content], span)]))
}

fn first_block(place: &Place<'_>) -> Option<(Path, Kind)> {
    if let Some(i) = block(place.node) {
        return Some((below(&place.path, i), place.node.children.get(i)?.kind));
    }
    let mut found = None;
    walk(&place.node.children, &place.path, &mut |path, node| {
        if is_block(node) && found.is_none() {
            found = Some((path.to_vec(), node.kind));
        }
    });
    found
}

/// The only line of a rule, or a convention of the same kind, without an address of its own.
fn only_clause(place: &Place<'_>, new: &New<'_>, span: Span) -> Option<Vec<Splice>> {
    let [one] = new.items.as_slice() else { return None };
    let at = block(place.node)?;
    let body = place.node.children.get(at)?;
    let taken = fit(one, body.kind)?;
    let mut alike = clauses(body).filter(|(_, c)| c.kind == taken.kind);
    let (Some((i, old)), None) = (alike.next(), alike.next()) else { return None };
    let path = below(&below(&place.path, at), i);
    Some(vec![Splice::replace(&path, vec![in_place_of(old, taken)], span)])
}

/// `在 A 之后 增加 …`, `在 A 之前 增加 …`.
fn beside(base: &Base<'_>, place: &Place<'_>, new: &New<'_>, behind: bool, span: Span) -> Found<Vec<Splice>> {
    if is_declaration(&place.path) {
        let declared = |n: &&Node| !matches!(n.kind, Kind::group) && is_declared(n.kind);
        if !new.items.iter().all(declared) {
            return Err(wrong(new, place));
        }
        let nodes = new.items.iter().map(|n| (*n).clone()).collect();
        return Ok(vec![Splice::beside(&place.path, behind, Content::Nodes(nodes), span)]);
    }
    let block = place.path.get(..place.path.len() - 1).and_then(|p| base.node(p)).map_or(Kind::EOI, |n| n.kind);
    let mut all = Vec::new();
    let mut nodes = Vec::new();
    for item in &new.items {
        if block == Kind::group_block && item.kind == Kind::indicator {
            nodes.push(member(item));
            let neighbour = declaration_of(base, place.node);
            let content = Content::Nodes(vec![(*item).clone()]);
            all.push(match neighbour {
                Some(path) => Splice::beside(&path, behind, content, span),
                None => add(base, item, span),
            });
        } else {
            nodes.push(fit(item, block).ok_or_else(|| wrong(new, place))?);
        }
    }
    all.push(Splice::beside(&place.path, behind, Content::Nodes(nodes), span));
    Ok(all)
}

/// `在 A 中 增加 …`.
fn within(base: &Base<'_>, place: &Place<'_>, new: &New<'_>, span: Span) -> Found<Vec<Splice>> {
    let (path, kind) = first_block(place).ok_or_else(|| wrong(new, place))?;
    let Some(block) = base.node(&path) else { return Err(wrong(new, place)) };
    let mut all = Vec::new();
    for item in &new.items {
        let node = if kind == Kind::group_block && item.kind == Kind::indicator {
            all.push(add(base, item, span));
            member(item)
        } else {
            fit(item, kind).ok_or_else(|| wrong(new, place))?
        };
        let at = place_in(block, node.kind);
        all.push(Splice { anchor: Some(0), ..Splice::within(&path, at..at, vec![node], span) });
    }
    Ok(all)
}

/// `增加 …`: behind the last declaration of its kind, or at the end.
fn add(base: &Base<'_>, item: &Node, span: Span) -> Splice {
    let last = base.declarations.iter().rposition(|d| d.kind == item.kind);
    let at = last.map_or(base.declarations.len(), |i| i + 1);
    // It stands beside a declaration that nobody named: that one may go
    Splice::within(&[], at..at, vec![item.clone()], span)
}

/// A group's mention of an indicator.
fn member(indicator: &Node) -> Node {
    let mut mention = Node::new(Kind::indicator_ref, indicator.span);
    mention.children.extend(indicator.name().cloned());
    mention
}

/// The declaration of the indicator that a group mentions.
fn declaration_of(base: &Base<'_>, mention: &Node) -> Option<Path> {
    let name = mention.name().filter(|_| mention.kind == Kind::indicator_ref)?;
    let at = base
        .declarations
        .iter()
        .position(|d| d.kind == Kind::indicator && d.name().is_some_and(|n| n.text == name.text));
    at.map(|i| vec![i])
}

fn is_declared(kind: Kind) -> bool {
    use Kind::*;
    matches!(
        kind,
        conventions
            | choice
            | record
            | facts
            | parameter
            | catalogue
            | alternative
            | define
            | result
            | require
            | assume
            | indicator
            | total
            | outcomes
    )
}

/// `删去 A`, with the mentions in groups that nothing else changes.
fn delete(base: &Base<'_>, place: &Place<'_>, operation: &Node) -> Found<Vec<Splice>> {
    let (node, span) = (place.node, operation.span);
    if let Some(cite) = operation.get(Kind::cite) {
        let Some(at) = block(node).filter(|_| node.kind == Kind::indicator) else {
            let problem = Diagnostic::new(Code::WrongPiece, cite.span, [shown(cite), shown(node)]);
            return Err(Box::new(problem));
        };
        let word = Node::new(Kind::kw_repealed, cite.span);
        let clause = Node { children: vec![word, cite.clone()], ..Node::new(Kind::repealed, cite.span) };
        let edges = [Kind::lb, Kind::rb].map(|kind| Node::new(kind, cite.span));
        let [open, close] = edges;
        let body = Node { children: vec![open, clause, close], ..Node::new(Kind::body_block, cite.span) };
        return Ok(vec![Splice::replace(&below(&place.path, at), vec![body], span)]);
    }
    if node.kind == Kind::cell {
        let none = Node { children: vec![Node::new(Kind::offered, node.span)], ..node.clone() };
        return Ok(vec![Splice::replace(&place.path, vec![none], span)]);
    }
    let mut all = vec![Splice::replace(&place.path, Vec::new(), span)];
    if let (Kind::modifier, Some((last, parent))) = (node.kind, place.path.split_last())
        && let Some(comma) = last.checked_sub(1)
        && base.node(&below(parent, comma)).is_some_and(|n| n.kind == Kind::comma)
    {
        all = vec![Splice::within(parent, comma..last + 1, Vec::new(), span)];
    }
    if let (Kind::indicator, Some(name)) = (node.kind, node.name()) {
        walk(base.declarations, &[], &mut |path, mention| {
            if mention.kind == Kind::indicator_ref && mention.name().is_some_and(|n| n.text == name.text) {
                all.push(Splice::replace(path, Vec::new(), span).softly());
            }
        });
    }
    Ok(all)
}

/// `将 A 移至 B 之后`.
fn relocate(base: &Base<'_>, place: &Place<'_>, anchor: &Node, operation: &Node) -> Found<Vec<Splice>> {
    let beside = base.resolve(anchor)?;
    let span = operation.span;
    let wrong = || Box::new(Diagnostic::new(Code::WrongPiece, anchor.span, [shown(place.node), shown(beside.node)]));
    if beside.path == place.path {
        return Err(Box::new(Diagnostic::new(Code::ChangesNothing, span, [])));
    }
    let parent = |path: &[usize]| path.get(..path.len() - 1).and_then(|p| base.node(p)).map_or(Kind::EOI, |n| n.kind);
    let fits = match (is_declaration(&place.path), is_declaration(&beside.path)) {
        (true, true) => true,
        (false, false) => fit(place.node, parent(&beside.path)).is_some(),
        _ => false,
    };
    if !fits || beside.path.starts_with(&place.path) {
        return Err(wrong());
    }
    let behind = operation.has(Kind::kw_moved_after);
    Ok(vec![
        Splice::leaving(&place.path, span),
        Splice::beside(&beside.path, behind, Content::Moved(place.path.clone()), span),
    ])
}

/// The names that a node declares.
fn names(node: &Node) -> Vec<String> {
    let mut all = Vec::new();
    node.walk(&mut |n| {
        if n.kind == node.kind || matches!(n.kind, Kind::fact | Kind::value | Kind::group | Kind::verdict) {
            all.extend(n.name().map(|name| name.text.to_string()));
        }
    });
    all
}
