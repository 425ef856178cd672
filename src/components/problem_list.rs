use std::rc::Rc;

use netpol_engine::Severity;
use netpol_engine::text::Span;
use yew::prelude::*;

use super::code_line::severity_name;
use super::{Mark, MarkKind};
use crate::state::{Reading, role};

/// What [`ProblemList`] is made from.
#[derive(Properties, PartialEq)]
pub struct ProblemListProps {
    /// The texts as they are now.
    pub reading: Rc<Reading>,
    /// The user wants to see the text behind a problem.
    pub on_reveal: Callback<Span>,
}

/// Everything that is wrong or worth knowing, in document order, with its line.
#[component]
pub fn ProblemList(props: &ProblemListProps) -> Html {
    let analysis = &props.reading.analysis;
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
                            onclick={reveal(&props.on_reveal, problem.primary)}
                        >
                            <Mark kind={mark(problem.severity)} />
                            <span class="problem-list__text">
                                <span class="problem-list__place">
                                    { place(&props.reading, problem.primary) }
                                </span>
                                { &problem.message }
                                for other in problem.related.iter() {
                                    <span class="problem-list__help">
                                        { format!("{}{}", place(&props.reading, other.span), other.message) }
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

fn mark(severity: Severity) -> MarkKind {
    match severity {
        Severity::Error => MarkKind::No,
        Severity::Warning => MarkKind::Look,
        Severity::Hint => MarkKind::Open,
    }
}

fn reveal(on_reveal: &Callback<Span>, span: Span) -> Callback<MouseEvent> {
    on_reveal.reform(move |_| span)
}
