//! Edits of lists: clauses and declarations that come, go and move.

use super::{all, fresh, is_block, is_declared, one};
use crate::generate::Random;
use jifen_grammar::tree::{Kind, Node};

/// A block with at least so many clauses.
fn block<'n>(declarations: &'n mut [Node], random: &mut Random, least: usize) -> Option<&'n mut Node> {
    one(declarations, random, &|n| is_block(n) && least + 2 <= n.children.len())
}

pub(super) fn clause_gone(declarations: &mut [Node], random: &mut Random) -> bool {
    let Some(path) = chosen(declarations, random, 2) else { return false };
    take(declarations, &path).is_some()
}

/// A clause of a block with at least so many.
fn chosen(declarations: &[Node], random: &mut Random, least: usize) -> Option<Vec<usize>> {
    let blocks = all(declarations, &|n| is_block(n) && least + 2 <= n.children.len());
    if blocks.is_empty() {
        return None;
    }
    let mut path = random.pick(&blocks).clone();
    let count = at(declarations, &path)?.children.len();
    path.push(1 + random.below(count - 2));
    Some(path)
}

fn at<'n>(declarations: &'n [Node], path: &[usize]) -> Option<&'n Node> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(declarations.get(*first)?, |node, i| node.children.get(*i))
}

fn take(declarations: &mut [Node], path: &[usize]) -> Option<Node> {
    let (last, parent) = path.split_last()?;
    let (first, rest) = parent.split_first()?;
    let node = rest.iter().try_fold(declarations.get_mut(*first)?, |node, i| node.children.get_mut(*i))?;
    Some(node.children.remove(*last))
}

/// A copy of a clause, called otherwise.
pub(super) fn clause_new(declarations: &mut [Node], random: &mut Random) -> bool {
    let (name, number) = (fresh(random), random.below(900).to_string());
    let Some(block) = block(declarations, random, 1) else { return false };
    let count = block.children.len();
    let mut copy = block.children[1 + number.len() % (count - 2)].clone();
    called(&mut copy, &name, &number);
    let place = 1 + name.len() * 7 % (count - 1);
    block.children.insert(place, copy);
    true
}

/// Another name, label, number and key.
fn called(node: &mut Node, name: &str, number: &str) {
    node.children.retain(|c| c.kind != Kind::key);
    for child in &mut node.children {
        match child.kind {
            Kind::name => child.text = name.into(),
            Kind::label | Kind::verdict => called(child, name, number),
            Kind::number => child.text = number.into(),
            _ => {}
        }
    }
}

pub(super) fn clause_moved(declarations: &mut [Node], random: &mut Random) -> bool {
    let (from, to) = (random.below(1000), random.below(1000));
    let Some(block) = block(declarations, random, 2) else { return false };
    let count = block.children.len() - 2;
    let clause = block.children.remove(1 + from % count);
    block.children.insert(1 + to % count, clause);
    true
}

/// A clause goes from one block to another of the same kind.
pub(super) fn clause_elsewhere(declarations: &mut [Node], random: &mut Random) -> bool {
    let blocks = all(declarations, &|n| n.kind == Kind::group_block || n.kind == Kind::facts_block);
    if blocks.len() < 2 {
        return false;
    }
    let (from, to) = (random.pick(&blocks).clone(), random.pick(&blocks).clone());
    let count = at(declarations, &from).map_or(0, |b| b.children.len());
    let kind = |path: &[usize]| at(declarations, path).map(|n| n.kind);
    if from == to || to.starts_with(&from) || count < 4 || kind(&from) != kind(&to) {
        return false;
    }
    let clause = [from, vec![1 + random.below(count - 2)]].concat();
    let inner = to.starts_with(&clause) || to.len() > clause.len() && clause.starts_with(&to);
    if inner {
        return false;
    }
    let Some(node) = take(declarations, &clause) else { return false };
    // What stood behind it moved up.
    let mut to = to;
    let depth = clause.len() - 1;
    if to.len() > depth && to[..depth] == clause[..depth] && clause[depth] < to[depth] {
        to[depth] -= 1;
    }
    let Some((first, rest)) = to.split_first() else { return false };
    let target = declarations.get_mut(*first);
    let target = target.and_then(|d| rest.iter().try_fold(d, |node, i| node.children.get_mut(*i)));
    match target.filter(|t| is_block(t)) {
        Some(target) => {
            target.children.insert(1, node);
            true
        }
        None => false,
    }
}

/// A declaration that is not the head.
fn some(declarations: &[Node], random: &mut Random) -> Option<usize> {
    let all: Vec<usize> = (0..declarations.len()).filter(|i| declarations[*i].kind != Kind::policy).collect();
    (!all.is_empty()).then(|| *random.pick(&all))
}

pub(super) fn declaration_gone(declarations: &mut Vec<Node>, random: &mut Random) -> bool {
    some(declarations, random).map(|i| declarations.remove(i)).is_some()
}

/// A copy of a declaration, called otherwise.
pub(super) fn declaration_new(declarations: &mut Vec<Node>, random: &mut Random) -> bool {
    let (name, to) = (fresh(random), random.below(1000));
    let Some(i) = some(declarations, random).filter(|i| is_declared(&declarations[*i])) else { return false };
    let mut copy = declarations[i].clone();
    called(&mut copy, &name, "7");
    let to = 1 + to % declarations.len();
    declarations.insert(to, copy);
    true
}

pub(super) fn declaration_moved(declarations: &mut Vec<Node>, random: &mut Random) -> bool {
    let to = random.below(1000);
    let Some(i) = some(declarations, random) else { return false };
    let node = declarations.remove(i);
    let to = 1 + to % declarations.len().max(1);
    declarations.insert(to.min(declarations.len()), node);
    true
}
