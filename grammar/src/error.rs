//! What can be wrong with a text before its meaning is asked for.

use crate::keywords::Language;
use crate::tree::Span;

/// One thing wrong, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: SyntaxErrorKind,
}

/// The kinds of error; each variant shows a text that makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// `凡 周岁 在 的,积 5分`: something else was expected here. Words of the grammar, per language, ready to be joined.
    Expected {
        /// What the drafter may write here, in Chinese.
        zh: Vec<String>,
        /// The same in English.
        en: Vec<String>,
        /// The text that stands there instead, shortened; empty at the end of a line.
        found: String,
        /// A sentence that is right, in Chinese and English; empty where none helps.
        example: (&'static str, &'static str),
    },
    /// `指标年龄 {`: the keyword and what stands beside it need a space between them.
    GluedKeyword {
        /// The keyword.
        keyword: String,
        /// The same text with its spaces.
        apart: String,
        /// The space is missing in front of the keyword.
        front: bool,
        /// The space is missing behind it.
        behind: bool,
    },
    /// `凡 周岁 大于 60 的`: another word or sign says that here.
    WriteInstead {
        /// As written.
        found: String,
        /// What to write, in Chinese; empty where nothing is to be written.
        zh: String,
        /// The same in English.
        en: String,
    },
    /// `凡 周岁 不满 45 的 积 5分`: something is left out in front of a word.
    Missing {
        /// What, in Chinese.
        zh: String,
        /// The same in English.
        en: String,
        /// The word behind it.
        before: String,
    },
    /// `在 56-60`: a range is written with two dots.
    DashRange {
        /// What to write.
        instead: String,
    },
    /// `文号 "沪府发`: the string does not end on its line.
    UnterminatedString,
    /// `指标 年龄 {` and no `}` before the next declaration.
    UnclosedBlock,
    /// `}` too many, or text behind a declaration's end.
    TextBehindDeclaration,
    /// A first word at column one that opens no declaration.
    NotADeclaration {
        /// The nearest head, if one is near.
        near: Option<String>,
    },
    /// A bidirectional control character: what is shown is not what is read.
    BidirectionalControl {
        /// Its code point.
        code: u32,
    },
    /// A control character or another that no file of rules needs.
    StrayCharacter {
        /// The character.
        found: char,
    },
    /// More than 64 braces and parentheses inside each other.
    TooDeep,
    /// `不 不 不 不 不 不 不 不 不 甲`: too many operators in a row, or an expression of more than 10,000 parts.
    TooLongExpression,
    /// A file of more than 8 MB.
    TooLarge {
        /// Bytes.
        size: usize,
    },
    /// A name, key or string of more than 1,000 (strings: 20,000) characters.
    TooLongToken,
    /// Not UTF-8; perhaps GBK or UTF-16.
    NotUtf8 {
        /// The likely encoding, `UTF-16` or `GBK`.
        likely: Option<&'static str>,
    },
    /// `2018-02-30`: no such day or month.
    NoSuchDate {
        /// As written.
        written: String,
    },
}

/// The words of a language out of a pair.
pub fn pick<'a, T: ?Sized>(language: Language, zh: &'a T, en: &'a T) -> &'a T {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}
