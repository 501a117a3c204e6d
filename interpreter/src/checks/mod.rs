//! Checks of a resolved version: what can't be meant, and what is allowed and yet hardly meant.
//! A finding (code `W…`) can be answered in the file with `已核 CODE "理由"` beside the rule.

mod alternatives;
mod itself;
mod lines;
mod membership;
mod parameters;
mod regions;
mod sources;
mod unused;

use crate::diagnostic::Diagnostic;
use crate::model::Version;
use jifen_grammar::tree::File;

/// All findings about a version that has no errors. `file` is the version's own file: what other files of the folder
/// declare (parameters shared by versions) may go unused in it.
pub fn check(version: &Version, file: &File) -> Vec<Diagnostic> {
    let own = file.declarations.first().map(|d| d.span.file);
    let mut found = Vec::new();
    sources::check(version, &mut found);
    membership::check(version, &mut found);
    alternatives::check(version, &mut found);
    unused::check(version, own, &mut found);
    parameters::check(version, &mut found);
    lines::check(version, &mut found);
    itself::check(version, &mut found);
    found
}

/// Whether a body's `已核` answers a code.
fn answered(reviewed: &[(String, String)], code: crate::diagnostic::Code) -> bool {
    reviewed.iter().any(|(answered, _)| answered == code.id())
}
