//! Mistakes that are common enough to have an answer of their own.

mod dates;
mod glued;
mod missing;
mod phrases;
mod places;
mod rewritten;

use std::ops::Range;

use crate::error::SyntaxErrorKind::{self, DashRange, GluedKeyword, Missing, TooLongExpression, WriteInstead};
use crate::tree::Kind;
pub(crate) use dates::in_a_sum as date_in_a_sum;
pub(crate) use glued::{glued_unit, told as space_missing};
pub(crate) use places::{Place, example};
pub(crate) use rewritten::range_in_a_unit;

/// A place in a text, and the error that is told there.
pub(crate) type Hint = (Range<usize>, SyntaxErrorKind);

/// Where the grammar gave up in a clause, and what it would have taken.
#[derive(Clone, Copy)]
struct At<'a> {
    text: &'a str,
    at: usize,
    expected: &'a [Kind],
}

impl<'a> At<'a> {
    fn is(self, place: Place) -> bool {
        place.is(self.expected)
    }

    fn before(self) -> &'a str {
        self.text.get(..self.at).unwrap_or("")
    }

    fn rest(self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn token(self) -> (Range<usize>, &'a str) {
        let range = token(self.text, self.at);
        (range.clone(), self.text.get(range).unwrap_or(""))
    }
}

/// The token that begins at a place: a word, a string, or a sign.
pub(crate) fn token(text: &str, at: usize) -> Range<usize> {
    let rest = text.get(at..).unwrap_or("");
    let length = match rest.chars().next() {
        None | Some('\n') => 0,
        Some('"') => rest.get(1..).and_then(|s| s.find('"')).map_or(rest.len(), |i| i + 2),
        Some(c) if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
        Some(c) => {
            let pairs = ["===", "==", "<>", "=>", "=<", "&&", "||", "->", "..<", "..", "<=", ">=", "!="];
            let pair = pairs.iter().find(|p| rest.starts_with(**p));
            pair.map_or(c.len_utf8(), |p| p.len())
        }
    };
    at..at + length
}

fn is_word(c: char) -> bool {
    pest::unicode::XID_CONTINUE(c)
}

/// `积5分` begins with `积`; `积分` and `awarded` are other words.
fn begins(word: &str, spelling: &str) -> bool {
    word.strip_prefix(spelling).is_some_and(|rest| rest.chars().next().is_none_or(|c| c.is_ascii_digit()))
}

/// A special answer to what stopped the grammar at a place of a clause, with the place to show.
pub(crate) fn hint(text: &str, at: usize, expected: &[Kind]) -> Option<Hint> {
    let at = At { text, at, expected };
    if let Some(found) = rewritten::unquoted(at) {
        return Some(found);
    }
    if let Some(found) = dates::written(at) {
        return Some(found);
    }
    let token_only =
        |k: &Kind| matches!(k, Kind::string | Kind::text | Kind::date | Kind::id | Kind::number | Kind::code);
    if expected.iter().all(token_only) {
        return at.is(Place::Day).then(|| phrases::instead(at)).flatten();
    }
    piled_up(at)
        .or_else(|| rewritten::dash(at))
        .or_else(|| rewritten::rewritten(at))
        .or_else(|| phrases::instead(at))
        .or_else(|| missing::missing(at))
        .or_else(|| glued::glued(at))
        .or_else(|| phrases::misspelled(at))
}

/// Whether an error's advice goes in front of its place rather than instead of it.
pub(crate) fn goes_in_front(kind: &SyntaxErrorKind) -> bool {
    matches!(kind, Missing { .. })
}

/// What stands in a clause once an error's advice is taken; `None` where there is no advice to take.
pub(crate) fn mended(kind: &SyntaxErrorKind) -> Option<String> {
    match kind {
        WriteInstead { en, .. } => Some(format!(" {en} ")),
        Missing { en, .. } => Some(format!(" {en} ")),
        GluedKeyword { apart, .. } => Some(apart.clone()),
        DashRange { instead } => Some(instead.clone()),
        _ => None,
    }
}

/// An answer that is the same in both languages.
fn write(found: &str, instead: impl Into<String>) -> SyntaxErrorKind {
    let instead = instead.into();
    WriteInstead { found: found.to_owned(), zh: instead.clone(), en: instead }
}

/// Nine signs in a row: the grammar takes eight.
fn piled_up(at: At<'_>) -> Option<Hint> {
    let sign = |c: char| matches!(c, '-' | ' ' | '\t' | '不');
    let before = at.before();
    let pile = before.trim_end_matches(sign);
    let after = at.rest().trim_start_matches(sign);
    let words = |s: &str| {
        s.split_whitespace()
            .rev()
            .take_while(|w| matches!(*w, "not" | "有" | "没有" | "has" | "lacks" | "不" | "-"))
            .count()
    };
    let signs = before.get(pile.len()..)?.chars().filter(|c| matches!(c, '-' | '不')).count();
    (signs >= 8 || words(before) >= 8).then(|| (pile.len()..at.text.len() - after.len(), TooLongExpression))
}
