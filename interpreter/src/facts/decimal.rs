//! Text to an exact number. No binary floats.

use crate::number::Fraction;

/// Why a text is no exact number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalError {
    /// `abc`, `12,993`, `.5`: not written as a number.
    NotANumber,
    /// `1e400`: more than 28 digits before the point.
    TooLarge,
    /// `1.2345678901234567890123456789`: more than 28 digits that count.
    TooPrecise,
}

/// The most digits that count, before the point and behind it.
const MOST: i64 = 28;

/// The number of a text written as JSON writes numbers; an exponent only moves the point.
pub fn parse(text: &str) -> Result<Fraction, DecimalError> {
    use DecimalError::{NotANumber, TooLarge, TooPrecise};
    let (sign, rest) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (mantissa, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let well_formed = are_digits(whole) && (part.is_empty() || are_digits(part)) && is_exponent(exponent);
    if !well_formed || mantissa.ends_with('.') || (whole.starts_with('0') && 1 < whole.len()) {
        return Err(NotANumber);
    }
    let digits = whole.bytes().chain(part.bytes());
    let all = whole.len() + part.len();
    let leading = digits.clone().take_while(|b| *b == b'0').count();
    if leading == all {
        return Ok(Fraction::ZERO);
    }
    let counting = all - leading - digits.clone().rev().take_while(|b| *b == b'0').count();
    // The number is 0.(the digits that count) × 10^point.
    let point = whole.len() as i64 - leading as i64 + power(exponent);
    let places = counting as i64 - point;
    if MOST < point {
        return Err(TooLarge);
    }
    if MOST < places || MOST < counting as i64 {
        return Err(TooPrecise);
    }
    let counted = digits.skip(leading).take(counting);
    let number = sign * counted.fold(0, |n: i128, digit| n * 10 + i128::from(digit - b'0'));
    let scale = u32::try_from(places.abs()).ok().and_then(|n| 10i128.checked_pow(n)).ok_or(TooPrecise)?;
    let result = if places < 0 { number.checked_mul(scale).map(Fraction::whole) } else { Fraction::new(number, scale) };
    result.ok_or(TooPrecise)
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_exponent(text: &str) -> bool {
    are_digits(text.strip_prefix(['+', '-']).unwrap_or(text))
}

/// The exponent; one of more than seven digits as a billion.
fn power(exponent: &str) -> i64 {
    let (sign, digits) = exponent.strip_prefix('-').map_or((1, exponent), |rest| (-1, rest));
    let digits = digits.trim_start_matches(['+', '0']);
    let size = if 7 < digits.len() { 1_000_000_000 } else { digits.parse().unwrap_or(0) };
    sign * size
}
