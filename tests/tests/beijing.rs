//! The command agrees with the hand-written measure on the applicants of `examples/beijing` and on generated ones.

use jifen_tests::beijing::{self, Applicant, Assessment, generate};
use jifen_tests::command::{jifen, root};
use serde_json::Value;
use std::fs;

/// How many applicants are generated.
const CASES: u64 = 300;

/// What the command says of applicants, one a line.
fn assessed(applicants: &[Value]) -> Vec<Value> {
    let lines: Vec<String> = applicants.iter().map(Value::to_string).collect();
    let ran = jifen(&root(), &["assess", "--json", "policies/beijing", "-"], &lines.join("\n"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let reports: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("a report")).collect();
    assert_eq!(reports.len(), applicants.len());
    reports
}

/// Halves of a point, of a number as it is printed.
fn halves(number: &Value) -> i64 {
    let text = number.to_string();
    let (whole, half) = match text.strip_suffix(".5") {
        Some(whole) => (whole, if text.starts_with('-') { -1 } else { 1 }),
        None => (text.as_str(), 0),
    };
    whole.parse::<i64>().unwrap_or_else(|_| panic!("{text} is no half")) * 2 + half
}

fn compare(name: &str, facts: &Value, report: &Value, expected: &Assessment) {
    assert_eq!(report["errors"], Value::Array(Vec::new()), "{name}: {facts}");
    assert_eq!(report["outcome"], expected.outcome, "{name}: {facts}");
    for (key, points) in &expected.indicators {
        let indicators = report["indicators"].as_array().expect("indicators");
        let indicator = indicators.iter().find(|i| i["key"] == *key).expect("an indicator");
        assert_eq!(halves(&indicator["counted"]), *points, "{name}: {key}: {facts}");
    }
    assert_eq!(halves(&report["total"]), expected.total, "{name}: {facts}");
}

fn generated() -> Vec<Applicant> {
    let mut source = generate::Source(2017);
    (0..CASES).map(|_| generate::applicant(&mut source)).collect()
}

fn json(applicant: &Applicant) -> Value {
    serde_json::to_value(applicant).expect("facts")
}

#[test]
fn the_examples_agree_with_the_measure_and_with_their_table() {
    let folder = root().join("examples/beijing");
    let page = fs::read_to_string(folder.join("README.md")).expect("the page");
    let mut rows = 0;
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [file, _, total, outcome] = cells[..] else { panic!("four cells: {line}") };
        let text = fs::read_to_string(folder.join(file.trim_matches('`'))).expect("an applicant");
        let facts: Value = serde_json::from_str(&text).expect("facts");
        let report = assessed(std::slice::from_ref(&facts)).remove(0);
        let printed = match &report["total"] {
            Value::Object(bounds) => format!("{} to {}", bounds["min"], bounds["max"]),
            number => number.to_string(),
        };
        assert_eq!(printed, total, "{file}");
        assert_eq!(report["outcome"], outcome.replace(' ', "_").as_str(), "{file}");
        if facts.get("degree").is_some() {
            let applicant: Applicant = serde_json::from_str(&text).expect("complete facts");
            compare(file, &facts, &report, &beijing::assess(&applicant));
        }
        rows += 1;
    }
    let files = fs::read_dir(&folder).expect("the folder").flatten();
    let files = files.filter(|f| f.path().extension().is_some_and(|e| e == "json")).count();
    assert_eq!(rows, files, "a row for each file");
}

#[test]
fn generated_applicants_agree_with_the_measure() {
    let applicants = generated();
    let facts: Vec<Value> = applicants.iter().map(json).collect();
    let mut outcomes = std::collections::BTreeSet::new();
    for (i, report) in assessed(&facts).iter().enumerate() {
        let expected = beijing::assess(&applicants[i]);
        compare(&format!("applicant {i}"), &facts[i], report, &expected);
        outcomes.insert(expected.outcome);
    }
    assert_eq!(outcomes.len(), 2, "both outcomes occur");
}

#[test]
fn with_facts_left_out_the_answer_lies_within_the_bounds() {
    let applicants = generated();
    let mut source = generate::Source(39);
    let facts: Vec<Value> = applicants
        .iter()
        .map(|applicant| {
            let mut facts = json(applicant);
            let object = facts.as_object_mut().expect("an object");
            object.retain(|key, _| key == "application_date" || !source.once_in(5));
            for home in object.get_mut("homes").and_then(Value::as_array_mut).into_iter().flatten() {
                home.as_object_mut().expect("a home").retain(|_, _| !source.once_in(9));
            }
            facts
        })
        .collect();
    for (i, report) in assessed(&facts).iter().enumerate() {
        let expected = beijing::assess(&applicants[i]);
        let (low, high) = match &report["total"] {
            Value::Object(bounds) => (&bounds["min"], &bounds["max"]),
            number => (number, number),
        };
        assert!(
            low.is_null() || halves(low) <= expected.total,
            "{i}: from {low}, not {}: {}",
            expected.total,
            facts[i]
        );
        assert!(
            high.is_null() || expected.total <= halves(high),
            "{i}: to {high}, not {}: {}",
            expected.total,
            facts[i]
        );
        let possible = report["possible"].as_array().expect("outcomes");
        assert!(possible.iter().any(|o| o == expected.outcome), "{i}: {possible:?}: {}", facts[i]);
    }
}
