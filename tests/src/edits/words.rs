//! Edits of words: values, titles, names, comments.

use super::{fresh, is_declared, one};
use crate::generate::Random;
use jifen_grammar::tree::{Kind, Node, Span, Trivia};

pub(super) fn number(declarations: &mut [Node], random: &mut Random) -> bool {
    let value = random.below(500).to_string();
    one(declarations, random, &|n| n.kind == Kind::number).map(|n| n.text = value.into()).is_some()
}

pub(super) fn text(declarations: &mut [Node], random: &mut Random) -> bool {
    let more = random.below(100);
    one(declarations, random, &|n| n.kind == Kind::text).map(|n| n.text = format!("{}{more}", n.text).into()).is_some()
}

/// Another word of the same kind of thing: a comparison, a sign, how rows are combined.
pub(super) fn operator(declarations: &mut [Node], random: &mut Random) -> bool {
    use Kind::*;
    let sets: [&[Kind]; 4] =
        [&[kw_no_less, kw_no_more, kw_over, kw_less], &[plus, star], &[kw_and, kw_or], &[kw_best, kw_least, kw_sum]];
    let of = |kind: Kind| sets.iter().find(|s| s.contains(&kind));
    let pick = random.below(4);
    let node = one(declarations, random, &|n| n.children.is_empty() && of(n.kind).is_some());
    node.map(|n| n.kind = of(n.kind).map_or(n.kind, |s| s[pick % s.len()])).is_some()
}

fn string(text: &str) -> Node {
    let text = Node { text: text.into(), ..Node::new(Kind::text, Span::default()) };
    Node { children: vec![text], ..Node::new(Kind::string, Span::default()) }
}

/// A citation comes, or goes.
pub(super) fn cited(declarations: &mut [Node], random: &mut Random) -> bool {
    let number = random.below(50);
    let Some(node) = one(declarations, random, &|n| n.kind == Kind::indicator) else { return false };
    match node.children.iter().position(|c| c.kind == Kind::cite) {
        Some(at) => drop(node.children.remove(at)),
        None => {
            let word = Node::new(Kind::kw_per, Span::default());
            let cite = Node {
                children: vec![word, string(&format!("第{number}条"))],
                ..Node::new(Kind::cite, Span::default())
            };
            let at = node.children.len() - 1;
            node.children.insert(at, cite);
        }
    }
    true
}

/// A title comes, or goes.
pub(super) fn title(declarations: &mut [Node], random: &mut Random) -> bool {
    let Some(node) = one(declarations, random, &|n| matches!(n.kind, Kind::indicator | Kind::value | Kind::fact))
    else {
        return false;
    };
    match node.children.iter().position(|c| c.kind == Kind::title) {
        Some(at) => drop(node.children.remove(at)),
        None => {
            let title = Node { children: vec![string("又名")], ..Node::new(Kind::title, Span::default()) };
            let behind = if node.kind == Kind::fact { Kind::r#type } else { Kind::key };
            let at = node.children.iter().position(|c| c.kind == behind).unwrap_or(1);
            node.children.insert(at + 1, title);
        }
    }
    true
}

/// A key comes, goes or changes.
pub(super) fn key(declarations: &mut [Node], random: &mut Random) -> bool {
    let code = format!("key_{}", random.below(1000));
    let change = random.chance(50);
    let Some(node) = one(declarations, random, &is_declared) else { return false };
    let token = |kind, text: &str| Node { text: text.into(), ..Node::new(kind, Span::default()) };
    let inner = vec![token(Kind::lp, ""), token(Kind::code, &code), token(Kind::rp, "")];
    let new = Node { children: inner, ..Node::new(Kind::key, Span::default()) };
    match node.children.iter().position(|c| c.kind == Kind::key) {
        Some(at) if change => node.children[at] = new,
        Some(at) => drop(node.children.remove(at)),
        None => {
            let behind = |c: &Node| matches!(c.kind, Kind::name | Kind::params);
            let at = node.children.iter().rposition(behind).unwrap_or(0);
            node.children.insert(at + 1, new);
        }
    }
    true
}

pub(super) fn label(declarations: &mut [Node], random: &mut Random) -> bool {
    let value = random.below(60).to_string();
    let Some(label) = one(declarations, random, &|n| n.kind == Kind::label) else { return false };
    let inner = label.children.iter_mut().find(|c| c.kind == Kind::number);
    inner.map(|n| n.text = value.into()).is_some()
}

/// A new name everywhere.
pub(super) fn renamed(declarations: &mut [Node], random: &mut Random) -> bool {
    fn everywhere(nodes: &mut [Node], old: &str, new: &str) {
        for node in nodes {
            if matches!(node.kind, Kind::name | Kind::callee) && &*node.text == old {
                node.text = new.into();
            }
            everywhere(&mut node.children, old, new);
        }
    }
    let new = fresh(random);
    let Some(old) = one(declarations, random, &is_declared).and_then(|n| n.name().map(|n| n.text.clone())) else {
        return false;
    };
    everywhere(declarations, &old, &new);
    true
}

/// A new name where it is declared, or where it is mentioned once.
pub(super) fn renamed_here(declarations: &mut [Node], random: &mut Random) -> bool {
    let new = fresh(random);
    one(declarations, random, &|n| n.kind == Kind::name).map(|n| n.text = new).is_some()
}

/// Whether comments belong to a node: it is a clause or declaration.
fn is_clause(node: &Node) -> bool {
    use Kind::*;
    is_declared(node) && node.kind != group
        || [line, outcome, modifier, combine, note, case_row, step, entry, indicator_ref, guard].contains(&node.kind)
}

pub(super) fn comment(declarations: &mut [Node], random: &mut Random) -> bool {
    let text = format!("说明{}", random.below(1000));
    let behind = random.chance(30);
    let Some(node) = one(declarations, random, &is_clause) else { return false };
    if behind {
        node.behind = Some(text);
    } else {
        node.before.push(Trivia::Comment(text));
    }
    true
}

pub(super) fn no_comment(declarations: &mut [Node], random: &mut Random) -> bool {
    let commented = |n: &Node| n.behind.is_some() || n.before.iter().any(|t| *t != Trivia::Blank);
    let Some(node) = one(declarations, random, &commented) else { return false };
    node.before.clear();
    node.behind = None;
    true
}

/// An empty line above a clause comes or goes.
pub(super) fn empty_line(declarations: &mut [Node], random: &mut Random) -> bool {
    let Some(node) = one(declarations, random, &is_clause) else { return false };
    match node.before.first() {
        Some(Trivia::Blank) => drop(node.before.remove(0)),
        _ => node.before.insert(0, Trivia::Blank),
    }
    true
}
