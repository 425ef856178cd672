use netpol_engine::Severity;
use yew::prelude::*;

use super::offer_list::Bargain;
use super::problem_list::{deeds, problem_item};
use crate::report::{FindingsReport, Problem};
use crate::state::{Plea, Workspace};
use crate::words::page as words;

/// What policies probably do not mean, counted, and listed when it is opened.
/// While the user changes the texts, what was found before stands there and leads nowhere.
pub fn finding_list(
    report: &FindingsReport,
    workspace: &Workspace,
    bargain: &Bargain,
    is_stale: bool,
) -> Html {
    if report.findings.is_empty() {
        return html! {};
    }
    let is_hint = |it: &&Problem| it.severity == Severity::Hint;
    let hints = report.findings.iter().filter(is_hint).count();
    html! {
        <section class="finding-list" aria-label={words::FINDINGS} data-stale={is_stale.to_string()}>
            <details>
                <summary class="finding-list__sum">
                    <b>{ words::FINDINGS }</b>
                    { " " }
                    { words::findings(report.findings.len() - hints, hints) }
                </summary>
                <ul inert={is_stale}>
                    for (at, problem) in report.findings.iter().enumerate() {
                        { problem_item(problem, workspace, &bargain.on_reveal, mending(at, problem, bargain)) }
                    }
                </ul>
            </details>
        </section>
    }
}

/// What can be done about one of them, once somebody asks, and its code: what a comment has
/// to name so that it is passed over.
fn mending(at: usize, finding: &Problem, bargain: &Bargain) -> Html {
    let code = html! {
        <code class="finding-list__code" title={words::TO_IGNORE}>{ &finding.code }</code>
    };
    deeds(&Plea::Amend(at), finding, bargain, code)
}
