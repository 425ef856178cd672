//! Decisions in words: the only English about them.
//!
//! An [`Explanation`] is made for one pair and is what the page, the command
//! line and other people's tools show: headline, both directions, policies with
//! their branches side by side and the clauses of each stacked, every one with
//! the fact that settled it. It is data, not markup: [`Phrase`]s say which words
//! are code, which are names of branches.

mod answer;
mod backend;
mod case;
mod clause;
mod disclosure;
mod explanation;
mod headline;
mod lookup;
mod name;
mod phrase;
mod policy_card;
mod port;
mod punch;
mod requirement;
mod sentence;
mod service;
mod service_explanation;
mod side;

pub use explanation::{
    BranchCard, ClauseLine, Explanation, GateState, PolicyCard, RuleCard, Side, Subject,
};
pub use name::Name;
pub use phrase::{Phrase, Piece};
pub use sentence::{bundle_sentence, edge_sentence, node_sentence, pair_sentence};
pub use service::{explain_name, explain_service};
pub use service_explanation::{ServiceExplanation, Step, StepKind};

use self::case::Case;
use crate::eval::{Reach, World};
use crate::model::Direction;

/// Puts the answer for one pair into words.
pub fn explain(world: &World, reach: &Reach) -> Explanation {
    let case = Case::new(world, reach);
    let told = |it| disclosure::disclosure_sentence(world, it);
    Explanation {
        verdict: reach.verdict(),
        headline: headline::headline(&case),
        scope: headline::scope(&case),
        answer: answer::answer(&case),
        punch: punch::punch(&case),
        sentence: sentence::sentence(&case),
        egress: side::side(&case, Direction::Egress),
        ingress: side::side(&case, Direction::Ingress),
        disclosures: reach
            .disclosures
            .iter()
            .map(|it| (it.clone(), told(it)))
            .collect(),
    }
}
