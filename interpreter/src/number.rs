//! Exact numbers: fractions of 128-bit integers with checked arithmetic. No binary floats.

use num_integer::Integer;
use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};
use serde::{Serialize, Serializer};
use std::cmp::Ordering;

/// An exact fraction. All arithmetic is checked: `None` is overflow (or a division by zero).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fraction(Ratio<i128>);

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Fraction) -> Ordering {
        if self.0.denom() == other.0.denom() {
            return self.0.numer().cmp(other.0.numer());
        }
        match (self.small(), other.small()) {
            (Some((n, d)), Some((m, e))) => (n * e).cmp(&(m * d)),
            _ => self.0.cmp(&other.0),
        }
    }
}

#[expect(clippy::should_implement_trait, reason = "checked arithmetic has no operator")]
impl Fraction {
    /// Zero.
    pub const ZERO: Fraction = Fraction(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Fraction = Fraction(Ratio::new_raw(1, 1));

    /// A whole number.
    pub const fn whole(n: i128) -> Fraction {
        Fraction(Ratio::new_raw(n, 1))
    }

    /// `numerator / denominator`, reduced; `None` where the denominator is zero.
    pub fn new(numerator: i128, denominator: i128) -> Option<Fraction> {
        if denominator == 1 {
            return kept(Some(numerator));
        }
        let least = numerator == i128::MIN || denominator == i128::MIN;
        (denominator != 0 && !least).then(|| Fraction(Ratio::new(numerator, denominator)))
    }

    /// A decimal such as `12993.01`, `_` between digits allowed; at most 28 digits that count, else `None`.
    pub fn parse(text: &str) -> Option<Fraction> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let digits: String = digits.chars().filter(|c| *c != '_').collect();
        let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
        let all = format!("{whole}{part}");
        let decimal = all.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !decimal || 28 < all.trim_start_matches('0').len() || 28 < part.len() {
            return None;
        }
        let n: i128 = if all.is_empty() { 0 } else { all.parse().ok()? };
        Fraction::new(sign * n, 10i128.checked_pow(part.len() as u32)?)
    }

    /// Whether it is a whole number.
    pub fn is_whole(self) -> bool {
        *self.0.denom() == 1
    }

    /// Numerator and (positive) denominator.
    pub fn parts(self) -> (i128, i128) {
        (*self.0.numer(), *self.0.denom())
    }

    /// The sum.
    pub fn add(self, other: Fraction) -> Option<Fraction> {
        if let (Some(a), Some(b)) = (self.to_i64(), other.to_i64()) {
            return Some(Fraction::whole(i128::from(a) + i128::from(b)));
        }
        if self.is_whole() && other.is_whole() {
            return kept(i128::checked_add(*self.0.numer(), *other.0.numer()));
        }
        match (self.small(), other.small()) {
            (Some((n, d)), Some((m, e))) => reduced(n * e + m * d, d * e),
            _ => self.0.checked_add(&other.0).and_then(Fraction::checked),
        }
    }

    /// The difference.
    pub fn subtract(self, other: Fraction) -> Option<Fraction> {
        if let (Some(a), Some(b)) = (self.to_i64(), other.to_i64()) {
            return Some(Fraction::whole(i128::from(a) - i128::from(b)));
        }
        if self.is_whole() && other.is_whole() {
            return kept(i128::checked_sub(*self.0.numer(), *other.0.numer()));
        }
        match (self.small(), other.small()) {
            (Some((n, d)), Some((m, e))) => reduced(n * e - m * d, d * e),
            _ => self.0.checked_sub(&other.0).and_then(Fraction::checked),
        }
    }

    /// The product.
    pub fn multiply(self, other: Fraction) -> Option<Fraction> {
        if let (Some(a), Some(b)) = (self.to_i64(), other.to_i64()) {
            return Some(Fraction::whole(i128::from(a) * i128::from(b)));
        }
        if self.is_whole() && other.is_whole() {
            return kept(i128::checked_mul(*self.0.numer(), *other.0.numer()));
        }
        match (self.small(), other.small()) {
            (Some((n, d)), Some((m, e))) => reduced(n * m, d * e),
            _ => self.0.checked_mul(&other.0).and_then(Fraction::checked),
        }
    }

    /// Numerator and denominator where both are below 2⁶², so that the product of two can't overflow, nor a sum of
    /// two such products.
    fn small(self) -> Option<(i128, i128)> {
        let (n, d) = self.parts();
        let fits = |x: i128| -SMALL < x && x < SMALL;
        (fits(n) && fits(d)).then_some((n, d))
    }

    /// The least 128-bit number has no negative, so it is taken for an overflow.
    fn checked(ratio: Ratio<i128>) -> Option<Fraction> {
        let least = *ratio.numer() == i128::MIN || *ratio.denom() == i128::MIN;
        (!least).then_some(Fraction(ratio))
    }

    /// The quotient; `None` too where the divisor is zero.
    pub fn divide(self, other: Fraction) -> Option<Fraction> {
        if other.0.is_zero() {
            return None;
        }
        if let (Some((n, d)), Some((m, e))) = (self.small(), other.small()) {
            return if m < 0 { reduced(-n * e, d * -m) } else { reduced(n * e, d * m) };
        }
        self.0.checked_div(&other.0).and_then(Fraction::checked)
    }

    /// The negative.
    pub fn negate(self) -> Option<Fraction> {
        Fraction::ZERO.subtract(self)
    }

    /// The largest whole number not above it.
    pub fn floor(self) -> Fraction {
        if self.is_whole() {
            return self;
        }
        let (n, d) = self.parts();
        Fraction::whole(Integer::div_floor(&n, &d))
    }

    /// As an `i64`, where it is whole and fits.
    pub fn to_i64(self) -> Option<i64> {
        let (n, d) = self.parts();
        if d == 1 { i64::try_from(n).ok() } else { None }
    }

    /// The smallest whole number not below it.
    pub fn ceiling(self) -> Fraction {
        let (n, d) = self.parts();
        let floor = Integer::div_floor(&n, &d);
        Fraction::whole(if Integer::mod_floor(&n, &d) == 0 { floor } else { floor + 1 })
    }

    /// For people: the exact decimal, or the beginning of an endless one with `…` behind it.
    pub fn shown(self) -> String {
        let exact = self.to_string();
        if !exact.contains('/') {
            return exact;
        }
        let hundred = Fraction::whole(100);
        let cut = self.multiply(hundred).map(|n| if n < Fraction::ZERO { n.ceiling() } else { n.floor() });
        match cut.and_then(|n| n.divide(hundred)) {
            Some(cut) => format!("{cut}…"),
            None => exact,
        }
    }

    /// The nearest whole number, a half away from zero.
    pub fn round(self) -> Option<Fraction> {
        let half = Fraction::new(1, 2)?;
        if self < Fraction::ZERO {
            self.subtract(half).map(Fraction::ceiling)
        } else {
            self.add(half).map(Fraction::floor)
        }
    }
}

const SMALL: i128 = 1 << 62;

fn kept(n: Option<i128>) -> Option<Fraction> {
    n.filter(|n| *n != i128::MIN).map(Fraction::whole)
}

/// In lowest terms; the denominator is positive.
fn reduced(n: i128, d: i128) -> Option<Fraction> {
    let (small_n, small_d) = (u64::try_from(n.unsigned_abs()), u64::try_from(d));
    let divisor = match (small_n, small_d) {
        (Ok(n), Ok(d)) => i128::from(n.gcd(&d)),
        _ => n.gcd(&d),
    };
    if divisor == 1 {
        return Some(Fraction(Ratio::new_raw(n, d)));
    }
    let (small_n, small_d) = (i64::try_from(n), i64::try_from(d));
    Some(Fraction(match (small_n, small_d, i64::try_from(divisor)) {
        (Ok(n), Ok(d), Ok(by)) => Ratio::new_raw(i128::from(n / by), i128::from(d / by)),
        _ => Ratio::new_raw(n / divisor, d / divisor),
    }))
}

/// The exact decimal where there is one, else `n/d`.
impl std::fmt::Display for Fraction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (n, d) = self.parts();
        let (mut scale, mut places) = (1i128, 0usize);
        while scale % d != 0 {
            match scale.checked_mul(10) {
                Some(next) if places < 28 => (scale, places) = (next, places + 1),
                _ => return write!(f, "{n}/{d}"),
            }
        }
        let Some(scaled) = n.checked_mul(scale / d) else {
            return write!(f, "{n}/{d}");
        };
        if places == 0 {
            return write!(f, "{scaled}");
        }
        let sign = if scaled < 0 { "-" } else { "" };
        let digits = format!("{:0width$}", scaled.unsigned_abs(), width = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        write!(f, "{sign}{whole}.{part}")
    }
}

/// As a JSON number where it has an exact decimal, else as the string `n/d`.
impl Serialize for Fraction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.to_string();
        match serde_json::from_str::<serde_json::Number>(&text) {
            Ok(number) => number.serialize(serializer),
            Err(_) => text.serialize(serializer),
        }
    }
}
