use yew::prelude::*;

use crate::state::Pane;
use crate::words::page as words;

/// On a narrow screen: one pane at a time.
pub fn pane_tabs(shown: Pane, has_lesson: bool, on_choose: &Callback<Pane>) -> Html {
    let lesson = has_lesson.then_some(Pane::Lesson);
    html! {
        <nav class="pane-tabs" aria-label={words::PANES}>
            for pane in lesson.into_iter().chain(Pane::ALL) {
                <button
                    type="button"
                    class="pane-tabs__tab"
                    aria-current={(pane == shown).then_some("page")}
                    onclick={on_choose.reform(move |_| pane)}
                >
                    { pane.title() }
                </button>
            }
        </nav>
    }
}
