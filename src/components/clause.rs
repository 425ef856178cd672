use netpol_engine::explain::ClauseLine;
use netpol_engine::model::Truth;
use yew::prelude::*;

use super::{MarkKind, Telling, mark, phrase_text};
use crate::report::Place;

/// One condition: whether it held, what it asks, and the fact that settled it.
/// `place` is where it stands in the text, if it is written.
pub fn clause(line: &ClauseLine, place: Option<Place>, telling: &Telling) -> Html {
    let on_point = telling.pointing_at(place);
    html! {
        <div
            class="clause"
            data-held={held_name(line.held)}
            data-written={line.written.to_string()}
            onpointerenter={on_point.reform(|_| true)}
            onpointerleave={on_point.reform(|_| false)}
        >
            { mark(MarkKind::from(line.held)) }
            <div class="clause__what">
                <span>{ &line.what }</span>
                { " " }
                <code>{ &line.value }</code>
            </div>
            <div class="clause__fact">{ phrase_text(&line.fact, telling.outline()) }</div>
        </div>
    }
}

fn held_name(held: Truth) -> &'static str {
    match held {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    }
}
