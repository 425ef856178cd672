use std::rc::Rc;

use netpol_engine::explain::{GateState, Phrase, Side};
use netpol_engine::text::Span;
use yew::prelude::*;

use super::{Mark, MarkKind, PhraseText, PolicyCardView};
use crate::state::Reading;

/// What [`SideView`] is made from.
#[derive(Properties, PartialEq)]
pub struct SideViewProps {
    /// The direction.
    pub side: Side,
    /// What it is a part of.
    pub reading: Rc<Reading>,
    /// The user points at something that stands in the text, or no longer.
    pub on_point: Callback<Option<Span>>,
    /// The user wants to see a place in the text.
    pub on_reveal: Callback<Span>,
}

/// One direction of a connection: open, or the policies that isolate.
#[component]
pub fn SideView(props: &SideViewProps) -> Html {
    let side = &props.side;
    html! {
        <section class="side" data-state={state_name(side.state)}>
            <h3 class="side__title">
                <Mark kind={mark(side.state)} />
                { &side.title }
                <span class="side__direction">{ side.direction.name().to_lowercase() }</span>
            </h3>
            if side.policies.is_empty() {
                { open_card(props) }
            } else {
                { policies(props) }
            }
        </section>
    }
}

/// The policies that isolate; what there is to say of all of them stands with
/// the policy where there is only one.
fn policies(props: &SideViewProps) -> Html {
    let side = &props.side;
    let alone = side.policies.len() == 1;
    html! {
        <>
            if !alone {
                <p class="side__lead">
                    <PhraseText phrase={side.lead.clone()} reading={Rc::clone(&props.reading)} />
                </p>
            }
            for card in side.policies.iter() {
                <PolicyCardView
                    card={card.clone()}
                    refuses={side.state == GateState::Rejected}
                    opening={if alone { side.lead.clone() } else { Phrase::new().strong(&card.name).text(":") }}
                    reading={Rc::clone(&props.reading)}
                    on_point={props.on_point.clone()}
                    on_reveal={props.on_reveal.clone()}
                />
            }
            if let Some(fine) = &side.fine_print {
                <p class="side__fine">
                    <PhraseText phrase={fine.clone()} reading={Rc::clone(&props.reading)} />
                </p>
            }
        </>
    }
}

fn open_card(props: &SideViewProps) -> Html {
    let title = if props.side.state == GateState::Exempt {
        "Exempt"
    } else {
        "Open"
    };
    html! {
        <div class="side__open">
            <strong class="side__open-title"><Mark kind={MarkKind::Open} />{ title }</strong>
            <p><PhraseText phrase={props.side.lead.clone()} reading={Rc::clone(&props.reading)} /></p>
            if let Some(fine) = &props.side.fine_print {
                <p class="side__fine">
                    <PhraseText phrase={fine.clone()} reading={Rc::clone(&props.reading)} />
                </p>
            }
        </div>
    }
}

fn mark(state: GateState) -> MarkKind {
    match state {
        GateState::Exempt | GateState::Open | GateState::Admitted => MarkKind::Yes,
        GateState::Undecided => MarkKind::Unknown,
        GateState::Rejected => MarkKind::No,
    }
}

fn state_name(state: GateState) -> &'static str {
    match state {
        GateState::Exempt => "exempt",
        GateState::Open => "open",
        GateState::Admitted => "admitted",
        GateState::Undecided => "undecided",
        GateState::Rejected => "rejected",
    }
}
