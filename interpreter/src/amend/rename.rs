//! `将 A 改称 B`: a new name or label, and every mention of the old one.

use super::address::{Base, Found, Place, shown};
use super::place::{Path, below};
use super::splice::Splice;
use crate::diagnostic::{Arg, Code, Diagnostic};
use jifen_grammar::tree::{Kind, Node, Span};

pub(super) fn splices(base: &Base<'_>, place: &Place<'_>, operation: &Node) -> Found<Vec<Splice>> {
    let span = operation.span;
    if let Some(label) = operation.get(Kind::label) {
        return relabel(place, label, span);
    }
    let Some(new) = operation.name() else { return Ok(Vec::new()) };
    let holder = place.node.children.iter().position(|c| c.kind == Kind::verdict);
    let (path, node) = match holder.and_then(|i| Some((below(&place.path, i), place.node.children.get(i)?))) {
        Some(verdict) => verdict,
        None => (place.path.clone(), place.node),
    };
    let Some(at) = node.children.iter().position(|c| c.kind == Kind::name) else {
        return Err(Box::new(Diagnostic::new(Code::WrongPiece, new.span, [shown(new), shown(place.node)])));
    };
    let old = node.children.get(at).map_or("", |n| &n.text);
    let mut all = vec![Splice::within(&path, at..at + 1, vec![new.clone()], span)];
    if let Some(key) = operation.get(Kind::key) {
        let had = node.children.iter().position(|c| c.kind == Kind::key);
        let behind = node.children.iter().position(|c| c.kind == Kind::params).unwrap_or(at) + 1;
        let range = had.map_or(behind..behind, |i| i..i + 1);
        all.push(Splice { anchor: Some(at), ..Splice::within(&path, range, vec![key.clone()], span) });
    }
    if *old == *new.text {
        return Ok(all);
    }
    let mentions = mentions(base, place.node.kind, old);
    if !mentions.is_empty() && others(base, place, old) {
        let problem = Diagnostic::new(Code::AmbiguousRename, span, [old.into()]);
        let here = || Arg::pair("这里提到", "mentioned here");
        return Err(Box::new(mentions.iter().take(5).fold(problem, |p, (_, n)| p.with(n.span, here()))));
    }
    all.extend(mentions.into_iter().map(|(path, node)| {
        let text = Node { text: new.text.clone(), ..node.clone() };
        Splice::replace(&path, vec![text], span).softly()
    }));
    Ok(all)
}

fn relabel(place: &Place<'_>, label: &Node, span: Span) -> Found<Vec<Splice>> {
    let had = place.node.children.iter().position(|c| c.kind == Kind::label);
    let takes =
        matches!(place.node.kind, Kind::line | Kind::case_row | Kind::matrix_row | Kind::slice_rate | Kind::outcome);
    if !takes {
        return Err(Box::new(Diagnostic::new(Code::WrongPiece, label.span, [shown(label), shown(place.node)])));
    }
    let range = had.map_or(0..0, |i| i..i + 1);
    let anchor = had.is_none().then_some(0);
    Ok(vec![Splice { anchor, ..Splice::within(&place.path, range, vec![label.clone()], span) }])
}

/// Where a name of a kind of declaration is mentioned: the tokens.
pub(crate) fn mentions<'n>(base: &Base<'n>, kind: Kind, name: &str) -> Vec<(Path, &'n Node)> {
    let mut all = Vec::new();
    for (path, token) in base.tokens(name) {
        let parent = path.split_last().and_then(|(_, parent)| base.node(parent)).map_or(Kind::EOI, |n| n.kind);
        let means = match kind {
            Kind::indicator => parent == Kind::indicator_ref,
            Kind::choice | Kind::record => parent == Kind::type_name,
            Kind::alternative => matches!(parent, Kind::type_name | Kind::reference),
            Kind::value => matches!(parent, Kind::reference | Kind::class_steps | Kind::class_value),
            Kind::fact => matches!(parent, Kind::reference | Kind::field),
            _ => matches!(parent, Kind::reference | Kind::field) || token.kind == Kind::callee,
        };
        if means {
            all.push((path.clone(), *token));
        }
    }
    all
}

/// Whether something else has the name in the space of its mentions, so that it can't be told which one they mean.
fn others(base: &Base<'_>, place: &Place<'_>, name: &str) -> bool {
    let space = |kind: Kind| match kind {
        Kind::indicator => 1,
        Kind::choice | Kind::record => 2,
        _ => 3,
    };
    let mine = space(place.node.kind);
    base.tokens(name).iter().any(|(path, token)| {
        let Some((_, path)) = path.split_last() else { return false };
        let Some(node) = base.node(path).filter(|_| token.kind == Kind::name) else { return false };
        let declares = matches!(
            node.kind,
            Kind::choice
                | Kind::record
                | Kind::parameter
                | Kind::catalogue
                | Kind::alternative
                | Kind::define
                | Kind::result
                | Kind::indicator
                | Kind::total
                | Kind::group
                | Kind::fact
                | Kind::value
                | Kind::param
                | Kind::column
        );
        let own = node.name().is_some_and(|n| std::ptr::eq(n, *token));
        declares && own && path != place.path && space(node.kind) == mine
    })
}
