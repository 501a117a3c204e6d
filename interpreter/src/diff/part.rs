//! A version taken apart into what a drafter would call its parts: rules, rows, cells, fields, each with its meaning and
//! its text. Everything that compares works on these.

use super::field::Field;
use crate::model::{Expr, Text};

/// A part of something declared: a field with a value, or a row, case, step that has fields itself.
#[derive(Debug, Clone)]
pub(super) struct Part<'m> {
    /// Which kind of part.
    pub field: Field,
    /// What tells it from its siblings of the same kind, with keys resolved: a label, a case, a date.
    pub label: String,
    /// The same as written, to address it by; empty for a field.
    pub name: Text,
    /// What the label is: it may change while the part stays the same (`(2)` to `(3)`). `None`: another label is another part.
    pub labelled: Option<Field>,
    /// What it means, with the parts inside, its own label left out.
    pub meaning: String,
    /// As written, on one line.
    pub shown: Text,
    /// The expression, where it is one.
    pub expr: Option<&'m Expr>,
    /// Its own source.
    pub cites: Vec<String>,
    /// What is inside.
    pub parts: Vec<Part<'m>>,
    /// Whether the order of what is inside means something.
    pub ordered: bool,
}

impl<'m> Part<'m> {
    /// A field with a value.
    pub fn leaf(field: Field, meaning: impl Into<String>, shown: Text) -> Part<'m> {
        Part {
            field,
            label: String::new(),
            name: Text::default(),
            labelled: None,
            meaning: meaning.into(),
            shown,
            expr: None,
            cites: Vec::new(),
            parts: Vec::new(),
            ordered: false,
        }
    }

    /// A text as a field: it means itself.
    pub fn text(field: Field, value: &str) -> Part<'m> {
        Part::leaf(field, value, same(value))
    }

    /// Something with parts inside.
    pub fn whole(field: Field, shown: Text, parts: Vec<Part<'m>>, ordered: bool) -> Part<'m> {
        let mut all: Vec<String> = parts.iter().map(Part::sign).collect();
        if !ordered {
            all.sort();
        }
        let meaning = format!("{{{}}}", all.join(";"));
        Part { parts, ordered, ..Part::leaf(field, meaning, shown) }
    }

    /// A part that only holds others together.
    pub fn several(field: Field, parts: Vec<Part<'m>>, ordered: bool) -> Part<'m> {
        Part::whole(field, Text::default(), parts, ordered)
    }

    /// The same, addressed by a label.
    pub fn called(mut self, label: impl Into<String>, name: Text) -> Part<'m> {
        self.label = label.into();
        self.name = name;
        self
    }

    /// The same; its label may change.
    pub fn relabelled_as(mut self, field: Field) -> Part<'m> {
        self.labelled = Some(field);
        self
    }

    /// The same, with its source.
    pub fn from(mut self, cites: &[String]) -> Part<'m> {
        self.cites = cites.to_vec();
        self
    }

    /// The same, with its expression.
    pub fn of(mut self, expr: &'m Expr) -> Part<'m> {
        self.expr = Some(expr);
        self
    }

    /// All of it, label included: equal signs are equal parts.
    pub fn sign(&self) -> String {
        format!("{:?}[{}]={}", self.field, self.label, self.meaning)
    }

    /// The fields at the bottom, each with the way to it.
    pub fn leaves(&self) -> Vec<String> {
        if self.parts.is_empty() {
            return vec![self.sign()];
        }
        let inner = self.parts.iter().flat_map(Part::leaves);
        inner.map(|leaf| format!("{:?}[{}]/{leaf}", self.field, self.label)).collect()
    }
}

/// A text that is the same in both languages.
pub(super) fn same(text: &str) -> Text {
    Text { zh: text.to_owned(), en: text.to_owned() }
}

/// A text in both languages.
pub(super) fn both(zh: &str, en: &str) -> Text {
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

/// How much of the larger two lists have in common, in hundredths.
pub(super) fn likeness(a: &[String], b: &[String]) -> usize {
    let mut rest: Vec<&String> = b.iter().collect();
    let mut common = 0;
    for one in a {
        if let Some(at) = rest.iter().position(|other| *other == one) {
            rest.swap_remove(at);
            common += 1;
        }
    }
    match a.len().max(b.len()) {
        0 => 0,
        most => common * 100 / most,
    }
}
