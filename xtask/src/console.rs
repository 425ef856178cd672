//! What the person at the terminal reads between the output of the programs.

use std::{env, fmt, io::IsTerminal as _, time::Duration};

/// Starts a part of the work that prints a lot below it.
pub(crate) fn headline(text: impl fmt::Display) {
    println!("\n{}", bold(format_args!("━━ {text} ━━")));
}

/// Says one thing about the work, in a line of its own.
pub(crate) fn note(text: impl fmt::Display) {
    println!("{} {text}", bold("xtask:"));
}

/// Bold on a terminal that did not ask for plain text, plain elsewhere.
pub(crate) fn bold(text: impl fmt::Display) -> String {
    if std::io::stdout().is_terminal() && env::var_os("NO_COLOR").is_none() {
        format!("\x1b[1m{text}\x1b[0m")
    } else {
        text.to_string()
    }
}

/// A duration as a person would say it: `0.4 s`, `12 s`, `3 min 20 s`.
pub(crate) fn spoken(duration: Duration) -> String {
    match duration.as_secs() {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(milliseconds: u64, expected: &str) {
        assert_eq!(spoken(Duration::from_millis(milliseconds)), expected);
    }

    #[test]
    fn durations_are_spoken() {
        check(430, "0.4 s");
        check(12_900, "12 s");
        check(200_000, "3 min 20 s");
        check(720_000, "12 min 00 s");
    }
}
