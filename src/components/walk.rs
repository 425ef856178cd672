use netpol_engine::explain::{ServiceExplanation, Step, StepKind};
use netpol_engine::model::Truth;
use yew::prelude::*;

use super::{MarkKind, Telling, mark, phrase_text};
use crate::words::explanation as words;

/// What becomes of a connection to a name or a Service, step by step as a packet
/// would meet it.
pub fn walk(walk: &ServiceExplanation, telling: &Telling) -> Html {
    html! {
        <ol class="walk" aria-label={words::STEPS}>
            for it in walk.steps.iter() {
                { step(it, telling) }
            }
        </ol>
    }
}

fn step(step: &Step, telling: &Telling) -> Html {
    html! {
        <li class="walk__step" data-passes={passes_name(step)}>
            { mark(MarkKind::from(step.passes)) }
            <strong class="walk__kind">{ kind(step.kind) }</strong>
            <span class="walk__sentence">{ phrase_text(&step.sentence, telling.outline()) }</span>
        </li>
    }
}

fn kind(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Name => words::STEP_NAME,
        StepKind::Service => words::STEP_SERVICE,
        StepKind::Leaving(_) => words::STEP_LEAVING,
        StepKind::Entering(_) => words::STEP_ENTERING,
    }
}

fn passes_name(step: &Step) -> &'static str {
    match step.passes {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    }
}
