//! Which version applies to an applicant: transition clauses, the better of two versions, and what is certain where the facts
//! that decide are missing.

use jifen_tests::command::{Ran, jifen};
use jifen_tests::spec::Scratch;
use serde_json::{Value, json};
use std::fs;

const FIRST: &str = r#"policy plots (plots) version 1 "Plots Order" {
  in force 2000-01-01
  filing date filed_on
}

conventions {
  leap day in common years as Mar 1
}

facts {
  filed_on : date
  first_filed : date 1990-01-01..2040-12-31 or none
  accepted_on : date
  years : integer 0..20
  waits : yes_no
}

define waiting = waits and accepted_on before 2020-06-01

indicator seniority per "Article 1" {
  by years, for each full 1 award 2 points
}

total points_total (score) sum per "Article 2" {
  seniority
}

outcomes {
  when points_total no less than 20 points, listed per "Article 3"
  otherwise, refused per "Article 3"
}
"#;

const SECOND: &str = r#"amendment plots version 2 based on 1 "Plots (Amendment) Order" {
  in force 2010-01-01
  transition when first_filed before 2008-01-01, apply 1 per "Article 20"
  transition when accepted_on before 2010-07-01, apply the better of 1 per "Article 21"
}

change indicator seniority from 2 points into 3 points
change outcomes(listed) from 20 points into 40 points
"#;

const THIRD: &str = r#"amendment plots version 3 based on 2 "Plots (Second Amendment) Order" {
  in force 2020-01-01
  transition when first_filed before 2008-01-01, apply 1 per "Article 30"
  transition when waiting, apply the better of 2
      by outcome from best to worst (listed, reserve, refused) per "Article 31"
}

change indicator seniority from 3 points into 4 points
change outcomes(listed) from 40 points into 60 points
before outcomes(refused) add when points_total no less than 50 points, reserve per "Article 3"
"#;

const DRAFT: &str = r#"amendment plots version 4 based on 3 {
  status draft
  in force 2030-01-01
}

change indicator seniority from 4 points into 9 points
before outcomes(listed) add when waits, drafted per "Article 3"
"#;

fn folder(name: &str, files: &[(&str, &str)]) -> Scratch {
    let scratch = Scratch::new(name).expect("a scratch folder");
    fs::create_dir_all(scratch.path().join("p")).expect("a folder");
    for (file, text) in files {
        fs::write(scratch.path().join("p").join(file), text).expect("a file");
    }
    scratch
}

fn plots(name: &str) -> Scratch {
    folder(name, &[("1.rules", FIRST), ("2.rules", SECOND), ("3.rules", THIRD), ("4.rules", DRAFT)])
}

fn assess(at: &Scratch, facts: &Value, more: &[&str]) -> Value {
    let args = [&["assess", "--json", "p", "-"], more].concat();
    let run = jifen(at.path(), &args, &facts.to_string());
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    serde_json::from_str(&run.out).expect("an object")
}

fn told(at: &Scratch, facts: &Value, language: &str) -> String {
    let run = jifen(at.path(), &["assess", "p", "-", "--lang", language], &facts.to_string());
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

fn check(name: &str, files: &[(&str, &str)]) -> Ran {
    jifen(folder(name, files).path(), &["check", "--json", "p"], "")
}

/// The codes that a check tells, each with the line; what goes unused where a version is left away is not meant.
fn codes(run: &Ran) -> Vec<(String, u64)> {
    all_codes(run).into_iter().filter(|(code, _)| code != "W0602").collect()
}

fn all_codes(run: &Ran) -> Vec<(String, u64)> {
    let found: Value = serde_json::from_str(&run.out).expect("an object");
    let all = found["diagnostics"].as_array().cloned().unwrap_or_default();
    all.iter().map(|d| (d["code"].as_str().unwrap_or("").to_owned(), d["line"].as_u64().unwrap_or(0))).collect()
}

#[test]
fn the_policy_is_in_order() {
    let run = jifen(plots("transition-check").path(), &["check", "p"], "");
    assert!(run.out.contains("no problems"), "{}{}", run.out, run.err);
}

#[test]
fn an_open_clause_shows_every_version_that_may_apply() {
    let at = plots("transition-open");
    let facts = json!({"filed_on": "2021-03-01", "years": 14});
    let found = assess(&at, &facts, &[]);
    assert_eq!(found["version"], Value::Null);
    let versions: Vec<&str> =
        found["versions"].as_array().expect("a list").iter().filter_map(|v| v["version"].as_str()).collect();
    assert_eq!(versions, ["1", "2", "3"]);
    // 28 points and listed, 42 and listed, 56 and reserve.
    assert_eq!(found["total"], json!({"min": 28, "max": 56}));
    assert_eq!(found["possible"], json!(["listed", "reserve"]));
    let first = &found["unknown"][0];
    assert_eq!(first, &json!({"kind": "fact", "key": "first_filed"}));
    assert_eq!(found["indicators"], json!([]), "the members differ, so that none is certain");
    let text = told(&at, &facts, "en");
    for words in [
        "which version applies is open",
        "Article 30",
        "missing, the most important first: first_filed",
        "28..56 points",
    ] {
        assert!(text.contains(words), "{words}:\n{text}");
    }
    assert!(!text.contains('✓'), "nothing that one version says is certain:\n{text}");
    assert!(told(&at, &facts, "zh").contains("尚不能确定适用哪个版本"));
}

#[test]
fn what_is_the_same_under_every_version_is_given() {
    let at = plots("transition-same");
    let found = assess(&at, &json!({"filed_on": "2021-03-01", "years": 0}), &[]);
    assert_eq!((&found["outcome"], &found["total"]), (&json!("refused"), &json!(0)));
    assert_eq!(found["version"], Value::Null);
}

#[test]
fn the_better_of_two_makes_a_version_certain_whether_the_clause_holds_or_not() {
    let at = plots("transition-certain");
    let facts = json!({"filed_on": "2012-01-01", "first_filed": null, "years": 20});
    let found = assess(&at, &facts, &[]);
    assert_eq!((&found["version"], &found["total"], &found["outcome"]), (&json!("2"), &json!(60), &json!("listed")));
    assert_eq!(found["transition"]["holds"], "unknown");
    assert_eq!(found["versions"][1]["version"], "1");
    assert_eq!(found["versions"][1]["holds"], "no");
    assert_eq!(found["versions"][1]["total"], 40);
    assert!(!found["unknown"].to_string().contains("accepted_on"), "it decides nothing: {}", found["unknown"]);
    assert!(told(&at, &facts, "en").contains("the same either way"));
}

#[test]
fn the_better_outcome_goes_before_the_better_total() {
    let at = plots("transition-outcome");
    let facts = |years: i32| json!({"filed_on": "2020-03-01", "first_filed": null, "accepted_on": "2020-02-01", "waits": true, "years": years});
    let taken = |years| {
        let found = assess(&at, &facts(years), &[]);
        (found["version"].clone(), found["outcome"].clone(), found["total"].clone())
    };
    // 42 points and listed under 2; 56 and reserve under 3.
    assert_eq!(taken(14), (json!("2"), json!("listed"), json!(42)));
    // Listed under both; refused under both: the total decides.
    assert_eq!(taken(15), (json!("3"), json!("listed"), json!(60)));
    assert_eq!(taken(5), (json!("3"), json!("refused"), json!(20)));
    let text = told(&at, &facts(14), "en");
    assert!(text.contains("✓ 2  42 points, listed") && text.contains("✗ 3  56 points, reserve"), "{text}");
}

/// Whatever the missing facts turn out to be, the answer is one of those that were said to be possible.
#[test]
fn every_completion_is_among_what_was_possible() {
    let at = plots("transition-completions");
    let (dates, firsts) =
        (["2005-05-05", "2012-03-01", "2021-03-01"], [json!(null), json!("2001-01-01"), json!("2015-01-01")]);
    let accepted = ["2005-01-01", "2010-02-01", "2020-03-01", "2021-01-01"];
    let mut all = Vec::new();
    for date in dates {
        for first in &firsts {
            for on in accepted {
                for waits in [true, false] {
                    for years in [0, 7, 10, 13, 14, 15, 20] {
                        all.push(json!({"filed_on": date, "first_filed": first, "accepted_on": on, "waits": waits, "years": years}));
                    }
                }
            }
        }
    }
    let lines = |all: &[Value]| all.iter().map(|v| format!("{v}\n")).collect::<String>();
    let many = |all: &[Value]| -> Vec<Value> {
        let run = jifen(at.path(), &["assess", "--json", "p", "-"], &lines(all));
        run.out.lines().map(|line| serde_json::from_str(line).expect("an object")).collect()
    };
    let known = many(&all);
    assert_eq!(known.len(), all.len());
    assert!(known.iter().all(|found| found["version"].is_string()));
    let mut open = 0;
    for lacking in [
        &["first_filed"][..],
        &["accepted_on"],
        &["filed_on"],
        &["first_filed", "years"],
        &["filed_on", "waits", "accepted_on"],
    ] {
        let partly: Vec<Value> = all
            .iter()
            .map(|facts| {
                let mut facts = facts.clone();
                lacking.iter().for_each(|key| drop(facts.as_object_mut().expect("an object").shift_remove(*key)));
                facts
            })
            .collect();
        for ((found, full), facts) in many(&partly).iter().zip(&known).zip(&all) {
            open += usize::from(found["version"].is_null());
            let possible = found["possible"].as_array().expect("a list");
            assert!(possible.contains(&full["outcome"]), "{facts} without {lacking:?}: {found}");
            assert!(!possible.contains(&json!("drafted")), "a draft applies to nobody: {found}");
            let bound = |side: &str| found["total"].get(side).unwrap_or(&found["total"]).as_i64().expect("a bound");
            let total = full["total"].as_i64().expect("a number");
            assert!((bound("min")..=bound("max")).contains(&total), "{facts} without {lacking:?}: {found}");
            let version = &full["version"];
            assert!(
                found["version"] == *version
                    || found["versions"]
                        .as_array()
                        .is_some_and(|all| all.iter().any(|v| v["version"] == *version && v["holds"] != "no")),
                "{facts} without {lacking:?}: {found}"
            );
        }
    }
    assert!(500 < open, "{open}");
}

#[test]
fn without_a_filing_date_only_versions_that_can_apply_are_possible() {
    let at = plots("transition-undated");
    let found = assess(&at, &json!({"years": 9, "first_filed": null}), &[]);
    let versions: Vec<&str> =
        found["versions"].as_array().expect("a list").iter().filter_map(|v| v["version"].as_str()).collect();
    assert_eq!(versions, ["1", "2", "3"]);
    assert_eq!(found["possible"], json!(["refused"]));
    assert_eq!(found["unknown"][0], json!({"kind": "fact", "key": "filed_on"}));
    assert_eq!(found["total"], json!({"min": 18, "max": 36}));
    let run = jifen(at.path(), &["assess", "p", "-", "--on", "1999-01-01", "--lang", "en"], "{}");
    assert!(run.err.contains("4 (draft)") && !run.err.contains("2030"), "{}", run.err);
    let schema = jifen(at.path(), &["schema", "p"], "").out;
    let own = jifen(at.path(), &["schema", "p", "--version", "3"], "").out;
    assert_eq!(schema, own, "the last version that is no draft");
}

/// A version that refuses the facts is left out aloud; facts that all refuse are an error.
#[test]
fn facts_that_a_version_refuses() {
    let third = format!("{THIRD}change facts years from 20 into 5\n");
    let at = folder("transition-refused", &[("1.rules", FIRST), ("2.rules", SECOND), ("3.rules", &third)]);
    let found = assess(&at, &json!({"years": 9, "first_filed": null}), &[]);
    assert!(found["warnings"][0].as_str().is_some_and(|w| w.contains("version 3")), "{found}");
    assert_eq!(found["total"], json!({"min": 18, "max": 27}));
    let run = jifen(at.path(), &["assess", "--json", "p", "-"], r#"{"years": 99}"#);
    assert_eq!(run.code, 2);
    assert!(run.out.contains("\"path\":\"years\""), "{}", run.out);
}

#[test]
fn clauses_that_never_apply_and_versions_that_never_do() {
    let with = |clauses: &str| {
        let head = format!("amendment plots version 2 based on 1 {{\n  in force 2010-01-01\n{clauses}}}\n\n");
        let text = format!("{head}change indicator seniority from 2 points into 3 points\n");
        codes(&check("transition-clauses", &[("1.rules", FIRST), ("2.rules", &text)]))
    };
    let one = |code: &str, line: u64| vec![(code.to_owned(), line)];
    let clause = |condition: &str| format!("  transition when {condition}, apply 1\n");
    // Same words; inside what a clause above takes; a part of which is; each alternative of which is.
    let early = clause("accepted_on before 2009-01-01");
    assert_eq!(with(&format!("{early}{early}")), one("E0724", 4));
    assert_eq!(with(&format!("{early}{}", clause("accepted_on before 2008-06-01"))), one("E0724", 4));
    assert_eq!(with(&format!("{early}{}", clause("waits and accepted_on before 2008-06-01"))), one("E0724", 4));
    let either = "accepted_on in 2001-01-01..2001-12-31 or accepted_on before 2000-06-01";
    assert_eq!(with(&format!("{early}{}", clause(either))), one("E0724", 4));
    // Two clauses that only together take a third one's applicants.
    let rest = clause("years in 3..9");
    assert_eq!(with(&format!("{}{}{rest}", clause("years less than 5"), clause("years in 5..9"))), one("E0724", 5));
    // Wider, or about something else: in order.
    assert_eq!(with(&format!("{early}{}", clause("accepted_on before 2009-06-01"))), []);
    assert_eq!(with(&format!("{early}{}", clause("waits and years over 3"))), []);
    // Nobody files so while the version is in force; years are 20 at most.
    assert_eq!(with(&clause("filed_on before 2009-01-01")), one("E0724", 3));
    assert_eq!(with(&clause("years over 20")), one("E0724", 3));
    // Everybody, at once or step by step; whoever has never filed is left by a clause about that day.
    assert_eq!(with("  transition apply 1\n"), one("W0719", 3));
    assert_eq!(with(&clause("filed_on no earlier than 2010-01-01")), one("W0719", 3));
    assert_eq!(with(&format!("{}{}", clause("years less than 7"), clause("years no less than 7"))), one("W0719", 4));
    assert_eq!(with(&format!("{}{}", clause("waits"), clause("not waits"))), one("W0719", 4));
    assert_eq!(with(&clause("first_filed no earlier than 1990-01-01")), []);
    assert_eq!(with("  transition apply the better of 1\n"), []);
    assert_eq!(with("  transition apply 1\n  reviewed W0719 \"suspended\"\n"), []);
    // Behind a clause for everybody there is nobody.
    assert_eq!(with(&format!("  transition apply the better of 1\n{early}")), one("E0724", 4));
}

#[test]
fn the_order_of_outcomes_holds_all_and_no_other() {
    let with = |order: &str| {
        let text = THIRD.replace("(listed, reserve, refused)", order);
        codes(&check("transition-order", &[("1.rules", FIRST), ("2.rules", SECOND), ("3.rules", &text)]))
    };
    assert_eq!(with("(listed, reserve, refused)"), []);
    assert_eq!(with("(listed, refused)"), [("E0726".to_owned(), 4)]);
    assert_eq!(with("(listed, reserve, refused, waiting)"), [("E0727".to_owned(), 5)]);
    assert_eq!(with("(listed, reserve, listed, refused)"), [("E0509".to_owned(), 5)]);
    assert!(with("(listed; refused)").iter().any(|(code, _)| code == "E0101"));
    let run = check(
        "transition-order-zh",
        &[
            ("1.rules", FIRST),
            ("2.rules", &SECOND.replace("better of 1", "better of 1 by outcome from best to worst (listed, refused)")),
        ],
    );
    assert_eq!(codes(&run), []);
}

/// A fact, and a definition, that only the clause of another version reads is no version's to delete.
#[test]
fn what_another_versions_clause_reads_is_used() {
    let files = [("1.rules", FIRST), ("2.rules", SECOND), ("3.rules", THIRD)];
    assert_eq!(all_codes(&check("transition-reads", &files)), []);
    // Nothing reads `waiting` any more, in any version.
    let third = THIRD.replace("  transition when waiting", "  transition when waits");
    let files = [("1.rules", FIRST), ("2.rules", SECOND), ("3.rules", third.as_str())];
    let found = all_codes(&check("transition-unread", &files));
    assert!(!found.is_empty() && found.iter().all(|(code, _)| code == "W0602"), "{found:?}");
}

#[test]
fn an_amendment_in_force_before_its_base() {
    let third = THIRD.replace("2020-01-01\n  transition when first", "2005-01-01\n  transition when first");
    let run = check("transition-early", &[("1.rules", FIRST), ("2.rules", SECOND), ("3.rules", &third)]);
    let found: Value = serde_json::from_str(&run.out).expect("an object");
    let overlap =
        found["diagnostics"].as_array().expect("a list").iter().find(|d| d["code"] == "E0721").expect("told").clone();
    assert!(overlap["file"].as_str().is_some_and(|f| f.ends_with("3.rules")), "{overlap}");
    assert!(overlap["hint"].as_str().is_some_and(|h| h.contains("3") && h.contains("base")), "{overlap}");
    assert!(!overlap["hint"].as_str().unwrap_or("").contains("repeals"), "{overlap}");
}
