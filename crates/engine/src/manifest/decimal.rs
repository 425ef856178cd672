//! Numbers with a point or an exponent, without floating-point arithmetic.
//!
//! No field that is read here holds one, so it is enough to know whether one is
//! whole, and how it is spelled as a key. Reading and printing real floats would
//! make the page considerably larger.

use std::fmt;

/// Up to here Go's floats tell every whole number from its neighbours.
const MAX_EXACT: i64 = 1 << 53;
/// The first number that is too large for a float, as in [`Decimal`].
const TOO_LARGE: (i64, &str) = (309, "17976931348623158");
/// Where the digits of a number begin that a float cannot tell from zero.
const TOO_SMALL: i64 = -323;

/// The number 0.`digits` · 10^`point`, which has one spelling only: the digits
/// neither begin nor end with a zero.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Decimal {
    is_negative: bool,
    digits: String,
    point: i64,
}

impl Decimal {
    /// Reads `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`; none for
    /// anything else, and for what a float cannot hold.
    pub(super) fn parse(word: &str) -> Option<Self> {
        let unsigned = word.strip_prefix(['-', '+']).unwrap_or(word);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, power(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = [whole, fraction].concat();
        if all.is_empty() || !is_digits(&all) {
            return None;
        }
        let significant = all.trim_start_matches('0');
        let leading_zeros = all.len() - significant.len();
        let digits = significant.trim_end_matches('0');
        let point = exponent + length(whole.len()) - length(leading_zeros);
        if digits.is_empty() || point < TOO_SMALL {
            return Some(Self::zero());
        }
        ((point, digits) < TOO_LARGE).then(|| Self {
            is_negative: word.starts_with('-'),
            digits: digits.to_owned(),
            point,
        })
    }

    fn zero() -> Self {
        Self {
            is_negative: false,
            digits: String::new(),
            point: 0,
        }
    }

    /// The same number as an integer, if it is whole and not too large; JSON
    /// does not tell `80.0` from `80`.
    pub(super) fn whole(&self) -> Option<i64> {
        let zeros = self.point - length(self.digits.len());
        let zeros = u32::try_from(zeros).ok()?;
        let digits = if self.digits.is_empty() {
            "0"
        } else {
            &self.digits
        };
        let digits: i64 = digits.parse().ok()?;
        let number = digits.checked_mul(10_i64.checked_pow(zeros)?)?;
        let number = if self.is_negative { -number } else { number };
        (-MAX_EXACT..=MAX_EXACT).contains(&number).then_some(number)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative { "-" } else { "" };
        let point = usize::try_from(self.point).unwrap_or(0);
        let zeros = usize::try_from(-self.point).unwrap_or(0);
        match self.digits.split_at_checked(point) {
            Some(("", fraction)) => write!(f, "{sign}0.{}{fraction}", "0".repeat(zeros)),
            Some((whole, fraction)) if !fraction.is_empty() => {
                write!(f, "{sign}{whole}.{fraction}")
            }
            _ => write!(
                f,
                "{sign}{}{}",
                self.digits,
                "0".repeat(point - self.digits.len())
            ),
        }
    }
}

/// The number behind an `e`; one that is too long counts as very large.
fn power(word: &str) -> Option<i64> {
    let (sign, digits) = match word.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, word.strip_prefix('+').unwrap_or(word)),
    };
    let is_number = !digits.is_empty() && is_digits(digits);
    is_number.then(|| sign * i64::from(digits.parse().unwrap_or(i32::MAX)))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_digit())
}

/// A length as a number that may become negative; texts are short enough.
fn length(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[track_caller]
    fn check(word: &str, whole: Option<i64>, spelling: &str) {
        let decimal = Decimal::parse(word).expect(word);
        assert_eq!(decimal.whole(), whole, "{word}");
        if whole.is_none() {
            assert_eq!(decimal.to_string(), spelling, "{word}");
            let float: f64 = word.parse().expect(word);
            assert_eq!(float.to_string(), spelling, "{word}");
        }
    }

    #[test]
    fn whole_numbers_are_known_however_they_are_written() {
        check("80.0", Some(80), "");
        check("+1e3", Some(1000), "");
        check("-.5E1", Some(-5), "");
        check("0.0012e+4", Some(12), "");
        check("0e999999999999999999999", Some(0), "");
        check("1e-999", Some(0), "");
        check("1e-9223372036854775807", Some(0), "");
        check("9007199254740992.", Some(9_007_199_254_740_992), "");
    }

    #[test]
    fn other_numbers_are_spelled_without_exponent() {
        check("1.50", None, "1.5");
        check("-00.025", None, "-0.025");
        check(".5", None, "0.5");
        check("12.5e-4", None, "0.00125");
        check("9007199254740994.0", None, "9007199254740994");
        check("1e20", None, "100000000000000000000");
        check("123456789.5e-1", None, "12345678.95");
    }

    #[test]
    fn what_a_float_cannot_hold_is_no_number() {
        for word in [
            "1e309",
            "2e308",
            "1e999",
            "1e99999999999999999999",
            "1.8e308",
        ] {
            assert_eq!(Decimal::parse(word), None, "{word}");
        }
        assert!(Decimal::parse("1.7976931348623157e308").is_some());
        for word in [
            "", ".", "-", "e1", "1e", "1e+", "1.2.3", "+-1", "1x", "1e1.5", "--1",
        ] {
            assert_eq!(Decimal::parse(word), None, "{word}");
        }
    }
}
