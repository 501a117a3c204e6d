//! Gives comments and empty lines to the clauses they belong to.

use crate::folded::Remark;
use crate::tree::{Kind, Node, Trivia};

/// Attaches a slice's remarks to its declaration; `text` is the folded slice.
pub(crate) fn attach(declaration: &mut Node, remarks: Vec<Remark>, text: &str) {
    let start = declaration.span.start as usize;
    let (before, rest): (Vec<Remark>, Vec<Remark>) = remarks.into_iter().partition(|r| r.alone && r.at <= start);
    declaration.before.extend(before.into_iter().map(trivia));
    drop_leading_blanks(&mut declaration.before);
    let (inside, behind): (Vec<Remark>, Vec<Remark>) =
        rest.into_iter().partition(|r| r.at < declaration.span.end as usize);
    settle(declaration, inside, text);
    for r in behind {
        if declaration.behind.is_none() && is_behind(declaration, &r, text) {
            declaration.behind = r.comment;
        } else {
            hoist(declaration, r);
        }
    }
}

/// What a remark is in the tree.
pub(crate) fn trivia(remark: Remark) -> Trivia {
    remark.comment.map_or(Trivia::Blank, Trivia::Comment)
}

fn is_block(node: &Node) -> bool {
    matches!(node.children.first(), Some(first) if first.kind == Kind::lb)
}

/// Whether a comment stands on a clause's last line, behind it.
fn is_behind(clause: &Node, remark: &Remark, text: &str) -> bool {
    let between = text.get(clause.span.end as usize..remark.at);
    !remark.alone && between.is_some_and(|s| s.chars().all(|c| matches!(c, ' ' | '\t' | ';')))
}

/// A comment inside a clause goes in front of it; an empty line there means nothing.
fn hoist(clause: &mut Node, remark: Remark) {
    clause.before.extend(remark.comment.map(Trivia::Comment));
}

/// Places remarks that stand inside a clause or declaration.
fn settle(clause: &mut Node, remarks: Vec<Remark>, text: &str) {
    for r in into_blocks(clause, remarks, text) {
        hoist(clause, r);
    }
}

/// Gives each block below a node its remarks; what is in none comes back.
fn into_blocks(node: &mut Node, remarks: Vec<Remark>, text: &str) -> Vec<Remark> {
    let mut rest = remarks;
    for child in &mut node.children {
        if rest.is_empty() {
            break;
        }
        if is_block(child) {
            let from = child.span.start as usize;
            let to = match child.children.last() {
                Some(rb) if rb.kind == Kind::rb => rb.span.start as usize,
                _ => usize::MAX,
            };
            let (inside, outside) = rest.into_iter().partition(|r| from < r.at && r.at <= to);
            fill(child, inside, text);
            rest = outside;
        } else if !child.children.is_empty() {
            rest = into_blocks(child, rest, text);
        }
    }
    rest
}

/// Spreads a block's remarks over its clauses.
fn fill(block: &mut Node, remarks: Vec<Remark>, text: &str) {
    let Node { children, inside, .. } = block;
    let clauses = match children.as_mut_slice() {
        [_, clauses @ .., close] if matches!(close.kind, Kind::rb | Kind::unclosed) => clauses,
        [_, clauses @ ..] => clauses,
        [] => return,
    };
    let mut within: Vec<Remark> = Vec::new();
    let mut owner = 0;
    for r in remarks {
        let next = clauses.partition_point(|c| (c.span.start as usize) < r.at);
        let last = next.checked_sub(1);
        if let Some((i, clause)) = last.and_then(|i| Some((i, clauses.get_mut(i)?))) {
            if r.at < clause.span.end as usize {
                if i != owner {
                    settle_at(clauses, owner, &mut within, text);
                    owner = i;
                }
                within.push(r);
                continue;
            }
            if clause.behind.is_none() && is_behind(clause, &r, text) {
                clause.behind = r.comment;
                continue;
            }
        }
        match clauses.get_mut(next) {
            Some(clause) => clause.before.push(trivia(r)),
            None => inside.push(trivia(r)),
        }
    }
    settle_at(clauses, owner, &mut within, text);
    while inside.last() == Some(&Trivia::Blank) {
        inside.pop();
    }
    drop_leading_blanks(clauses.first_mut().map_or(inside, |c| &mut c.before));
}

fn drop_leading_blanks(trivia: &mut Vec<Trivia>) {
    let blanks = trivia.iter().take_while(|t| **t == Trivia::Blank).count();
    trivia.drain(..blanks);
}

fn settle_at(clauses: &mut [Node], owner: usize, within: &mut Vec<Remark>, text: &str) {
    if let Some(clause) = clauses.get_mut(owner) {
        settle(clause, std::mem::take(within), text);
    }
}
