//! Numbers as SVG attributes.

/// A length in CSS pixels as SVG reads it, to a tenth of a pixel: finer than any
/// screen shows, and much shorter to write than a float in full.
pub(super) fn px(length: f64) -> String {
    let tenths = tenths(length);
    let (whole, rest) = (tenths / 10, (tenths % 10).abs());
    let sign = if tenths < 0 && whole == 0 { "-" } else { "" };
    if rest == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest}")
    }
}

/// Two lengths as the coordinates of a path.
pub(super) fn point(x: f64, y: f64) -> String {
    [px(x), px(y)].join(" ")
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a drawing is far smaller than 200 million pixels"
)]
fn tenths(length: f64) -> i32 {
    (length * 10.0).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(length: f64, expected: &str) {
        assert_eq!(px(length), expected);
    }

    #[test]
    fn a_length_is_written_to_a_tenth() {
        check(12.0, "12");
        check(12.5, "12.5");
        check(12.34, "12.3");
        check(12.96, "13");
        check(0.0, "0");
    }

    #[test]
    fn a_sign_is_kept() {
        check(-3.5, "-3.5");
        check(-0.5, "-0.5");
        check(-0.01, "0");
    }
}
