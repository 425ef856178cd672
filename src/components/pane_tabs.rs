use yew::prelude::*;

use crate::state::Pane;
use crate::words::page as words;

/// On a narrow screen: one pane at a time.
pub fn pane_tabs(shown: Pane, on_choose: &Callback<Pane>) -> Html {
    html! {
        <nav class="pane-tabs" aria-label={words::PANES}>
            for pane in Pane::ALL {
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
