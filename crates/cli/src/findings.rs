//! What is wrong or worth knowing about the input, on standard error.

use std::fmt::Write as _;

use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Diagnostic};
use netpol_export::clean;
use netpol_export::wire::severity;

use crate::quote::{Mark, quote};
use crate::style::{DIM, STRONG, of_severity, painted};

/// Every finding, and what was left aside.
pub(crate) fn report(sources: &Sources, analysis: &Analysis) -> String {
    let mut out = String::new();
    for it in &analysis.diagnostics {
        out.push_str(&finding(sources, it));
        out.push('\n');
    }
    if let Some(note) = ignored(analysis) {
        _ = writeln!(out, "{}", painted(DIM, note));
    }
    out
}

/// `error[code]: message`, the lines it is about, what could be done.
pub(crate) fn finding(sources: &Sources, it: &Diagnostic) -> String {
    let style = of_severity(it.severity);
    let label = painted(style, format!("{}[{}]", severity(it.severity), it.code));
    let mut out = format!(
        "{label}{}\n",
        painted(STRONG, format!(": {}", clean(&it.message)))
    );
    let mark = Mark {
        span: it.primary,
        style,
        words: String::new(),
    };
    out.push_str(&quote(sources, it.primary, &[mark]));
    for label in &it.related {
        let mark = Mark {
            span: label.span,
            style: DIM,
            words: clean(&label.message),
        };
        out.push_str(&quote(sources, label.span, &[mark]));
    }
    if let Some(help) = &it.help {
        _ = writeln!(out, "  {} {}", painted(STRONG, "help:"), clean(help));
    }
    out
}

/// `left aside: 6 Service, 1 ConfigMap`.
fn ignored(analysis: &Analysis) -> Option<String> {
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for it in &analysis.ignored {
        match kinds.iter_mut().find(|(kind, _)| *kind == it.kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((&it.kind, 1)),
        }
    }
    let kinds: Vec<String> = kinds
        .iter()
        .map(|(kind, count)| format!("{count} {}", clean(kind)))
        .collect();
    (!kinds.is_empty()).then(|| format!("left aside: {}", kinds.join(", ")))
}
