//! Reading on behind a missing brace or a broken head, so that one mistake hides no clauses.

use crate::diagnose::{Diagnosis, stuck};
use crate::error::SyntaxErrorKind;
use crate::fold::Edit;
use crate::folded::Folded;
use crate::format::clauses;
use crate::tree::{Kind, Node};

/// The change with which a slice reads better; its error is added.
pub(crate) fn repair(declaration: &Node, folded: &Folded, found: &mut Diagnosis) -> Option<Edit> {
    if declaration.kind == Kind::broken_declaration {
        return if found.head_told { None } else { head(declaration, folded, found) };
    }
    if found.brace_told { None } else { block(declaration, folded, found) }
}

/// Behind a head: a brace is missing, or what stands in front of it can't be read.
fn head(declaration: &Node, folded: &Folded, found: &mut Diagnosis) -> Option<Edit> {
    let stuck = stuck(Kind::only_declaration, &folded.text)?;
    let rest = folded.text.get(stuck.at..)?;
    let line = rest.split('\n').next()?;
    if line.trim().is_empty() && stuck.expected.contains(&Kind::lb) {
        let end = folded.text.get(..stuck.at)?.trim_end().len();
        let at = folded.end(end);
        found.expected(&folded.text, &stuck, 0, folded);
        found.head_told = true;
        found.brace_told = true;
        return Some(Edit { range: at..at, text: " {" });
    }
    let head = declaration.children.first()?;
    let read = declaration.children.iter().take_while(|c| c.kind != Kind::trailing).last()?;
    let from = read.span.end as usize;
    let to = stuck.at + line.find('{')?;
    if to < from || folded.text.get(from..to)?.contains('\n') {
        return None;
    }
    let text = match head.kind {
        Kind::kw_total => " sum ",
        Kind::kw_policy => " version 0 ",
        _ => " ",
    };
    found.expected(&folded.text, &stuck, 0, folded);
    found.head_told = true;
    Some(Edit { range: folded.end(from)..folded.start(to), text })
}

/// A block that was closed by a brace further left than its own line: its own is missing.
fn block(declaration: &Node, folded: &Folded, found: &mut Diagnosis) -> Option<Edit> {
    if !declaration.children.iter().any(unclosed) {
        return None;
    }
    let block = declaration.children.iter().find_map(|c| culprit(c, folded))?;
    let depth = indent(folded, block.span.start)?;
    let ends = clauses(block)
        .iter()
        .find(|c| opens_line(folded, c.span.start) && indent(folded, c.span.start).is_some_and(|i| i <= depth));
    let at = folded.start(ends.or(block.children.last())?.span.start as usize);
    let brace = block.span.start as usize;
    found.add(folded.original(brace..brace + 1), SyntaxErrorKind::UnclosedBlock);
    Some(Edit { range: at..at, text: "}\n" })
}

fn unclosed(node: &Node) -> bool {
    node.kind == Kind::unclosed || node.children.iter().any(unclosed)
}

/// The innermost block whose closing brace belongs to another.
fn culprit<'a>(node: &'a Node, folded: &Folded) -> Option<&'a Node> {
    let inner = node.children.iter().find_map(|c| culprit(c, folded));
    inner.or_else(|| {
        let close = node.children.last().filter(|c| c.kind == Kind::rb)?;
        let opened = indent(folded, node.span.start)?;
        let closed = indent(folded, close.span.start)?;
        (opens_line(folded, close.span.start) && closed < opened).then_some(node)
    })
}

/// The blanks at the start of the line that holds a place.
fn indent(folded: &Folded, at: u32) -> Option<usize> {
    let before = folded.text.get(..at as usize)?;
    let line = folded.text.get(before.rfind('\n').map_or(0, |i| i + 1)..)?;
    Some(line.len() - line.trim_start_matches([' ', '\t']).len())
}

fn opens_line(folded: &Folded, at: u32) -> bool {
    let before = folded.text.get(..at as usize).unwrap_or("");
    before.trim_end_matches([' ', '\t']).ends_with('\n')
}
