//! A folder with a policy and amendments of it, and what `check` tells of them.

use jifen_tests::command::jifen;
use jifen_tests::spec::Scratch;
use serde_json::Value;
use std::fs;

/// The policy that is amended.
pub const HALL: &str = include_str!("hall.rules");

/// What is expected: the code, the text underlined in the amendment, the texts underlined beside it.
pub type Told<'t> = (&'t str, &'t str, &'t [&'t str]);

/// One amendment's operations and what is expected of them.
pub type Case<'t> = (&'t str, &'t [Told<'t>]);

/// Checks amendments of the hall's policy, each based on the one before it, in both languages; gives what is told.
pub fn told(operations: &[&str]) -> Vec<Value> {
    let scratch = Scratch::new("mistakes").expect("a folder");
    let folder = scratch.path().join("policy");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("2020.rules"), HALL).expect("a file");
    for (id, text) in (2021..).zip(operations) {
        let head = format!("amendment hall version {id} based on {} {{\n  in force {id}-01-01\n}}\n\n", id - 1);
        fs::write(folder.join(format!("{id}.rules")), format!("{head}{text}\n")).expect("a file");
    }
    let english = check(&scratch);
    if english.iter().all(|d| d["code"] != "E0101") {
        jifen(scratch.path(), &["fmt", "--keywords", "zh", "policy"], "");
        let codes = |all: &[Value]| all.iter().map(|d| (d["code"].clone(), d["file"].clone())).collect::<Vec<_>>();
        let chinese = check(&scratch);
        assert_eq!(codes(&chinese), codes(&english), "{operations:?} in Chinese: {chinese:#?}");
    }
    english
}

fn check(scratch: &Scratch) -> Vec<Value> {
    let ran = jifen(scratch.path(), &["check", "--json", "--lang", "en", "policy"], "");
    let report: Value = serde_json::from_str(&ran.out).expect("a report");
    let underline = |place: &mut Value| {
        let text = fs::read_to_string(scratch.path().join(place["file"].as_str().unwrap_or(""))).unwrap_or_default();
        let at = |key: &str| place[key].as_u64().unwrap_or(0) as usize;
        let underlined = text.get(at("start")..at("end")).unwrap_or("?").to_owned();
        place["text"] = underlined.into();
    };
    let mut all = report["diagnostics"].as_array().cloned().unwrap_or_default();
    for one in &mut all {
        underline(one);
        one["related"].as_array_mut().into_iter().flatten().for_each(underline);
    }
    all
}

/// Whether just this is told, in any order.
pub fn expect(chain: &[&str], expected: &[Told<'_>]) {
    let told = told(chain);
    let text = |d: &Value| d["text"].as_str().unwrap_or("").to_owned();
    let mut found: Vec<(String, String, Vec<String>)> = told
        .iter()
        .map(|d| {
            let related = d["related"].as_array().into_iter().flatten().map(text).collect();
            (d["code"].as_str().unwrap_or("").to_owned(), text(d), related)
        })
        .collect();
    let mut wanted: Vec<(String, String, Vec<String>)> = expected
        .iter()
        .map(|(code, place, related)| {
            ((*code).to_owned(), (*place).to_owned(), related.iter().map(|r| (*r).to_owned()).collect())
        })
        .collect();
    found.sort();
    wanted.sort();
    assert_eq!(found, wanted, "{chain:?}: {told:#?}");
}

/// The same of each case.
pub fn expect_each(cases: &[Case<'_>]) {
    for (operations, expected) in cases {
        expect(&[operations], expected);
    }
}
