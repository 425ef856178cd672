//! What a plain word of YAML means to Kubernetes.
//!
//! kubectl reads YAML 1.1 in Go's dialect (SEMANTICS.md I-1): `yes` is a
//! boolean, `010` is eight. A reader of YAML 1.2 would disagree with the cluster.

use super::decimal::Decimal;

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
    Decimal(Decimal),
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
            Self::Decimal(it) => Some(it.to_string()),
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
    let decimal = Decimal::parse(&digits)?;
    Some(match decimal.whole() {
        Some(integer) => Scalar::Integer(integer),
        None => Scalar::Decimal(decimal),
    })
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
