//! Why an address means nothing in the base: an earlier amendment took the thing away, renamed or restated it, or the same
//! amendment only brings it.

use super::Touched;
use super::address::{is_part, may_be, shown};
use super::members::{answers_to, is_named};
use super::place::words;
use crate::diagnostic::{Arg, Code, Diagnostic};
use jifen_grammar::tree::{Kind, Node, Span};
use std::sync::Arc;

/// What an operation took away, renamed or wrote anew, as it was.
#[derive(Debug, Clone)]
pub struct Was {
    /// The declaration, group or fact that its address started with.
    root: Node,
    /// What the whole address meant.
    node: Node,
    /// The address.
    target: Node,
    /// The new name or label, where there is one.
    renamed: Option<Node>,
    /// The operation.
    kind: Kind,
    /// It is still reported, as repealed.
    repealed: bool,
}

impl Was {
    /// Of an operation; `None` where what was addressed stays, perhaps with another value.
    pub(super) fn new(operation: &Node, root: Option<&Node>, node: &Node) -> Option<Was> {
        let restates = operation.kind == Kind::change && super::values::new(operation).is_none();
        let goes = restates || matches!(operation.kind, Kind::delete | Kind::rename);
        let (target, root) = (operation.get(Kind::target).filter(|_| goes)?, root?);
        let renamed = operation.children.iter().find(|c| matches!(c.kind, Kind::name | Kind::label)).cloned();
        let (root, node, target) = (root.clone(), node.clone(), target.clone());
        let repealed = operation.has(Kind::cite);
        Some(Was { root, node, target, renamed, kind: operation.kind, repealed })
    }

    /// Whether an address of a later amendment, which fails at `place`, means what this was or something in it.
    fn met(&self, target: &Node, place: Span) -> bool {
        let Some(kind) = target.children.first().map(|c| c.kind) else { return false };
        let whole = steps(&self.target).next().is_none() && part(&self.target).is_none();
        if let Some(step) = steps(target).find(|step| step.span.holds(place)) {
            // A group's member goes by the name of its indicator.
            if whole && self.kind != Kind::change && step.kind == Kind::within && goes_by(&self.root, step) {
                return true;
            }
            if whole && self.kind == Kind::rename {
                return false;
            }
            let inner = part(&self.target).is_none() && (whole || goes_by(&self.node, step));
            return inner && self.is_root(kind, target);
        }
        match (part(&self.target), part(target)) {
            (Some(old), Some(new)) if target.get(Kind::part).is_some_and(|p| p.span.holds(place)) => {
                let same = old == new && steps(&self.target).eq(steps(target));
                self.kind == Kind::delete && same && self.is_root(kind, target)
            }
            _ => whole && self.kind != Kind::change && self.is_root(kind, target),
        }
    }

    fn is_root(&self, kind: Kind, target: &Node) -> bool {
        let named = match target.name() {
            Some(name) => is_named(&self.root, &name.text),
            None => self.root.name().is_none(),
        };
        named && may_be(kind, &self.root)
    }
}

fn steps(target: &Node) -> impl Iterator<Item = &Node> {
    target.children.iter().filter(|c| matches!(c.kind, Kind::within | Kind::at))
}

fn part(target: &Node) -> Option<Kind> {
    target.get(Kind::part)?.children.first().map(|c| c.kind)
}

/// Whether a clause goes by a step of an address.
fn goes_by(clause: &Node, step: &Node) -> bool {
    match step.name() {
        Some(name) if step.kind == Kind::within => is_named(clause, &name.text),
        _ => answers_to(clause, &step.children.iter().filter(|c| is_case(c)).collect::<Vec<_>>()),
    }
}

fn is_case(node: &Node) -> bool {
    matches!(node.kind, Kind::case | Kind::date | Kind::month)
}

/// An address that means nothing, with the operation that it comes from: of an earlier amendment, the last first, or of its own.
pub(super) fn explained(found: Diagnostic, operation: &Node, earlier: &[Arc<Touched>], own: &[&Node]) -> Diagnostic {
    if matches!(found.code, Code::OldValueDiffers | Code::OldValueTwice | Code::AlreadyRepealed) {
        return since(found, operation, earlier);
    }
    let target = operation.all(Kind::target).find(|t| t.span.holds(found.span));
    let Some(target) = target.filter(|_| found.code == Code::TargetNotFound) else { return found };
    let others = own.iter().filter(|o| !std::ptr::eq(**o, operation));
    if let Some((span, words, hint)) = others.into_iter().find_map(|other| brought(other, target)) {
        return told(found, span, words, Some(hint));
    }
    let cause = earlier.iter().rev().find_map(|t| Some((t, t.was.as_ref().filter(|was| was.met(target, found.span))?)));
    let Some((touched, was)) = cause else { return found };
    let id = &touched.by;
    let (words, hint) = match (was.kind, &was.renamed) {
        (Kind::rename, Some(new)) => {
            let new = shown(new);
            let words = Arg::pair(
                format!("版本 {id} 在此改称 `{}`", new.zh),
                format!("renamed as `{}` here by version {id}", new.en),
            );
            let hint = Arg::pair(format!("现在是 `{}`", new.zh), format!("it is `{}` now", new.en));
            (words, Some(hint))
        }
        (Kind::change, _) => {
            let words = Arg::pair(format!("版本 {id} 在此重写"), format!("written anew here by version {id}"));
            (words, None)
        }
        _ if was.repealed => {
            let words = Arg::pair(format!("版本 {id} 已在此废止"), format!("repealed here by version {id}"));
            let root = target.name().map_or("", |n| &n.text);
            let hint = Arg::pair(
                format!("已废止的条文没有内容;要恢复的,写 `将 指标 {root} 修改为 {{ … }}`"),
                format!("what is repealed has no rows; to bring it back, write `change indicator {root} into {{ … }}`"),
            );
            (words, Some(hint))
        }
        _ => {
            let words = Arg::pair(format!("版本 {id} 已在此删去"), format!("deleted here by version {id}"));
            let hint = Arg::pair("要恢复的,写 `增加 …`", "to bring it back, write `add …`");
            (words, Some(hint).filter(|_| said(&found).is_empty() || found.related.is_empty()))
        }
    };
    told(found, touched.operation, words, hint)
}

/// An old value that is not there: who wrote what is, or repealed the rule.
fn since(mut found: Diagnostic, operation: &Node, earlier: &[Arc<Touched>]) -> Diagnostic {
    for (span, words) in &mut found.related {
        if let Some(touched) = earlier.iter().rev().find(|t| t.operation.holds(*span)) {
            let by = &touched.by;
            *words = match found.code {
                Code::AlreadyRepealed => {
                    *span = touched.operation;
                    Arg::pair(format!("版本 {by} 已在此废止"), format!("repealed here by version {by}"))
                }
                _ => Arg::pair(format!("版本 {by} 在此改写"), format!("it reads like this since version {by}")),
            };
        }
    }
    let Some(target) = operation.get(Kind::target) else { return found };
    let kind = target.children.first().map_or(Kind::EOI, |c| c.kind);
    let repealed = |t: &&Arc<Touched>| t.was.as_ref().is_some_and(|was| was.repealed && was.is_root(kind, target));
    if let Some(touched) = earlier.iter().rev().find(repealed) {
        let by = &touched.by;
        let words = Arg::pair(format!("版本 {by} 已在此废止"), format!("repealed here by version {by}"));
        found.related = vec![(touched.operation, words)];
    }
    found
}

fn said(found: &Diagnostic) -> &str {
    found.args.get(1).map_or("", |a| &a.en)
}

/// The same with the operation's place in front and perhaps another way out.
fn told(mut found: Diagnostic, span: Span, words: Arg, hint: Option<Arg>) -> Diagnostic {
    found.related.insert(0, (span, words));
    if let (Some(hint), Some(old)) = (hint, found.args.get_mut(1)) {
        *old = hint;
    }
    found
}

/// Where another operation of the same amendment brings what an address means, by a new name or as something new.
fn brought(other: &Node, target: &Node) -> Option<(Span, Arg, Arg)> {
    let kind = target.children.first()?.kind;
    if other.kind == Kind::rename {
        let new = other.children.iter().find(|c| matches!(c.kind, Kind::name | Kind::label))?;
        let of = other.get(Kind::target)?;
        let alike = of.children.first()?.kind == kind;
        let last = steps(target).last();
        let name = if steps(of).next().is_none() { target.name() } else { last };
        let such = alike
            && name.is_some_and(|n| words(n).trim_matches(['.', '(', ')']) == words(new).trim_matches(['(', ')']));
        let old = shown(of);
        return such.then(|| {
            let words = Arg::pair("本修正在此改称", "renamed so by this amendment");
            let hint = Arg::pair(
                format!("地址指修正前的原文,写 `{}`", old.zh),
                format!("addresses mean the text before this amendment: write `{}`", old.en),
            );
            (new.span, words, hint)
        });
    }
    let word = |c: &Node| {
        let adds = [Kind::kw_add, Kind::kw_add_after, Kind::kw_add_before, Kind::kw_add_within, Kind::kw_into];
        adds.contains(&c.kind)
    };
    let at = other.children.iter().position(word)?;
    let same = || {
        let own = other.get(Kind::target)?;
        let named = own.name().map(|n| &n.text) == target.name().map(|n| &n.text);
        Some(named && own.children.first()?.kind == kind)
    };
    let last = steps(target).last().filter(|_| same() == Some(true));
    let mut place = None;
    other.children.get(at + 1..).unwrap_or(&[]).iter().for_each(|new| {
        new.walk(&mut |node| {
            let root = may_be(kind, node) && target.name().is_some_and(|n| is_named(node, &n.text));
            let inner = last.is_some_and(|step| !is_part(node, Kind::kw_per) && goes_by(node, step));
            if place.is_none() && (root || inner) {
                place = Some(node.name().map_or(node.span, |n| n.span));
            }
        });
    });
    let words = Arg::pair("本修正在此增加", "added here by this amendment");
    let hint = Arg::pair(
        "地址指修正前的原文;要改的,直接在增加的内容里写",
        "addresses mean the text before this amendment: write the change where it is added",
    );
    place.map(|span| (span, words, hint))
}
