//! The keyword table, its grammar, and that every word of it is alive.

#![allow(clippy::disallowed_methods)] // the test renews a file of the crate

mod common;

use std::collections::BTreeSet;

use common::{EVERY_WORD, good, laid_out, nodes};
use jifen_grammar::keywords::{Class, KEYWORDS, Language, grammar_source, keyword, language_of};
use jifen_grammar::tree::Kind;

#[test]
fn the_grammar_of_the_keywords_is_the_table_s() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/keywords.pest");
    let source = grammar_source();
    if std::env::var_os("JIFEN_BLESS").is_some() {
        std::fs::write(path, &source).expect("keywords.pest is written");
    }
    let written = std::fs::read_to_string(path).expect("keywords.pest is there");
    assert!(written == source, "keywords.rs has changed: run this test with JIFEN_BLESS=1");
}

#[test]
fn a_rule_leads_to_its_row() {
    for row in KEYWORDS {
        assert_eq!(keyword(row.kind).map(|k| k.id), Some(row.id));
    }
}

#[test]
fn every_keyword_is_read_in_both_languages() {
    for language in [Language::Zh, Language::En] {
        let text = laid_out(EVERY_WORD, Some(language));
        let file = good(&text);
        let seen: BTreeSet<Kind> = nodes(&file)
            .into_iter()
            .filter(|n| language_of(n.kind, &text[n.span.range()]) == Some(language))
            .map(|n| n.kind)
            .collect();
        let missing: Vec<&str> = KEYWORDS
            .iter()
            .filter(|k| !k.canonical(language).is_empty() && !seen.contains(&k.kind))
            .map(|k| k.id)
            .collect();
        assert!(missing.is_empty(), "in no sample, {language:?}: {missing:?}");
    }
}

#[test]
fn every_alias_is_read_and_rewritten() {
    for language in [Language::Zh, Language::En] {
        let text = laid_out(EVERY_WORD, Some(language));
        let file = good(&text);
        for row in KEYWORDS {
            for alias in row.spellings(language).skip(1) {
                let at = nodes(&file)
                    .into_iter()
                    .find(|n| n.kind == row.kind && text[n.span.range()] == *row.canonical(language))
                    .map(|n| n.span.range())
                    .unwrap_or_else(|| panic!("{} is in no sample", row.id));
                let mut other = text.clone();
                other.replace_range(at, alias);
                assert_eq!(laid_out(&other, None), text, "`{alias}` for {}", row.id);
            }
        }
    }
}

#[test]
fn a_rule_of_the_grammar_uses_each_keyword() {
    let rules = concat!(
        include_str!("../src/rules.pest"),
        include_str!("../src/amendments.pest"),
        include_str!("../src/cases.pest")
    );
    let words: BTreeSet<&str> = rules.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    for row in KEYWORDS {
        assert!(words.contains(row.id), "{} is in no rule", row.id);
    }
}

#[test]
fn no_language_spells_two_heads_of_declarations_alike() {
    for language in [Language::Zh, Language::En] {
        // `将 …` and `在 …` open several operations of an amendment, told apart by what follows.
        let alike = ["kw_move", "kw_rename", "kw_insert_before", "kw_insert_within"];
        let heads: Vec<&str> = KEYWORDS
            .iter()
            .filter(|k| k.class == Class::Head && !alike.contains(&k.id))
            .flat_map(|k| k.spellings(language))
            .collect();
        let distinct: BTreeSet<&&str> = heads.iter().collect();
        assert_eq!(distinct.len(), heads.len());
    }
}
