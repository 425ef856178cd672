use netpol_engine::explain::{GateState, Phrase, Side};
use yew::prelude::*;

use super::{MarkKind, Telling, mark, phrase_text, policy_card};
use crate::words::explanation as words;

/// One direction of a connection: open, or the policies that isolate.
pub fn side_view(side: &Side, telling: &Telling) -> Html {
    html! {
        <section class="side" data-state={state_name(side.state)}>
            <h3 class="side__title">
                { mark(state_mark(side.state)) }
                { &side.title }
                <span class="side__direction">{ side.direction.rules_field() }</span>
            </h3>
            if side.policies.is_empty() {
                { open_card(side, telling) }
            } else {
                { policies(side, telling) }
            }
        </section>
    }
}

/// The policies that isolate; what there is to say of all of them stands with
/// the policy where there is only one.
fn policies(side: &Side, telling: &Telling) -> Html {
    let alone = side.policies.len() == 1;
    let refuses = side.state == GateState::Rejected;
    let opening = |name: &str| {
        if alone {
            side.lead.clone()
        } else {
            Phrase::new().strong(name).text(":")
        }
    };
    html! {
        <>
            if !alone {
                <p class="side__lead">{ phrase_text(&side.lead, telling.outline()) }</p>
            }
            for card in side.policies.iter() {
                { policy_card(card, opening(&card.name), refuses, telling) }
            }
            { fine_print(side, telling) }
        </>
    }
}

fn open_card(side: &Side, telling: &Telling) -> Html {
    let title = if side.state == GateState::Exempt {
        words::EXEMPT
    } else {
        words::OPEN
    };
    html! {
        <div class="side__open">
            <strong class="side__open-title">{ mark(MarkKind::Open) }{ title }</strong>
            <p>{ phrase_text(&side.lead, telling.outline()) }</p>
            { fine_print(side, telling) }
        </div>
    }
}

fn fine_print(side: &Side, telling: &Telling) -> Html {
    match &side.fine_print {
        Some(fine) => html! { <p class="side__fine">{ phrase_text(fine, telling.outline()) }</p> },
        None => html! {},
    }
}

fn state_mark(state: GateState) -> MarkKind {
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
