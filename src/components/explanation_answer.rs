use netpol_engine::eval::Verdict;
use netpol_engine::explain::Explanation;
use yew::prelude::*;

use super::{MarkKind, Telling, advice, mark, member_list, phrase_text, side_view, walk};
use crate::report::Told;
use crate::words::explanation as words;

/// What is told of a pair, with what can be done about it.
pub(super) fn explanation_answer(told: &Told, telling: &Telling, deeds: Html) -> Html {
    let members = match (&told.walk, &told.explanation) {
        (Some(walk), _) => walk.members.as_slice(),
        (None, Some(explanation)) => explanation.members.as_slice(),
        (None, None) => &[],
    };
    html! {
        <>
            { head(told, telling) }
            { deeds }
            if let Some(it) = &told.walk {
                { walk(it, telling) }
            }
            { member_list(members, telling) }
            if let Some(it) = &told.explanation {
                { sides(it, telling) }
                { advice(it, telling) }
            }
            { remarks(told, telling) }
        </>
    }
}

fn head(told: &Told, telling: &Telling) -> Html {
    let explanation = told.explanation.as_ref();
    // Through a Service the connection itself is told below.
    let own = explanation.filter(|_| told.walk.is_none());
    html! {
        <header class="explanation__head" data-verdict={verdict_name(told.verdict)}>
            { mark(verdict_mark(told.verdict)) }
            <h2>{ &told.headline }</h2>
            if let Some(it) = own {
                <span class="explanation__scope">{ &it.scope }</span>
            }
            if telling.picture.is_stale {
                <span class="explanation__stale">{ words::OF_LAST_VALID }</span>
            }
            if let Some(it) = explanation {
                <p class="explanation__punch">{ phrase_text(&it.punch, telling.outline()) }</p>
            }
        </header>
    }
}

fn sides(explanation: &Explanation, telling: &Telling) -> Html {
    html! {
        <div class="explanation__sides">
            { side_view(&explanation.egress, telling) }
            <div class="explanation__and"><span>{ words::AND }</span></div>
            { side_view(&explanation.ingress, telling) }
        </div>
    }
}

/// What holds besides the policies, and what was assumed.
fn remarks(told: &Told, telling: &Telling) -> Html {
    let walk = told.walk.as_ref();
    let disclosures = match (walk, &told.explanation) {
        (Some(walk), _) => walk.disclosures.as_slice(),
        (None, Some(explanation)) => explanation.disclosures.as_slice(),
        (None, None) => &[],
    };
    let names = walk.and_then(|it| it.names.as_ref());
    let remarks = told.remarks.iter().filter(|_| names.is_none());
    if disclosures.is_empty() && names.is_none() && told.remarks.is_empty() {
        return html! {};
    }
    html! {
        <ul class="explanation__disclosures" aria-label={words::ASSUMPTIONS}>
            if let Some(it) = names {
                <li>{ mark(MarkKind::Look) }{ " " }{ phrase_text(it, telling.outline()) }</li>
            }
            for it in remarks {
                <li>{ mark(MarkKind::Look) }{ " " }{ it }</li>
            }
            for (disclosure, sentence) in disclosures.iter() {
                <li><code>{ disclosure.code() }</code>{ " " }{ sentence }</li>
            }
        </ul>
    }
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
