//! Rules that an earlier version repealed, and that are still listed: they are not repealed again, nothing is put into them, and
//! nothing is put beside them where another neighbour can be named.

use super::address::{Base, Found, Place, shown};
use super::place::{Path, below, block};
use crate::diagnostic::{Arg, Code, Diagnostic};
use jifen_grammar::tree::{Kind, Node};

/// The clause that says that a rule is repealed; also of a group's mention of it.
fn clause<'n>(declarations: &'n [Node], node: &'n Node) -> Option<&'n Node> {
    let rule = match (node.kind, node.name()) {
        (Kind::indicator_ref, Some(name)) => {
            let named = |d: &&Node| d.kind == Kind::indicator && d.name().is_some_and(|n| n.text == name.text);
            declarations.iter().find(named)?
        }
        (Kind::indicator, _) => node,
        _ => return None,
    };
    rule.children.get(block(rule)?)?.get(Kind::repealed)
}

fn already(target: &Node, clause: &Node, hint: Arg) -> Box<Diagnostic> {
    let problem = Diagnostic::new(Code::AlreadyRepealed, target.span, [shown(target), hint]);
    Box::new(problem.with(clause.span, Arg::pair("在此废止", "repealed here")))
}

/// A repealed rule is not repealed again; it goes altogether where its place in a group is deleted by name too.
pub(super) fn not_again(base: &Base<'_>, place: &Place<'_>, operation: &Node, all: &[&Node]) -> Found<()> {
    let (Some(clause), Some(target)) = (clause(base.declarations, place.node), operation.get(Kind::target)) else {
        return Ok(());
    };
    if place.node.kind != Kind::indicator {
        return Ok(());
    }
    let mut mentions: Vec<Path> = Vec::new();
    super::place::walk(base.declarations, &[], &mut |path, node| {
        let same = node.name().map(|n| &n.text) == place.node.name().map(|n| &n.text);
        if node.kind == Kind::indicator_ref && same {
            mentions.push(path.to_vec());
        }
    });
    let goes = |path: &Path| {
        all.iter().filter(|o| o.kind == Kind::delete && !std::ptr::eq(**o, operation)).any(|o| {
            let place = o.get(Kind::target).and_then(|t| base.resolve(t).ok());
            place.is_some_and(|place| path.starts_with(&place.path))
        })
    };
    if !operation.has(Kind::cite) && mentions.iter().all(goes) {
        return Ok(());
    }
    let way = mentions.first().filter(|_| !operation.has(Kind::cite)).and_then(|path| base.called(path));
    let hint = match way {
        Some((zh, en)) => Arg::pair(
            format!("连同列示一并删去的,另写 `删去 {zh}`"),
            format!("to take it off the list as well, also write `delete {en}`"),
        ),
        None => Arg::pair("删去这一修正", "leave this operation out"),
    };
    Err(already(target, clause, hint))
}

/// Nothing is put into a repealed rule.
pub(super) fn not_within(base: &Base<'_>, place: &Place<'_>, operation: &Node) -> Found<()> {
    let (Some(clause), Some(target)) = (clause(base.declarations, place.node), operation.get(Kind::target)) else {
        return Ok(());
    };
    let whole = shown(target);
    let hint = Arg::pair(
        format!("要恢复的,写 `将 {} 修改为 {{ … }}`", whole.zh),
        format!("to bring it back, write `change {} into {{ … }}`", whole.en),
    );
    Err(already(target, clause, hint))
}

/// Nothing is put beside a repealed rule where what stands on the other side can be named.
pub(super) fn not_beside(base: &Base<'_>, place: &Place<'_>, operation: &Node) -> Found<()> {
    let (Some(clause), Some(target)) = (clause(base.declarations, place.node), operation.get(Kind::target)) else {
        return Ok(());
    };
    let Some((last, parent)) = place.path.split_last() else { return Ok(()) };
    let behind = operation.kind == Kind::insert_after;
    let other = if behind { last.checked_add(1) } else { last.checked_sub(1) };
    let other = other.map(|i| below(parent, i));
    let neighbour = other.as_ref().and_then(|path| Some((path, base.node(path)?)));
    if neighbour.is_some_and(|(_, node)| self::clause(base.declarations, node).is_some()) {
        return Ok(());
    }
    let hint = match neighbour.and_then(|(path, _)| base.called(path)) {
        Some((zh, en)) if behind => {
            Arg::pair(format!("改写 `在 {zh} 之前 增加 …`"), format!("write `before {en} add …` instead"))
        }
        Some((zh, en)) => Arg::pair(format!("改写 `在 {zh} 之后 增加 …`"), format!("write `after {en} add …` instead")),
        None => match parent.split_last().and_then(|(_, holder)| base.called(holder)) {
            Some((zh, en)) => {
                Arg::pair(format!("改写 `在 {zh} 中 增加 …`"), format!("write `within {en} add …` instead"))
            }
            None => Arg::pair("改写 `增加 …`", "write `add …` instead"),
        },
    };
    Err(already(target, clause, hint))
}

/// Whether a rule, or what a group mentions, is repealed in a text.
pub(crate) fn is_repealed(declarations: &[Node], node: &Node) -> bool {
    clause(declarations, node).is_some()
}
