//! Diagnostics as data: a code, a place, the values involved. The words live in [`crate::messages`].

use jifen_grammar::keywords::Language;
use jifen_grammar::tree::Span;

pub use crate::messages::Code;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The policy can't be relied on.
    Error,
    /// It works, but is likely not what was meant.
    Warning,
}

/// A value inside a message, in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arg {
    /// In a Chinese message.
    pub zh: String,
    /// In an English message.
    pub en: String,
}

impl Arg {
    /// A value that reads differently in the two languages.
    pub fn pair(zh: impl Into<String>, en: impl Into<String>) -> Arg {
        Arg { zh: zh.into(), en: en.into() }
    }

    /// In a language.
    pub fn say(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }

    /// A number of things: the bare number in Chinese, with its noun in English.
    pub fn counted(number: usize, noun: &str) -> Arg {
        let en = if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") };
        Arg { zh: number.to_string(), en }
    }
}

impl<T: std::fmt::Display> From<T> for Arg {
    fn from(value: T) -> Arg {
        let text = value.to_string();
        Arg { zh: text.clone(), en: text }
    }
}

/// One thing to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which.
    pub code: Code,
    /// Where.
    pub span: Span,
    /// The values involved, by the places in the message.
    pub args: Vec<Arg>,
    /// Other places that matter, each with its own words.
    pub related: Vec<(Span, Arg)>,
    /// An applicant whom a finding is about.
    pub example: Option<Box<Example>>,
}

/// An applicant who shows what a finding says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The version under which it shows.
    pub version: String,
    /// The facts that matter, in words.
    pub words: Arg,
    /// All facts as a file would hold them, in JSON.
    pub facts: String,
}

impl Diagnostic {
    /// A diagnostic without related places.
    pub fn new(code: Code, span: Span, args: impl IntoIterator<Item = Arg>) -> Diagnostic {
        Diagnostic { code, span, args: args.into_iter().collect(), related: Vec::new(), example: None }
    }

    /// The same, with a related place.
    pub fn with(mut self, span: Span, words: Arg) -> Diagnostic {
        self.related.push((span, words));
        self
    }

    /// The same, with an applicant who shows it.
    pub fn by(mut self, example: Option<Example>) -> Diagnostic {
        self.example = example.map(Box::new);
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// The message in a language.
    pub fn message(&self, language: Language) -> String {
        fill(self.code.message(language), &self.args, language)
    }

    /// The message in both, for another message to repeat.
    pub fn words(&self) -> Arg {
        Arg::pair(self.message(Language::Zh), self.message(Language::En))
    }

    /// What to do about it; empty where the message says all.
    pub fn hint(&self, language: Language) -> String {
        fill(self.code.hint(language), &self.args, language)
    }
}

/// A template with its `{0}`, `{1}`, … replaced; what is put in is not searched again.
pub(crate) fn fill(template: &str, args: &[Arg], language: Language) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let place = behind.split_once('}').and_then(|(n, tail)| Some((n.parse::<usize>().ok()?, tail)));
        match place.and_then(|(n, tail)| Some((args.get(n)?, tail))) {
            Some((arg, tail)) => {
                out.push_str(arg.say(language));
                rest = tail;
            }
            None => {
                out.push('{');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}
