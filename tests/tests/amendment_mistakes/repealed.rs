//! What an earlier version repealed, and an operation that can't be read beside those that can.

use crate::desk::{expect, expect_each, told};

const REPEALS: &str = "delete indicator sparing, still reported per \"2021\"\ndelete facts spare";
const BY: &str = "delete indicator sparing, still reported per \"2021\"";

#[test]
fn what_is_repealed_is_not_repealed_again() {
    let cases = [
        ("delete indicator sparing, still reported per \"2022\"", "indicator sparing", "leave this operation out"),
        (
            "delete indicator sparing",
            "indicator sparing",
            "to take it off the list as well, also write `delete group habits.sparing`",
        ),
        (
            "within indicator sparing add when member, award 3 points",
            "indicator sparing",
            "to bring it back, write `change indicator sparing into { … }`",
        ),
        (
            "after indicator sparing add define grown = years_old no less than 18",
            "indicator sparing",
            "write `before total score add …` instead",
        ),
        (
            "after group habits.sparing add indicator more per \"Art 8\" {\n  when member, award 3 points\n}",
            "group habits.sparing",
            "write `within group habits add …` instead",
        ),
    ];
    for (operation, place, hint) in cases {
        expect(&[REPEALS, operation], &[("E0719", place, &[BY])]);
        assert_eq!(told(&[REPEALS, operation])[0]["hint"], hint, "{operation}");
    }
    expect(&[REPEALS, "change indicator sparing from 3 points into 4 points"], &[("E0703", "3 points", &[BY])]);
    expect(&[REPEALS, "delete indicator sparing(1)"], &[("E0701", "(1)", &[BY, "indicator sparing"])]);
}

#[test]
fn there_are_ways_out() {
    expect(&[REPEALS, "delete indicator sparing\ndelete group habits.sparing"], &[]);
    expect(&[REPEALS, "change indicator sparing into {\n  when member, award 3 points\n}"], &[]);
    expect(&[REPEALS, "change indicator sparing per from \"Art 7\" into \"Art 8\""], &[]);
}

#[test]
fn addresses_of_constraints_facts_and_presumptions() {
    expect_each(&[
        ("change require \"born first\" from before asked_on into no later than asked_on", &[]),
        (
            "delete require \"born last\"",
            &[("E0701", "\"born last\"", &["require born before asked_on \"born first\""])],
        ),
        ("change facts spare per from \"Art 30\" into \"Art 31\"", &[]),
        ("change facts spare per from \"Art 31\" into \"Art 32\"", &[("E0703", "\"Art 31\"", &["\"Art 30\""])]),
        ("change facts day into day : month", &[("E0701", "day", &["day"])]),
    ]);
    assert_eq!(told(&["delete require \"born last\""])[0]["hint"], "there is `require \"born first\"`");
    assert_eq!(told(&["change facts day into day : month"])[0]["hint"], "there is `record visit.day`");
}

#[test]
fn an_operation_that_cannot_be_read_hides_no_other() {
    let told = told(&["change indicator loyalty(1 from 20 points into 21 points\n\
                       change indicator loyalty(2) from 16 points into 21 points\n\
                       within indicator loyalty add {\n  (3) when when, award 3 points\n}\n\
                       delete indicator nope"]);
    let found: Vec<_> =
        told.iter().map(|d| (d["code"].as_str().unwrap_or(""), d["line"].as_u64().unwrap_or(0))).collect();
    assert_eq!(found, [("E0101", 5), ("E0703", 6), ("E0101", 8), ("E0701", 10)], "{told:#?}");
}
