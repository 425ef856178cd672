use serde::{Deserialize, Serialize};

use super::Phrase;
use crate::eval::{BranchRef, Clause, Verdict};
use crate::model::{Direction, PolicyId};
use crate::text::FieldPath;

/// For a denial: what would have admitted it, had it been only a little
/// different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Near {
    /// How the ends go together: `Each end must change.` Empty where only one
    /// refuses.
    pub lead: Phrase,
    /// The ends that refuse, in the order a packet meets them.
    pub ends: Vec<NearEnd>,
}

/// What would have admitted it at one end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearEnd {
    /// Which end.
    pub direction: Direction,
    /// `Entering db, one change would be enough:`, or that nothing is near.
    pub lead: Phrase,
    /// Each branch that would admit it but for a single clause, in document
    /// order.
    pub branches: Vec<NearBranch>,
}

/// A branch that would have admitted it but for a single clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearBranch {
    /// The branch.
    pub branch: BranchRef,
    /// The clause; `None` for the ports.
    pub clause: Option<Clause>,
    /// Where the clause stands, or the entry where it does by not being written.
    pub path: FieldPath,
    /// `A would admit it if frontend had the label app=api.`
    pub sentence: Phrase,
}

/// For a connection: what closes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// `Closing it takes removing A and B at db, or isolating frontend for
    /// egress.`
    pub sentence: Phrase,
    /// What can be done at each end, the least first; none where policies cannot
    /// close it.
    pub ends: Vec<ClosingEnd>,
}

/// What closes a connection at one end, by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosingEnd {
    /// Which end.
    pub direction: Direction,
    /// `removing A and B`, `isolating frontend for egress`.
    pub how: Phrase,
    /// All that must go, in document order; nothing where a policy is missing.
    pub entries: Vec<ClosingEntry>,
}

/// A part of a policy that must go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosingEntry {
    /// The policy it is in.
    pub policy: PolicyId,
    /// Where it stands.
    pub path: FieldPath,
    /// `A`, `rule 1 of db-np`, `port 5432/TCP in rule 1 of db-np`.
    pub name: Phrase,
}

/// What a branch that admits this connection is there for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryUse {
    /// The branch.
    pub branch: BranchRef,
    /// `A alone permits 3 connections, and 2 that others permit too.`
    pub sentence: Phrase,
    /// The connections that only it permits.
    pub alone: UsedPairs,
    /// Those that something else permits as well.
    pub among_others: UsedPairs,
}

/// Connections between workloads, nodes and blocks of the outside.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UsedPairs {
    /// How many.
    pub count: usize,
    /// Whether there are more than were counted.
    pub is_more: bool,
    /// Whether the input leaves open what permits some of them.
    pub is_open: bool,
    /// The first of them, as source and destination.
    pub first: Vec<(String, String)>,
}

/// One of several that an answer is about, where they need not agree: two pods
/// of the ends, a backend of a Service, a family of addresses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// `over IPv4`, `api-1 to api-2`, `db on 8080/TCP`.
    pub name: String,
    /// How many there are that differ from it in nothing but their names, itself
    /// included.
    pub count: usize,
    /// Its own verdict.
    pub verdict: Verdict,
    /// Why, in few words: `by db-np, rule 1, branch A`.
    pub reason: Phrase,
    /// For a denial, what would have admitted it.
    pub near: Option<Near>,
    /// For a connection, what closes it.
    pub closing: Option<Closing>,
}
