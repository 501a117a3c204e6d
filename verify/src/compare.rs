//! Whether what came out is what was expected.

use crate::expected::{Side, Wanted};
use jifen_interpreter::number::Fraction;
use serde_json::Value;
use std::cmp::Ordering;

/// Whether a value, as an assessment has it in JSON, is what is wanted. What compares versions is looked at elsewhere.
pub(crate) fn holds(wanted: &Wanted, got: &Value) -> bool {
    match wanted {
        Wanted::Value(value) => same(value, got),
        Wanted::Bounds(low, high) if low == high => same(low, got),
        Wanted::Bounds(low, high) => bounds(got).is_some_and(|(min, max)| low == min && high == max),
        Wanted::Side(side, bound) => match bounds(got) {
            Some((min, max)) if got.get("none") != Some(&Value::Bool(true)) => {
                !min.is_null() && !max.is_null() && on(*side, min, bound) && on(*side, max, bound)
            }
            Some(_) => false,
            None => on(*side, got, bound),
        },
        Wanted::Unknown => is_unknown(got),
        Wanted::Nothing => got.is_null(),
        Wanted::Error(_) => got.get("error").is_some(),
        Wanted::Outcomes(_) | Wanted::UnchangedBy(..) | Wanted::ChangedBy(..) => false,
    }
}

/// Whether two values are one; no points, because no row holds, are zero points.
pub(crate) fn same(wanted: &Value, got: &Value) -> bool {
    wanted == got || got.is_null() && number(wanted) == Some(Fraction::ZERO)
}

/// The least and largest value of what depends on something unknown.
fn bounds(got: &Value) -> Option<(&Value, &Value)> {
    Some((got.get("min")?, got.get("max")?))
}

fn is_unknown(got: &Value) -> bool {
    let keys = ["min", "possible", "unknown", "entries"];
    keys.iter().any(|key| got.get(key).is_some())
}

fn on(side: Side, got: &Value, bound: &Value) -> bool {
    let Some(order) = order(got, bound) else { return false };
    match side {
        Side::NoLess => order != Ordering::Less,
        Side::NoMore => order != Ordering::Greater,
        Side::Less => order == Ordering::Less,
        Side::More => order == Ordering::Greater,
    }
}

/// Numbers by their size; days and months as they are written.
fn order(a: &Value, b: &Value) -> Option<Ordering> {
    match (number(a), number(b)) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        _ => Some(a.as_str()?.cmp(b.as_str()?)),
    }
}

/// A number of an assessment: a JSON number, or a fraction such as `"10/3"`.
pub(crate) fn number(value: &Value) -> Option<Fraction> {
    let text = match value {
        Value::Number(n) => n.to_string(),
        Value::String(text) => text.clone(),
        _ => return None,
    };
    let (numerator, denominator) = text.split_once('/').unwrap_or((&text, "1"));
    Fraction::parse(numerator)?.divide(Fraction::parse(denominator)?)
}
