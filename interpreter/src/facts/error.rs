//! What is wrong with an applicant's facts, as data.

use crate::diagnostic::{Arg, Code, fill};
use jifen_grammar::keywords::Language;
use std::fmt;

/// A place in the text of the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Place {
    /// The beginning of a line.
    pub(super) fn line(line: usize) -> Place {
        Place { line, column: 1 }
    }

    /// The place behind a character.
    pub(super) fn behind(self, c: char) -> Place {
        match c {
            '\n' => Place::line(self.line + 1),
            _ => Place { line: self.line, column: self.column + 1 },
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// One thing wrong with an applicant's facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactError {
    /// Which value, `contributions[3].base`; empty where the text itself can't be read.
    pub path: String,
    /// Which error.
    pub code: Code,
    /// The values involved: `{1}`, `{2}`, … of the message, whose `{0}` is the path.
    pub args: Vec<Arg>,
    /// Where in the text, where it is known.
    pub place: Option<Place>,
}

impl FactError {
    /// An error without a place.
    pub fn new(code: Code, path: impl Into<String>, args: impl IntoIterator<Item = Arg>) -> FactError {
        FactError { path: path.into(), code, args: args.into_iter().collect(), place: None }
    }

    /// The same, at a place.
    pub fn at(mut self, place: Place) -> FactError {
        self.place = Some(place);
        self
    }

    /// The message in a language.
    pub fn message(&self, language: Language) -> String {
        self.fill(self.code.message(language), language)
    }

    /// What to do about it; empty where the message says all.
    pub fn hint(&self, language: Language) -> String {
        self.fill(self.code.hint(language), language)
    }

    fn fill(&self, template: &str, language: Language) -> String {
        let mut all = vec![Arg::from(super::words::shorten(&self.path, 200))];
        all.extend(self.args.iter().cloned());
        fill(template, &all, language)
    }
}
