//! What a plain word of YAML means to Kubernetes.
//!
//! kubectl reads YAML 1.1 in Go's dialect (SEMANTICS.md I-1): `yes` is a
//! boolean, `010` is eight. A reader of YAML 1.2 would disagree with the cluster.

/// The meaning of a scalar.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Scalar {
    /// Nothing: an empty place, `~` or `null`.
    Null,
    /// `true`, and also `yes` and `on`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// Text: whatever is quoted, and every other word.
    Text(String),
}

impl Scalar {
    /// The meaning of an unquoted word.
    pub(super) fn plain(word: &str) -> Self {
        match word {
            "" | "~" | "null" | "Null" | "NULL" => Self::Null,
            "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
                Self::Bool(true)
            }
            "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off"
            | "OFF" => Self::Bool(false),
            _ => number(word).unwrap_or_else(|| Self::Text(word.to_owned())),
        }
    }

    /// The text this becomes as the key of a mapping; `None` for a null, which
    /// cannot be one.
    pub(super) fn as_key(&self) -> Option<String> {
        match self {
            Self::Null => None,
            Self::Bool(it) => Some(it.to_string()),
            Self::Integer(it) => Some(it.to_string()),
            Self::Float(it) => Some(it.to_string()),
            Self::Text(it) => Some(it.clone()),
        }
    }
}

fn number(word: &str) -> Option<Scalar> {
    let first = word.chars().next()?;
    if !(first.is_ascii_digit() || matches!(first, '+' | '-' | '.')) {
        return None;
    }
    let digits = word.replace('_', "");
    if let Some(integer) = integer(&digits) {
        return Some(Scalar::Integer(integer));
    }
    if !is_float(&digits) {
        return None;
    }
    let float: f64 = digits.parse().ok().filter(|it: &f64| it.is_finite())?;
    Some(whole(float).map_or(Scalar::Float(float), Scalar::Integer))
}

/// As Go's `ParseInt` with base 0: the prefix decides the base, and a leading
/// zero alone means octal.
fn integer(digits: &str) -> Option<i64> {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits.strip_prefix('+').unwrap_or(digits)),
    };
    let lower = digits.to_ascii_lowercase();
    let prefixes = [("0x", 16), ("0o", 8), ("0b", 2), ("0", 8)];
    let (base, digits) = prefixes
        .iter()
        .find_map(|&(prefix, base)| Some((base, lower.strip_prefix(prefix)?)))
        .filter(|(_, rest)| !rest.is_empty())
        .unwrap_or((10, &lower));
    // A second sign would be read by the parser below, but not by Go.
    if !digits.starts_with(|it: char| it.is_ascii_alphanumeric()) {
        return None;
    }
    i64::from_str_radix(&format!("{sign}{digits}"), base).ok()
}

/// Whether this is `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`.
fn is_float(digits: &str) -> bool {
    let unsigned = digits.strip_prefix(['-', '+']).unwrap_or(digits);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let all_digits = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
    let mantissa_fits = match mantissa.split_once('.') {
        Some((whole, fraction)) => {
            all_digits(whole) && all_digits(fraction) && !(whole.is_empty() && fraction.is_empty())
        }
        None => !mantissa.is_empty() && all_digits(mantissa),
    };
    let exponent_fits = exponent.is_none_or(|it| {
        let it = it.strip_prefix(['-', '+']).unwrap_or(it);
        !it.is_empty() && all_digits(it)
    });
    mantissa_fits && exponent_fits
}

/// The same number as an integer; JSON does not tell `80.0` from `80`.
fn whole(float: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let is_whole = float.fract() == 0.0 && float.abs() <= EXACT;
    #[expect(clippy::cast_possible_truncation, reason = "whole, and below 2^53")]
    is_whole.then_some(float as i64)
}
