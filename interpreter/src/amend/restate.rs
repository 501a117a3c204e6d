//! A consolidated text read again as one text.

use super::Consolidated;
use crate::model::Provenance;
use jifen_grammar::format::format;
use jifen_grammar::parse;
use jifen_grammar::tree::{Node, Span};
use std::collections::BTreeMap;

/// The text as if it had been written in full, in a file of this number: all places are in its canonical layout, where a
/// consolidated text's are in the files of several instruments.
pub(crate) fn restate(text: &Consolidated, file: u32) -> Consolidated {
    let tree = parse(file, &format(&text.tree, None));
    let mut wrote = BTreeMap::new();
    carry(&text.tree.declarations, &tree.declarations, &text.wrote, &mut wrote);
    Consolidated { wrote, ..Consolidated::original(&tree) }
}

/// Who wrote what, from one tree to another of the same shape.
fn carry(from: &[Node], to: &[Node], wrote: &BTreeMap<Span, Provenance>, out: &mut BTreeMap<Span, Provenance>) {
    for (old, new) in from.iter().zip(to).filter(|(old, new)| old.kind == new.kind) {
        out.extend(wrote.get(&old.span).map(|by| (new.span, by.clone())));
        carry(&old.children, &new.children, wrote, out);
    }
}
