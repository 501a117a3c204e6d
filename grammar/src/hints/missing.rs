//! Words and signs that are left out.

use super::{At, Hint, Place, begins, is_word, token};
use crate::error::SyntaxErrorKind::Missing;
use crate::keywords::{KEYWORDS, Language};
use crate::tree::Kind;

/// What is missing in front of a place.
pub(super) fn missing(at: At<'_>) -> Option<Hint> {
    let (range, word) = at.token();
    let told = |zh: &str, en: &str| {
        Some((range.clone(), Missing { zh: zh.to_owned(), en: en.to_owned(), before: word.to_owned() }))
    };
    let has = |k: Kind| at.expected.contains(&k);
    let digit = word.starts_with(|c: char| c.is_ascii_digit());
    if at.is(Place::Give) && digit {
        if let Some(found) = super::glued::glued_in_front(at) {
            return Some(found);
        }
        let amount =
            at.rest().find([',', '\n', ';', '"', '}']).and_then(|end| at.rest().get(..end)).unwrap_or(at.rest());
        let before = amount.trim_end().to_owned();
        return Some((range, Missing { zh: "积".to_owned(), en: "award".to_owned(), before }));
    }
    let gives = spelled(word, &[Kind::kw_award, Kind::kw_deduct]);
    let counts = spelled(word, &[Kind::kw_for_each_full, Kind::kw_for_each, Kind::kw_for_each_entry])
        || at.rest().starts_with("for each");
    if has(Kind::between) && counts || (has(Kind::comma) && !at.is(Place::Then) && gives) {
        return told(",", ",");
    }
    if at.is(Place::Then) && (gives || spelled(word, &[Kind::kw_by]) && !at.is(Place::Each)) {
        let ended = at.before().trim_end().ends_with('的');
        return told(if ended { "," } else { "的," }, ",");
    }
    // `年龄 学历 职称` and `年龄, 学历`, where each stands on a line of its own
    let listed = has(Kind::EOI) && !has(Kind::plus) && !has(Kind::comma) && !has(Kind::between);
    let only_names = at.before().chars().all(|c| is_word(c) || c == ' ');
    if listed && only_names && word == "," {
        return Some((range, super::write(",", ";")));
    }
    if listed && only_names && !at.before().trim().is_empty() && word.starts_with(char::is_alphabetic) {
        return told(";", ";");
    }
    if at.is(Place::Operand) && is_comparison(word) {
        return compared_again(at);
    }
    if at.is(Place::Operator) && digit {
        let band = |rest: &str, words: &[&str]| {
            let rest = rest.trim_start();
            words.iter().any(|w| rest.starts_with(w))
        };
        let behind = at.text.get(range.end..).unwrap_or("");
        if band(behind, &["以上", "以下", "or more", "or less", ".."]) {
            return told("在", "in");
        }
    }
    None
}

/// Whether a word is a Chinese or English spelling of one of some keywords.
fn spelled(word: &str, kinds: &[Kind]) -> bool {
    let mut all = KEYWORDS.iter().filter(|k| kinds.contains(&k.kind));
    let of = |language| move |k: &&crate::keywords::Keyword| k.spellings(language).any(|s| begins(word, s));
    all.clone().any(|k| of(Language::Zh)(&k)) || all.any(|k| of(Language::En)(&k))
}

fn is_comparison(word: &str) -> bool {
    let kinds = [
        Kind::kw_no_less,
        Kind::kw_no_more,
        Kind::kw_less,
        Kind::kw_below,
        Kind::kw_over,
        Kind::kw_no_later,
        Kind::kw_no_earlier,
        Kind::kw_earlier,
        Kind::kw_later,
        Kind::kw_is,
        Kind::kw_in,
    ];
    matches!(word, "<" | ">" | "<=" | ">=" | "=" | "!=") || spelled(word, &kinds)
}

/// `周岁 < 18 或 > 60`: what is compared has to stand there again.
fn compared_again(at: At<'_>) -> Option<Hint> {
    let before = at.before().trim_end();
    if !["且", "或", "and", "or"].iter().any(|w| before.ends_with(w)) {
        return None;
    }
    let mut left: Option<&str> = None;
    let mut last: Option<&str> = None;
    let mut from = 0;
    while from < before.len() {
        let range = token(before, from);
        let word = before.get(range.clone())?;
        if is_comparison(word) {
            left = last;
        }
        if word.starts_with(is_word) || word == "." {
            last = Some(word);
        }
        from = range.end.max(from + before.get(from..)?.chars().next()?.len_utf8());
    }
    let name = left.filter(|n| n.starts_with(char::is_alphabetic))?.to_owned();
    let (range, word) = at.token();
    Some((range, Missing { zh: name.clone(), en: name, before: word.to_owned() }))
}
