use std::rc::Rc;

use netpol_engine::explain::ClauseLine;
use netpol_engine::model::Truth;
use yew::prelude::*;

use super::{Mark, MarkKind, PhraseText};
use crate::state::Reading;

/// What [`ClauseView`] is made from.
#[derive(Properties, PartialEq)]
pub struct ClauseViewProps {
    /// The clause with what settled it.
    pub clause: ClauseLine,
    /// Where the letters of branches come from.
    pub reading: Rc<Reading>,
    /// The user points at it, or no longer.
    pub on_point: Callback<bool>,
}

/// One condition: whether it held, what it asks, and the fact that settled it.
#[component]
pub fn ClauseView(props: &ClauseViewProps) -> Html {
    let ClauseLine {
        held,
        written,
        what,
        value,
        fact,
        ..
    } = &props.clause;
    html! {
        <div
            class="clause"
            data-held={held_name(&props.clause)}
            data-written={written.to_string()}
            onpointerenter={props.on_point.reform(|_| true)}
            onpointerleave={props.on_point.reform(|_| false)}
        >
            <Mark kind={MarkKind::from(*held)} />
            <div class="clause__what"><span>{ what }</span>{ " " }<code>{ value }</code></div>
            <div class="clause__fact">
                <PhraseText phrase={fact.clone()} reading={Rc::clone(&props.reading)} />
            </div>
        </div>
    }
}

fn held_name(clause: &ClauseLine) -> &'static str {
    match clause.held {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    }
}
