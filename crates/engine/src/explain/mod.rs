//! Decisions in words: the only English about them.
//!
//! An [`Explanation`] is made for one pair and is what the page, the command
//! line and other people's tools show: headline, both directions, policies with
//! their branches side by side and the clauses of each stacked, every one with
//! the fact that settled it. It is data, not markup: [`Phrase`]s say which words
//! are code, which are names of branches.

mod advice;
mod answer;
mod backend;
mod backend_member;
mod between;
mod case;
mod clause;
mod closing;
mod disclosure;
mod encounter;
mod explanation;
mod headline;
mod lookup;
mod member;
mod name;
mod near;
mod phrase;
mod policy_card;
mod policy_words;
mod port;
mod punch;
mod requirement;
mod sentence;
mod service;
mod service_explanation;
mod side;
mod uses;

pub use advice::{
    Closing, ClosingEnd, ClosingEntry, EntryUse, Member, Near, NearBranch, NearEnd, UsedPairs,
};
pub use between::explain_between;
pub use encounter::encounter_phrase;
pub use explanation::{
    BranchCard, ClauseLine, Explanation, GateState, PolicyCard, RuleCard, Side, Subject,
};
pub use name::Name;
pub use phrase::{Phrase, Piece};
pub use policy_words::{branch_words, isolation_words, subject_words};
pub use sentence::{bundle_sentence, edge_sentence, node_sentence, pair_sentence};
pub use service::{explain_name, explain_service};
pub use service_explanation::{ServiceExplanation, Step, StepKind};
pub use uses::entry_uses;

use self::case::{Case, Family};
use crate::eval::{Reach, Reachability, World};
use crate::model::Direction;
use crate::query::{PortQuestion, narrowed};

/// What stands after yes or no: `by db-np, rule 1, branch A`, `leaving frontend:
/// test-np has no egress rule`.
pub fn in_few_words(world: &World, reach: &Reach) -> Phrase {
    answer::answer(&Case::new(world, reach))
}

/// Puts the answer for one pair into words, for one port or for any.
pub fn explain(
    world: &World,
    reachability: &Reachability,
    reach: &Reach,
    port: PortQuestion,
) -> Explanation {
    let asked = narrowed(reach, port);
    let case = Case::new(world, &asked).on(port);
    let both = asked.by_family.iter().zip(&reach.by_family);
    if both.len() == 0 {
        return told(&case, reachability, reach, port);
    }
    let members: Vec<Member> = Family::BOTH
        .into_iter()
        .zip(both)
        .map(|(family, (asked, whole))| {
            let name = format!("over {}", family.name());
            member::member(&case.over(asked, family), name, whole, port)
        })
        .collect();
    let shown = member::worth_showing(&members);
    let mut parts = Family::BOTH.into_iter().zip(&asked.by_family);
    let (family, of_family) = parts.nth(shown).unwrap_or((Family::V4, &asked));
    let shown_case = case.over(of_family, family);
    Explanation {
        egress: side::side(&shown_case, Direction::Egress),
        ingress: side::side(&shown_case, Direction::Ingress),
        answer: member::answer(&members),
        punch: Phrase::from("It depends on the family of addresses: ")
            .then(member::answer(&members))
            .text("."),
        sentence: sentence::mixed_sentence(&case, member::answer(&members)),
        members,
        shown: Some(shown),
        ..told(&case, reachability, reach, port)
    }
}

/// An answer that is one.
fn told(
    case: &Case<'_>,
    reachability: &Reachability,
    whole: &Reach,
    port: PortQuestion,
) -> Explanation {
    let disclosed = |it| disclosure::disclosure_sentence(case.world, it);
    Explanation {
        verdict: case.outcome.verdict(),
        headline: headline::headline(case),
        scope: headline::scope(case),
        answer: answer::answer(case),
        punch: punch::punch(case),
        sentence: sentence::sentence(case),
        egress: side::side(case, Direction::Egress),
        ingress: side::side(case, Direction::Ingress),
        members: Vec::new(),
        shown: None,
        near: near::near(case, whole, port.ports().as_ref()),
        closing: closing::closing(case),
        uses: uses::uses(case, reachability),
        disclosures: case
            .reach
            .disclosures
            .iter()
            .map(|it| (it.clone(), disclosed(it)))
            .collect(),
    }
}
