use serde::{Deserialize, Serialize};

use super::Permits;
use crate::eval::BranchRef;
use crate::model::Direction;
use crate::options::PolicyName;
use crate::text::Span;

/// A policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterEntry {
    /// Its name.
    pub name: PolicyName,
    /// Whether it counts.
    pub standing: Standing,
    /// Where it stands.
    pub span: Option<Span>,
    /// Which pods it is about, in words: `pods with app=db`.
    pub subject: String,
    /// The workloads that it selects pods of, by name in its namespace.
    pub workloads: Vec<String>,
    /// How many pods that are.
    pub pods: u32,
    /// What it says, ingress before egress.
    pub scopes: [RosterScope; 2],
}

/// Whether a policy counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Standing {
    /// It does.
    Counts,
    /// It was left out of the evaluation.
    LeftOut,
}

/// What a policy says in one direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterScope {
    /// Which one.
    pub direction: Direction,
    /// Whether it isolates there.
    pub isolates: bool,
    /// Why it does, or does not.
    pub why: String,
    /// What it admits; nothing when it does not isolate.
    pub branches: Vec<RosterBranch>,
}

/// What one entry of a rule admits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterBranch {
    /// The branch; none while the policy does not count.
    pub branch: Option<BranchRef>,
    /// Its letter.
    pub letter: String,
    /// What its hue is chosen by.
    pub number: usize,
    /// The rule it is in, from 0.
    pub rule: usize,
    /// Whom it admits, and on which ports.
    pub words: String,
    /// Where it stands.
    pub span: Option<Span>,
    /// The pairs that only it permits.
    pub alone: Permits,
    /// The pairs that it permits, and something else does too.
    pub among_others: Permits,
}
