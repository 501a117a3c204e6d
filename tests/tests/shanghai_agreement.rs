//! The interpreter agrees with the hand-written measures of 2013, 2015, 2018 and 2023: exactly on complete facts, and with facts left out the
//! answers to this and to other completions lie within the bounds. `JIFEN_CASES` asks for more applicants.

use jifen_grammar::keywords::Language;
use jifen_interpreter::assess::{assess, outcome, violated};
use jifen_interpreter::diagnostic::Severity;
use jifen_interpreter::facts::documents;
use jifen_interpreter::model::Version;
use jifen_interpreter::policy::{Loaded, load_policies};
use jifen_interpreter::report::Report;
use jifen_interpreter::value::Val;
use jifen_tests::command::root;
use jifen_tests::shanghai::generate::{applicant, fill, forget};
use jifen_tests::shanghai::{self, Assessment, Edition, FactError, Indicator};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

/// How many other ways of completing what was left out are tried.
const OTHERS: u64 = 4;

/// How many applicants.
fn cases() -> u64 {
    std::env::var("JIFEN_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000)
}

/// The texts and the ids of their versions; the first gets most of the applicants.
const EDITIONS: [(Edition, &str); 4] =
    [(Edition::Of2018, "2018"), (Edition::Trial, "2013"), (Edition::Of2015, "2015"), (Edition::Of2023, "2023")];

/// How many applicants a text gets.
fn share(edition: Edition) -> u64 {
    if edition == Edition::Of2018 { cases() } else { cases() / 4 }
}

/// The policy with all its versions.
fn policy() -> Loaded {
    let folder = root().join("policies/shanghai");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("the policy").flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "rules"));
    paths.sort();
    let texts = paths.iter().map(|path| fs::read_to_string(path).expect("a policy's file"));
    let files: Vec<_> = (0..).zip(texts).map(|(i, text)| jifen_grammar::parse::parse(i, &text)).collect();
    let (mut loaded, diagnostics) = load_policies(&files.iter().collect::<Vec<_>>());
    let errors: Vec<_> = diagnostics.iter().filter(|d| d.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    loaded.remove(0)
}

fn version<'p>(policy: &'p Loaded, id: &str) -> &'p Version {
    policy.policy.versions.iter().find(|v| v.id == id).expect("a version of the policy")
}

/// What the interpreter reports on facts; the short way comes to the same total.
fn report(policy: &Loaded, version: &Version, facts: &Value) -> Result<Report, String> {
    let text = facts.to_string();
    let document = documents(text.as_bytes()).remove(0);
    let facts = document.read(version, &policy.keys_elsewhere(version)).map_err(|e| format!("not read: {e:?}"))?;
    let violated = violated(version, &facts);
    if !violated.is_empty() {
        return Err(format!("refused: {violated:?}"));
    }
    let report = assess(version, &facts, Language::Zh);
    let short = match outcome(version, &facts).totals.first() {
        Some(Val::Number(total)) => serde_json::to_value(total).ok(),
        _ => None,
    };
    if report.total.is_number() && short.as_ref() != Some(&report.total) {
        return Err(format!("the total without reasons is {short:?}, the report's {}", report.total));
    }
    Ok(report)
}

/// The indicators of a text: the trial measures have no entrepreneurs.
fn indicators(edition: Edition) -> impl Iterator<Item = (Indicator, &'static str)> {
    let later = [Indicator::Entrepreneur, Indicator::InnovationIntermediary];
    Indicator::ALL.into_iter().filter(move |(i, _)| edition != Edition::Trial || !later.contains(i))
}

/// What differs between the report on complete facts and the measure.
fn differences(report: &Report, expected: &Assessment, edition: Edition) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, reported: String, expected: String| {
        if reported != expected {
            found.push(format!("{what}: the interpreter says {reported}, the measure {expected}"));
        }
    };
    for (indicator, key) in indicators(edition) {
        let Some(reported) = report.indicators.iter().find(|i| i.key == key) else {
            compare(key, "nothing".to_owned(), "something".to_owned());
            continue;
        };
        compare(key, reported.points.to_string(), expected.points(indicator).to_string());
        compare(&format!("{key} counted"), reported.counted.to_string(), expected.counted(indicator).to_string());
    }
    compare("total", report.total.to_string(), expected.total.to_string());
    compare("outcome", report.outcome.clone().unwrap_or_default(), expected.outcome.key().to_owned());
    compare("possible", format!("{:?}", report.possible), format!("{:?}", [Some(expected.outcome.key().to_owned())]));
    compare("errors", format!("{:?}", report.errors), "[]".to_owned());
    compare("unknown", format!("{:?}", report.unknown), "[]".to_owned());
    found
}

/// What of the complete answer lies outside the report on fewer facts.
fn excluded(report: &Report, expected: &Assessment, edition: Edition) -> Vec<String> {
    let mut found = Vec::new();
    let mut within = |what: &str, bounds: &Value, expected: i64| {
        if !admits(bounds, expected) {
            found.push(format!("{what}: {bounds} excludes {expected}"));
        }
    };
    for (indicator, key) in indicators(edition) {
        let reported = report.indicators.iter().find(|i| i.key == key);
        let bounds = reported.map_or(&Value::Null, |i| &i.points);
        within(key, bounds, expected.points(indicator));
    }
    within("total", &report.total, expected.total);
    if !report.possible.iter().flatten().any(|key| key == expected.outcome.key()) {
        found.push(format!("outcome: {:?} excludes {}", report.possible, expected.outcome.key()));
    }
    found
}

/// Whether a number, or the bounds of one, admits a whole number.
fn admits(bounds: &Value, expected: i64) -> bool {
    let whole = |value: &Value| value.to_string().parse::<i64>();
    match bounds {
        Value::Number(_) => whole(bounds) == Ok(expected),
        Value::Object(ends) => {
            let (low, high) = (&ends["min"], &ends["max"]);
            (low.is_null() || whole(low).is_ok_and(|low| low <= expected))
                && (high.is_null() || whole(high).is_ok_and(|high| expected <= high))
        }
        _ => false,
    }
}

/// The applicant of a seed and the measure's answer; none where a wage that counts was never published.
fn case(seed: u64, edition: Edition) -> Option<(Value, Assessment)> {
    let facts = applicant(seed);
    match shanghai::from_json(&facts) {
        Ok(typed) => Some((facts, shanghai::assess_under(&typed, edition))),
        Err(FactError::NeedsParameter(_)) => None,
        Err(other) => panic!("seed {seed}: {other}\n{facts}"),
    }
}

#[test]
fn complete_facts_give_the_same_answer() {
    let policy = policy();
    for (edition, id) in EDITIONS {
        let (version, cases) = (version(&policy, id), share(edition));
        let mut compared = 0;
        for (seed, (facts, expected)) in (0..cases).filter_map(|seed| Some((seed, case(seed, edition)?))) {
            let report = report(&policy, version, &facts).unwrap_or_else(|e| panic!("{id} seed {seed}: {e}\n{facts}"));
            let found = differences(&report, &expected, edition);
            assert!(found.is_empty(), "{id} seed {seed}:\n{}\n{facts}", found.join("\n"));
            compared += 1;
        }
        assert!(cases < compared + compared / 10, "only {compared} applicants were compared");
    }
}

#[test]
fn with_facts_left_out_the_answer_stays_within_the_bounds() {
    let policy = policy();
    for (edition, id) in EDITIONS {
        let (version, cases) = (version(&policy, id), share(edition));
        let mut completions = 0;
        for (seed, (facts, expected)) in (0..cases).filter_map(|seed| Some((seed, case(seed, edition)?))) {
            let partial = forget(&facts, seed);
            let report =
                report(&policy, version, &partial).unwrap_or_else(|e| panic!("{id} seed {seed}: {e}\n{partial}"));
            let found = excluded(&report, &expected, edition);
            assert!(found.is_empty(), "{id} seed {seed}:\n{}\n{partial}\n\nof\n\n{facts}", found.join("\n"));
            for other in 1..=OTHERS {
                let filled = fill(&partial, &facts, &applicant(seed + other));
                let Ok(typed) = shanghai::from_json(&filled) else { continue };
                let found = excluded(&report, &shanghai::assess_under(&typed, edition), edition);
                assert!(found.is_empty(), "{id} seed {seed}:\n{}\n{partial}\n\nof\n\n{filled}", found.join("\n"));
                completions += 1;
            }
        }
        assert!(cases < completions, "only {completions} other completions were compared");
    }
}

/// Every kind of answer occurs among the applicants.
#[test]
fn the_applicants_are_of_all_kinds() {
    let answers: Vec<Assessment> = (0..2_000).filter_map(|seed| Some(case(seed, Edition::Of2018)?.1)).collect();
    for (indicator, key) in Indicator::ALL {
        let distinct: BTreeSet<i64> = answers.iter().map(|a| a.points(indicator)).collect();
        assert!(2 <= distinct.len(), "{key} is always {distinct:?}");
    }
    for outcome in ["disqualified", "not_eligible", "qualified", "below_standard"] {
        let share = answers.iter().filter(|a| a.outcome.key() == outcome).count();
        assert!(100 <= share, "only {share} are {outcome}");
    }
    for total in [0, 119, 120] {
        let near = answers.iter().filter(|a| (a.total - total).abs() <= 1).count();
        assert!(5 <= near, "only {near} have about {total} points");
    }
}
