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

/// The number of a text written as JSON writes numbers; an exponent only moves the point.
pub fn parse(text: &str) -> Result<Fraction, DecimalError> {
    use DecimalError::{NotANumber, TooLarge, TooPrecise};
    let (sign, rest) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (mantissa, exponent) = rest.split_once(['e', 'E']).map_or((rest, "0"), |(m, e)| (m, e));
    let (whole, part) = mantissa.split_once('.').map_or((mantissa, None), |(w, p)| (w, Some(p)));
    let well_formed = are_digits(whole) && part.is_none_or(are_digits) && is_exponent(exponent);
    if !well_formed || (whole.starts_with('0') && 1 < whole.len()) {
        return Err(NotANumber);
    }
    let digits = format!("{whole}{}", part.unwrap_or_default());
    let leading = digits.len() - digits.trim_start_matches('0').len();
    let digits = digits.trim_start_matches('0');
    let counting = digits.trim_end_matches('0');
    if counting.is_empty() {
        return Ok(Fraction::ZERO);
    }
    // The number is 0.`counting` × 10^point.
    let point = whole.len() as i64 - leading as i64 + power(exponent);
    if 28 < point {
        return Err(TooLarge);
    }
    let places = counting.len() as i64 - point;
    if 28 < places || 28 < counting.len() {
        return Err(TooPrecise);
    }
    let zeros = |n: i64| "0".repeat(usize::try_from(n).unwrap_or(0));
    let all = format!("{}{counting}{}", zeros(-point), zeros(-places));
    let (whole, part) = all.split_at(usize::try_from(point).unwrap_or(0));
    let whole = if whole.is_empty() { "0" } else { whole };
    Fraction::parse(&format!("{sign}{whole}.{part}")).ok_or(TooPrecise)
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
