use netpol_engine::Severity;
use netpol_engine::text::Span;
use yew::prelude::*;

use super::code_line::severity_name;
use super::{MarkKind, mark};
use crate::state::{Reading, role};

/// Everything that is wrong or worth knowing, in document order, with its line;
/// each leads to the text behind it.
pub fn problem_list(reading: &Reading, on_reveal: &Callback<Span>) -> Html {
    let analysis = &reading.analysis;
    if analysis.diagnostics.is_empty() {
        return html! {};
    }
    html! {
        <section class="problem-list" aria-label="Problems">
            <ul>
                for problem in analysis.diagnostics.iter() {
                    <li class="problem-list__item" data-severity={severity_name(problem.severity)}>
                        <button
                            type="button"
                            class="problem-list__button"
                            onclick={reveal(on_reveal, problem.primary)}
                        >
                            { mark(kind(problem.severity)) }
                            <span class="problem-list__text">
                                <span class="problem-list__place">
                                    { place(reading, problem.primary) }
                                </span>
                                { &problem.message }
                                for other in problem.related.iter() {
                                    <span class="problem-list__help">
                                        { format!("{}{}", place(reading, other.span), other.message) }
                                    </span>
                                }
                                if let Some(help) = &problem.help {
                                    <span class="problem-list__help">{ help }</span>
                                }
                            </span>
                        </button>
                    </li>
                }
            </ul>
        </section>
    }
}

fn place(reading: &Reading, span: Span) -> String {
    let title = role(span).map_or("", |it| it.title());
    format!("{title}, line {}: ", reading.lines(span).0)
}

fn kind(severity: Severity) -> MarkKind {
    match severity {
        Severity::Error => MarkKind::No,
        Severity::Warning => MarkKind::Look,
        Severity::Hint => MarkKind::Open,
    }
}

fn reveal(on_reveal: &Callback<Span>, span: Span) -> Callback<MouseEvent> {
    on_reveal.reform(move |_| span)
}
