//! What part of a sentence a place is, by what the grammar would take there.

use crate::tree::Kind;

/// A part of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The start of an indicator's line.
    Start,
    /// The start of an outcome.
    Outcome,
    /// Behind an operand, in front of a word that compares or joins.
    Operator,
    /// In front of a name, number or other operand.
    Operand,
    /// Behind a row's condition, where `的,` ends it.
    Then,
    /// In front of `积 …`.
    Give,
    /// In front of `每满 …`, or behind what may be taken for a table's further key.
    Each,
    /// Behind what a line awards.
    Tail,
    /// Behind `在`.
    Range,
    /// Behind `,`, where `最高 …` may stand.
    Modifier,
    /// The start of a table's row.
    Case,
    /// Behind what may be an outcome's name.
    Verdict,
    /// Behind a declaration's name, in front of its citation or brace.
    Head,
    /// The start of a line in the policy's head.
    Policy,
    /// In front of a day.
    Day,
}

impl Place {
    pub(crate) fn is(self, expected: &[Kind]) -> bool {
        let has = |k: Kind| expected.contains(&k);
        match self {
            Place::Start => has(Kind::line) || has(Kind::kw_only_for) && has(Kind::modifier),
            Place::Outcome => has(Kind::outcome),
            Place::Operator => has(Kind::lt),
            Place::Operand => has(Kind::literal) || has(Kind::expr) || has(Kind::sum),
            Place::Then => has(Kind::comma) && (has(Kind::lt) || !has(Kind::plus)),
            Place::Give => has(Kind::give),
            Place::Each => has(Kind::each) || has(Kind::between) && has(Kind::lb),
            Place::Tail => has(Kind::comma) && has(Kind::kw_per) && !has(Kind::lt),
            Place::Range => has(Kind::band) && has(Kind::kw_last),
            Place::Modifier => has(Kind::modifier),
            Place::Case => has(Kind::case_row) || has(Kind::matrix_row),
            Place::Verdict => has(Kind::EOI) && has(Kind::kw_per) && (has(Kind::key) || has(Kind::lp)),
            Place::Head => has(Kind::lb) && (has(Kind::cite) || has(Kind::kw_per)),
            Place::Policy => has(Kind::in_force) || has(Kind::kw_in_force),
            Place::Day => expected.iter().all(|k| matches!(k, Kind::date | Kind::month)),
        }
    }
}

/// How a sentence goes on or is written as a whole, where no word of the drafter's tells more; `found` is the word there.
pub(crate) fn example(expected: &[Kind], found: &str) -> Option<(&'static str, &'static str)> {
    let is = |place: Place| place.is(expected);
    let of_units =
        found.starts_with(|c: char| c == '每' || c.is_ascii_digit()) || matches!(found, "for" | "each" | "every");
    Some(if is(Place::Each) || is(Place::Start) && of_units {
        ("按 甲 至 乙,每满 1年 积 2分", "by a to b, for each full 1 year award 2 points")
    } else if is(Place::Start) {
        ("凡 周岁 不少于 18 的,积 5分", "when age no less than 18, award 5 points")
    } else if is(Place::Outcome) {
        ("凡 总积分 不少于 120分 的,达标", "when total no less than 120 points, qualified")
    } else if is(Place::Case) {
        ("硕士 积 100分", "master award 100 points")
    } else if is(Place::Give) {
        ("积 5分", "award 5 points")
    } else if expected.contains(&Kind::group_how) {
        ("总分 总积分 (total) 合计 { … }", "total points (total) sum { … }")
    } else if expected.contains(&Kind::kw_version) {
        ("政策 名称 (key) 版本 2018 \"全称\" { … }", "policy name (key) version 2018 \"title\" { … }")
    } else {
        return None;
    })
}
