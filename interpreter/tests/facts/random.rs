//! Whatever the bytes: no panic, an answer in words of our own, and agreement with serde_json.

use super::{elsewhere, model};
use jifen_grammar::keywords::Language::{En, Zh};
use jifen_interpreter::facts::{Document, Json, documents, show, to_json};
use jifen_interpreter::number::Fraction;
use jifen_interpreter::value::{Facts, Val};
use proptest::prelude::*;
use serde_json::Value;

/// Pieces that come close to facts.
fn piece() -> impl Strategy<Value = String> {
    const FIXED: &[&str] = &[
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\n",
        " ",
        "null",
        "true",
        "1",
        "-",
        ".",
        "e5",
        "\"education\":",
        "\"contributions\":[{",
        "\"month\":\"2018-01\"",
        "\"base\":",
        "NaN",
        "'",
        "，",
        "\u{feff}",
        "\"a\":1",
        "\\u12",
        "\\ud800",
        "{}",
        "{\"a\":1}",
        "\u{0}",
        "\t",
        "$serde_json::private::Number",
        "{\"$serde_json::private::Number\":",
    ];
    prop_oneof![
        6 => proptest::sample::select(FIXED).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

/// JSON around the facts of the version.
fn json() -> impl Strategy<Value = Json<'static>> {
    const WORDS: &[&str] =
        &["master", "硕士", "2018-01", "2018-02-30", "2018-06-30", "12,3", "P3Y", "", " 1", "0.5", "city"];
    let plain = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?(e-?[0-9]{1,12})?".prop_map(|n| Json::Number(n.into())),
        "-?[1-9][0-9]{0,2}".prop_map(|n| Json::Number(n.into())),
        proptest::sample::select(WORDS).prop_map(|s| Json::String(s.into())),
        ".{0,12}".prop_map(|s| Json::String(s.into())),
    ];
    const KEYS: &[&str] = &[
        "application_date",
        "birth_date",
        "education",
        "contributions",
        "spouse",
        "awards",
        "permit_valid",
        "children",
        "balance",
        "ratio",
        "since_month",
        "occupation",
        "service",
        "language",
        "month",
        "base",
        "make_up",
        "local",
        "married_on",
        "company",
        "share",
        "tax_paid",
        "lingang_since",
        "other",
    ];
    plain.prop_recursive(5, 60, 8, move |inner| {
        let field = (proptest::sample::select(KEYS), inner.clone());
        let fields = proptest::collection::btree_map(field.0, field.1, 0..8);
        prop_oneof![
            proptest::collection::vec(inner, 0..6).prop_map(Json::Array),
            fields.prop_map(|f| Json::Object(f.into_iter().map(|(k, v)| (k.into(), v)).collect())),
        ]
    })
}

fn as_text(json: &Json<'_>) -> String {
    let quote = |s: &str| Value::String(s.to_owned()).to_string();
    match json {
        Json::Null => "null".to_owned(),
        Json::Bool(b) => b.to_string(),
        Json::Number(text) => text.to_string(),
        Json::String(s) => quote(s),
        Json::Array(all) => format!("[{}]", all.iter().map(as_text).collect::<Vec<_>>().join(",")),
        Json::Object(all) => {
            let fields: Vec<String> = all.iter().map(|(k, v)| format!("{}: {}", quote(k), as_text(v))).collect();
            format!("{{{}}}", fields.join(",\n"))
        }
    }
}

/// Reads one applicant, and uses everything that comes out.
fn use_up(document: &Document<'_>) -> Option<Facts> {
    let version = model::version();
    match document.read(&version, &elsewhere()) {
        Ok(facts) => {
            assert_eq!(facts.values.len(), version.facts.len());
            for (fact, value) in version.facts.iter().zip(&facts.values) {
                if let Some(value) = value {
                    assert!(!show(value, &fact.ty, &version, Zh).is_empty() || fact.named.key == "occupation");
                    let _ = to_json(value, &fact.ty, &version);
                }
            }
            Some(facts)
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            for error in &errors {
                for language in [Zh, En] {
                    let words = format!("{} {}", error.message(language), error.hint(language));
                    for leak in [" at line ", "expected ident", "EOF", "surrogate in hex"] {
                        assert!(!words.contains(leak), "{words}");
                    }
                }
                assert!(error.place.is_some() || error.code.id() == "F0102", "{error:?}");
            }
            None
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        documents(&bytes).iter().for_each(|d| drop(use_up(d)));
    }

    #[test]
    fn nearly_json(text in text()) {
        documents(text.as_bytes()).iter().for_each(|d| drop(use_up(d)));
    }

    #[test]
    fn cut_and_glued(json in json(), cut in any::<prop::sample::Index>(), glue in piece()) {
        let text = as_text(&json);
        let at = text.floor_char_boundary(cut.index(text.len() + 1));
        let (before, behind) = text.split_at(at);
        for text in [before.to_owned(), format!("{before}{glue}{behind}")] {
            documents(text.as_bytes()).iter().for_each(|d| drop(use_up(d)));
        }
    }

    #[test]
    fn well_formed_json_is_kept(json in json()) {
        let Json::Object(_) = json else { return Ok(()) };
        let text = as_text(&json);
        let all = documents(text.as_bytes());
        prop_assert_eq!(all.len(), 1);
        let read = all[0].json.as_ref().map(as_text);
        prop_assert_eq!(read.as_ref(), Ok(&text));
        use_up(&all[0]);
    }

    #[test]
    fn accepts_what_serde_json_accepts(text in text()) {
        let text = format!("{{{text}}}");
        if let [only] = documents(text.as_bytes()).as_slice() {
            let twice = |e: &jifen_interpreter::facts::FactError| e.code.id() == "F0111";
            let ours = only.json.as_ref().map_or_else(|e| e.iter().all(twice), |_| true);
            prop_assert_eq!(ours, serde_json::from_str::<Value>(&text).is_ok(), "{}", text);
        }
    }

    #[test]
    fn numbers_are_exact(whole in "0|[1-9][0-9]{0,13}", part in "[0-9]{1,14}", moved in 0usize..12, minus in any::<bool>()) {
        let sign = if minus { "-" } else { "" };
        let exact = Fraction::parse(&format!("{sign}{whole}.{part}"));
        let shifted = format!("{whole}{part}");
        let shifted = shifted.trim_start_matches('0');
        let shifted = if shifted.is_empty() { "0" } else { shifted };
        let forms = [
            format!("{sign}{whole}.{part}"),
            format!("{sign}{shifted}E-{}", part.len()),
            format!("\"{sign}{shifted}{}e-{}\"", "0".repeat(if shifted == "0" { 0 } else { moved }), part.len() + if shifted == "0" { 0 } else { moved }),
        ];
        for form in forms {
            let text = format!("{{\"balance\": {form}}}");
            let facts = use_up(&documents(text.as_bytes())[0]);
            prop_assert_eq!(facts.and_then(|f| f.values[8].clone()), exact.map(Val::Number), "{}", text);
        }
    }

    #[test]
    fn what_is_written_is_read_again(json in json()) {
        let Json::Object(given) = json else { return Ok(()) };
        let version = model::version();
        for (key, value) in given {
            let text = format!("{{\"{key}\": {}}}", as_text(&value));
            let Some(facts) = use_up(&documents(text.as_bytes())[0]) else { continue };
            let Some(i) = version.facts.iter().position(|f| f.named.key == key) else { continue };
            if let (Some(value), true) = (&facts.values[i], facts.missing.is_empty()) {
                let again = format!("{{\"{key}\": {}}}", to_json(value, &version.facts[i].ty, &version));
                let facts = use_up(&documents(again.as_bytes())[0]);
                let read = facts.and_then(|f| f.values[i].clone());
                prop_assert_eq!(read.as_ref(), Some(value));
            }
        }
    }
}
