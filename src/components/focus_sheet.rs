use netpol_engine::explain::Explanation;
use yew::prelude::*;

use super::explanation::{verdict_mark, verdict_name};
use super::{mark, phrase_text};
use crate::state::Reading;

/// On a narrow screen, the answer in short under the diagram; `on_explain` leads
/// to all of it, `on_show_lines` to the text.
pub fn focus_sheet(
    explanation: &Explanation,
    reading: &Reading,
    on_explain: &Callback<()>,
    on_show_lines: &Callback<()>,
) -> Html {
    html! {
        <aside
            class="focus-sheet"
            aria-label="The answer in short"
            data-verdict={verdict_name(explanation.verdict)}
        >
            <p class="focus-sheet__head">
                { mark(verdict_mark(explanation.verdict)) }
                <strong>{ &explanation.headline }</strong>
            </p>
            <p>{ phrase_text(&explanation.punch, reading) }</p>
            <div class="focus-sheet__actions">
                <button type="button" onclick={on_explain.reform(|_| ())}>{ "Explain" }</button>
                <button type="button" onclick={on_show_lines.reform(|_| ())}>
                    { "Show lines" }
                </button>
            </div>
        </aside>
    }
}
