use std::rc::Rc;

use netpol_engine::text::Span;
use yew::prelude::*;

use crate::state::Reading;

/// What [`LinesButton`] is made from.
#[derive(Properties, PartialEq)]
pub struct LinesButtonProps {
    /// What the span is a part of.
    pub reading: Rc<Reading>,
    /// The place in the text.
    pub span: Span,
    /// The user wants to see it.
    pub on_reveal: Callback<Span>,
}

/// Leads to the lines where something is written: `lines 21–23`.
#[component]
pub fn LinesButton(props: &LinesButtonProps) -> Html {
    let span = props.span;
    let (first, last) = props.reading.lines(span);
    let label = if first == last {
        format!("line {first}")
    } else {
        format!("lines {first}–{last}")
    };
    html! {
        <button
            type="button"
            class="lines-button"
            onclick={props.on_reveal.reform(move |_| span)}
        >
            { label }
        </button>
    }
}
