//! Checks of a resolved version: what is allowed, and yet hardly meant.

use crate::diagnostic::Diagnostic;
use crate::model::Version;
use jifen_grammar::tree::File;

/// All findings about a version.
pub fn check(_version: &Version, _file: &File) -> Vec<Diagnostic> {
    Vec::new()
}
