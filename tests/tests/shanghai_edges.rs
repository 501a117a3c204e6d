//! The edges of the readings chosen for the measure of 2018: the command and the hand-written measure both give the
//! expected answers. Readings 13 and 14 concern other versions.

use jifen_tests::command::{jifen, root};
use jifen_tests::shanghai::{self, Indicator};
use serde_json::{Value, json};

/// An applicant aged 30 with six months of contributions and nothing else; `changes` replace facts.
fn applicant(changes: Value) -> Value {
    let mut facts = json!({
        "application_date": "2021-06-15", "birth_date": "1991-01-01", "permit_valid": true, "education": "none",
        "qualifications": [], "contributions": months(1..=6, 0), "entrepreneur": false,
        "innovation_intermediary": false, "shortage_major": false, "fresh_graduate": false, "company": null,
        "public_service_since": null, "suburban_since": null, "awards": [], "spouse": null, "penalties": [],
        "family_planning_violation": false, "serious_crime": false,
    });
    let Value::Object(changes) = changes else { panic!("an object of changes") };
    for (key, value) in changes {
        facts[&key] = value;
    }
    facts
}

/// The month so many months before June 2021, with a base.
fn month(ago: i32, base: impl Into<Value>) -> Value {
    let index = 2021 * 12 + 5 - ago;
    let month = format!("{:04}-{:02}", index / 12, index % 12 + 1);
    json!({"month": month, "base": base.into(), "make_up": false, "payer_matches": true, "tax_matches": true})
}

/// The wage in force in the month so many months before June 2021.
fn wage(ago: i32) -> i64 {
    match 2021 * 12 + 5 - ago {
        ..24_219 => 6504,
        24_219..24_231 => 7132,
        24_231 => 7832,
        24_232..24_246 => 8211,
        _ => 9339,
    }
}

/// Months with the same base.
fn months(ago: std::ops::RangeInclusive<i32>, base: i64) -> Value {
    ago.map(|ago| month(ago, base)).collect()
}

/// Months at so many percent of each one's own wage.
fn at(ago: std::ops::RangeInclusive<i32>, percent: i64) -> Vec<Value> {
    ago.map(|ago| {
        let fen = wage(ago) * percent;
        month(ago, format!("{}.{:02}", fen / 100, fen % 100))
    })
    .collect()
}

/// One expectation: changes to the applicant, a key, and what it comes to.
type Case = (Value, &'static str, i64);

/// Checks that both say what is expected: an indicator's own points, with ` counted` what of them counts, or the total.
fn check(cases: &[Case]) {
    let facts: Vec<Value> = cases.iter().map(|(changes, _, _)| applicant(changes.clone())).collect();
    for ((key, expected, report, answer), facts) in answers(cases, &facts).into_iter().zip(&facts) {
        let (name, counted) = key.strip_suffix(" counted").map_or((key, false), |name| (name, true));
        let (reported, by_hand) = match Indicator::from_key(name) {
            Some(indicator) => {
                let reported = report["indicators"].as_array().into_iter().flatten().find(|i| i["key"] == name);
                let field = if counted { "counted" } else { "points" };
                let by_hand = if counted { answer.counted(indicator) } else { answer.points(indicator) };
                (reported.map_or(Value::Null, |i| i[field].clone()), by_hand)
            }
            None => (report["total"].clone(), answer.total),
        };
        assert_eq!(reported.to_string(), expected.to_string(), "{key}, the command\n{facts}");
        assert_eq!(by_hand, expected, "{key}, by hand\n{facts}");
    }
}

/// Checks outcomes.
fn check_outcomes(cases: &[(Value, &'static str)]) {
    let plain: Vec<Case> = cases.iter().map(|(changes, _)| (changes.clone(), "total", 0)).collect();
    let facts: Vec<Value> = cases.iter().map(|(changes, _)| applicant(changes.clone())).collect();
    for ((_, _, report, answer), (changes, expected)) in answers(&plain, &facts).into_iter().zip(cases) {
        assert_eq!(report["outcome"], *expected, "the command\n{changes}");
        assert_eq!(answer.outcome.key(), *expected, "by hand\n{changes}");
    }
}

fn answers(cases: &[Case], facts: &[Value]) -> Vec<(&'static str, i64, Value, shanghai::Assessment)> {
    let lines: String = facts.iter().map(|facts| format!("{facts}\n")).collect();
    let ran = jifen(&root(), &["assess", "--json", "policies/shanghai", "-"], &lines);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let reports = ran.out.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let answers = facts.iter().map(|facts| shanghai::assess(&shanghai::from_json(facts).expect("complete facts")));
    let found: Vec<_> =
        reports.zip(answers).zip(cases).map(|((r, a), (_, key, points))| (*key, *points, r, a)).collect();
    assert_eq!(found.len(), cases.len());
    found
}

#[test]
fn reading_1_age() {
    let born = |date: &str, points: i64| (json!({"birth_date": date}), "age", points);
    check(&[
        born("1960-06-15", 0),  // 61 on this day
        born("1960-06-16", 5),  // 60, the last day
        born("1965-06-15", 5),  // 56 on this day
        born("1965-06-16", 7),  // 55
        born("1977-06-15", 29), // 44
        born("1977-06-16", 30), // 43: 31 without the cap
        born("2021-06-15", 30), // born today
    ]);
}

#[test]
fn reading_2_months_of_the_tiers() {
    let tier = |months: Vec<Value>, points: i64| (json!({"contributions": months}), "contribution_base", points);
    let spoiled = |field: &str, value: bool| {
        let mut months = at(1..=36, 100);
        months[17][field] = json!(value);
        months
    };
    let mut cent_below = at(1..=36, 100);
    cent_below[0] = month(1, "9338.99");
    let mut both = at(1..=24, 300);
    both.extend(at(25..=36, 80));
    check(&[
        tier(at(1..=36, 80), 25),
        tier(at(1..=36, 100), 50),
        tier(at(1..=36, 199), 50),
        tier(at(1..=36, 200), 100),
        tier(at(1..=35, 200), 0),
        tier(at(1..=24, 300), 120),
        tier(at(1..=24, 350), 120),
        tier(at(1..=23, 300), 0),
        tier(both, 120),
        tier(cent_below, 25),
        tier(spoiled("make_up", true), 0),
        tier(spoiled("payer_matches", false), 0),
        tier(spoiled("tax_matches", false), 0),
    ]);
}

#[test]
fn readings_3_and_4_each_month_its_wage_and_its_window() {
    let tier = |months: Vec<Value>, points: i64| (json!({"contributions": months}), "contribution_base", points);
    // May 2019 is 25 months before: the wage of April would not do
    let mut april = at(1..=36, 100);
    april[24] = month(25, 7832);
    check(&[
        tier(at(13..=48, 100), 50),
        tier(at(14..=49, 100), 0),
        tier(at(0..=35, 100), 0),
        tier(at(-2..=36, 100), 50),
        tier(at(13..=36, 300), 120),
        tier(at(14..=37, 300), 0),
        tier(april, 25),
    ]);
}

#[test]
fn reading_5_insured_years() {
    let years = |months: Value, points: i64| (json!({"contributions": months}), "insured_years", points);
    let every_other: Value = (1..=12).map(|i| month(7 * i, 0)).collect();
    let with = |field: &str, value: bool| {
        let mut months = months(1..=12, 0);
        months[3][field] = json!(value);
        months
    };
    check(&[
        years(months(1..=11, 0), 0),
        years(months(0..=11, 0), 0),
        years(months(1..=12, 0), 3),
        years(every_other, 3),
        years(months(1..=240, 0), 60),
        years(with("make_up", true), 0),
        years(with("payer_matches", false), 0),
        years(with("tax_matches", false), 3),
    ]);
    let mut others = months(1..=6, 0);
    others.as_array_mut().expect("a list").iter_mut().for_each(|m| m["payer_matches"] = json!(false));
    let mut late = months(1..=6, 0);
    late[0]["make_up"] = json!(true);
    check_outcomes(&[
        (json!({"contributions": others}), "below_standard"),
        (json!({"contributions": late}), "not_eligible"),
        (json!({"contributions": months(0..=5, 0)}), "not_eligible"),
    ]);
}

#[test]
fn readings_6_and_15_the_wage_gate_on_titles() {
    let holds = |levels: &[(&str, bool)], contributions: &[Value], points: i64| {
        let list: Vec<Value> = levels.iter().map(|(l, m)| json!({"level": l, "matches_post": m})).collect();
        (json!({"qualifications": list, "contributions": contributions}), "title", points)
    };
    let enough = at(1..=6, 100);
    let mut elsewhere = at(7..=12, 100);
    elsewhere.iter_mut().for_each(|m| m["payer_matches"] = json!(false));
    let mut late = at(1..=6, 100);
    late[2]["make_up"] = json!(true);
    check(&[
        holds(&[("senior", true)], &enough, 140),
        holds(&[("skill_1", true)], &enough, 140),
        holds(&[("intermediate", true)], &enough, 100),
        holds(&[("skill_2", true)], &enough, 100),
        holds(&[("senior", true)], &elsewhere, 140),
        holds(&[("senior", true)], &at(7..=13, 100), 140),
        holds(&[("senior", true)], &at(8..=13, 100), 0),
        holds(&[("senior", true)], &at(1..=6, 99), 0),
        holds(&[("intermediate", true), ("skill_4", true)], &late, 30),
        holds(&[("skill_3", true)], &[], 60),
        holds(&[("senior", false), ("intermediate", true)], &enough, 100),
        holds(&[("skill_5", true), ("skill_3", false)], &enough, 15),
    ]);
}

#[test]
fn reading_7_full_years_of_records() {
    let record = |kind: &str, date: &str, key: &'static str, points: i64| {
        (json!({"penalties": [{"kind": kind, "date": date}]}), key, points)
    };
    check(&[
        record("false_material", "2018-06-15", "false_material", 0),
        record("false_material", "2018-06-16", "false_material", -150),
        record("detention", "2016-06-15", "detention", 0),
        record("detention", "2016-06-16", "detention", -50),
        record("ordinary_crime", "2016-06-16", "ordinary_crime", -150),
        record("ordinary_crime", "2021-06-15", "ordinary_crime", -150),
        record("ordinary_crime", "2021-06-16", "ordinary_crime", 0),
        (
            json!({"penalties": [{"kind": "detention", "date": "2020-01-01"}, {"kind": "detention", "date": "2020-01-01"}]}),
            "detention",
            -100,
        ),
    ]);
    let leap = |today: &str, points: i64| {
        let records = json!([{"kind": "detention", "date": "2016-02-29"}]);
        (json!({"application_date": today, "penalties": records, "birth_date": "1977-02-28"}), "detention", points)
    };
    check(&[leap("2021-02-28", -50), leap("2021-03-01", 0)]);
    let born =
        |today: &str, points: i64| (json!({"application_date": today, "birth_date": "1976-02-29"}), "age", points);
    check(&[born("2020-02-28", 30), born("2020-02-29", 29), born("2021-02-28", 29), born("2021-03-01", 27)]);
}

#[test]
fn reading_8_counted_once_five_years_are_full() {
    let since = |key: &'static str, date: &str, points: i64| {
        let fact = if key == "public_service" { "public_service_since" } else { "suburban_since" };
        (json!({fact: date}), key, points)
    };
    check(&[
        since("public_service", "2016-06-16", 0),
        since("public_service", "2016-06-15", 20),
        since("public_service", "2015-06-15", 24),
        since("public_service", "1996-06-15", 100),
        since("public_service", "2022-01-01", 0),
        since("outer_suburbs", "2016-06-16", 0),
        since("outer_suburbs", "2016-06-15", 10),
        since("outer_suburbs", "2011-06-15", 20),
        since("outer_suburbs", "2010-06-15", 20),
    ]);
}

#[test]
fn reading_9_averages_by_share() {
    let company = |share: Value, tax: Value, hires: Value| json!({"company": {"share": share, "tax_paid": tax, "local_hires": hires}});
    let tax = |share: Value, tax: Value, points: i64| (company(share, tax, json!([])), "tax", points);
    let jobs = |share: Value, hires: Value, points: i64| (company(share, json!([]), hires), "local_jobs", points);
    check(&[
        tax(json!(1), json!([100_000, 100_000, 100_000]), 10),
        tax(json!(1), json!([100_000, 100_000, "99999.99"]), 0),
        tax(json!(1), json!([0, 0, 600_000]), 20),
        tax(json!("0.3333"), json!([300_030, 300_030, 300_031]), 10),
        tax(json!(0.3333), json!([300_030, 300_030, 300_030]), 0),
        tax(json!(0), json!([900_000_000, 0, 0]), 0),
        tax(json!(1), json!([9_000_000, 9_000_000]), 0),
        tax(json!(1), json!([1_200_000, 1_200_000, 1_200_000]), 120),
        tax(json!(1), json!([1_300_000, 1_300_000, 1_300_000]), 120),
        jobs(json!(1), json!([10, 10, 10]), 10),
        jobs(json!(1), json!([10, 10, 9]), 0),
        jobs(json!(0.5), json!([20, 21, 19]), 10),
        jobs(json!(1), json!([1000]), 0),
        jobs(json!(1), json!([500, 500, 500]), 120),
    ]);
}

#[test]
fn reading_10_the_higher_of_two_counts() {
    let both = |level: &str, education: &str| json!({"qualifications": [{"level": level, "matches_post": true}], "education": education, "contributions": at(1..=6, 100)});
    let company =
        json!({"company": {"share": 1, "tax_paid": [200_000, 200_000, 200_000], "local_hires": [20, 20, 20]}});
    check(&[
        (both("intermediate", "master"), "education counted", 100),
        (both("intermediate", "master"), "title counted", 0),
        (both("intermediate", "master"), "title", 100),
        (both("senior", "doctor"), "education counted", 0),
        (both("senior", "doctor"), "title counted", 140),
        (company.clone(), "tax counted", 20),
        (company, "local_jobs counted", 0),
    ]);
}

#[test]
fn readings_11_and_12_outcomes() {
    check_outcomes(&[
        (json!({"education": "bachelor_with_degree"}), "qualified"),
        (json!({"education": "bachelor_with_degree", "birth_date": "1977-06-15"}), "below_standard"),
        (json!({"education": "doctor", "serious_crime": true}), "disqualified"),
        (json!({"education": "doctor", "family_planning_violation": true}), "disqualified"),
        (json!({"education": "doctor", "permit_valid": false}), "not_eligible"),
        (json!({"education": "doctor", "contributions": months(1..=5, 9000)}), "not_eligible"),
        (json!({"permit_valid": false, "serious_crime": true}), "disqualified"),
    ]);
    let crimes = json!([{"kind": "ordinary_crime", "date": "2020-05-05"}]);
    check(&[
        (json!({"education": "doctor", "serious_crime": true}), "total", 140),
        (json!({"education": "doctor", "permit_valid": false}), "total", 140),
        (json!({"education": "doctor", "penalties": crimes}), "total", 0),
    ]);
}
