use netpol_engine::eval::Verdict;
use netpol_engine::explain::Explanation;
use yew::prelude::*;

use super::{MarkKind, Telling, mark, phrase_text, side_view};

/// Why the pair in focus is connected or not: leaving the source AND entering
/// the destination. Without a pair, what one can do.
pub fn explanation_view(explanation: Option<&Explanation>, telling: &Telling) -> Html {
    html! {
        <section class="explanation" aria-label="Explanation">
            if let Some(explanation) = explanation {
                { head(explanation, telling) }
                <div class="explanation__sides">
                    { side_view(&explanation.egress, telling) }
                    <div class="explanation__and"><span>{ "AND" }</span></div>
                    { side_view(&explanation.ingress, telling) }
                </div>
                { disclosures(explanation) }
            } else {
                { invitation() }
            }
        </section>
    }
}

fn head(explanation: &Explanation, telling: &Telling) -> Html {
    html! {
        <header class="explanation__head" data-verdict={verdict_name(explanation.verdict)}>
            { mark(verdict_mark(explanation.verdict)) }
            <h2>{ &explanation.headline }</h2>
            <span class="explanation__scope">{ &explanation.scope }</span>
            <p class="explanation__punch">{ phrase_text(&explanation.punch, &telling.reading) }</p>
        </header>
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
    const INVITATION: &str = concat!(
        r#"<div class="explanation__empty">"#,
        "<h2>Who can reach whom, and which line says so</h2>",
        "<p>Point at a line of the diagram to see which rule permits it.</p>",
        "<p>Pick two pods, one after the other, to ask about any pair. A connection ",
        "that is denied says why, clause by clause.</p></div>",
    );
    Html::from_html_unchecked(AttrValue::Static(INVITATION))
}

/// The value of `data-verdict`.
pub(super) fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Allowed => "allowed",
        Verdict::Denied => "denied",
        Verdict::Mixed => "mixed",
        Verdict::Unknown => "unknown",
        Verdict::NoBackend => "noBackend",
    }
}

/// The sign of a verdict.
pub(super) fn verdict_mark(verdict: Verdict) -> MarkKind {
    match verdict {
        Verdict::Allowed => MarkKind::Yes,
        Verdict::Denied | Verdict::NoBackend => MarkKind::No,
        Verdict::Mixed | Verdict::Unknown => MarkKind::Unknown,
    }
}
