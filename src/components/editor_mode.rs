use yew::prelude::*;

use crate::words::editor as words;

/// The two ways to write a cluster: as text, or with the builder.
pub fn editor_mode(builds: bool, on_turn: &Callback<()>) -> Html {
    let choice = |text: &'static str, is_on: bool| {
        let turn = on_turn.reform(|_: MouseEvent| ());
        let onclick = if is_on { Callback::noop() } else { turn };
        html! {
            <button
                type="button"
                class="editor-mode__choice"
                aria-pressed={is_on.to_string()}
                {onclick}
            >
                { text }
            </button>
        }
    };
    html! {
        <div class="editor-mode" role="group" aria-label={words::WRITE_AS}>
            { choice(words::TEXT, !builds) }
            { choice(words::BUILDER, builds) }
        </div>
    }
}
