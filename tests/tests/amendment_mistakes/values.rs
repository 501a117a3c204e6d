//! Old values that are not there: what is, at its place in the text that presently holds; and what can be changed piecemeal.

use crate::desk::{expect, expect_each, told};

#[test]
fn the_message_says_what_is_there() {
    expect_each(&[
        ("change indicator loyalty(1) from 25 points into 30 points", &[("E0703", "25 points", &["20 points"])]),
        ("change indicator loyalty(1) from 20 into 30", &[("E0703", "20", &["20 points"])]),
        (
            "change define busy from no less than 4 into no less than 5",
            &[("E0703", "no less than 4", &["no less than 3"])],
        ),
        ("change indicator age_points(18..65) from 18..66 into 18..60", &[("E0703", "18..66", &["18..65"])]),
        ("change indicator loyalty from best into least", &[("E0703", "best", &["sum"])]),
        ("change group habits from view into age_points", &[("E0703", "view", &["loyalty", "sparing"])]),
        ("change conventions from same month into previous month", &[("E0703", "same month", &["previous month"])]),
        ("change record visit from 200 entries into 400 entries", &[("E0703", "200 entries", &["300 entries"])]),
        ("change indicator view(back, 150 or more) from - into 1 point", &[("E0703", "-", &["2 points"])]),
        ("change indicator view per from \"Art 7\" into \"Art 8\"", &[("E0703", "\"Art 7\"", &["\"Art 6\""])]),
    ]);
    let told = told(&["change indicator loyalty(1) from 25 points into 30 points"]);
    assert_eq!(told[0]["hint"], "it says `20 points`");
}

/// As English instruments word it.
#[test]
fn from_and_to() {
    expect_each(&[
        ("change indicator sparing from 3 points to 4 points", &[("E0103", "to", &[])]),
        (
            "change indicator sparing from 3 points to 4 points\nchange indicator loyalty(2) from 14 points into 16 points",
            &[("E0103", "to", &[]), ("E0703", "14 points", &["15 points"])],
        ),
    ]);
}

#[test]
fn the_text_that_presently_holds() {
    let first = "change indicator loyalty at most from 30 points into 33 points\nchange indicator sparing from 3 points into 4 points";
    expect(
        &[
            first,
            "change indicator loyalty at most from 30 points into 31 points\nchange indicator sparing from 3 points into 5 points",
        ],
        &[("E0703", "30 points", &["33 points"]), ("E0703", "3 points", &["4 points"])],
    );
    let told = told(&[first, "change indicator sparing from 3 points into 5 points"]);
    assert_eq!(told[0]["related"][0]["message"], "it reads like this since version 2021");
    assert!(told[0]["related"][0]["file"].as_str().is_some_and(|f| f.ends_with("2021.rules")), "{told:#?}");
}

#[test]
fn values_of_every_kind_are_changed() {
    expect(
        &["change define busy from no less than 3 into no less than 5\n\
              change require from before asked_on into no later than asked_on\n\
              change conventions from Feb 28 into Mar 1\n\
              change record visit from 300 entries into 400 entries\n\
              change indicator view(back, less than 150) from - into 1 point\n\
              change indicator view(front, 150 or more) into -\n\
              change group habits from loyalty into age_points\n\
              change total score from age_points into loyalty\n\
              change result refund into = 3 yuan\n\
              change parameter fee(2020-01) from 25 yuan into 30 yuan"],
        &[("W0602", "change result refund into = 3 yuan", &["fee"])],
    );
}
