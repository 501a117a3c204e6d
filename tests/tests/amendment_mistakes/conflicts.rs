//! Operations in each other's way, heads that name what is not there, and what deleting leaves.

use crate::desk::{HALL, expect, expect_each, told};
use jifen_tests::command::jifen;
use jifen_tests::spec::Scratch;
use std::fs;

#[test]
fn the_second_of_two_is_marked() {
    expect_each(&[
        (
            "delete indicator sparing\nchange indicator sparing from 3 points into 4 points\ndelete facts spare",
            &[("E0705", "change indicator sparing from 3 points into 4 points", &["delete indicator sparing"])],
        ),
        (
            "change indicator sparing from 3 points into 4 points\ndelete indicator sparing\ndelete facts spare",
            &[("E0705", "delete indicator sparing", &["change indicator sparing from 3 points into 4 points"])],
        ),
        (
            "after indicator loyalty(2) add (3) when spare, award 1 point\ndelete indicator loyalty(2)",
            &[(
                "E0705",
                "delete indicator loyalty(2)",
                &["after indicator loyalty(2) add (3) when spare, award 1 point"],
            )],
        ),
        (
            "delete indicator sparing\ndelete indicator sparing",
            &[("E0705", "delete indicator sparing", &["delete indicator sparing"])],
        ),
    ]);
    let told = told(&["delete indicator loyalty(2)\nafter indicator loyalty(2) add (3) when spare, award 1 point"]);
    assert_eq!(told[0]["related"][0]["message"], "deleted here");
}

#[test]
fn a_line_that_is_no_operation_is_told_the_operations() {
    let told = told(&["delete indicator sparing\nreplace indicator view by 5 points"]);
    assert!(told.iter().any(|d| d["code"] == "E0108" && d["hint"].as_str().is_some_and(|h| h.contains("change …"))));
}

fn heads(name: &str, heads: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let scratch = Scratch::new(name).expect("a folder");
    fs::write(scratch.path().join("2020.rules"), HALL).expect("a file");
    for (policy, id, base) in heads {
        let text = format!(
            "amendment {policy} version {id} based on {base} {{\n  in force {id}-01-01\n}}\n\ndelete indicator view(middle)\n"
        );
        fs::write(scratch.path().join(format!("{id}.rules")), text).expect("a file");
    }
    let ran = jifen(scratch.path(), &["check", "--json", "--lang", "en", "."], "");
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("a report");
    let text = |d: &serde_json::Value| {
        let file = fs::read_to_string(scratch.path().join(d["file"].as_str().unwrap_or(""))).unwrap_or_default();
        let at = |key: &str| d[key].as_u64().unwrap_or(0) as usize;
        file.get(at("start")..at("end")).unwrap_or("?").to_owned()
    };
    let all = report["diagnostics"].as_array().cloned().unwrap_or_default();
    all.iter().map(|d| (d["code"].as_str().unwrap_or("").to_owned(), text(d))).collect()
}

#[test]
fn heads_that_name_what_is_not_there() {
    let is = |found: Vec<(String, String)>, code: &str, place: &str| {
        assert_eq!(found, [(code.to_owned(), place.to_owned())]);
    };
    is(heads("name", &[("hal", "2021", "2020")]), "E0710", "hal");
    is(heads("id", &[("hall", "2021", "2019")]), "E0710", "2019");
    is(
        heads("base-of-base", &[("hall", "2022", "2021"), ("hall", "2023", "2022"), ("hall", "2024", "2023")]),
        "E0710",
        "2021",
    );
    let circle = heads("circle", &[("hall", "2022", "2023"), ("hall", "2023", "2022"), ("hall", "2024", "2023")]);
    assert_eq!(circle.iter().map(|d| d.0.as_str()).collect::<Vec<_>>(), ["E0711", "E0711"], "{circle:?}");
}

#[test]
fn a_heading_stays_when_the_rule_below_goes() {
    let base = HALL
        .replace("indicator sparing (sparing)", "# Part two\n\n# of those who spare\nindicator sparing (sparing)")
        .replace("  (1) when busy", "  # Rows\n\n  # the first\n  (1) when busy")
        .replace("  otherwise, waiting", "  # The rest\n\n  # of them\n  otherwise, waiting");
    let scratch = Scratch::new("heading").expect("a folder");
    fs::write(scratch.path().join("2020.rules"), base).expect("a file");
    let text = "amendment hall version 2021 based on 2020 {\n  in force 2021-01-01\n}\n\ndelete indicator sparing\n\
                delete indicator loyalty(1)\ndelete outcomes(waiting)\n";
    fs::write(scratch.path().join("2021.rules"), text).expect("a file");
    let shown = jifen(scratch.path(), &["show", ".", "--version", "2021"], "").out;
    assert!(shown.contains("}\n\n# Part two\n\ntotal score"), "{shown}");
    assert!(shown.contains("  at most 30 points\n  # Rows\n\n  (2) when member"), "{shown}");
    assert!(shown.contains("\"Art 12\"\n  # The rest\n}"), "{shown}");
    assert!(
        !shown.contains("those who spare") && !shown.contains("the first") && !shown.contains("of them"),
        "{shown}"
    );
    expect(&["delete indicator sparing\ndelete facts spare"], &[]);
}
