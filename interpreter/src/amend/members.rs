//! What in a declaration can be addressed, and by what.

use super::place::{Path, below, block, clauses, is_block, words};
use jifen_grammar::tree::{Kind, Node};

/// The clauses right inside of a node, also through the blocks of its lines, with their paths.
fn inside<'n>(node: &'n Node, path: &[usize]) -> Vec<(Path, &'n Node)> {
    let mut all = Vec::new();
    if is_block(node) {
        all.extend(clauses(node).map(|(i, clause)| (below(path, i), clause)));
        return all;
    }
    match block(node) {
        Some(i) => {
            if let Some(inner) = node.children.get(i) {
                all.extend(inside(inner, &below(path, i)));
            }
        }
        // A line's table, a step's values by class.
        None => {
            for (i, child) in node.children.iter().enumerate().filter(|(_, c)| !c.children.is_empty()) {
                all.extend(inside(child, &below(path, i)));
            }
        }
    }
    all
}

/// What `.name` means inside of a node.
pub(super) fn by_name<'n>(node: &'n Node, path: &[usize], name: &str) -> Vec<(Path, &'n Node)> {
    search(node, path, &|clause| is_named(clause, name).then(Vec::new))
}

/// What `(2)`, `(硕士)` or `(硕士, 5 以上)` means inside of a node.
pub(super) fn by_case<'n>(node: &'n Node, path: &[usize], at: &Node) -> Vec<(Path, &'n Node)> {
    let parts: Vec<&Node> =
        at.children.iter().filter(|c| matches!(c.kind, Kind::case | Kind::date | Kind::month)).collect();
    if let Some(header) = clause_of(node, Kind::header)
        && let [rows @ .., column] = parts.as_slice()
        && !rows.is_empty()
        && let Some(place) = header.all(Kind::case).position(|case| same(case, column))
    {
        let cells = |clause: &Node| {
            let row: Vec<&Node> = clause.all(Kind::case).collect();
            let fits = clause.kind == Kind::matrix_row
                && row.len() == rows.len()
                && row.iter().zip(rows).all(|(a, b)| same(a, b));
            let cells = || clause.children.iter().enumerate().filter(|(_, c)| c.kind == Kind::cell);
            fits.then(|| cells().nth(place).map(|(i, _)| vec![i])).flatten()
        };
        let found = search(node, path, &cells);
        if !found.is_empty() {
            return found;
        }
    }
    search(node, path, &|clause| answers_to(clause, &parts).then(Vec::new))
}

/// The clauses that a test picks, nearest first: those of the lines' tables count where no line itself does. The test
/// gives the way from the clause to what is meant.
fn search<'n>(node: &'n Node, path: &[usize], test: &dyn Fn(&'n Node) -> Option<Path>) -> Vec<(Path, &'n Node)> {
    let here = inside(node, path);
    let mut found = Vec::new();
    for (at, clause) in &here {
        if let Some(way) = test(clause) {
            let target = way.iter().try_fold(*clause, |n, i| n.children.get(*i));
            found.extend(target.map(|n| (at.iter().copied().chain(way).collect(), n)));
        }
    }
    if found.is_empty() {
        for (at, clause) in here {
            found.extend(search(clause, &at, test));
        }
    }
    found
}

fn clause_of(node: &Node, kind: Kind) -> Option<&Node> {
    let mut found = None;
    node.walk(&mut |n| found = found.or((n.kind == kind).then_some(n)));
    found
}

/// The name and key by which a clause or declaration goes.
pub(super) fn is_named(clause: &Node, name: &str) -> bool {
    let holder = clause.get(Kind::verdict).unwrap_or(clause);
    let own = holder.name().is_some_and(|n| *n.text == *name);
    own || holder.get(Kind::key).and_then(|k| k.get(Kind::code)).is_some_and(|k| *k.text == *name)
}

/// Whether a clause goes by these words: its label, cases, day, name or code.
pub(super) fn answers_to(clause: &Node, parts: &[&Node]) -> bool {
    let label = clause.get(Kind::label);
    if let ([one], Some(label)) = (parts, label)
        && words(label) == words(one)
    {
        return true;
    }
    let cases: Vec<&Node> = clause.all(Kind::case).collect();
    if !cases.is_empty() {
        return cases.len() == parts.len() && cases.iter().zip(parts).all(|(a, b)| same(a, b));
    }
    let [one] = parts else { return false };
    match clause.kind {
        Kind::slice_rate => clause.get(Kind::band).is_some_and(|band| one.get(Kind::band) == Some(band)),
        Kind::step | Kind::listing => clause
            .children
            .iter()
            .any(|c| matches!(c.kind, Kind::date | Kind::month) && c.kind == one.kind && c.text == one.text),
        Kind::entry => clause.children.first().is_some_and(|code| words(code) == code_of(one)),
        Kind::line => {
            let otherwise = clause.get(Kind::otherwise).is_some();
            otherwise && one.children.first().is_some_and(|c| c.kind == Kind::kw_otherwise)
        }
        _ => is_named(clause, &words(one)),
    }
}

/// A case that stands for a code: `A-01` was read as a subtraction.
fn code_of(case: &Node) -> String {
    let mut out = String::new();
    case.walk(&mut |n| match n.kind {
        Kind::minus => out.push('-'),
        _ => out.push_str(&n.text),
    });
    out
}

fn same(a: &Node, b: &Node) -> bool {
    a == b
}
