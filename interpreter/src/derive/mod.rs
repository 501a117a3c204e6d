//! From two full versions the amendment that turns one into the other.
//!
//! - `pairs`: which declarations and clauses of one text are which of the other
//! - `names`: what was renamed, with its mentions
//! - `sequence`: what of a list came, went, moved
//! - `inside`: the parts and values that changed inside of one clause
//! - `write`: operations in words
//!
//! Nothing is trusted: the amendment is read as printed and applied, and what came out differently is said again, more
//! coarsely, until the result is the other version.

mod inside;
mod likeness;
mod names;
mod operations;
mod order;
mod pairs;
mod prove;
mod sequence;
mod windows;
mod write;

use crate::amend::place::Path;
use jifen_grammar::tree::{File, Kind, Node};
use prove::{Outcome, Proof};
use std::collections::{BTreeMap, BTreeSet};

/// Why no amendment is derived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeriveError {
    /// The first text, or else the second, has no head of a policy.
    NoVersion {
        /// Whether it is the first.
        first: bool,
    },
    /// The texts are of policies with different names and keys.
    OtherPolicy(String, String),
    /// Part of the head of the first that the second lacks, and that an amendment can't take away.
    Inherited(Kind),
    /// The first text declares something twice, so that no address means one of them: the head's keyword, and the name.
    Ambiguous(Kind, String),
    /// In one of the texts something is declared in front of the policy's head, whose place an amendment can't change.
    HeadNotFirst {
        /// Whether it is the first text.
        first: bool,
    },
    /// A mistake of this module: no amendment that it tried gives the second text.
    Unproven,
}

/// How often operations are said anew, more coarsely.
const ROUNDS: usize = 24;

/// The text of the amendment that turns `old` into `new`, canonically laid out, with the keywords of `new`.
///
/// Applied to `old` it gives the canonical text of `new`, byte for byte; with nothing to change it is a head alone. Both
/// texts must be free of syntax errors.
pub fn derive(old: &File, new: &File) -> Result<String, DeriveError> {
    let (from, to) = (head(old, true)?, head(new, false)?);
    check_heads(from, to)?;
    let proof = Proof::new(old, new);
    let mut coarse = Coarse::default();
    for _ in 0..ROUNDS {
        let text = write::amendment(old, new, &coarse);
        match proof.of(&text) {
            Outcome::Proven(printed) => return Ok(printed),
            Outcome::Refused(blamed) => {
                if !coarse.raise(blamed) {
                    break;
                }
            }
        }
    }
    Err(twice(old).or(head_not_first(old, new)).unwrap_or(DeriveError::Unproven))
}

/// Which of two texts, whose heads stand in different places, does not begin with it.
fn head_not_first(old: &File, new: &File) -> Option<DeriveError> {
    let place = |file: &File| file.declarations.iter().position(|d| d.kind == Kind::policy);
    let (old, new) = (place(old)?, place(new)?);
    (old != new).then_some(DeriveError::HeadNotFirst { first: 0 < old })
}

/// What a text declares twice.
fn twice(file: &File) -> Option<DeriveError> {
    let mut known = BTreeSet::new();
    let head = |d: &Node| d.children.first().map(|c| c.kind);
    let named = file.declarations.iter().filter_map(|d| Some((head(d)?, &*d.name()?.text)));
    let mut again = named.filter(|name| !known.insert(*name));
    again.next().map(|(kind, name)| DeriveError::Ambiguous(kind, name.to_owned()))
}

/// Where operations have to be coarser than could be: found by applying finer ones.
#[derive(Debug, Default)]
pub(crate) struct Coarse {
    /// By declaration or clause of the old text: 0 in parts and values, 1 its block in full, 2 itself in full, 3 not at all.
    levels: BTreeMap<Path, u8>,
    /// Declarations and clauses whose new name is no renaming.
    unrenamed: BTreeSet<Path>,
    /// Whether an indicator and its place in a group are two operations.
    apart: bool,
}

/// What an operation that fails is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Blame {
    /// A declaration or clause of the old text.
    Clause(Path),
    /// A renaming of it.
    Name(Path),
    /// An indicator that came with its place in a group.
    Together,
    /// A declaration that came: it can be said in no other way.
    New,
}

/// The level at which a declaration is taken away and written anew.
pub(crate) const ANEW: u8 = 3;

impl Coarse {
    fn level(&self, path: &[usize]) -> u8 {
        self.levels.get(path).copied().unwrap_or(0)
    }

    /// Whether something is left to try.
    fn raise(&mut self, blamed: BTreeSet<Blame>) -> bool {
        let mut raised = false;
        for blame in blamed {
            raised |= match blame {
                Blame::Clause(path) => {
                    let level = self.levels.entry(path).or_default();
                    *level += 1;
                    *level <= ANEW
                }
                Blame::Name(path) => self.unrenamed.insert(path),
                Blame::New => false,
                Blame::Together => !std::mem::replace(&mut self.apart, true),
            };
        }
        raised
    }
}

fn head(file: &File, first: bool) -> Result<&Node, DeriveError> {
    file.declarations.iter().find(|d| d.kind == Kind::policy).ok_or(DeriveError::NoVersion { first })
}

fn check_heads(old: &Node, new: &Node) -> Result<(), DeriveError> {
    let names = |node: &Node| -> Vec<String> {
        let key = node.get(Kind::key).and_then(|k| k.get(Kind::code));
        node.name().into_iter().chain(key).map(|n| n.text.to_string()).collect()
    };
    let (mine, theirs) = (names(old), names(new));
    if !mine.iter().any(|n| theirs.contains(n)) {
        let last = |mut all: Vec<String>| all.pop().unwrap_or_default();
        return Err(DeriveError::OtherPolicy(last(mine), last(theirs)));
    }
    let lost = |kind: Kind, old: &Node, new: &Node| old.has(kind) && !new.has(kind);
    for kind in [Kind::key, Kind::title] {
        if lost(kind, old, new) {
            return Err(DeriveError::Inherited(kind));
        }
    }
    if let (Some(old), Some(new)) = (old.get(Kind::policy_block), new.get(Kind::policy_block)) {
        for kind in [Kind::filing_date, Kind::counting_date] {
            if lost(kind, old, new) {
                return Err(DeriveError::Inherited(kind));
            }
        }
    }
    Ok(())
}
