use std::rc::Rc;

use netpol_engine::explain::ClauseLine;
use yew::prelude::*;

use super::{Mark, PhraseText};
use crate::state::Reading;

#[derive(Properties)]
pub struct ClauseViewProps {
    /// The clause with what settled it.
    pub clause: ClauseLine,
    /// Where the letters of branches come from.
    pub reading: Rc<Reading>,
    /// The user points at it, or no longer.
    pub on_point: Callback<bool>,
}

impl PartialEq for ClauseViewProps {
    fn eq(&self, other: &Self) -> bool {
        self.clause == other.clause
            && Rc::ptr_eq(&self.reading, &other.reading)
            && self.on_point == other.on_point
    }
}

/// One condition: whether it held, what it asks, and the fact that settled it.
#[component]
pub fn ClauseView(props: &ClauseViewProps) -> Html {
    let ClauseLine { held, written, what, value, fact, .. } = &props.clause;
    html! {
        <div
            class="clause"
            data-held={held_name(&props.clause)}
            data-written={written.to_string()}
            onpointerenter={props.on_point.reform(|_| true)}
            onpointerleave={props.on_point.reform(|_| false)}
        >
            <Mark kind={*held} />
            <div class="clause__what"><span>{ what }</span>{ " " }<code>{ value }</code></div>
            <div class="clause__fact">
                <PhraseText phrase={fact.clone()} reading={Rc::clone(&props.reading)} />
            </div>
        </div>
    }
}

fn held_name(clause: &ClauseLine) -> &'static str {
    use netpol_engine::model::Truth;
    match clause.held {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    }
}
