//! Mistakes that are common enough to have an answer of their own.

use std::ops::Range;

use crate::error::SyntaxErrorKind::{self, DashRange, GluedKeyword, TooLongExpression, WriteInstead};
use crate::keywords::{Class, KEYWORDS, Language};
use crate::tree::Kind;

/// What drafters write, and what it is called here: `found zh en`.
const INSTEAD: &[(&str, &str, &str)] = &[
    ("==", "=", "="),
    ("<>", "!=", "!="),
    ("=>", ">=", ">="),
    ("=<", "<=", "<="),
    ("&&", "且", "and"),
    ("&", "且", "and"),
    ("||", "或", "or"),
    ("!", "不", "not"),
    ("->", "至", "to"),
    ("。", "", ""),
    ("大于等于", "不少于", "no less than"),
    ("大于或等于", "不少于", "no less than"),
    ("小于等于", "不超过", "no more than"),
    ("小于或等于", "不超过", "no more than"),
    ("大于", "超过", "over"),
    ("小于", "不满", "less than"),
    ("不足", "不满", "less than"),
    ("未满", "不满", "less than"),
    ("达到", "不少于", "no less than"),
    ("等于", "为", "is"),
    ("不等于", "不为", "is not"),
    ("是", "为", "is"),
    ("不是", "不为", "is not"),
    ("属于", "在", "in"),
    ("并且", "且", "and"),
    ("而且", "且", "and"),
    ("和", "且", "and"),
    ("及", "且", "and"),
    ("或者", "或", "or"),
    ("非", "不", "not"),
    ("到", "至", "to"),
    ("如果", "凡", "when"),
    ("如", "凡", "when"),
    ("若", "凡", "when"),
    ("当", "凡", "when"),
    ("否则", "其余", "otherwise"),
    ("其他", "其余", "otherwise"),
    ("其它", "其余", "otherwise"),
    ("得", "积", "award"),
    ("加", "积", "award"),
    ("计", "积", "award"),
    ("扣", "扣减", "deduct"),
    ("扣除", "扣减", "deduct"),
    ("减", "扣减", "deduct"),
    ("上限", "最高", "at most"),
    ("下限", "最低", "at least"),
    ("根据", "依据", "per"),
    ("if", "凡", "when"),
    ("else", "其余", "otherwise"),
    ("then", ",", ","),
    ("equals", "为", "is"),
    ("are", "为", "is"),
    ("greater", "超过", "over"),
    ("exceeds", "超过", "over"),
    ("exceeding", "超过", "over"),
    ("fewer", "不满", "less than"),
    ("least", "不少于", "no less than"),
    ("most", "不超过", "no more than"),
    ("until", "至", "to"),
    ("score", "积", "award"),
    ("give", "积", "award"),
    ("gives", "积", "award"),
    ("subtract", "扣减", "deduct"),
    ("maximum", "最高", "at most"),
    ("minimum", "最低", "at least"),
    ("cap", "最高", "at most"),
    ("under", "依据", "per"),
    ("according", "依据", "per"),
];

/// The token that begins at a place: a word, a string, or a sign.
pub(crate) fn token(text: &str, at: usize) -> Range<usize> {
    let rest = text.get(at..).unwrap_or("");
    let is_word = |c: char| pest::unicode::XID_CONTINUE(c);
    let length = match rest.chars().next() {
        None | Some('\n') => 0,
        Some('"') => rest.get(1..).and_then(|s| s.find('"')).map_or(rest.len(), |i| i + 2),
        Some(c) if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
        Some(c) => {
            let pairs = ["==", "<>", "=>", "=<", "&&", "||", "->", "..<", "..", "<=", ">=", "!="];
            let pair = pairs.iter().find(|p| rest.starts_with(**p));
            pair.map_or(c.len_utf8(), |p| p.len())
        }
    };
    at..at + length
}

/// The word that ends in front of a place, blanks skipped.
fn word_before(text: &str, at: usize) -> Range<usize> {
    let before = text.get(..at).unwrap_or("").trim_end_matches([' ', '\t']);
    let word = before.trim_end_matches(|c: char| pest::unicode::XID_CONTINUE(c) && !c.is_ascii_digit());
    word.len()..before.len()
}

/// A special answer to what stopped the grammar at a place of a clause, with the place to show.
pub(crate) fn hint(text: &str, at: usize, expected: &[Kind]) -> Option<(Range<usize>, SyntaxErrorKind)> {
    let token_only =
        |k: &Kind| matches!(k, Kind::string | Kind::text | Kind::date | Kind::id | Kind::number | Kind::code);
    if expected.iter().all(token_only) {
        return None;
    }
    piled_up(text, at).or_else(|| dash(text, at)).or_else(|| instead(text, at)).or_else(|| glued(text, at))
}

/// Nine signs in a row: the grammar takes eight.
fn piled_up(text: &str, at: usize) -> Option<(Range<usize>, SyntaxErrorKind)> {
    let sign = |c: char| matches!(c, '-' | ' ' | '\t' | '不');
    let before = text.get(..at)?;
    let pile = before.trim_end_matches(sign);
    let after = text.get(at..)?.trim_start_matches(sign);
    let words = |s: &str| {
        s.split_whitespace()
            .rev()
            .take_while(|w| matches!(*w, "not" | "有" | "没有" | "has" | "lacks" | "不" | "-"))
            .count()
    };
    let signs = before.get(pile.len()..)?.chars().filter(|c| matches!(c, '-' | '不')).count();
    (signs >= 8 || words(before) >= 8).then(|| (pile.len()..text.len() - after.len(), TooLongExpression))
}

/// `56-60`, `56~60`, `56—60`; or `0-100` in front of the place, where `..` was expected.
fn dash(text: &str, at: usize) -> Option<(Range<usize>, SyntaxErrorKind)> {
    let before = text.get(..at)?.trim_end();
    let word = before.rsplit([' ', '\t', '(', ',']).next()?;
    if let Some((from, to)) = word.split_once('-')
        && from.starts_with(|c: char| c.is_ascii_digit())
        && to.starts_with(|c: char| c.is_ascii_digit())
        && !to.contains('-')
        && from.len() != 4
    {
        let range = before.len() - word.len()..before.len();
        return Some((range, DashRange { instead: format!("{from}..{to}") }));
    }
    let rest = text.get(at..)?;
    let sign = rest.chars().next().filter(|c| matches!(c, '~' | '—' | '–' | '-' | '〜'))?;
    let after = rest.trim_start_matches(sign).trim_start();
    let right_at = text.len() - after.len();
    let part = |c: char| pest::unicode::XID_CONTINUE(c) || c == '.' || c == '%';
    let right = after.split(|c| !part(c)).next().filter(|r| !r.is_empty())?;
    let before = text.get(..at)?.trim_end();
    let left = before.rsplit(|c| !part(c)).next()?;
    left.starts_with(|c: char| c.is_ascii_digit()).then(|| {
        let range = before.len() - left.len()..right_at + right.len();
        (range, DashRange { instead: format!("{left}..{right}") })
    })
}

fn instead(text: &str, at: usize) -> Option<(Range<usize>, SyntaxErrorKind)> {
    let doubled = at.checked_sub(1).map(|i| token(text, i)).filter(|r| text.get(r.clone()) == Some("=="));
    let range = doubled.unwrap_or_else(|| token(text, at));
    let found = text.get(range.clone())?;
    let (_, zh, en) = INSTEAD.iter().find(|(wrong, ..)| *wrong == found)?;
    let kind = WriteInstead { found: found.to_owned(), zh, en };
    Some((range, kind))
}

/// `凡周岁`, `周岁不满`, `1年积`: a keyword without a space beside it.
fn glued(text: &str, at: usize) -> Option<(Range<usize>, SyntaxErrorKind)> {
    let found = token(text, at);
    let word = text.get(found.clone())?;
    let opening = longest(|s, class| {
        matches!(class, Class::Connective | Class::Clause | Class::Measure)
            && word.len() > s.len()
            && word.starts_with(s)
    });
    if let Some(keyword) = opening.filter(|_| !word.starts_with(|c: char| c.is_ascii())) {
        return Some((found, GluedKeyword { keyword: keyword.to_owned() }));
    }
    let range = word_before(text, at);
    let word = text.get(range.clone())?;
    let closing = longest(|s, class| {
        matches!(class, Class::Connective | Class::Closing)
            && word.len() > s.len()
            && (word.ends_with(s) || s.chars().count() > 1 && word.contains(s))
    })?;
    Some((range, GluedKeyword { keyword: closing.to_owned() }))
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

/// The unit and the keyword in `年积`, `年内`, `分的`: a unit's name that is none.
pub(crate) fn glued_unit(name: &str) -> Option<&'static str> {
    let units = KEYWORDS.iter().filter(|k| k.class == Class::Unit);
    units.flat_map(|k| k.spellings(Language::Zh)).find_map(|unit| {
        let rest = name.strip_prefix(unit)?;
        longest(|s, class| matches!(class, Class::Connective | Class::Closing | Class::Measure) && s == rest)
    })
}
