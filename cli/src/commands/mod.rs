//! The subcommands, one a file.

pub mod assess;
pub mod cases;
pub mod check;
pub mod derive;
pub mod diff;
pub(crate) mod diff_applicants;
pub mod explain;
pub mod fmt;
pub mod migrate;
pub mod policies;
pub mod schema;
pub mod show;
mod sides;
pub mod test;
pub mod versions;

use crate::Streams;
use crate::args::Lang;
use jifen_grammar::keywords::Language;

/// The language asked for, else the policy's, else the user's.
pub(crate) fn language(asked: Option<Lang>, policy: Option<Language>, streams: &Streams<'_>) -> Language {
    let user = if streams.surroundings.zh { Language::Zh } else { Language::En };
    asked.map(Language::from).or(policy).unwrap_or(user)
}

/// One of two words.
pub(crate) fn pick<'a>(language: Language, zh: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}
