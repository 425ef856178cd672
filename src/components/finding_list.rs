use netpol_engine::Severity;
use yew::prelude::*;

use super::problem_list::problem_item;
use crate::report::{FindingsReport, Place, Problem};
use crate::state::Workspace;
use crate::words::page as words;

/// What policies probably do not mean, counted, and listed when it is opened.
pub fn finding_list(
    report: &FindingsReport,
    workspace: &Workspace,
    on_reveal: &Callback<Place>,
) -> Html {
    if report.findings.is_empty() {
        return html! {};
    }
    let is_hint = |it: &&Problem| it.severity == Severity::Hint;
    let hints = report.findings.iter().filter(is_hint).count();
    html! {
        <section class="finding-list" aria-label={words::FINDINGS}>
            <details>
                <summary class="finding-list__sum">
                    <b>{ words::FINDINGS }</b>
                    { " " }
                    { words::findings(report.findings.len() - hints, hints) }
                </summary>
                <ul>
                    for problem in report.findings.iter() {
                        { problem_item(problem, workspace, on_reveal) }
                    }
                </ul>
            </details>
        </section>
    }
}
