//! `netpol lint`: what in policies probably does not mean what was meant.

use std::fmt::Write as _;

use netpol_engine::lint::lint;
use netpol_engine::{Diagnostic, Severity};
use netpol_export::sarif;
use netpol_export::wire::{self, Linted};

use crate::arguments::{LintArguments, LintForm, LintLevel};
use crate::failure::Failure;
use crate::findings::finding;
use crate::output::Output;
use crate::style::{ADMITS, REFUSES, painted};
use crate::{Status, input};

pub(crate) fn run(arguments: &LintArguments, output: &mut Output) -> Result<Status, Failure> {
    let options = arguments.input.reading.options();
    input::stdin_once(&arguments.input.paths)?;
    let sources = input::sources(&arguments.input.paths)?;
    let analysis = output.analyze(&sources, &options)?;
    let mut found = lint(&sources, &options, &analysis);
    found.retain(|it| arguments.level == LintLevel::Hint || it.severity != Severity::Hint);
    output.answer(&match arguments.output {
        LintForm::Text => {
            let mut text: String = found
                .iter()
                .map(|it| finding(&sources, it) + "\n")
                .collect();
            text.push_str(&summary(&found, analysis.is_partial()));
            text
        }
        LintForm::Json => wire::line(&Linted::new(&sources, &analysis, &found)),
        LintForm::Sarif => sarif(&sources, &found, env!("CARGO_PKG_VERSION")),
    });
    let status = if found.is_empty() {
        Status::Yes
    } else {
        Status::No
    };
    Ok(output.status(status, arguments.input.reading.strict))
}

/// `2 warnings, 1 hint`.
fn summary(found: &[Diagnostic], is_partial: bool) -> String {
    let count = |severity| found.iter().filter(|it| it.severity == severity).count();
    let mut parts: Vec<String> = Vec::new();
    for (severity, noun) in [(Severity::Warning, "warning"), (Severity::Hint, "hint")] {
        match count(severity) {
            0 => {}
            1 => parts.push(format!("1 {noun}")),
            many => parts.push(format!("{many} {noun}s")),
        }
    }
    let (style, words) = if parts.is_empty() {
        let read = if is_partial {
            " in what could be read"
        } else {
            ""
        };
        (ADMITS, format!("nothing found{read}"))
    } else {
        (REFUSES, parts.join(", "))
    };
    let mut out = String::new();
    _ = writeln!(out, "{}", painted(style, words));
    out
}
