//! The frame around the views: bars, panes, menus and what is said over the picture.

use netpol_engine::Severity;

pub(crate) const NAME: &str = "Netpol Playground";

pub(crate) const PANES: &str = "Panes";
pub(crate) const EDITOR: &str = "Editor";
pub(crate) const DIAGRAM: &str = "Diagram";
pub(crate) const EXPLAIN: &str = "Explain";

pub(crate) const SHOW_AS: &str = "Show as";
pub(crate) const MATRIX: &str = "Matrix";
pub(crate) const POLICIES: &str = "Policies";
pub(crate) const CHANGES: &str = "Changes";
pub(crate) const WAITING: &str = "Counting…";

pub(crate) const WIDTH_OF_EDITOR: &str = "Width of the editor";
pub(crate) const HEIGHT_OF_DIAGRAM: &str = "Height of the diagram";

pub(crate) const THEME_OF_SYSTEM: &str = "Theme: as the system";
pub(crate) const THEME_LIGHT: &str = "Theme: light";
pub(crate) const THEME_DARK: &str = "Theme: dark";

pub(crate) const EXAMPLES: &str = "Examples";
pub(crate) const FIND_EXAMPLE: &str = "Find an example";
/// How many were found.
pub(crate) fn examples(count: usize) -> String {
    super::number::counted(count, "example")
}
/// Over a text of the user's that was set aside.
pub(crate) const YOUR_TEXT: &str = "Your text";

/// Before the kinds of objects that policies do not depend on.
pub(crate) const LEFT_ASIDE: &str = "Read and left aside, policies do not depend on it:";

pub(crate) const RESTARTED: &str = "The evaluation did not answer and was started again.";
pub(crate) const GAVE_UP: &str = "This text is too much to evaluate here: showing what was \
     known before. Your text is kept.";
pub(crate) const STALE: &str =
    "Showing the last valid text: the present one cannot be read in full.";
pub(crate) const SHOW_PARTIAL: &str = "Show what can be read";
pub(crate) const PARTIAL: &str =
    "Some documents cannot be read and are missing here: see Problems.";

pub(crate) const PROBLEMS: &str = "Problems";
pub(crate) const FINDINGS: &str = "Findings";
/// Beside the code of a finding.
pub(crate) const TO_IGNORE: &str = "A comment that says netpol:ignore and this passes it over";
/// How much a problem matters, behind its sentence.
pub(crate) fn kind(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => " (error)",
        Severity::Warning => " (warning)",
        Severity::Hint => " (hint)",
    }
}
/// `1 warning, 3 hints`.
pub(crate) fn findings(warnings: usize, hints: usize) -> String {
    let all = [(warnings, "warning"), (hints, "hint")];
    let there = all.iter().filter(|it| it.0 > 0);
    let parts: Vec<String> = there
        .map(|(count, noun)| super::number::counted(*count, noun))
        .collect();
    parts.join(", ")
}

/// Policies that the user left out, of which there is at least one.
pub(crate) fn left_out(count: usize) -> &'static str {
    if count == 1 {
        "One policy is left out of the evaluation."
    } else {
        "Some policies are left out of the evaluation."
    }
}
pub(crate) const TAKE_ALL_BACK: &str = "Let all count";

/// Before the message of a problem.
pub(crate) fn problem_place(file: &str, line: u32) -> String {
    [file, ", line ", &line.to_string(), ": "].concat()
}

pub(crate) fn problem_related(line: u32, message: &str) -> String {
    ["line ", &line.to_string(), ": ", message].concat()
}

/// In place of a table that would be too large.
pub(crate) fn too_many_for_a_table(workloads: usize) -> String {
    let workloads = workloads.to_string();
    [
        &workloads,
        " workloads are too many for a table. A question is answered all the same.",
    ]
    .concat()
}
