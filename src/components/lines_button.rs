use yew::prelude::*;

use super::Telling;
use crate::report::Place;
use crate::words::explanation as words;

/// Leads to the lines where something is written: `lines 21–23`.
pub fn lines_button(place: Option<Place>, telling: &Telling) -> Html {
    let Some(place) = place else {
        return html! {};
    };
    let Place { first, last, .. } = place;
    html! {
        <button
            type="button"
            class="lines-button"
            onclick={telling.on_reveal.reform(move |_| place)}
        >
            { words::lines(first, last) }
        </button>
    }
}
