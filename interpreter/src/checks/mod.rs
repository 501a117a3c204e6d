//! Checks of a resolved version: what can't be meant, and what is allowed and yet hardly meant.
//! A finding (code `W…`) can be answered in the file with `已核 CODE "what it says" "理由"` beside the rule.

mod alternatives;
mod amounts;
pub mod answers;
mod bands;
pub mod cases;
pub mod cover;
mod independent;
mod itself;
mod lines;
mod membership;
mod outcomes;
mod parameters;
pub mod regions;
mod sources;
mod space;
pub(crate) mod transitions;
pub(crate) mod unused;
mod windows;
pub mod words;

#[cfg(test)]
mod tests;

use crate::diagnostic::Diagnostic;
use crate::eval::Evaluator;
use crate::model::{Body, Content, Version};
use crate::value::Facts;
use answers::Findings;
use jifen_grammar::tree::{File, Span};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// All findings about a version that has no errors. `file` is the version's own file: what other files of the folder
/// declare (parameters shared by versions) may go unused in it.
pub fn check(version: &Version, file: &File) -> Vec<Diagnostic> {
    // An amended version's text comes from several files.
    let mut own = BTreeSet::new();
    file.declarations.iter().for_each(|d| d.walk(&mut |n| own.extend([n.span.file])));
    let open = any_applicant(version);
    let version = open.as_ref();
    let facts = Facts::unknown(version);
    let mut found = Findings::default();
    sources::check(version, &mut found);
    let mut plain = Vec::new();
    membership::check(version, &mut plain);
    alternatives::check(version, &mut plain);
    unused::check(version, &own, &mut plain);
    itself::check(version, &mut plain);
    plain.into_iter().for_each(|d| found.add(d));
    parameters::check(version, &mut found);
    windows::check(version, &mut found);
    outcomes::check(version, &mut found);
    for (body, name, scored) in bodies(version) {
        let ev = Evaluator::new(version, &facts);
        let mut checker = Checker { ev, version, body, scored, found: &mut found };
        checker.list(name);
        checker.tables();
        checker.bands();
        checker.caps();
        checker.signs();
    }
    found.finish(version)
}

/// The version for whoever may come: what is presumed of an absent fact is only one of the values it may have.
pub fn any_applicant(version: &Version) -> Cow<'_, Version> {
    let mut open = Cow::Borrowed(version);
    if version.facts.iter().any(|f| f.presumed.is_some()) {
        open.to_mut().facts.iter_mut().for_each(|f| f.presumed = None);
    }
    open
}

/// The bodies that need no entry at hand, with the name to point at and whether it is an indicator's.
fn bodies(version: &Version) -> impl Iterator<Item = (&Body, Span, bool)> {
    let defined = version.definitions.iter().filter_map(|d| match (&d.content, d.element) {
        (Content::Body(body), None) => Some((body, d.named.span, false)),
        _ => None,
    });
    version.indicators.iter().map(|i| (&i.body, i.named.span, true)).chain(defined)
}

/// Looks at one body.
struct Checker<'c, 'm> {
    ev: Evaluator<'m>,
    version: &'m Version,
    body: &'m Body,
    /// Whether it is an indicator's.
    scored: bool,
    found: &'c mut Findings<'m>,
}

impl Checker<'_, '_> {
    /// A finding that the body's `已核` may answer.
    fn report(&mut self, finding: Diagnostic) {
        self.found.add_in(&self.body.reviewed, finding);
    }
}
