//! pest's pairs to owned nodes. Spans are of the folded text until [`place`] maps them.

use pest::iterators::Pair;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::folded::Folded;
use crate::keywords::keyword;
use crate::tree::{Kind, Node, Span};

/// A node out of a pair; `EOI` is none.
pub(crate) fn node(pair: Pair<'_, Kind>) -> Option<Node> {
    let kind = pair.as_rule();
    if kind == Kind::EOI {
        return None;
    }
    let range = pair.as_span();
    let written = pair.as_str();
    if kind == Kind::trailing && written.trim().is_empty() {
        return None;
    }
    let (mut start, mut end) = (range.start(), range.end());
    if start == end {
        // A closing word that is not written stands right behind the word before it
        start = range.get_input().get(..start).map_or(start, |s| s.trim_end().len());
        end = start;
    }
    let mut children: Vec<Node> = match kind {
        Kind::broken | Kind::trailing => Vec::new(),
        _ => {
            let parts = pair.into_inner();
            let mut children = Vec::with_capacity(parts.len());
            children.extend(parts.filter_map(node));
            children
        }
    };
    // The bar behind a row's last cell is a matter of taste.
    if matches!(kind, Kind::header | Kind::matrix_row) {
        children.pop_if(|last| last.kind == Kind::bar);
    }
    if kind != Kind::text && kind != Kind::string {
        end = start + written.trim_end().len();
    }
    let text = if children.is_empty() { token_text(kind, written) } else { Box::default() };
    let span = Span { file: 0, start: start as u32, end: end as u32 };
    Some(Node { text, children, ..Node::new(kind, span) })
}

/// What a token's node holds: nothing for fixed words and signs, whose kind says it all.
fn token_text(kind: Kind, written: &str) -> Box<str> {
    match kind {
        Kind::text => unescape(written),
        Kind::broken | Kind::trailing => written.trim_end().into(),
        Kind::number | Kind::date | Kind::month | Kind::id | Kind::upto => written.into(),
        Kind::name | Kind::numbered | Kind::code | Kind::unit_name | Kind::callee => {
            match is_nfc_quick(written.chars()) {
                IsNormalized::Yes => written.into(),
                _ => written.nfc().collect::<String>().into(),
            }
        }
        _ => {
            debug_assert!(keyword(kind).is_some() || written.len() <= 2 || kind == Kind::broken_declaration);
            Box::default()
        }
    }
}

fn unescape(written: &str) -> Box<str> {
    if !written.contains('\\') {
        return written.into();
    }
    let mut out = String::with_capacity(written.len());
    let mut chars = written.chars();
    while let Some(c) = chars.next() {
        out.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    out.into()
}

/// Turns spans of the folded text into spans of the original.
pub(crate) fn place(node: &mut Node, folded: &Folded) {
    let range = folded.original(node.span.range());
    node.span = Span { file: 0, start: range.start as u32, end: range.end as u32 };
    for child in &mut node.children {
        place(child, folded);
    }
}

/// Moves a slice's spans to where the slice stands in its file.
pub(crate) fn shift(node: &mut Node, file: u32, by: u32) {
    node.span = shifted(node.span, file, by);
    for child in &mut node.children {
        shift(child, file, by);
    }
}

/// One span moved.
pub(crate) fn shifted(span: Span, file: u32, by: u32) -> Span {
    Span { file, start: span.start + by, end: span.end + by }
}
