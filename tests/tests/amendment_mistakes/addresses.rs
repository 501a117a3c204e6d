//! Addresses that mean nothing: the place where the thing should be, what is there, and who took it away.

use crate::desk::{expect, expect_each, told};

fn hint(chain: &[&str]) -> String {
    told(chain).last().and_then(|d| d["hint"].as_str().map(str::to_owned)).unwrap_or_default()
}

#[test]
fn what_is_not_there_is_looked_for_in_its_rule() {
    expect_each(&[
        ("delete indicator loyalty(3)", &[("E0701", "(3)", &["indicator loyalty"])]),
        ("delete indicator vew", &[("E0701", "vew", &["indicator view"])]),
        ("delete total habits", &[("E0701", "habits", &["group habits"])]),
        ("delete choice seat.side", &[("E0701", ".side", &["choice seat"])]),
        ("delete indicator view(middle, 5)", &[("E0701", "(middle, 5)", &["indicator view"])]),
        ("delete indicator loyalty(2) at most", &[("E0701", "at most", &["(2) when member, award 15 points"])]),
    ]);
}

#[test]
fn there_is_a_way_out() {
    let cases = [
        ("delete indicator loyalty(3)", "there is (1), (2)"),
        ("delete indicator vew", "did you mean `view`?"),
        ("delete total habits", "there is `group habits`"),
        ("delete choice seat.side", "there is .back, .middle, .front"),
        ("delete outcomes(side)", "there is (seated), (waiting)"),
        (
            "delete indicator view(middle, 5)",
            "there is (middle, less than 150), (middle, 150 or more), (back, less than 150), (back, 150 or more), \
             (front, less than 150), (front, 150 or more)",
        ),
        (
            "change indicator view at most into 3 points",
            "there is none; to put one in, write `within indicator view add at most …`",
        ),
        ("delete indicator sparing(1)", "nothing in it goes by a label, a case or a name; write `indicator sparing`"),
        ("delete assume \"older\"", "there is no `assume` at all"),
    ];
    for (operation, expected) in cases {
        assert_eq!(hint(&[operation]), expected, "{operation}");
    }
}

#[test]
fn addresses_mean_the_text_before_the_amendment() {
    expect_each(&[
        ("rename define busy as often\nchange define often from 3 into 4", &[("E0701", "often", &["often"])]),
        (
            "within indicator loyalty add (3) when spare, award 3 points\nchange indicator loyalty(3) from 3 points into 4 points",
            &[("E0701", "(3)", &["(3) when spare, award 3 points", "indicator loyalty"])],
        ),
        (
            "add result extra : money per \"Art 11\" = 5 yuan\nchange result extra from 5 yuan into 6 yuan",
            &[("E0701", "extra", &["extra"])],
        ),
    ]);
}

#[test]
fn an_earlier_amendment_took_it_away() {
    let first = "rename indicator loyalty(1) as (5)\nrename indicator view as sight\ndelete indicator loyalty(2)\n\
                 rename choice seat.front as foremost\ndelete facts member";
    let second = [
        ("delete indicator loyalty(1)", "rename indicator loyalty(1) as (5)"),
        ("delete total score.view", "rename indicator view as sight"),
        ("after indicator loyalty(2) add (6) when spare, award 3 points", "delete indicator loyalty(2)"),
        ("rename choice seat.front as fore", "rename choice seat.front as foremost"),
        ("delete facts member", "delete facts member"),
    ];
    for (operation, by) in second {
        let all = told(&[first, operation]);
        let found = all.iter().find(|d| d["code"] == "E0701").expect("it is told");
        assert_eq!(found["related"][0]["text"], by, "{operation}: {found:#}");
        assert!(found["related"][0]["message"].as_str().is_some_and(|m| m.contains("2021")), "{found:#}");
        assert_ne!(found["hint"], "", "{found:#}");
    }
}

#[test]
fn three_versions_later_too() {
    expect(
        &[
            "delete indicator sparing\ndelete facts spare",
            "change indicator loyalty(1) from 20 points into 21 points",
            "change indicator sparing from 3 points into 4 points",
        ],
        &[("E0701", "sparing", &["delete indicator sparing"])],
    );
}
