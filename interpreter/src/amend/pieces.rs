//! What may stand where: clauses of blocks, and how a new clause takes an old one's place.

use jifen_grammar::tree::{Kind, Node};

/// Whether a block holds clauses of a kind.
fn admits(block: Kind, clause: Kind) -> bool {
    use Kind::*;
    match block {
        body_block => matches!(clause, line | note | reviewed | combine | guard | modifier | repealed),
        table_block => matches!(clause, note | header | case_row | matrix_row),
        progressive_block => matches!(clause, note | slice_rate),
        choice_block => matches!(clause, note | value),
        record_block => matches!(clause, note | fact | define),
        facts_block => matches!(clause, note | fact),
        parameter_block => {
            matches!(clause, note | reviewed | step | column | kw_open_ended | class_steps | class_value)
        }
        catalogue_block => matches!(clause, note | listing),
        listing_block => matches!(clause, entry),
        group_block => matches!(clause, note | reviewed | group | guard | modifier | indicator_ref),
        outcomes_block => matches!(clause, note | reviewed | outcome),
        conventions_block => matches!(clause, leap_day | months_end | days_end | currency | note),
        _ => false,
    }
}

/// A new clause as a block takes it; `None` where it can't stand there.
pub(super) fn fit(clause: &Node, block: Kind) -> Option<Node> {
    if admits(block, clause.kind) {
        return Some(clause.clone());
    }
    (block == Kind::table_block && clause.kind == Kind::line).then(|| case_row(clause)).flatten()
}

/// `其余,积 5分` and `凡 C 的,积 5分` read as rows of a table, where they were read as lines.
fn case_row(line: &Node) -> Option<Node> {
    let mut children = Vec::new();
    for child in &line.children {
        match child.kind {
            Kind::row | Kind::otherwise => {
                let award = child.children.iter().position(|c| matches!(c.kind, Kind::comma | Kind::give))?;
                let (case, rest) = child.children.split_at(award);
                let comma = child.kind == Kind::row;
                children.push(Node { children: case.to_vec(), ..Node::new(Kind::case, child.span) });
                children.extend(rest.iter().filter(|c| comma || c.kind != Kind::comma).cloned());
            }
            _ => children.push(child.clone()),
        }
    }
    let awards = children.iter().any(|c| c.kind == Kind::give);
    awards.then(|| Node { kind: Kind::case_row, children, ..line.clone() })
}

/// A clause that takes an old one's place keeps its label, and the comments around it.
pub(super) fn in_place_of(old: &Node, mut new: Node) -> Node {
    if let Some(label) = old.get(Kind::label).filter(|_| !new.has(Kind::label) && takes_a_label(new.kind)) {
        new.children.insert(0, label.clone());
    }
    new.before.clone_from(&old.before);
    new.behind.clone_from(&old.behind);
    new
}

fn takes_a_label(kind: Kind) -> bool {
    matches!(kind, Kind::line | Kind::case_row | Kind::matrix_row | Kind::slice_rate | Kind::outcome)
}

/// Where a new clause goes in a block that names no neighbour: behind the last of its kind; a note in front; what is applied
/// to a whole rule in front of its lines; else at the end.
pub(super) fn place_in(block: &Node, clause: Kind) -> usize {
    let alike = |n: &Node| match clause {
        Kind::indicator_ref | Kind::group => matches!(n.kind, Kind::indicator_ref | Kind::group),
        Kind::case_row => n.kind == Kind::case_row && !is_otherwise(n),
        kind => n.kind == kind,
    };
    let first = block.children.iter().position(|c| c.kind != Kind::lb).unwrap_or(0);
    let close = block.children.iter().position(|c| matches!(c.kind, Kind::rb | Kind::unclosed));
    match block.children.iter().rposition(alike) {
        Some(last) => last + 1,
        None if clause == Kind::note => first,
        None if block.kind == Kind::body_block && matches!(clause, Kind::modifier | Kind::combine | Kind::guard) => {
            block.children.iter().position(|c| c.kind == Kind::line).or(close).unwrap_or(first)
        }
        None => close.unwrap_or(block.children.len()),
    }
}

fn is_otherwise(row: &Node) -> bool {
    row.get(Kind::case).and_then(|c| c.children.first()).is_some_and(|c| c.kind == Kind::kw_otherwise)
}
