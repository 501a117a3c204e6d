//! Any bytes and many damaged policies: nothing panics, nothing is lost, formatting changes no meaning.

mod common;

use common::{EVERY_WORD, SHANGHAI_EN, SHANGHAI_ZH};
use jifen_grammar::keywords::{KEYWORDS, Language};
use jifen_grammar::tree::{File, Kind, Node, Trivia};
use jifen_grammar::{format_checked, parse, parse_bytes};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Marks the bytes of tokens, strings, broken parts and errors.
fn cover(file: &File, seen: &mut [bool]) {
    fn mark(node: &Node, seen: &mut [bool]) {
        let whole = matches!(node.kind, Kind::string | Kind::broken | Kind::broken_declaration);
        if whole || node.children.is_empty() {
            seen[node.span.range()].fill(true);
        }
        for child in &node.children {
            mark(child, seen);
        }
    }
    for declaration in &file.declarations {
        mark(declaration, seen);
    }
    for error in &file.errors {
        seen[error.span.range()].fill(true);
    }
}

fn comments(file: &File) -> usize {
    let count = |t: &[Trivia]| t.iter().filter(|t| **t != Trivia::Blank).count();
    let mut all = count(&file.ending);
    for declaration in &file.declarations {
        declaration.walk(&mut |n| {
            all += count(&n.before) + count(&n.inside) + usize::from(n.behind.is_some());
        });
    }
    all
}

/// Every line's characters outside tokens, strings and errors are blanks, separators or a comment,
/// and each comment is in the tree.
fn nothing_is_lost(text: &str) -> Result<(), TestCaseError> {
    let file = parse(0, text);
    let mut seen = vec![false; text.len()];
    cover(&file, &mut seen);
    let stopped = file.declarations.iter().any(|d| d.kind == Kind::broken_declaration);
    let mut found = 0;
    for (start, line) in lines(text) {
        for (i, c) in line.char_indices() {
            if seen[start + i] || c.is_whitespace() || "；;|｜\u{FEFF}".contains(c) {
                continue;
            }
            prop_assert!("#＃".contains(c), "lost at {}: {:?}\n{}", start + i, &line[i..], text);
            found += 1;
            break;
        }
    }
    // A declaration that could not be read holds the comments inside it as text
    prop_assert!(found <= comments(&file) || stopped, "comments: {} of {}\n{}", comments(&file), found, text);
    Ok(())
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        at += line.len();
        (at - line.len(), line)
    })
}

/// Spans lie in the text, on characters, children inside their parents and in order.
fn spans_fit(text: &str) -> Result<(), TestCaseError> {
    fn fits(node: &Node, text: &str) -> bool {
        let range = node.span.range();
        text.get(range.clone()).is_some()
            && node.children.iter().all(|c| {
                let inner = c.span.range();
                range.start <= inner.start && inner.end <= range.end && fits(c, text)
            })
    }
    let file = parse(0, text);
    for declaration in &file.declarations {
        prop_assert!(fits(declaration, text), "{:?}\n{}", declaration.span, text);
    }
    for error in &file.errors {
        prop_assert!(text.get(error.span.range()).is_some(), "{:?}\n{}", error, text);
    }
    Ok(())
}

/// A text without errors is laid out, in both languages, to the same tree.
fn layouts_agree(text: &str) -> Result<(), TestCaseError> {
    let file = parse(0, text);
    if !file.errors.is_empty() {
        return Ok(());
    }
    let own = format_checked(&file, text, None);
    let own = own.map_err(|e| TestCaseError::fail(format!("{e:?}\n{text}")))?;
    for language in [Language::Zh, Language::En] {
        let there = format_checked(&file, text, Some(language));
        let there = there.map_err(|e| TestCaseError::fail(format!("{e:?}\n{text}")))?;
        let back = format_checked(&parse(0, &there), &there, Some(file.language));
        prop_assert_eq!(back.as_ref(), Ok(&own), "{}", there);
    }
    Ok(())
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    spans_fit(text)?;
    nothing_is_lost(text)?;
    layouts_agree(text)
}

const SIGNS: &[&str] = &[
    "(",
    ")",
    "{",
    "}",
    "\"",
    "“",
    "”",
    "，",
    ",",
    ";",
    "；",
    "、",
    "\n",
    "\r\n",
    " ",
    "\t",
    "　",
    "#",
    "＃ 注",
    "-",
    ".",
    "..",
    "..<",
    "|",
    "=",
    "≥",
    "<",
    "%",
    ":",
    "：",
    "/",
    "+",
    "*",
    "1",
    "56..60",
    "2018-02-29",
    "2016-13",
    "甲",
    "a",
    "的",
    "年",
    "5分",
    "\\",
    "\u{202E}",
    "\0",
    "\u{FEFF}",
    "é",
    "e\u{301}",
    "😀",
    "!",
    "。",
    "~",
];

fn word() -> impl Strategy<Value = String> {
    let keywords: Vec<&'static str> =
        KEYWORDS.iter().flat_map(|k| k.spellings(Language::Zh).chain(k.spellings(Language::En))).collect();
    prop_oneof![
        select(SIGNS.to_vec()).prop_map(str::to_owned),
        select(keywords).prop_map(|k| format!("{k} ")),
        "\\PC{0,4}",
    ]
}

/// What is done to a sample: cut out, put in, moved.
#[derive(Debug, Clone)]
enum Damage {
    Cut(Index, usize),
    Put(Index, String),
    Copy(Index, usize, Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        (any::<Index>(), 1..12_usize).prop_map(|(at, n)| Damage::Cut(at, n)),
        (any::<Index>(), word()).prop_map(|(at, w)| Damage::Put(at, w)),
        (any::<Index>(), 1..40_usize, any::<Index>()).prop_map(|(a, n, b)| Damage::Copy(a, n, b)),
    ]
}

fn damaged(sample: &str, damages: &[Damage]) -> String {
    let mut text: Vec<char> = sample.chars().collect();
    for d in damages {
        let end = text.len() + 1;
        match d {
            Damage::Cut(at, n) => {
                let at = at.index(end);
                text.drain(at..(at + n).min(end - 1));
            }
            Damage::Put(at, word) => {
                let at = at.index(end);
                text.splice(at..at, word.chars());
            }
            Damage::Copy(from, n, to) => {
                let from = from.index(end);
                let part = text[from..(from + n).min(end - 1)].to_vec();
                let to = to.index(end);
                text.splice(to..to, part);
            }
        }
    }
    text.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: if cfg!(debug_assertions) { 64 } else { 1_000 }, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let (text, _) = parse_bytes(0, &bytes);
        holds(&text)?;
    }

    #[test]
    fn any_words(words in proptest::collection::vec(word(), 0..80)) {
        holds(&words.concat())?;
        holds(&format!("指标 甲 {{\n{}\n}}\n", words.concat()))?;
        holds(&format!("定义 甲 = {}", words.concat()))?;
    }

    #[test]
    fn damaged_policies(
        sample in select(vec![SHANGHAI_ZH, SHANGHAI_EN, EVERY_WORD]),
        damages in proptest::collection::vec(damage(), 1..6),
    ) {
        holds(&damaged(sample, &damages))?;
    }

    #[test]
    fn comments_anywhere(
        sample in select(vec![SHANGHAI_ZH, SHANGHAI_EN, EVERY_WORD]),
        places in proptest::collection::vec(any::<Index>(), 1..8),
    ) {
        let mut text = sample.to_owned();
        for (i, place) in places.iter().enumerate() {
            let breaks: Vec<usize> = text.match_indices([' ', '\n']).map(|(at, _)| at).collect();
            text.insert_str(breaks[place.index(breaks.len())], &format!(" # 注{i}\n "));
        }
        holds(&text)?;
    }
}
