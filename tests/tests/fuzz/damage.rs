//! Ways to damage a text: words and lines are cut, doubled, swapped, replaced; another text is spliced in.

use jifen_grammar::keywords::{KEYWORDS, Language};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

const SIGNS: &[&str] = &[
    "(", ")", "{", "}", "\"", "“", "”", "，", ",", ";", "；", "、", "\n", "\r\n", " ", "\t", "　", "#", "＃ 注", "-",
    ".", "..", "..<", "|", "=", "≥", "<", "!=", "%", ":", "：", "/", "+", "*", "\\", "\u{202E}", "\0", "\u{FEFF}", "é",
    "e\u{301}", "😀", "!", "。", "~", "'",
];

const VALUES: &[&str] = &[
    "0",
    "1",
    "-1",
    "56..60",
    "3..1",
    "2018-02-29",
    "2016-13",
    "0001-01-01",
    "9999-12-31",
    "2199-12",
    "甲",
    "a",
    "的",
    "5分",
    "80%",
    "10万元",
    "3倍",
    "5年",
    "48个月",
    "99999999999999999999999999999",
    "9999999999999999999999999999",
    "0.0000000000000000000000000001",
    "30分/年",
    "1元/月",
    "10小时",
    "申请日期",
    "总积分",
    "周岁",
    "本项",
    "空缺",
];

/// What is done to a text.
#[derive(Debug, Clone)]
pub enum Damage {
    Cut(Index, usize),
    Double(Index, usize),
    Swap(Index, Index),
    Replace(Index, String),
    Put(Index, String),
    /// Words of the same text, or of the other.
    Copy(Index, usize, Index, bool),
    CutLine(Index),
    DoubleLine(Index),
    SwapLines(Index, Index),
    /// Ends with the other text from there on.
    Splice(Index, Index),
}

/// A keyword, sign, value, or any characters.
pub fn garbage() -> impl Strategy<Value = String> {
    let spelled =
        |k: &'static jifen_grammar::keywords::Keyword| k.spellings(Language::Zh).chain(k.spellings(Language::En));
    let keywords: Vec<&'static str> = KEYWORDS.iter().flat_map(spelled).collect();
    prop_oneof![
        select(SIGNS.to_vec()).prop_map(str::to_owned),
        select(VALUES.to_vec()).prop_map(|v| format!("{v} ")),
        select(keywords).prop_map(|k| format!("{k} ")),
        "\\PC{0,4}",
        any::<char>().prop_map(String::from),
    ]
}

/// One to six of them.
pub fn damages() -> impl Strategy<Value = Vec<Damage>> {
    let at = any::<Index>;
    let one = prop_oneof![
        (at(), 1..4_usize).prop_map(|(a, n)| Damage::Cut(a, n)),
        (at(), 1..4_usize).prop_map(|(a, n)| Damage::Double(a, n)),
        (at(), at()).prop_map(|(a, b)| Damage::Swap(a, b)),
        (at(), garbage()).prop_map(|(a, w)| Damage::Replace(a, w)),
        (at(), garbage()).prop_map(|(a, w)| Damage::Put(a, w)),
        (at(), 1..12_usize, at(), any::<bool>()).prop_map(|(a, n, b, o)| Damage::Copy(a, n, b, o)),
        at().prop_map(Damage::CutLine),
        at().prop_map(Damage::DoubleLine),
        (at(), at()).prop_map(|(a, b)| Damage::SwapLines(a, b)),
        (at(), at()).prop_map(|(a, b)| Damage::Splice(a, b)),
    ];
    vec(one, 1..7)
}

/// The text with the damages done to it; `other` is what is copied and spliced from.
pub fn damaged(text: &str, other: &str, damages: &[Damage]) -> String {
    let mut text = text.to_owned();
    for damage in damages {
        let lines = matches!(damage, Damage::CutLine(_) | Damage::DoubleLine(_) | Damage::SwapLines(..));
        let mut parts: Vec<&str> = if lines { text.split_inclusive('\n').collect() } else { words(&text) };
        let end = parts.len();
        if end == 0 {
            return text;
        }
        let span = |at: &Index, n: usize| (at.index(end), (at.index(end) + n).min(end));
        match damage {
            Damage::Cut(at, n) => drop(parts.drain(span(at, *n).0..span(at, *n).1)),
            Damage::CutLine(at) => drop(parts.remove(at.index(end))),
            Damage::Double(at, n) => {
                let (from, to) = span(at, *n);
                let doubled = parts[from..to].to_vec();
                parts.splice(to..to, doubled);
            }
            Damage::DoubleLine(at) => parts.insert(at.index(end), parts[at.index(end)]),
            Damage::Swap(a, b) | Damage::SwapLines(a, b) => parts.swap(a.index(end), b.index(end)),
            Damage::Replace(at, word) => parts[at.index(end)] = word,
            Damage::Put(at, word) => parts.insert(at.index(end), word),
            Damage::Copy(from, n, to, foreign) => {
                let source = if *foreign { words(other) } else { parts.clone() };
                if !source.is_empty() {
                    let from = from.index(source.len());
                    let part = source[from..(from + n).min(source.len())].to_vec();
                    parts.splice(to.index(end)..to.index(end), part);
                }
            }
            Damage::Splice(at, from) => {
                parts.truncate(at.index(end));
                let foreign = words(other);
                let from = from.index(foreign.len() + 1);
                parts.extend(&foreign[from..]);
            }
        }
        text = parts.concat();
    }
    text
}

/// Words, runs of blanks, and single other characters.
fn words(text: &str) -> Vec<&str> {
    let kind = |c: char| match c {
        c if c.is_alphanumeric() || c == '_' => 0,
        ' ' => 1,
        _ => 2,
    };
    let (mut words, mut from) = (Vec::new(), 0);
    let mut before = None;
    for (at, c) in text.char_indices() {
        let joined = before == Some(kind(c)) && kind(c) != 2;
        if !joined && from < at {
            words.push(&text[from..at]);
            from = at;
        }
        before = Some(kind(c));
    }
    words.extend((from < text.len()).then_some(&text[from..]));
    words
}
