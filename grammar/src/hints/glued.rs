//! `凡周岁`, `周岁不满`, `1年积`: a keyword without a space beside it.

use super::{At, Hint, begins, is_word};
use crate::error::SyntaxErrorKind::GluedKeyword;
use crate::keywords::{Class, KEYWORDS, Language};

/// A keyword at the start of the word that is in the way, or at the end of the word in front of it.
pub(super) fn glued(at: At<'_>) -> Option<Hint> {
    let (found, word) = at.token();
    let opening = longest(|s, class| {
        matches!(class, Class::Connective | Class::Clause | Class::Measure)
            && word.len() > s.len()
            && word.starts_with(s)
    });
    if let Some(found) = glued_in_front(at) {
        return Some(found);
    }
    let whole = longest(|s, _| s == word).is_some();
    if let Some(keyword) = opening.filter(|_| !whole && !word.starts_with(|c: char| c.is_ascii())) {
        return Some((found, told(word, keyword, 0)));
    }
    let range = word_before(at);
    let word = at.text.get(range.clone())?;
    let closing = longest(|s, class| {
        matches!(class, Class::Connective | Class::Closing)
            && word.len() > s.len()
            && (word.ends_with(s) || s.chars().count() > 1 && word.contains(s))
    })?;
    let place = word.rfind(closing).unwrap_or(0);
    Some((range, told(word, closing, place)))
}

/// `1年积2分` in front of the place: a number whose unit goes on with a keyword.
pub(super) fn glued_in_front(at: At<'_>) -> Option<Hint> {
    let before = at.before().trim_end();
    let word = before.len() - before.trim_end_matches(is_word).len();
    let word = before.get(before.len() - word..)?;
    // Behind each number of the word
    let mut digit = false;
    word.char_indices().find_map(|(i, c)| {
        let behind = std::mem::replace(&mut digit, c.is_ascii_digit()) && !c.is_ascii_digit();
        let name = word.get(i..).filter(|_| behind)?;
        let (unit, keyword) = glued_unit(name)?;
        Some((before.len() - name.len()..before.len(), told(name, keyword, unit.len())))
    })
}

/// The error for a keyword at a byte of a word.
pub(crate) fn told(word: &str, keyword: &str, at: usize) -> crate::error::SyntaxErrorKind {
    let (front, rest) = word.split_at_checked(at).unwrap_or(("", word));
    let behind = rest.strip_prefix(keyword).unwrap_or(rest);
    let parts = [front, keyword, behind].into_iter().filter(|p| !p.is_empty());
    let apart = parts.collect::<Vec<_>>().join(" ");
    GluedKeyword { keyword: keyword.to_owned(), apart, front: !front.is_empty(), behind: !behind.is_empty() }
}

/// The word that ends in front of a place, blanks skipped.
fn word_before(at: At<'_>) -> std::ops::Range<usize> {
    let before = at.before().trim_end_matches([' ', '\t']);
    let word = before.trim_end_matches(|c: char| is_word(c) && !c.is_ascii_digit());
    word.len()..before.len()
}

/// The longest Chinese spelling that fits.
fn longest(fits: impl Fn(&str, Class) -> bool) -> Option<&'static str> {
    KEYWORDS
        .iter()
        .flat_map(|k| k.spellings(Language::Zh).map(move |s| (s, k.class)))
        .filter(|(s, class)| fits(s, *class))
        .map(|(s, _)| s)
        .max_by_key(|s| s.len())
}

/// Units of drafters that no type need name, so that a keyword behind them is seen.
const COMMON: [&str; 5] = ["岁", "周岁", "人", "次", "项"];

/// The unit and the keyword in `年积`, `年内`, `岁以下`: a unit's name that is none.
pub(crate) fn glued_unit(name: &str) -> Option<(&'static str, &'static str)> {
    let units = KEYWORDS.iter().filter(|k| k.class == Class::Unit).flat_map(|k| k.spellings(Language::Zh));
    units.chain(COMMON).find_map(|unit| {
        let rest = name.strip_prefix(unit)?;
        let keyword = longest(|s, class| {
            matches!(class, Class::Connective | Class::Closing | Class::Measure) && begins(rest, s)
        })?;
        Some((unit, keyword))
    })
}
