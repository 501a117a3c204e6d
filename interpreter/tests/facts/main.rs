//! Reading facts, one rule a row: from text to values, errors in both languages, schema, and words.

#![allow(missing_docs, clippy::expect_used)]

mod documents;
mod lists;
mod messages;
mod model;
mod places;
mod random;
mod scalars;
mod schema;
mod show;
mod syntax;
mod unknown;

use jifen_grammar::keywords::Language;
use jifen_interpreter::facts::{self, Document, FactError, documents as read_documents};
use jifen_interpreter::model::Version;
use jifen_interpreter::value::{Facts, Val};
use std::collections::BTreeSet;

/// The one applicant of a text.
fn one(text: &str) -> Document<'_> {
    let mut all = read_documents(text.as_bytes());
    assert_eq!(all.len(), 1, "{text}");
    all.remove(0)
}

fn elsewhere() -> BTreeSet<String> {
    BTreeSet::from(["lingang_since".to_owned()])
}

fn read(text: &str) -> Result<Facts, Vec<FactError>> {
    one(text).read(&model::version(), &elsewhere())
}

fn good(text: &str) -> Facts {
    match read(text) {
        Ok(facts) => facts,
        Err(errors) => panic!("{text}: {:?}", english(&errors)),
    }
}

fn bad(text: &str) -> Vec<FactError> {
    match read(text) {
        Ok(facts) => panic!("{text} was read: {facts:?}"),
        Err(errors) => errors,
    }
}

fn index(version: &Version, key: &str) -> usize {
    version.facts.iter().position(|f| f.named.key == key).expect("a fact")
}

/// The value of a fact.
fn value(facts: &Facts, key: &str) -> Option<Val> {
    facts.values.get(index(&model::version(), key)).expect("a value for each fact").clone()
}

/// The value of the fact `key` written as `json`, in words.
fn shown(key: &str, json: &str) -> String {
    let version = model::version();
    let facts = good(&format!("{{\"{key}\": {json}}}"));
    let value = value(&facts, key).expect("given");
    facts::show(&value, &version.facts[index(&version, key)].ty, &version, Language::En)
}

/// Message and hint, as a command prints them.
fn line(error: &FactError, language: Language) -> String {
    match error.hint(language).as_str() {
        "" => error.message(language),
        hint => format!("{} ({hint})", error.message(language)),
    }
}

fn english(errors: &[FactError]) -> Vec<String> {
    errors.iter().map(|e| line(e, Language::En)).collect()
}

/// The one error of the fact `key` written as `json`.
fn error_of(key: &str, json: &str) -> String {
    let errors = bad(&format!("{{\"{key}\": {json}}}"));
    assert_eq!(errors.len(), 1, "{key}: {json}: {:?}", english(&errors));
    english(&errors).remove(0)
}
