//! What operations lead to elsewhere is told at the operation.

use crate::desk::{expect, expect_each};

#[test]
fn an_operation_is_told_what_it_leads_to() {
    expect_each(&[
        ("delete total score", &[("E0201", "delete total score", &["score", "score"])]),
        (
            "delete conventions",
            &[
                ("E0401", "delete conventions", &["full_years(born to asked_on)"]),
                ("E0401", "delete conventions", &["last 12 months"]),
            ],
        ),
        (
            "change facts member into member : integer 0..3",
            &[("E0301", "change facts member into member : integer 0..3", &["member"])],
        ),
        // What is written in one operation and wrong only since another: both places
        (
            "change indicator loyalty(2) from member into member and height over 99\nchange facts member into member : integer 0..3",
            &[("E0301", "member", &["change facts member into member : integer 0..3"])],
        ),
        (
            "change choice seat.front into side\nchange facts height into height : integer 50..251",
            &[("E0201", "change choice seat.front into side", &["front"])],
        ),
        (
            "change indicator sparing from 3 points into 3 yuan",
            &[("E0432", "change indicator sparing from 3 points into 3 yuan", &["sparing"])],
        ),
    ]);
}

#[test]
fn of_several_operations_the_one_that_makes_the_mistake() {
    expect_each(&[
        (
            "change facts height into height : integer 50..251\ndelete indicator sparing\ndelete indicator loyalty\nchange indicator view(back, 150 or more) from 2 points into 5 points",
            &[("E0433", "delete indicator loyalty", &["group habits sum { loyalty; sparing }"])],
        ),
        // Between the two, the text has an error and nothing is looked for that is unused
        (
            "delete facts wish\ndelete indicator view",
            &[("W0602", "delete indicator view", &["height"]), ("W0602", "delete facts wish", &["seat"])],
        ),
        (
            "delete indicator view\ndelete facts wish",
            &[("W0602", "delete indicator view", &["height"]), ("W0602", "delete facts wish", &["seat"])],
        ),
    ]);
}

#[test]
fn what_is_unused_is_told_once_in_a_chain() {
    expect(
        &[
            "change indicator sparing into {\n  when member, award 3 points\n}",
            "delete facts visits\ndelete define busy\ndelete indicator loyalty(1)",
        ],
        &[
            ("W0602", "change indicator sparing into {\n  when member, award 3 points\n}", &["spare"]),
            ("W0602", "delete facts visits", &["visit"]),
            ("W0605", "delete indicator loyalty(1)", &["at most 30 points"]),
        ],
    );
}
