//! Decisions in words: the only English about them.
//!
//! An [`Explanation`] is made for one pair and is what the page, the command
//! line and other people's tools show: headline, both directions, policies with
//! their branches side by side and the clauses of each stacked, every one with
//! the fact that settled it. It is data, not markup: [`Phrase`]s say which words
//! are code, which are names of branches.

mod explanation;
mod phrase;

pub use explanation::{
    BranchCard, ClauseLine, Explanation, GateState, PolicyCard, RuleCard, Side, Subject,
};
pub use phrase::{Phrase, Piece};

use crate::eval::{Reach, World};

/// Puts the answer for one pair into words.
pub fn explain(world: &World, reach: &Reach) -> Explanation {
    let _ = (world, reach);
    unimplemented!()
}
