use serde::{Deserialize, Serialize};

use super::Focus;

/// What the user wants to be offered. Nothing of it is done unasked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Plea {
    /// What makes the expectation in this line hold, from 1.
    Mend(u32),
    /// What does away with this finding, from 0.
    Amend(usize),
    /// What does away with this problem of the texts, from 0.
    Correct(usize),
    /// What denies this connection.
    Deny(Focus),
    /// What allows this connection, and as little else as possible.
    Allow(Focus),
    /// Policies that make every expectation hold.
    Propose {
        /// Whether sources are closed, too, where no line needs it.
        closes_egress: bool,
    },
    /// Expectations of exactly what is.
    Present,
    /// Expectations that each of these workloads reaches the next, and nobody else any.
    Tiers(Vec<String>),
    /// What helps with a goal of a lesson, in three strengths.
    Hint {
        /// Which of the goals, from 0.
        goal: usize,
        /// The texts that may be changed for it, from 0.
        editable: Vec<usize>,
    },
}
