use yew::prelude::*;

use crate::words::builder as words;

/// A short fact that can be taken away: `app=web ×`. `owner` is whose it is, for
/// people who do not see where it stands.
pub fn chip(kind: &'static str, text: &str, owner: &str, on_remove: &Callback<()>) -> Html {
    html! {
        <span class="chip" data-kind={kind}>
            <code>{ text }</code>
            <button
                type="button"
                class="chip__remove"
                aria-label={words::remove(text, owner)}
                onclick={on_remove.reform(|_| ())}
            >
                { "×" }
            </button>
        </span>
    }
}
