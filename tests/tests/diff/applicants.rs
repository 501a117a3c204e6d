//! Applicants under two versions.

use jifen_tests::command::{jifen, root};
use serde_json::Value;

fn run(args: &[&str]) -> (i32, Vec<Value>, String) {
    let ran = jifen(&root(), args, "");
    let lines = ran.out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    (ran.code, lines, ran.err)
}

const FILE: &str = "examples/reform/applicants.ndjson";

#[test]
fn each_applicant_is_what_assess_says() {
    let (code, lines, _) = run(&["diff", "examples/reform", "2024", "2026", "--json", "--facts", FILE]);
    assert_eq!(code, 2, "two applicants are in error");
    let mut compared = 0;
    for version in ["2024", "2026"] {
        let side = if version == "2024" { "a" } else { "b" };
        let (_, alone, _) = run(&["assess", "examples/reform", FILE, "--json", "--version", version]);
        assert_eq!(alone.len() + 1, lines.len());
        for (one, two) in alone.iter().zip(&lines) {
            assert_eq!(one["source"], two["source"]);
            if two.get("a").is_none() {
                continue;
            }
            // Under its own keys, `assess` reads fewer of the stored values of the other version.
            if one["errors"].as_array().is_some_and(|e| e.is_empty()) {
                assert_eq!(one["total"], two[side]["total"], "{version}: {two}");
                assert_eq!(one["outcome"], two[side]["outcome"]);
                compared += 1;
            }
        }
    }
    assert!(6 <= compared, "only {compared} were compared");
}

#[test]
fn causes_name_the_changed_fields_and_the_totals_add_up() {
    let (_, lines, _) = run(&["diff", "examples/reform", "2024", "2026", "--json", "--facts", FILE]);
    let third = &lines[2];
    assert_eq!(third["crosses"], "yes");
    assert_eq!(third["change"], 10);
    let causes: Vec<(&str, i64)> = third["because"]
        .as_array()
        .expect("causes")
        .iter()
        .map(|c| (c["key"].as_str().expect("a key"), c["b"].as_i64().expect("points") - c["a"].as_i64().unwrap_or(0)))
        .collect();
    assert_eq!(causes, [("dwelling", 3), ("residence", 4), ("volunteering", 3)]);
    assert_eq!(causes.iter().map(|c| c.1).sum::<i64>(), 10);
    let totals = &lines.last().expect("totals")["totals"];
    assert_eq!(
        (&totals["applicants"], &totals["gain"], &totals["errors"]),
        (&Value::from(4), &Value::from(4), &Value::from(2))
    );
    assert_eq!(totals["crossed"][0]["from"], "waiting_list");
}

#[test]
fn the_same_version_changes_nothing_for_anyone() {
    let (code, lines, err) = run(&[
        "diff",
        "policies/shanghai",
        "2018",
        "2018",
        "--json",
        "--facts",
        "examples/shanghai/all.ndjson",
        "examples/shanghai/education-unknown.json",
        "examples/shanghai/contributions-unknown.json",
    ]);
    assert_eq!(code, 0, "{err}");
    for line in lines.iter().filter(|l| l.get("effect").is_some()) {
        assert_eq!(line["effect"], "same", "{line}");
        assert_eq!(line["change"], 0, "{line}");
        assert_eq!(line["because"].as_array().map(Vec::len), Some(0), "{line}");
    }
}

#[test]
fn bounds_on_both_sides_where_facts_are_missing() {
    let (_, lines, _) = run(&["diff", "examples/reform", "2024", "2026", "--json", "--facts", FILE]);
    let open = &lines[4];
    assert_eq!(open["b"]["total"], serde_json::json!({"min": 49, "max": 55}));
    assert_eq!(open["change"], serde_json::json!({"min": 14, "max": 20}));
    assert_eq!(open["effect"], "gains");
}
