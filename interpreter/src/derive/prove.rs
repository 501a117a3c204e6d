//! Applying an amendment, and comparing what comes out with what should.

use super::Blame;
use super::likeness::same;
use super::write::Written;
use crate::amend::{Consolidated, amend};
use jifen_grammar::format::{format, is_operation};
use jifen_grammar::parse;
use jifen_grammar::tree::{File, Kind, Node, Span};
use std::collections::BTreeSet;

/// What an amendment has to do.
pub(super) struct Proof<'n> {
    old: Consolidated,
    new: &'n File,
    /// The canonical text of the new version.
    expected: String,
}

/// What became of it.
pub(super) enum Outcome {
    /// It does; its canonical text.
    Proven(String),
    /// It does not; what is to be said more coarsely.
    Refused(BTreeSet<Blame>),
}

impl<'n> Proof<'n> {
    pub fn new(old: &File, new: &'n File) -> Proof<'n> {
        Proof { old: Consolidated::original(old), new, expected: format(new, None) }
    }

    /// Applies what was written; then, where that is right, what is printed.
    pub fn of(&self, written: &Written) -> Outcome {
        let file = parse(FILE, &written.text);
        let (text, problems) = amend(&self.old, &file, "", &[]);
        let places = problems.iter().map(|p| p.span).chain(file.errors.iter().map(|e| e.span));
        let blamed: BTreeSet<Blame> = places.filter_map(|span| blamed(&file, written, span)).collect();
        if !blamed.is_empty() {
            return Outcome::Refused(blamed);
        }
        let wrong = self.wrong(&text.tree.declarations, written);
        if !wrong.is_empty() {
            return Outcome::Refused(wrong);
        }
        let printed = format(&file, Some(self.new.language));
        let again = parse(FILE, &printed);
        let (text, problems) = amend(&self.old, &again, "", &[]);
        let right = again.errors.is_empty() && problems.is_empty() && format(&text.tree, None) == self.expected;
        if right { Outcome::Proven(printed) } else { Outcome::Refused(BTreeSet::new()) }
    }

    /// What came out differently.
    fn wrong(&self, result: &[Node], written: &Written) -> BTreeSet<Blame> {
        let expected: Vec<&Node> = self.new.declarations.iter().filter(|d| d.kind != Kind::policy).collect();
        let result: Vec<&Node> = result.iter().filter(|d| d.kind != Kind::policy).collect();
        let mut all = BTreeSet::new();
        for (j, should) in expected.iter().enumerate() {
            if result.get(j).is_some_and(|r| same(r, should)) {
                continue;
            }
            all.extend(written.was.get(j).copied().flatten().map(|i| Blame::Clause(vec![i])));
        }
        let wrong = !all.is_empty() || result.len() != expected.len();
        if wrong && written.blames.contains(&Blame::Together) {
            return BTreeSet::from([Blame::Together]);
        }
        all
    }
}

/// The number of the amendment's file: no other text's.
const FILE: u32 = u32::MAX;

/// What the operation at a place is about.
fn blamed(file: &File, written: &Written, place: Span) -> Option<Blame> {
    let operations = file.declarations.iter().skip(1);
    let at = operations.take_while(|d| d.span.start <= place.start).count().checked_sub(1)?;
    debug_assert!(file.declarations.iter().skip(1).all(|d| is_operation(d.kind) || d.kind == Kind::broken_declaration));
    written.blames.get(at).cloned()
}
