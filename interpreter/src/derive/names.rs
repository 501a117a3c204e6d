//! What was renamed: a new name or key of what was the same before, with every mention.

use super::Coarse;
use super::pairs::{declares, holder, pairs};
use crate::amend::Base;
use crate::amend::place::{Path, below, clauses, is_block};
use jifen_grammar::tree::{Kind, Node};
use std::collections::{BTreeMap, BTreeSet};

/// A new name or key.
#[derive(Debug, Clone)]
pub(super) struct Renamed {
    /// The declaration or clause in the old text.
    pub path: Path,
    /// The name it has now.
    pub name: Node,
    /// The key it has now, where that is new.
    pub key: Option<Node>,
}

/// The names of both texts, to tell a new name from another thing.
struct Known<'n> {
    old: BTreeSet<(Kind, &'n str)>,
    new: BTreeSet<(Kind, &'n str)>,
}

/// What was renamed, but for what is excepted.
pub(super) fn renamed(old: &[Node], new: &[Node], coarse: &Coarse) -> Vec<Renamed> {
    let known = Known { old: declared(old), new: declared(new) };
    let mut all = Vec::new();
    let olds: Vec<(usize, &Node)> = old.iter().enumerate().collect();
    let news: Vec<&Node> = new.iter().collect();
    search(&[], &olds, &news, &known, &mut all);
    all.retain(|r| !coarse.unrenamed.contains(&r.path));
    all
}

fn declared(declarations: &[Node]) -> BTreeSet<(Kind, &str)> {
    let mut all = BTreeSet::new();
    for declaration in declarations {
        declaration.walk(&mut |n| {
            if declares(n.kind) {
                all.extend(holder(n).name().map(|name| (n.kind, &*name.text)));
            }
        });
    }
    all
}

fn search(path: &[usize], old: &[(usize, &Node)], new: &[&Node], known: &Known<'_>, all: &mut Vec<Renamed>) {
    let may = |n: &Node| declares(n.kind) || matches!(n.kind, Kind::facts);
    let olds: Vec<(usize, &Node)> = old.iter().filter(|(_, n)| may(n)).copied().collect();
    let news: Vec<&Node> = new.iter().filter(|n| may(n)).copied().collect();
    let bare: Vec<&Node> = olds.iter().map(|(_, n)| *n).collect();
    for (j, i) in pairs(&bare, &news).into_iter().enumerate() {
        let (Some((at, was)), Some(is)) = (i.and_then(|i| olds.get(i)), news.get(j)) else { continue };
        let here = below(path, *at);
        all.extend(one(&here, was, is, known));
        if let (Some(inner), Some(block)) =
            (was.children.iter().position(is_block), is.children.iter().find(|c| is_block(c)))
            && let Some(old_block) = was.children.get(inner)
        {
            let olds: Vec<(usize, &Node)> = clauses(old_block).collect();
            let news: Vec<&Node> = clauses(block).map(|(_, n)| n).collect();
            search(&below(&here, inner), &olds, &news, known, all);
        }
    }
}

fn one(path: &[usize], was: &Node, is: &Node, known: &Known<'_>) -> Option<Renamed> {
    let (before, after) = (holder(was), holder(is));
    let (old, new) = (before.name()?, after.name()?);
    let (old_key, new_key) = (before.get(Kind::key), after.get(Kind::key));
    let key = new_key.filter(|k| Some(*k) != old_key).cloned();
    if old.text == new.text && key.is_none() {
        return None;
    }
    // A key that goes can't be said by a new name; the same name elsewhere means that something else has it.
    if old_key.is_some() && new_key.is_none() {
        return None;
    }
    let same_key = old_key.is_some() && old_key == new_key;
    let gone = !known.new.contains(&(was.kind, &*old.text)) && !known.old.contains(&(was.kind, &*new.text));
    (old.text == new.text || same_key || gone).then(|| Renamed { path: path.to_vec(), name: new.clone(), key })
}

/// The old text with all new names in it; every node is where it was. A key that was not there is not put in.
pub(super) fn with_names(old: &[Node], renamed: &[Renamed]) -> Vec<Node> {
    let base = Base::new(old, &[]);
    let mut texts: BTreeMap<Path, Box<str>> = BTreeMap::new();
    for new in renamed {
        let Some(node) = base.node(&new.path) else { continue };
        let mut inner = new.path.clone();
        inner.extend(node.children.iter().position(|c| c.kind == Kind::verdict));
        let holder = holder(node);
        let Some(at) = holder.children.iter().position(|c| c.kind == Kind::name) else { continue };
        let before = holder.name().map_or("", |n| &n.text);
        if *before != *new.name.text {
            for (path, _) in crate::amend::rename::mentions(&base, node.kind, before) {
                texts.insert(path, new.name.text.clone());
            }
            texts.insert(below(&inner, at), new.name.text.clone());
        }
        let had = holder.children.iter().position(|c| c.kind == Kind::key);
        let code = new.key.as_ref().and_then(|k| k.get(Kind::code));
        if let (Some(had), Some(code)) = (had, code)
            && let Some(at) =
                holder.children.get(had).and_then(|k| k.children.iter().position(|c| c.kind == Kind::code))
        {
            texts.insert(below(&below(&inner, had), at), code.text.clone());
        }
    }
    let mut now = old.to_vec();
    for (path, text) in texts {
        if let Some(node) = at_mut(&mut now, &path) {
            node.text = text;
        }
    }
    now
}

fn at_mut<'n>(declarations: &'n mut [Node], path: &[usize]) -> Option<&'n mut Node> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(declarations.get_mut(*first)?, |node, i| node.children.get_mut(*i))
}
