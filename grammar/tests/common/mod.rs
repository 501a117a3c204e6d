//! What several tests share.
#![allow(dead_code)]

use jifen_grammar::error::SyntaxErrorKind;
use jifen_grammar::keywords::Language;
use jifen_grammar::tree::{File, Kind, Node};
use jifen_grammar::{format_checked, parse};

pub const SHANGHAI_ZH: &str = include_str!("../samples/shanghai.zh.rules");
pub const SHANGHAI_EN: &str = include_str!("../samples/shanghai.en.rules");
pub const EVERY_WORD: &str = include_str!("../samples/every_word.zh.rules");

/// A file without errors.
pub fn good(text: &str) -> File {
    let file = parse(0, text);
    assert!(file.errors.is_empty(), "{text}\n{:?}", file.errors);
    file
}

/// The canonical text of a file without errors.
pub fn laid_out(text: &str, language: Option<Language>) -> String {
    let out = format_checked(&good(text), text, language);
    out.unwrap_or_else(|e| panic!("{text}\n{e:?}"))
}

/// The errors of a text: the part of the text they point at, and what they say.
pub fn errors(text: &str) -> Vec<(String, SyntaxErrorKind)> {
    let file = parse(0, text);
    file.errors.into_iter().map(|e| (text[e.span.range()].to_owned(), e.kind)).collect()
}

/// Every node of a file.
pub fn nodes(file: &File) -> Vec<&Node> {
    let mut all = Vec::new();
    for declaration in &file.declarations {
        declaration.walk(&mut |n| all.push(n));
    }
    all
}

/// The nodes of a kind.
pub fn of_kind(file: &File, kind: Kind) -> Vec<&Node> {
    nodes(file).into_iter().filter(|n| n.kind == kind).collect()
}
