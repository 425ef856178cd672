use yew::prelude::*;

use super::{MarkKind, mark};
use crate::report::{CheckedLine, IntentionsReport, LineOutcome};
use crate::state::Focus;
use crate::words::{frame as words, intentions};

/// What is expected of the policies, and what became of it.
pub fn frame_goals(report: &IntentionsReport, on_focus: &Callback<Focus>) -> Html {
    if report.lines.is_empty() && report.faults.is_empty() {
        return html! {};
    }
    let faults = report.faults.iter();
    html! {
        <section class="frame-goals" aria-label={words::GOALS}>
            <p class="frame-goals__sum" role="status">
                { intentions::held(report.held(), report.lines.len()) }
            </p>
            <ul class="frame-goals__lines">
                { report.lines.iter().map(|it| line(it, on_focus)).collect::<Html>() }
                { faults.map(|it| html! {
                    <li class="frame-goals__line">
                        { mark(MarkKind::Look) }
                        <span>{ intentions::fault(it.line, it.column, &it.message) }</span>
                    </li>
                }).collect::<Html>() }
            </ul>
        </section>
    }
}

fn line(line: &CheckedLine, on_focus: &Callback<Focus>) -> Html {
    let (kind, why, focus) = match &line.outcome {
        LineOutcome::Holds => (MarkKind::Yes, None, None),
        LineOutcome::Unanswered(why) => (MarkKind::Unknown, Some(why.clone()), None),
        LineOutcome::Fails { words, why, focus } => {
            let why = [words, ": ", why].concat();
            (MarkKind::No, Some(why), Some(focus.clone()))
        }
    };
    html! {
        <li class="frame-goals__line" data-holds={(line.outcome == LineOutcome::Holds).to_string()}>
            { mark(kind) }
            <span>
                <code>{ &line.text }</code>
                if let Some(why) = why {
                    <span class="frame-goals__why">{ " " }{ why }</span>
                }
            </span>
            if let Some(focus) = focus {
                <button
                    type="button"
                    class="frame-goals__show"
                    onclick={on_focus.reform(move |_| focus.clone())}
                >
                    { intentions::SHOW }
                    <span class="visually-hidden">{ ": " }{ &line.text }</span>
                </button>
            }
        </li>
    }
}
