//! Amounts as JSON numbers and as strings.

use serde_json::{Number, Value, json};

use crate::generate::Random;

/// An amount in fen, as one of the ways to write it.
pub(super) fn amount(fen: i64, random: &mut Random) -> Value {
    let (whole, part) = (fen / 100, fen % 100);
    let shortest = match part {
        0 => whole.to_string(),
        _ if part % 10 == 0 => format!("{whole}.{}", part / 10),
        _ => format!("{whole}.{part:02}"),
    };
    match random.below(5) {
        0 => json!(format!("{whole}.{part:02}")),
        1 => json!(shortest),
        2 => number(&format!("{whole}.{part:02}")),
        _ => number(&shortest),
    }
}

/// A JSON number with just these characters.
pub(super) fn number(text: &str) -> Value {
    text.parse::<Number>().map_or(Value::Null, Value::Number)
}
