use netpol_engine::lint::lint;
use netpol_engine::{Diagnostic, Options, Severity};

use super::Reading;
use crate::report::{LeftAside, Problem, RelatedPlace, TextReport};
use crate::words::editor as words;

/// What there is to say of texts as they are.
pub(super) fn text_report(reading: &Reading) -> TextReport {
    let problems: Vec<_> = reading.analysis.diagnostics.iter().collect();
    let problems: Vec<_> = problems.iter().map(|it| problem(reading, it)).collect();
    let counts = (0..reading.workspace.files().len()).map(|file| {
        let counts = |it: &&Problem| it.severity != Severity::Hint && it.place.file() == file;
        problems.iter().filter(counts).count()
    });
    TextReport {
        counts: counts.collect(),
        summary: summary(reading),
        left_aside: left_aside(reading),
        is_partial: reading.analysis.is_partial(),
        problems,
    }
}

/// What policies probably do not mean.
pub(super) fn findings(reading: &Reading, options: &Options) -> Vec<Problem> {
    let found = lint(&reading.workspace.sources(), options, &reading.analysis);
    found.iter().map(|it| problem(reading, it)).collect()
}

fn problem(reading: &Reading, it: &Diagnostic) -> Problem {
    let related = it.related.iter().map(|it| RelatedPlace {
        place: reading.place(it.span),
        message: it.message.clone(),
    });
    Problem {
        code: it.code.to_string(),
        severity: it.severity,
        message: it.message.clone(),
        place: reading.place(it.primary),
        related: related.collect(),
        help: it.help.clone(),
    }
}

/// What was read: `5 policies · 6 workloads · 6 Services · 3 left aside`.
fn summary(reading: &Reading) -> String {
    let cluster = reading.analysis.cluster();
    words::summary(
        cluster.policies().len(),
        cluster.workloads().len(),
        cluster.services().len(),
        reading.analysis.ignored.len(),
    )
}

/// Objects that were recognised and left aside, never silently.
fn left_aside(reading: &Reading) -> Vec<LeftAside> {
    let mut kinds: Vec<LeftAside> = Vec::new();
    for it in &reading.analysis.ignored {
        match kinds.iter_mut().find(|other| other.kind == it.kind) {
            Some(other) => other.count += 1,
            None => kinds.push(LeftAside {
                kind: it.kind.clone(),
                count: 1,
                place: reading.place(it.span),
            }),
        }
    }
    kinds
}
