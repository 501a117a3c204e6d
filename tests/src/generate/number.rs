//! Numbers near the edges of the rules.

use super::scalar::{Bounds, Drawer};
use crate::reference::value::{Number, Value, whole};
use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::{Signed, Zero};
use serde_json::Value as Json;

impl Drawer<'_> {
    /// A number near a bound, a constant, a parameter's value times a constant, or nought.
    pub(super) fn number(&mut self, integer: bool, bounds: &Bounds) -> Number {
        let bound = |value: &Option<Value>| match value {
            Some(Value::Number(n)) => Some(n.clone()),
            _ => None,
        };
        let (low, high) = (bound(&bounds.low), bound(&bounds.high));
        let draw = |this: &mut Self| {
            let near = match this.random.below(8) {
                0 => low.clone().unwrap_or_else(|| whole(0)),
                1 => high.clone().unwrap_or_else(|| whole(100)),
                2 => whole(0),
                3 if !this.constants.published.is_empty() => {
                    let (a, b) = (this.constants.published.clone(), this.constants.numbers.clone());
                    this.random.pick(&a) * this.random.pick(&b)
                }
                4 => whole(this.random.between(0, 20)),
                5 => match (&low, &high) {
                    (Some(low), Some(high)) => low + (high - low) * whole(this.random.between(0, 16)) / whole(16),
                    _ => whole(this.random.between(0, 1000)),
                },
                _ if this.constants.numbers.is_empty() => whole(this.random.between(0, 100)),
                _ => this.random.pick(&this.constants.numbers).abs(),
            };
            let step = if this.random.chance(50) { whole(1) } else { whole(1) / whole(100) };
            let moved = near + step * whole(this.random.between(-1, 1));
            if integer { moved.floor() } else { cut(&moved) }
        };
        let drawn = self.inside(bounds, draw, Value::Number);
        drawn.or(low.map(|low| low.ceil())).unwrap_or_else(|| whole(0))
    }
}

/// At most four decimal places, so that a file can hold it.
fn cut(number: &Number) -> Number {
    let scale = whole(10_000);
    (number * &scale).floor() / scale
}

/// A number that has a decimal, written exactly.
pub fn decimal_json(number: &Number) -> Json {
    let scaled = (number * whole(10_000)).to_integer();
    let (sign, scaled) = if scaled.is_negative() { ("-", -scaled) } else { ("", scaled) };
    let split = Ratio::from_integer(scaled);
    let (units, part) = (split.clone() / whole(10_000), split % whole(10_000));
    let units: BigInt = units.floor().to_integer();
    let text = if part.is_zero() {
        format!("{sign}{units}")
    } else {
        let digits = format!("{:0>4}", part.to_integer().to_string());
        format!("{sign}{units}.{}", digits.trim_end_matches('0'))
    };
    serde_json::from_str(&text).unwrap_or_default()
}
