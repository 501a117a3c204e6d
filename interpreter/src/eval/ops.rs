//! What evaluation and the scoring shapes do with values: arithmetic, comparison, logic, and sets of possible values.
//! Errors absorb, the first one wins; a none operand gives none; bounds of unknown values are sound.

pub use super::arithmetic::{add, arithmetic, divide, multiply, negate, subtract};
pub use super::choose::{max, min};
pub use super::compare::{at_least, compare, equal};
pub use super::cover::hull;
pub(crate) use super::entries::field_of;
pub use super::logic::{and, has, not, or};
pub use super::numbers::repeated;
pub use super::possible::{as_list, bounds, may_be_no, may_be_none, may_be_yes, or_zero, possible, without_none};
pub use super::reasons::{because, why};
pub use super::units::{beyond, compare_size, units};

use super::numbers::{Rounding, round};
use crate::value::Val;

/// Down to a multiple of a unit.
pub fn round_down(value: &Val, unit: &Val) -> Val {
    round(Rounding::Down, value, unit)
}

/// Up to a multiple of a unit.
pub fn round_up(value: &Val, unit: &Val) -> Val {
    round(Rounding::Up, value, unit)
}

/// To the nearest multiple of a unit, a half away from zero.
pub fn round_nearest(value: &Val, unit: &Val) -> Val {
    round(Rounding::Nearest, value, unit)
}
