//! The table in `examples/shanghai/README.md` says what the command says and what the hand-written measure says.

use jifen_tests::command::{jifen, root};
use jifen_tests::shanghai::{self, FactError};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// A row of the table.
struct Row {
    file: String,
    total: String,
    outcome: &'static str,
}

fn folder() -> PathBuf {
    root().join("examples/shanghai")
}

/// The rows of the README's table.
fn rows() -> Vec<Row> {
    let page = fs::read_to_string(folder().join("README.md")).expect("the page");
    let cells = page.lines().filter(|line| line.starts_with("| `")).map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [file, _, total, outcome] = cells[..] else { panic!("four cells: {line}") };
        Row { file: file.trim_matches('`').to_owned(), total: total.to_owned(), outcome: key(outcome) }
    });
    cells.collect()
}

/// The key of an outcome in plain words.
fn key(words: &str) -> &'static str {
    match words {
        "qualified" => "qualified",
        "below the standard" => "below_standard",
        "not eligible" => "not_eligible",
        "disqualified" => "disqualified",
        "open" => "undetermined",
        other => panic!("`{other}` is no outcome"),
    }
}

fn facts(file: &str) -> Value {
    let text = fs::read_to_string(folder().join(file)).expect("an example");
    serde_json::from_str(&text).expect("JSON")
}

/// A total as the table writes it.
fn written(total: &Value) -> String {
    match total {
        Value::Object(ends) => format!("{} to {}", ends["min"], ends["max"]),
        number => number.to_string(),
    }
}

#[test]
fn the_table_lists_every_file() {
    let listed: BTreeSet<String> = rows().into_iter().map(|row| row.file).collect();
    let names = fs::read_dir(folder()).expect("the folder").flatten();
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let there: BTreeSet<String> = names.filter(|name| name.ends_with(".json")).collect();
    assert_eq!(listed, there);
    assert!(12 <= there.len());
}

#[test]
fn the_measure_says_what_the_table_says() {
    for row in rows() {
        match shanghai::from_json(&facts(&row.file)) {
            Ok(applicant) => {
                let answer = shanghai::assess(&applicant);
                assert_eq!(answer.total.to_string(), row.total, "{}", row.file);
                assert_eq!(answer.outcome.key(), row.outcome, "{}", row.file);
            }
            Err(FactError::Missing(_)) => assert_eq!(row.outcome, "undetermined", "{}", row.file),
            Err(other) => panic!("{}: {other}", row.file),
        }
    }
}

#[test]
fn the_command_says_what_the_table_says() {
    let rows = rows();
    let paths: Vec<String> = rows.iter().map(|row| format!("examples/shanghai/{}", row.file)).collect();
    let mut args = vec!["assess", "--json", "policies/shanghai"];
    args.extend(paths.iter().map(String::as_str));
    let ran = jifen(&root(), &args, "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let reports: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(reports.len(), rows.len());
    for (row, report) in rows.iter().zip(&reports) {
        assert_eq!(written(&report["total"]), row.total, "{}", row.file);
        assert_eq!(report["outcome"], row.outcome, "{}", row.file);
    }
}

#[test]
fn one_file_holds_all_complete_applicants() {
    let complete = rows().into_iter().filter(|row| row.outcome != "undetermined");
    let complete: Vec<Value> = complete.map(|row| facts(&row.file)).collect();
    let all = fs::read_to_string(folder().join("all.ndjson")).expect("the file");
    let all: Vec<Value> = all.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(all, complete);
}
