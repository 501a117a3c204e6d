//! A number of points, or what it may be.

use super::Effect;
use crate::number::Fraction;
use serde::{Serialize, Serializer};
use serde_json::Value;

/// A number between two bounds, both in; `None` is no bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// The least.
    pub low: Option<Fraction>,
    /// The most.
    pub high: Option<Fraction>,
}

impl Amount {
    /// Zero.
    pub const ZERO: Amount = Amount { low: Some(Fraction::ZERO), high: Some(Fraction::ZERO) };

    /// Anything.
    pub const ANY: Amount = Amount { low: None, high: None };

    /// A number of a report: exact, or `{"min", "max"}`; what could not be computed may be anything.
    pub fn of(value: &Value) -> Amount {
        let number = |value: &Value| match value {
            Value::Number(n) => parse(&n.to_string()),
            Value::String(text) => parse(text),
            _ => None,
        };
        match value {
            Value::Object(both) => {
                let bound = |key| both.get(key).and_then(number);
                Amount { low: bound("min"), high: bound("max") }
            }
            one => Amount { low: number(one), high: number(one) },
        }
    }

    /// Whether it is not known exactly.
    pub fn is_open(&self) -> bool {
        self.low.is_none() || self.low != self.high
    }

    /// The difference, as far as it is known.
    pub fn minus(&self, other: &Amount) -> Amount {
        let less = |a: Option<Fraction>, b: Option<Fraction>| a?.subtract(b?);
        Amount { low: less(self.low, other.high), high: less(self.high, other.low) }
    }

    /// The sum, as far as it is known.
    pub fn plus(&self, other: &Amount) -> Amount {
        let more = |a: Option<Fraction>, b: Option<Fraction>| a?.add(b?);
        Amount { low: more(self.low, other.low), high: more(self.high, other.high) }
    }

    /// What is in both.
    pub fn within(&self, other: &Amount) -> Amount {
        let either = |a: Option<Fraction>, b: Option<Fraction>, pick: fn(Fraction, Fraction) -> Fraction| match (a, b) {
            (Some(a), Some(b)) => Some(pick(a, b)),
            (a, b) => a.or(b),
        };
        Amount { low: either(self.low, other.low, Fraction::max), high: either(self.high, other.high, Fraction::min) }
    }

    /// What it is as a change of points.
    pub fn effect(&self) -> Effect {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == Fraction::ZERO && high == Fraction::ZERO => Effect::Same,
            (Some(low), _) if Fraction::ZERO < low => Effect::Gains,
            (_, Some(high)) if high < Fraction::ZERO => Effect::Loses,
            _ => Effect::Open,
        }
    }

    /// As shown: `30`, `10..30`, `10..`.
    pub fn shown(&self) -> String {
        let text = |n: Option<Fraction>| n.map(Fraction::shown).unwrap_or_default();
        if self.is_open() { format!("{}..{}", text(self.low), text(self.high)) } else { text(self.low) }
    }
}

/// A decimal, or a fraction such as `1/3`.
fn parse(text: &str) -> Option<Fraction> {
    match text.split_once('/') {
        Some((n, d)) => Fraction::new(n.parse().ok()?, d.parse().ok()?),
        None => Fraction::parse(text),
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.is_open() {
            return self.low.serialize(serializer);
        }
        serde_json::json!({"min": self.low, "max": self.high}).serialize(serializer)
    }
}
