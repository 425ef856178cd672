use yew::prelude::*;

use crate::report::ChangesReport;
use crate::state::ResultView;
use crate::words::{changes, page as words};

/// What the answer is shown as, and the other choices; with what changed since the
/// baseline, in whatever view.
pub fn view_switch(
    shown: ResultView,
    changed: Option<&ChangesReport>,
    on_choose: &Callback<ResultView>,
) -> Html {
    html! {
        <div class="view-switch" role="group" aria-label={words::SHOW_AS}>
            for view in ResultView::ALL {
                <button
                    type="button"
                    class="view-switch__choice"
                    aria-pressed={(view == shown).to_string()}
                    onclick={on_choose.reform(move |_| view)}
                >
                    { view.title() }
                    if let Some(it) = changed.filter(|it| view == ResultView::Changes && it.is_known) {
                        { " " }
                        { count(it) }
                    }
                </button>
            }
        </div>
    }
}

fn count(it: &ChangesReport) -> Html {
    let spoken = if it.count() > 0 {
        changes::summary(it.gained, it.lost, it.unsettled)
    } else {
        changes::SAME_REACHABILITY.to_owned()
    };
    html! {
        <span class="view-switch__count" title={spoken.clone()}>
            <span aria-hidden="true">{ changes::signs(it.gained, it.lost, it.unsettled) }</span>
            <span class="visually-hidden">{ spoken }</span>
        </span>
    }
}
