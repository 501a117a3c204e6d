//! Whether one value is among the possible ones of another.

use crate::value::{Range, Val};

/// Whether a value is among the possible ones of another, which may be known too.
pub fn covers(wide: &Val, value: &Val) -> bool {
    match (wide, value) {
        (_, Val::Error(_)) => true,
        (Val::Unknown(w), Val::Unknown(v)) => {
            (w.none || !v.none)
                && match (&w.range, &v.range) {
                    (_, None) => true,
                    (None, Some(_)) => false,
                    (Some(w), Some(v)) => range_covers(w, v),
                }
        }
        (Val::Unknown(w), Val::None) => w.none,
        (Val::Unknown(w), known) => {
            let range = super::super::unknown::spread(known).unwrap().range.unwrap();
            w.range.as_ref().is_some_and(|w| range_covers(w, &range))
        }
        (known, Val::Unknown(_)) => {
            // Only within known structures.
            matches!(known, Val::Record(_) | Val::List(_) | Val::Period(_))
        }
        (a, b) => a == b,
    }
}

fn range_covers(wide: &Range, range: &Range) -> bool {
    match (wide, range) {
        (Range::Number(a, b), Range::Number(c, d)) => {
            a.is_none_or(|a| c.is_some_and(|c| a <= c)) && b.is_none_or(|b| d.is_some_and(|d| d <= b))
        }
        (Range::YesNo { yes: a, no: b }, Range::YesNo { yes: c, no: d }) => (*a || !c) && (*b || !d),
        (Range::Date(a, b), Range::Date(c, d)) => a <= c && d <= b,
        (Range::Month(a, b), Range::Month(c, d)) => a <= c && d <= b,
        (Range::Duration(a, b), Range::Duration(c, d)) => {
            a.months <= c.months && a.days <= c.days && d.months <= b.months && d.days <= b.days
        }
        (Range::Choice(a), Range::Choice(b)) => b.iter().all(|c| a.contains(c)),
        (Range::Code, Range::Code) => true,
        _ => false,
    }
}
