//! Random edits of a policy's text, one at a time, as a drafter would make them: values, rows, order, comments, names.
//!
//! Only the form has to be right: what is edited may mean nothing any more.

mod shapes;
mod words;

use crate::generate::Random;
use jifen_grammar::format::format;
use jifen_grammar::parse::parse;
use jifen_grammar::tree::{File, Kind, Node};

/// A way of editing; false where the text has nothing for it.
type Edit = fn(&mut Vec<Node>, &mut Random) -> bool;

/// All of them, by name.
pub const EDITS: [(&str, Edit); 19] = [
    ("number", |d, r| words::number(d, r)),
    ("text", |d, r| words::text(d, r)),
    ("operator", |d, r| words::operator(d, r)),
    ("cited", |d, r| words::cited(d, r)),
    ("title", |d, r| words::title(d, r)),
    ("key", |d, r| words::key(d, r)),
    ("label", |d, r| words::label(d, r)),
    ("renamed", |d, r| words::renamed(d, r)),
    ("renamed here only", |d, r| words::renamed_here(d, r)),
    ("comment", |d, r| words::comment(d, r)),
    ("no comment", |d, r| words::no_comment(d, r)),
    ("empty line", |d, r| words::empty_line(d, r)),
    ("clause gone", |d, r| shapes::clause_gone(d, r)),
    ("clause new", |d, r| shapes::clause_new(d, r)),
    ("clause moved", |d, r| shapes::clause_moved(d, r)),
    ("clause to another block", |d, r| shapes::clause_elsewhere(d, r)),
    ("declaration gone", shapes::declaration_gone),
    ("declaration new", shapes::declaration_new),
    ("declaration moved", shapes::declaration_moved),
];

/// The text with one random edit, and the edit's name; `None` where it would be none, or no text that can be read.
pub fn edited(text: &str, random: &mut Random) -> Option<(String, &'static str)> {
    let (name, edit) = EDITS[random.below(EDITS.len())];
    let file = parse(0, text);
    let mut declarations = file.declarations.clone();
    if !edit(&mut declarations, random) {
        return None;
    }
    let out = format(&File { declarations, ..file }, None);
    let again = parse(0, &out);
    let readable = again.errors.is_empty() && again.declarations.iter().any(|d| d.kind == Kind::policy);
    // Laid out once more: a comment may have found another place.
    let out = format(&again, None);
    (readable && out != text && parse(0, &out).errors.is_empty()).then_some((out, name))
}

/// The paths of all nodes that are such, the head's apart.
fn all(declarations: &[Node], such: &dyn Fn(&Node) -> bool) -> Vec<Vec<usize>> {
    fn walk(nodes: &[Node], path: &mut Vec<usize>, such: &dyn Fn(&Node) -> bool, found: &mut Vec<Vec<usize>>) {
        for (i, node) in nodes.iter().enumerate().filter(|(_, n)| n.kind != Kind::policy) {
            path.push(i);
            if such(node) {
                found.push(path.clone());
            }
            walk(&node.children, path, such, found);
            path.pop();
        }
    }
    let mut found = Vec::new();
    walk(declarations, &mut Vec::new(), such, &mut found);
    found
}

/// One node that is such.
fn one<'n>(declarations: &'n mut [Node], random: &mut Random, such: &dyn Fn(&Node) -> bool) -> Option<&'n mut Node> {
    let paths = all(declarations, such);
    if paths.is_empty() {
        return None;
    }
    let (first, rest) = random.pick(&paths).split_first()?;
    rest.iter().try_fold(declarations.get_mut(*first)?, |node, i| node.children.get_mut(*i))
}

/// Whether a node is a block in braces.
fn is_block(node: &Node) -> bool {
    node.children.first().is_some_and(|c| c.kind == Kind::lb)
}

/// Whether a node has a name of its own.
fn is_declared(node: &Node) -> bool {
    use Kind::*;
    let kinds = [
        choice,
        record,
        parameter,
        catalogue,
        alternative,
        define,
        result,
        indicator,
        total,
        group,
        fact,
        value,
        column,
    ];
    kinds.contains(&node.kind)
}

/// A name that is not there yet.
fn fresh(random: &mut Random) -> Box<str> {
    format!("新名{}甲", random.below(1_000_000)).into()
}
