use yew::prelude::*;

use crate::report::{ChangeKind, ChangesReport, ListedChange};
use crate::state::Focus;
use crate::words::changes as words;

/// The connections that are not as they were, each with the reasons of both states.
pub fn change_list(
    changes: &ChangesReport,
    shown: Option<&Focus>,
    on_focus: &Callback<Focus>,
) -> Html {
    if changes.listed.is_empty() {
        return html! {};
    }
    let more = changes.count().saturating_sub(changes.listed.len());
    html! {
        <ul class="change-list" aria-label={words::LIST} tabindex="0">
            for it in &changes.listed {
                { entry(it, shown, on_focus) }
            }
            if more > 0 {
                <li class="change-list__more">{ words::more(more) }</li>
            }
        </ul>
    }
}

fn entry(change: &ListedChange, shown: Option<&Focus>, on_focus: &Callback<Focus>) -> Html {
    let (name, sign, spoken) = match change.kind {
        ChangeKind::Gained => ("gained", "+", words::GAINED),
        ChangeKind::Lost => ("lost", "−", words::LOST),
        ChangeKind::Unsettled => ("unsettled", "?", words::UNSETTLED),
    };
    let pair = html! {
        <>
            <span class="change-list__pair">{ &change.from }{ " → " }{ &change.to }</span>
            { " " }
            <span class="change-list__ports">{ &change.ports }</span>
        </>
    };
    let is_shown = change.focus.is_some() && change.focus.as_ref() == shown;
    html! {
        <li class="change-list__item" data-kind={name}>
            <span class="change-list__sign" aria-hidden="true">{ sign }</span>
            <div class="change-list__what">
                <span class="visually-hidden">{ spoken }{ ": " }</span>
                if let Some(focus) = change.focus.clone() {
                    <button
                        type="button"
                        class="change-list__button"
                        aria-pressed={is_shown.to_string()}
                        onclick={on_focus.reform(move |_| focus.clone())}
                    >
                        { pair }
                    </button>
                } else {
                    { pair }
                }
                <dl class="change-list__reasons">
                    <div><dt>{ words::BEFORE }</dt><dd>{ &change.before }</dd></div>
                    <div><dt>{ words::NOW }</dt><dd>{ &change.after }</dd></div>
                </dl>
            </div>
        </li>
    }
}
