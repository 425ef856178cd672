use netpol_engine::text::Span;
use yew::prelude::*;

use super::Telling;

/// Leads to the lines where something is written: `lines 21–23`.
pub fn lines_button(span: Option<Span>, telling: &Telling) -> Html {
    let Some(span) = span else {
        return html! {};
    };
    let (first, last) = telling.reading.lines(span);
    let label = if first == last {
        format!("line {first}")
    } else {
        format!("lines {first}–{last}")
    };
    html! {
        <button
            type="button"
            class="lines-button"
            onclick={telling.on_reveal.reform(move |_| span)}
        >
            { label }
        </button>
    }
}
