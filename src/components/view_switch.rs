use yew::prelude::*;

use crate::state::ResultView;
use crate::words::page as words;

/// What the answer is shown as, and the other choices.
pub fn view_switch(shown: ResultView, on_choose: &Callback<ResultView>) -> Html {
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
                </button>
            }
        </div>
    }
}
