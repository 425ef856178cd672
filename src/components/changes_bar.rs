use yew::prelude::*;

use crate::report::ChangesReport;
use crate::words::changes as words;

/// What the user can do about what the texts are held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinChange {
    /// Hold later texts against the present ones.
    Pin,
    /// Let the two change places.
    Swap,
    /// Bring the earlier texts back.
    GoBack,
}

/// What the changes add up to, and what can be done about the baseline. `changes` is
/// missing while it is worked out.
pub fn changes_bar(
    is_changed: bool,
    changes: Option<&ChangesReport>,
    on_pin: &Callback<PinChange>,
) -> Html {
    let actions = [
        (PinChange::Pin, words::PIN, words::PIN_TITLE),
        (PinChange::Swap, words::SWAP, words::SWAP_TITLE),
        (PinChange::GoBack, words::BACK, words::BACK_TITLE),
    ];
    html! {
        <div class="changes-bar">
            <p class="changes-bar__sum" role="status">{ sum(is_changed, changes) }</p>
            <span class="changes-bar__about">{ words::SINCE_PIN }</span>
            for (action, name, title) in actions {
                <button
                    type="button"
                    class="changes-bar__button"
                    {title}
                    disabled={!is_changed}
                    onclick={on_pin.reform(move |_| action)}
                >
                    { name }
                </button>
            }
        </div>
    }
}

fn sum(is_changed: bool, changes: Option<&ChangesReport>) -> String {
    match changes {
        _ if !is_changed => words::NOTHING.to_owned(),
        None => words::WAITING.to_owned(),
        Some(it) if !it.is_known => words::UNKNOWN.to_owned(),
        Some(it) if it.count() > 0 => words::summary(it.gained, it.lost, it.unsettled),
        Some(it) if it.has_same_texts => words::SAME_TEXTS.to_owned(),
        Some(_) => words::SAME_REACHABILITY.to_owned(),
    }
}
