//! Colours, which are taken out again where there is no terminal. None of them
//! says anything that the words do not.

use std::fmt;

use anstyle::{AnsiColor, Style};
use netpol_engine::Severity;
use netpol_engine::eval::Verdict;

/// Line numbers, arrows and other scaffolding.
pub(crate) const DIM: Style = AnsiColor::BrightBlack.on_default();
/// What names something.
pub(crate) const STRONG: Style = Style::new().bold();
/// What admits.
pub(crate) const ADMITS: Style = AnsiColor::Cyan.on_default().bold();
/// What refuses.
pub(crate) const REFUSES: Style = AnsiColor::Yellow.on_default().bold();
/// What cannot be known.
pub(crate) const OPEN: Style = AnsiColor::Magenta.on_default().bold();

/// The style of a verdict.
pub(crate) fn of_verdict(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Allowed => ADMITS,
        Verdict::Denied | Verdict::NoBackend => REFUSES,
        Verdict::Mixed | Verdict::Unknown => OPEN,
    }
}

/// The style of a finding's severity, as compilers have it.
pub(crate) fn of_severity(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Hint => AnsiColor::Blue.on_default().bold(),
    }
}

/// `words` in a style.
pub(crate) fn painted(style: Style, words: impl fmt::Display) -> String {
    format!("{style}{words}{style:#}")
}
