//! Exact decimals out of JSON text.

/// `digits` ÷ 10^`scale`, without trailing zeros after the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    /// All digits as one whole number.
    pub digits: i64,
    /// How many of them stand after the point.
    pub scale: u32,
}

impl Decimal {
    /// Reads `12`, `-0.5` or `1.2e3`; none when it is no number, or needs
    /// more than eighteen digits.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let unsigned = whole.strip_prefix('-').unwrap_or(whole);
        let ends_in_point = mantissa.contains('.') && fraction.is_empty();
        if unsigned.is_empty() || ends_in_point {
            return None;
        }
        let mut digits: i64 = 0;
        for digit in unsigned.chars().chain(fraction.chars()) {
            let digit = i64::from(digit.to_digit(10)?);
            digits = digits.checked_mul(10)?.checked_add(digit)?;
        }
        let mut scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        if scale < 0 {
            digits = digits.checked_mul(power_of_ten(scale.unsigned_abs())?)?;
            scale = 0;
        }
        if unsigned.len() < whole.len() {
            digits = -digits;
        }
        Some(Decimal { digits, scale: scale.unsigned_abs() })
    }

    /// The value as a whole number of parts, `10^places` of which make one.
    pub fn parts(self, places: u32) -> Option<i64> {
        let missing = places.checked_sub(self.scale)?;
        self.digits.checked_mul(power_of_ten(missing)?)
    }
}

/// `10^exponent`, where it fits.
pub(super) fn power_of_ten(exponent: u32) -> Option<i64> {
    10i64.checked_pow(exponent)
}
