//! What follows from state and report for a single rendering of the page.

use netpol_engine::eval::BranchRef;

use super::{Annotations, Annotator, RangeMark};
use crate::report::{ChangesReport, FindingsReport, Place, Report, Told};

/// What is drawn on the texts that the report is about. While the picture is
/// stale there are only problems: a badge must never point at a wrong line.
pub fn annotations(
    report: &Report,
    (changes, findings): (Option<&ChangesReport>, Option<&FindingsReport>),
    at_caret: Option<BranchRef>,
    pointed: Option<Place>,
) -> Annotations {
    let mut annotator = Annotator::new(&report.workspace);
    if !report.picture.is_stale {
        let told = report.told.as_deref();
        let mut on: Vec<BranchRef> = told.into_iter().flat_map(Told::admitting).collect();
        on.extend(at_caret);
        annotator.branches(&report.picture.outline, |it| on.contains(&it));
        if let Some(told) = told {
            annotator.explanation(told);
        }
        if let Some(pointed) = pointed {
            annotator.mark(pointed, RangeMark::Pointed);
        }
        for (file, lines) in changes.into_iter().flat_map(|it| (0..).zip(&it.lines)) {
            annotator.changes(file, lines);
        }
    }
    annotator.problems(&report.texts.problems);
    if let Some(it) = findings {
        annotator.problems(&it.findings);
    }
    annotator.finish()
}
