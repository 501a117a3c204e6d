//! Numbers and ranges of numbers: sound bounds for arithmetic and rounding. A bound that overflows is no bound.

use super::cover::hull;
use super::unknown::{lift, lift_one};
use crate::number::Fraction;
use crate::value::{Range, RuleError, Val};

/// An end of a range of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Least,
    At(Fraction),
    Most,
}

type Bounds = (Option<Fraction>, Option<Fraction>);

fn ends((low, high): Bounds) -> (End, End) {
    (low.map_or(End::Least, End::At), high.map_or(End::Most, End::At))
}

fn bound(end: End) -> Option<Fraction> {
    match end {
        End::At(n) => Some(n),
        End::Least | End::Most => None,
    }
}

fn sign(end: End) -> i8 {
    match end {
        End::Least => -1,
        End::Most => 1,
        End::At(n) => n.cmp(&Fraction::ZERO) as i8,
    }
}

fn times(a: End, b: End) -> End {
    let endless = match (a, b) {
        (End::At(a), End::At(b)) => match a.multiply(b) {
            Some(n) => return End::At(n),
            None => sign(End::At(a)) * sign(End::At(b)),
        },
        _ => sign(a) * sign(b),
    };
    match endless {
        0 => End::At(Fraction::ZERO),
        1 => End::Most,
        _ => End::Least,
    }
}

fn product(a: Bounds, b: Bounds) -> Bounds {
    let (a, b) = (ends(a), ends(b));
    let corners = [times(a.0, b.0), times(a.0, b.1), times(a.1, b.0), times(a.1, b.1)];
    let low = corners.iter().min().and_then(|e| bound(*e));
    let high = corners.iter().max().and_then(|e| bound(*e));
    (low, high)
}

/// `1 / b` for a range without zero; an end that can't be computed is left open.
fn reciprocal((low, high): Bounds) -> Bounds {
    let of = |n: Option<Fraction>| match n {
        Some(n) => Fraction::ONE.divide(n),
        None => Some(Fraction::ZERO),
    };
    (of(high), of(low))
}

/// A sum of bounds.
pub(crate) fn sum(a: Bounds, b: Bounds) -> Bounds {
    let low = a.0.zip(b.0).and_then(|(a, b)| a.add(b));
    let high = a.1.zip(b.1).and_then(|(a, b)| a.add(b));
    (low, high)
}

fn difference(a: Bounds, b: Bounds) -> Bounds {
    let low = a.0.zip(b.1).and_then(|(a, b)| a.subtract(b));
    let high = a.1.zip(b.0).and_then(|(a, b)| a.subtract(b));
    (low, high)
}

fn holds_zero((low, high): Bounds) -> bool {
    low.is_none_or(|n| n <= Fraction::ZERO) && high.is_none_or(|n| Fraction::ZERO <= n)
}

/// Arithmetic on numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// Exact arithmetic on known numbers.
pub(crate) fn exact(sign: Sign, a: Fraction, b: Fraction) -> Result<Fraction, RuleError> {
    let result = match sign {
        Sign::Add => a.add(b),
        Sign::Subtract => a.subtract(b),
        Sign::Multiply => a.multiply(b),
        Sign::Divide if b == Fraction::ZERO => return Err(RuleError::DivisionByZero),
        Sign::Divide => a.divide(b),
    };
    result.ok_or(RuleError::Overflow)
}

/// Arithmetic on ranges of numbers.
pub(crate) fn ranges(sign: Sign, a: Bounds, b: Bounds) -> Result<Range, RuleError> {
    if let ((Some(x), Some(same_x)), (Some(y), Some(same_y))) = (a, b)
        && x == same_x
        && y == same_y
    {
        return exact(sign, x, y).map(|n| Range::Number(Some(n), Some(n)));
    }
    let (low, high) = match sign {
        Sign::Add => sum(a, b),
        Sign::Subtract => difference(a, b),
        Sign::Multiply => product(a, b),
        Sign::Divide if b == (Some(Fraction::ZERO), Some(Fraction::ZERO)) => {
            return Err(RuleError::DivisionByZero);
        }
        Sign::Divide if holds_zero(b) => (None, None),
        Sign::Divide => product(a, reciprocal(b)),
    };
    Ok(Range::Number(low, high))
}

/// How a number is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rounding {
    Down,
    Up,
    Nearest,
}

/// A number as a multiple of a unit; a negative unit means the same multiples.
pub(crate) fn round_exact(how: Rounding, n: Fraction, unit: Fraction) -> Result<Fraction, RuleError> {
    let unit = if unit < Fraction::ZERO { unit.negate().ok_or(RuleError::Overflow)? } else { unit };
    if unit == Fraction::ZERO {
        return Err(RuleError::DivisionByZero);
    }
    let units = n.divide(unit).ok_or(RuleError::Overflow)?;
    let whole = match how {
        Rounding::Down => units.floor(),
        Rounding::Up => units.ceiling(),
        Rounding::Nearest => units.round().ok_or(RuleError::Overflow)?,
    };
    whole.multiply(unit).ok_or(RuleError::Overflow)
}

/// Rounds a value to multiples of another.
pub(crate) fn round(how: Rounding, value: &Val, unit: &Val) -> Val {
    if let (Val::Number(n), Val::Number(unit)) = (value, unit) {
        return round_exact(how, *n, *unit).map_or_else(Val::error, Val::Number);
    }
    lift(value, unit, |value, unit| match (value, unit) {
        (Range::Number(a, b), Range::Number(c, d)) => round_range(how, (*a, *b), (*c, *d)),
        _ => Err(RuleError::Broken),
    })
}

fn round_range(how: Rounding, n: Bounds, unit: Bounds) -> Result<Range, RuleError> {
    if let (Some(u), Some(same)) = unit
        && u == same
    {
        if u == Fraction::ZERO {
            return Err(RuleError::DivisionByZero);
        }
        if let (Some(a), Some(b)) = n
            && a == b
        {
            return round_exact(how, a, u).map(|n| Range::Number(Some(n), Some(n)));
        }
        let at = |n: Option<Fraction>| n.and_then(|n| round_exact(how, n, u).ok());
        return Ok(Range::Number(at(n.0), at(n.1)));
    }
    // The unit is not known: the result is less than a unit away.
    let widest = match (unit.0.and_then(Fraction::negate), unit.1) {
        (Some(a), Some(b)) => Some(a.max(b)),
        _ => None,
    };
    let away = (widest.and_then(Fraction::negate), widest);
    let zero = Some(Fraction::ZERO);
    let (low, high) = match how {
        Rounding::Down => sum(n, (away.0, zero)),
        Rounding::Up => sum(n, (zero, away.1)),
        Rounding::Nearest => sum(n, away),
    };
    Ok(Range::Number(low, high))
}

/// The negative.
pub(crate) fn negate_range((low, high): Bounds) -> Result<Range, RuleError> {
    if let (Some(a), Some(b)) = (low, high)
        && a == b
    {
        let n = a.negate().ok_or(RuleError::Overflow)?;
        return Ok(Range::Number(Some(n), Some(n)));
    }
    Ok(Range::Number(high.and_then(Fraction::negate), low.and_then(Fraction::negate)))
}

/// The sum of up to so many values (`None`: any number), each as this one may be; of none of them, 0.
pub fn repeated(value: &Val, most: Option<u32>) -> Val {
    if most == Some(0) {
        return Val::whole(0);
    }
    if let Val::None | Val::Error(_) = value {
        return hull(&Val::whole(0), value);
    }
    lift_one(value, |range| {
        let Range::Number(low, high) = range else {
            return Err(RuleError::Broken);
        };
        let most = most.map(|n| Fraction::whole(i128::from(n)));
        let zero = Some(Fraction::ZERO);
        let (low, _) = product((low.map(|n| n.min(Fraction::ZERO)), zero), (zero, most));
        let (_, high) = product((zero, high.map(|n| n.max(Fraction::ZERO))), (zero, most));
        Ok(Range::Number(low, high))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn f(n: i128) -> Option<Fraction> {
        Some(Fraction::whole(n))
    }

    #[test]
    fn products_of_ranges() {
        assert_eq!(product((f(-2), f(3)), (f(-5), f(7))), (f(-15), f(21)));
        assert_eq!(product((f(0), None), (f(0), None)), (f(0), None));
        assert_eq!(product((f(1), None), (None, f(-1))), (None, f(-1)));
        assert_eq!(product((None, None), (f(0), f(0))), (f(0), f(0)));
        let huge = Some(Fraction::whole(i128::MAX));
        assert_eq!(product((f(1), huge), (f(2), f(3))), (f(2), None));
        assert_eq!(product((f(-1), huge), (f(-2), f(3))), (None, None));
    }

    #[test]
    fn quotients_of_ranges() {
        let over = |a, b| ranges(Sign::Divide, a, b).unwrap();
        assert_eq!(over((f(6), f(12)), (f(2), f(3))), Range::Number(f(2), f(6)));
        assert_eq!(over((f(6), f(12)), (f(-3), f(-2))), Range::Number(f(-6), f(-2)));
        assert_eq!(over((f(6), f(12)), (f(2), None)), Range::Number(f(0), f(6)));
        assert_eq!(over((f(6), f(12)), (f(0), f(3))), Range::Number(None, None));
        assert_eq!(ranges(Sign::Divide, (f(6), f(12)), (f(0), f(0))), Err(RuleError::DivisionByZero));
    }

    #[test]
    fn rounding() {
        let half = Fraction::new(1, 2).unwrap();
        let at = |n, d| Fraction::new(n, d).unwrap();
        assert_eq!(round_exact(Rounding::Down, at(-7, 4), half), Ok(at(-2, 1)));
        assert_eq!(round_exact(Rounding::Up, at(-7, 4), half), Ok(at(-3, 2)));
        assert_eq!(round_exact(Rounding::Nearest, at(7, 4), half), Ok(at(2, 1)));
        assert_eq!(round_exact(Rounding::Nearest, at(-7, 4), half), Ok(at(-2, 1)));
        assert_eq!(round_exact(Rounding::Down, at(7, 4), at(0, 1)), Err(RuleError::DivisionByZero));
        let unknown = round_range(Rounding::Down, (f(10), f(10)), (f(-3), f(4)));
        assert_eq!(unknown, Ok(Range::Number(f(6), f(10))));
    }
}
