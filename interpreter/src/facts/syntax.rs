//! What is wrong with a text that is no JSON, in words of our own.

use super::encoding::place_at;
use super::error::FactError;
use super::words::{quoted, shorten};
use crate::diagnostic::{Arg, Code};

/// Words for an error of serde_json: where it stopped and what stands there decide.
pub fn explain(error: &serde_json::Error, text: &str, first: usize) -> FactError {
    let at = offset(text, error.line(), error.column());
    let message = error.to_string();
    let (code, args, at) = if message.starts_with("recursion limit") {
        (Code::JsonTooDeep, Vec::new(), at)
    } else if error.is_eof() {
        let end = text.trim_end().len();
        (Code::JsonUnfinished, vec![missing(&message)], end)
    } else {
        at_character(&message, text, at)
    };
    FactError::new(code, "", args).at(place_at(text, at, first))
}

/// The byte at which serde_json stopped; its columns count bytes from 1, 0 is the line's end before.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = match line.checked_sub(2) {
        Some(breaks) => text.match_indices('\n').nth(breaks).map_or(text.len(), |(i, _)| i + 1),
        None => 0,
    };
    text.floor_char_boundary((start + column).saturating_sub(1))
}

fn missing(message: &str) -> Arg {
    if message.contains("string") {
        Arg::pair("引号里的文字没有结束", "a string has no closing quote")
    } else if message.contains("list") {
        Arg::pair("缺少 `]`", "a `]` is missing")
    } else if message.contains("object") {
        Arg::pair("缺少 `}`", "a `}` is missing")
    } else {
        Arg::pair("缺少值", "a value is missing")
    }
}

fn at_character(message: &str, text: &str, at: usize) -> (Code, Vec<Arg>, usize) {
    let found = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
    if let Some(args) = in_string(message, found) {
        return (Code::JsonString, args, at);
    }
    let before = text.get(..at).unwrap_or_default().trim_end();
    if matches!(found, '}' | ']') && before.ends_with(',') {
        return (Code::JsonTrailingComma, vec![found.into()], before.len() - 1);
    }
    if matches!(found, '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}' | '\u{FF02}' | '\u{FF07}') {
        return (Code::JsonQuotes, vec![found.into()], at);
    }
    let is_value = ["expected value", "expected ident", "invalid number"].iter().any(|m| message.starts_with(m));
    let (start, word) = if is_part(found) || is_value { word(text, at) } else { (at, "") };
    let is_glued = start < at && is_part(found) && message.starts_with("expected `,`");
    if !word.is_empty() && (is_value || is_glued) {
        return of_word(word, start);
    }
    let shown = if word.is_empty() { shorten(&found.to_string(), 1) } else { shorten(word, 40) };
    (Code::JsonSyntax, vec![shown.into(), expected(message, before), hint(found)], at)
}

fn in_string(message: &str, found: char) -> Option<Vec<Arg>> {
    let none = Arg::from("");
    if message.starts_with("control character") {
        let what = match found {
            '\n' | '\r' => Arg::pair("换行", "a line break"),
            '\t' => Arg::pair("制表符", "a tab"),
            _ => Arg::pair("控制字符", "a control character"),
        };
        let write =
            Arg::pair("写作 `\\n`、`\\t` 或 `\\u0000` 的形式", "write it as `\\n`, `\\t` or in the form `\\u0000`");
        return Some(vec![what, write]);
    }
    if message.starts_with("invalid escape") || message.starts_with("unexpected end of hex") {
        let hint = Arg::pair("反斜杠写作 `\\\\`", "a backslash is written `\\\\`");
        let lone = message.starts_with("unexpected end");
        let what = Arg::pair("无效的转义", "an escape that JSON doesn't know");
        return Some(vec![what, if lone { none } else { hint }]);
    }
    let half = message.starts_with("lone leading surrogate") || message.starts_with("invalid unicode");
    half.then(|| vec![Arg::pair("不成对的代理字符", "half of a surrogate pair"), none])
}

/// The run of letters, digits and signs of numbers around a byte, and where it begins.
fn word(text: &str, at: usize) -> (usize, &str) {
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.trim_end_matches(is_part).len();
    let end = text.len() - behind.trim_start_matches(is_part).len();
    (start, text.get(start..end).unwrap_or_default())
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '+' | '-' | '.')
}

fn of_word(word: &str, at: usize) -> (Code, Vec<Arg>, usize) {
    let lower = word.to_lowercase();
    let write = |json: &str| Arg::pair(format!("应写 `{json}`"), format!("write `{json}`"));
    let hint = match lower.trim_start_matches(['-', '+']) {
        "nan" | "inf" | "infinity" | "undefined" => {
            Arg::pair("不知道的事实不写这个键", "leave the key out where the fact is unknown")
        }
        "true" | "yes" | "y" | "是" => write("true"),
        "false" | "no" | "n" | "否" => write("false"),
        "null" | "none" | "nil" | "无" => write("null"),
        rest if rest.is_empty() || is_digits(rest) => {
            return (Code::JsonNumber, vec![shorten(word, 40).into()], at);
        }
        _ => Arg::pair(format!("文字写在引号里:{}", quoted(word)), format!("put text in quotes: {}", quoted(word))),
    };
    (Code::JsonWord, vec![shorten(word, 40).into(), hint], at)
}

/// Whether a word was meant as a number.
fn is_digits(word: &str) -> bool {
    word.is_ascii() && word.starts_with(|c: char| c.is_ascii_digit() || c == '.')
}

fn expected(message: &str, before: &str) -> Arg {
    let pairs = [
        ("expected `:`", "`:`", "`:`"),
        ("expected `,` or `]`", "`,` 或 `]`", "`,` or `]`"),
        ("expected `,` or `}`", "`,` 或 `}`", "`,` or `}`"),
        ("key must be", "双引号中的键", "a key in double quotes"),
        ("trailing characters", "文本结束", "the end"),
    ];
    let known = pairs.iter().find(|(start, ..)| message.starts_with(start));
    match known {
        Some((_, zh, en)) => Arg::pair(*zh, *en),
        None if before.is_empty() => Arg::pair("JSON 对象", "a JSON object"),
        None => Arg::pair("值", "a value"),
    }
}

fn hint(found: char) -> Arg {
    match found {
        '\u{FF0C}' | '\u{3001}' => Arg::pair("请用英文逗号 `,`", "use the ASCII comma `,`"),
        '\u{FF1A}' => Arg::pair("请用英文冒号 `:`", "use the ASCII colon `:`"),
        '\u{FF5B}' | '\u{FF5D}' | '\u{FF3B}' | '\u{FF3D}' | '\u{3010}' | '\u{3011}' => {
            Arg::pair("请用英文括号", "use ASCII brackets")
        }
        '/' | '#' => Arg::pair("JSON 没有注释", "JSON has no comments"),
        '\u{3000}' | '\u{A0}' => Arg::pair("请用英文空格", "use an ASCII space"),
        _ => Arg::from(""),
    }
}

/// Whether the text is no JSON at all (it may only repeat keys otherwise).
pub fn is_syntax(errors: &[FactError]) -> bool {
    errors.iter().all(|e| e.code != Code::JsonTwice)
}
