//! Cuts a file into slices that are parsed alone: one declaration each, with the comments above it.

use std::ops::Range;

use crate::characters::{folded_char, is_bidirectional, is_invisible, is_stray};
use crate::keywords::{Class, KEYWORDS, Keyword, Language};

/// The cuts of a file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cuts {
    /// One range for each declaration; the first may hold text that no declaration opens.
    pub slices: Vec<Range<usize>>,
    /// Comments and empty lines behind the last.
    pub ending: Range<usize>,
}

/// Cuts at each line whose column-one word is a head or, in Chinese, begins with one.
pub fn cut(text: &str) -> Cuts {
    let mut slices: Vec<Range<usize>> = Vec::new();
    let mut from: Option<usize> = None;
    let mut idle: Option<usize> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_idle(line) {
            idle.get_or_insert(at);
        } else {
            let begin = idle.take().unwrap_or(at);
            if head_at(behind_stray(line)).is_some()
                && let Some(from) = from.replace(begin)
            {
                slices.push(from..begin);
            }
            from.get_or_insert(begin);
        }
        at += line.len();
    }
    let end = idle.unwrap_or(text.len());
    slices.extend(from.map(|from| from..end));
    Cuts { slices, ending: end..text.len() }
}

/// A line behind characters that stand nowhere: a byte order mark, a form feed.
pub(crate) fn behind_stray(line: &str) -> &str {
    line.trim_start_matches(|c| c != '\r' && (is_stray(c) || is_bidirectional(c) || is_invisible(c)))
}

/// Whether a line is empty or a comment.
pub(crate) fn is_idle(line: &str) -> bool {
    let mut chars = line.chars().map(|c| folded_char(c).unwrap_or(c));
    let first = chars.find(|c| !matches!(c, ' ' | '\t'));
    match first {
        Some('\r') => matches!(chars.next(), None | Some('\n')),
        Some(c) => c == '\n' || c == '#',
        None => true,
    }
}

/// A head at a line's start.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    /// Which.
    pub keyword: &'static Keyword,
    /// Its bytes in the line.
    pub length: usize,
    /// Letters follow without a space: `指标年龄`.
    pub glued: bool,
}

/// The head that opens a line at column one.
pub(crate) fn head_at(line: &str) -> Option<Head> {
    let first = line.chars().next()?;
    if !first.is_alphabetic() {
        return None;
    }
    KEYWORDS.iter().filter(|k| k.class == Class::Head).find_map(|keyword| {
        [Language::Zh, Language::En]
            .into_iter()
            .find_map(|language| keyword.spellings(language).find_map(|s| head(line, keyword, s, language)))
    })
}

fn head(line: &str, keyword: &'static Keyword, spelling: &str, language: Language) -> Option<Head> {
    let mut chars = line.chars();
    for expected in spelling.chars() {
        let c = chars.next()?;
        if folded_char(c).unwrap_or(c) != expected {
            return None;
        }
    }
    let length = line.len() - chars.as_str().len();
    let next = chars.next().map(|c| folded_char(c).unwrap_or(c));
    let joined = next.is_some_and(pest::unicode::XID_CONTINUE);
    match language {
        Language::En if joined => None,
        Language::En => Some(Head { keyword, length, glued: false }),
        Language::Zh => {
            let digit = next.is_some_and(|c| c.is_ascii_digit());
            Some(Head { keyword, length, glued: joined && !digit })
        }
    }
}
