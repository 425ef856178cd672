use yew::prelude::*;

use super::explanation_answer::{verdict_mark, verdict_name};
use super::{mark, phrase_text};
use crate::report::{Outline, Told};
use crate::words::explanation as words;

/// On a narrow screen, the answer in short under the diagram; `on_explain` leads
/// to all of it, `on_show_lines` to the text.
pub fn focus_sheet(
    told: &Told,
    outline: &Outline,
    on_explain: &Callback<()>,
    on_show_lines: &Callback<()>,
) -> Html {
    html! {
        <aside
            class="focus-sheet"
            aria-label={words::IN_SHORT}
            data-verdict={verdict_name(told.verdict)}
        >
            <p class="focus-sheet__head">
                { mark(verdict_mark(told.verdict)) }
                <strong>{ &told.headline }</strong>
            </p>
            if let Some(it) = &told.explanation {
                <p>{ phrase_text(&it.punch, outline) }</p>
            }
            <div class="focus-sheet__actions">
                <button type="button" onclick={on_explain.reform(|_| ())}>{ words::EXPLAIN }</button>
                <button type="button" onclick={on_show_lines.reform(|_| ())}>
                    { words::SHOW_LINES }
                </button>
            </div>
        </aside>
    }
}
