//! The hand-written measure of 2018 by itself: the published examples, the articles that no reading concerns, the wage,
//! and what it refuses to read. The readings' edges are in `shanghai_edges.rs`.

use jifen_tests::command::root;
use jifen_tests::shanghai::generate::{applicant, forget};
use jifen_tests::shanghai::{Assessment, FactError, Indicator, Outcome, assess, from_json, reference_wage};
use serde_json::{Value, json};
use std::fs;

fn example(file: &str) -> Value {
    let text = fs::read_to_string(root().join("examples/shanghai").join(file)).expect("an example");
    serde_json::from_str(&text).expect("JSON")
}

/// Thirty years old on 2021-06-21, bachelor with degree, eight months of contributions; one fact is replaced.
fn with(key: &str, value: Value) -> Value {
    let mut facts = example("degree-at-30.json");
    facts[key] = value;
    facts
}

fn answer(facts: &Value) -> Assessment {
    assess(&from_json(facts).unwrap_or_else(|e| panic!("{e}\n{facts}")))
}

fn points(key: &str, value: Value, indicator: Indicator) -> i64 {
    answer(&with(key, value)).points(indicator)
}

#[test]
fn published_examples() {
    let published = [
        ("college-company-owner.json", 128, Outcome::Qualified),
        ("nine-years-and-a-base.json", 132, Outcome::Qualified),
        ("nine-years-and-a-degree.json", 147, Outcome::Qualified),
        ("college-at-44.json", 103, Outcome::BelowStandard),
        ("degree-at-30.json", 120, Outcome::Qualified),
        // published as 167, with education and title added up
        ("title-or-college-at-50.json", 117, Outcome::BelowStandard),
    ];
    for (file, total, outcome) in published {
        let answer = answer(&example(file));
        assert_eq!((answer.total, answer.outcome), (total, outcome), "{file}");
    }
}

#[test]
fn article_6_2_education() {
    let scale = [("none", 0), ("college", 50), ("bachelor", 60), ("bachelor_with_degree", 90), ("master", 100)];
    for (level, expected) in scale.into_iter().chain([("doctor", 110)]) {
        assert_eq!(points("education", json!(level), Indicator::Education), expected, "{level}");
    }
}

#[test]
fn article_7_recognitions_and_awards() {
    assert_eq!(points("entrepreneur", json!(true), Indicator::Entrepreneur), 120);
    assert_eq!(points("innovation_intermediary", json!(true), Indicator::InnovationIntermediary), 120);
    assert_eq!(points("shortage_major", json!(true), Indicator::ShortageMajor), 30);
    assert_eq!(points("fresh_graduate", json!(true), Indicator::FreshGraduate), 10);
    let awards = |list: Value| points("awards", list, Indicator::Awards);
    assert_eq!(awards(json!([])), 0);
    assert_eq!(awards(json!(["city_special", "city_special"])), 30);
    assert_eq!(awards(json!(["city_special", "city_general"])), 60);
    assert_eq!(awards(json!(["provincial", "city_general"])), 110);
}

#[test]
fn article_7_10_a_local_spouse() {
    let married = |local: bool, date: &str| {
        points("spouse", json!({"local_hukou": local, "married_on": date}), Indicator::Spouse)
    };
    assert_eq!(married(true, "2020-06-22"), 0);
    assert_eq!(married(true, "2020-06-21"), 4);
    assert_eq!(married(true, "2011-06-22"), 36);
    assert_eq!(married(true, "2011-06-21"), 40);
    assert_eq!(married(true, "2001-06-21"), 40);
    assert_eq!(married(true, "2021-06-22"), 0);
    assert_eq!(married(false, "2001-06-21"), 0);
    assert_eq!(points("spouse", Value::Null, Indicator::Spouse), 0);
}

#[test]
fn of_equals_the_first_counts() {
    let mut facts = with("education", json!("college"));
    facts["qualifications"] = json!([{"level": "skill_3", "matches_post": true}]);
    facts["company"] = json!({"share": 1, "tax_paid": [100_000, 100_000, 100_000], "local_hires": [10, 10, 10]});
    assert_eq!(answer(&facts).counted(Indicator::Tax), 10);
    assert_eq!(answer(&facts).counted(Indicator::LocalJobs), 0);
    assert_eq!(answer(&facts).counted(Indicator::Education), 0);
    assert_eq!(answer(&facts).counted(Indicator::Title), 60);
    facts["education"] = json!("bachelor");
    assert_eq!(answer(&facts).counted(Indicator::Education), 60);
    assert_eq!(answer(&facts).counted(Indicator::Title), 0);
}

#[test]
fn the_wage_steps_twice_in_spring_2019() {
    let wage = |year: i32, month: i32| reference_wage(year * 12 + month - 1);
    assert_eq!(wage(2011, 3), None);
    assert_eq!(wage(2011, 4), Some(3896));
    assert_eq!(wage(2019, 3), Some(7132));
    assert_eq!(wage(2019, 4), Some(7832));
    assert_eq!(wage(2019, 5), Some(8211));
    assert_eq!(wage(2020, 6), Some(8211));
    assert_eq!(wage(2020, 7), Some(9339));
    assert_eq!(wage(2025, 6), Some(12_307));
    assert_eq!(wage(2040, 1), Some(12_434));
}

/// A wage that was never published is needed only inside a window that looks at it.
#[test]
fn a_month_without_a_wage() {
    let filed = |date: &str, make_up: bool| {
        let month =
            json!({"month": "2011-03", "base": 1, "make_up": make_up, "payer_matches": true, "tax_matches": true});
        let mut facts = with("contributions", json!([month]));
        facts["application_date"] = json!(date);
        from_json(&facts).map(|_| ())
    };
    let needed = Err(FactError::NeedsParameter("2011-03".to_owned()));
    assert_eq!(filed("2011-03-31", false), Ok(()));
    assert_eq!(filed("2011-04-01", false), needed);
    assert_eq!(filed("2015-03-31", false), needed);
    assert_eq!(filed("2015-04-01", false), Ok(()));
    assert_eq!(filed("2015-03-31", true), Ok(()));
}

#[test]
fn refused_facts_name_their_place() {
    let month = |base: Value| json!({"month": "2021-01", "base": base, "make_up": false, "payer_matches": true, "tax_matches": true});
    let company = |share: Value, tax: Value| json!({"share": share, "tax_paid": tax, "local_hires": []});
    let refused = [
        ("nickname", json!("A"), "nickname"),
        ("permit_valid", Value::Null, "permit_valid"),
        ("birth_date", json!("1991-5-5"), "birth_date"),
        ("birth_date", json!("2021-02-29"), "birth_date"),
        ("birth_date", json!("2021-06-22"), "birth_date"),
        ("education", json!("school"), "education"),
        ("contributions", json!([month(json!(-1))]), "contributions[0].base"),
        ("contributions", json!([month(json!("1.001"))]), "contributions[0].base"),
        ("contributions", json!([month(json!(1)), month(json!(2))]), "contributions"),
        ("company", company(json!("1.01"), json!([])), "company.share"),
        ("company", company(json!(-0.5), json!([])), "company.share"),
        ("company", company(json!(1), json!([1, 2, 3, 4])), "company.tax_paid"),
        ("awards", json!(["village"]), "awards[0]"),
    ];
    for (key, value, place) in refused {
        match from_json(&with(key, value)) {
            Err(FactError::Invalid(named, _)) => assert_eq!(named, format!("applicant.{place}")),
            other => panic!("{place}: {other:?}"),
        }
    }
    let mut facts = with("spouse", json!({"local_hukou": true}));
    assert_eq!(from_json(&facts), Err(FactError::Missing("applicant.spouse.married_on".to_owned())));
    facts.as_object_mut().expect("an object").shift_remove("birth_date");
    assert_eq!(from_json(&facts), Err(FactError::Missing("applicant.birth_date".to_owned())));
}

/// Amounts are the same however they are written, and a key of a later version changes nothing.
#[test]
fn what_makes_no_difference() {
    let owner = |share: &str, tax: &str| {
        let text = format!(r#"{{"share": {share}, "tax_paid": [{tax}, {tax}, {tax}], "local_hires": []}}"#);
        points("company", serde_json::from_str(&text).expect("JSON"), Indicator::Tax)
    };
    for tax in ["200000", "200000.00", "2e5", "\"200000\"", "\"200000.0\""] {
        assert_eq!(owner("0.5", tax), 10, "{tax}");
        assert_eq!(owner("\"0.50\"", tax), 10, "{tax}");
    }
    assert_eq!(owner("0.5", "199999.99"), 0);
    let plain = answer(&example("degree-at-30.json"));
    assert_eq!(answer(&with("lingang_since", json!("2010-01-01"))), plain);
    assert_eq!(answer(&with("lingang_since", Value::Null)), plain);
}

#[test]
fn generated_applicants_are_reproducible_and_complete() {
    for seed in 0..300 {
        let facts = applicant(seed);
        assert_eq!(facts.to_string(), applicant(seed).to_string());
        assert!(from_json(&facts).is_ok(), "seed {seed}: {facts}");
        let partial = forget(&facts, seed);
        assert_eq!(partial.to_string(), forget(&facts, seed).to_string());
        // The measure of 2018 does not ask for Lingang
        let asked = partial.as_object().is_some_and(|p| p.len() + 1 != facts.as_object().map_or(0, |f| f.len()))
            || partial.get("lingang_since").is_some();
        if asked {
            assert!(matches!(from_json(&partial), Err(FactError::Missing(_))), "seed {seed}: {partial}");
        }
    }
}
