use std::rc::Rc;

use netpol_engine::eval::Verdict;
use netpol_engine::explain::Explanation;
use netpol_engine::text::Span;
use yew::prelude::*;

use super::{Mark, MarkKind, PhraseText, SideView};
use crate::state::Reading;

/// What [`ExplanationView`] is made from.
#[derive(Properties, PartialEq)]
pub struct ExplanationViewProps {
    /// What there is to say of the pair in focus, if there is one.
    pub explanation: Option<Rc<Explanation>>,
    /// What it is a part of.
    pub reading: Rc<Reading>,
    /// The user points at something that stands in the text, or no longer.
    pub on_point: Callback<Option<Span>>,
    /// The user wants to see a place in the text.
    pub on_reveal: Callback<Span>,
}

/// Why the pair in focus is connected or not: leaving the source AND entering
/// the destination.
#[component]
pub fn ExplanationView(props: &ExplanationViewProps) -> Html {
    html! {
        <section class="explanation" aria-label="Explanation">
            if let Some(explanation) = &props.explanation {
                { head(props, explanation) }
                <div class="explanation__sides">
                    { side(props, &explanation.egress) }
                    <div class="explanation__and"><span>{ "AND" }</span></div>
                    { side(props, &explanation.ingress) }
                </div>
                { disclosures(explanation) }
            } else {
                { invitation() }
            }
        </section>
    }
}

fn head(props: &ExplanationViewProps, explanation: &Explanation) -> Html {
    html! {
        <header class="explanation__head" data-verdict={verdict_name(explanation.verdict)}>
            <Mark kind={verdict_mark(explanation.verdict)} />
            <h2>{ &explanation.headline }</h2>
            <span class="explanation__scope">{ &explanation.scope }</span>
            <p class="explanation__punch">
                <PhraseText
                    phrase={explanation.punch.clone()}
                    reading={Rc::clone(&props.reading)}
                />
            </p>
        </header>
    }
}

fn side(props: &ExplanationViewProps, side: &netpol_engine::explain::Side) -> Html {
    html! {
        <SideView
            side={side.clone()}
            reading={Rc::clone(&props.reading)}
            on_point={props.on_point.clone()}
            on_reveal={props.on_reveal.clone()}
        />
    }
}

fn disclosures(explanation: &Explanation) -> Html {
    if explanation.disclosures.is_empty() {
        return html! {};
    }
    html! {
        <ul class="explanation__disclosures" aria-label="Assumptions">
            for (disclosure, sentence) in explanation.disclosures.iter() {
                <li><code>{ disclosure.code() }</code>{ " " }{ sentence }</li>
            }
        </ul>
    }
}

fn invitation() -> Html {
    html! {
        <div class="explanation__empty">
            <h2>{ "Who can reach whom, and which line says so" }</h2>
            <p>{ "Point at a line of the diagram to see which rule permits it." }</p>
            <p>
                { "Pick two pods, one after the other, to ask about any pair. A connection \
                   that is denied says why, clause by clause." }
            </p>
        </div>
    }
}

/// The value of `data-verdict`.
pub(super) fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Allowed => "allowed",
        Verdict::Denied => "denied",
        Verdict::Mixed => "mixed",
        Verdict::Unknown => "unknown",
    }
}

/// The sign of a verdict.
pub(super) fn verdict_mark(verdict: Verdict) -> MarkKind {
    match verdict {
        Verdict::Allowed => MarkKind::Yes,
        Verdict::Denied => MarkKind::No,
        Verdict::Mixed | Verdict::Unknown => MarkKind::Unknown,
    }
}
