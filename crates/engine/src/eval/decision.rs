use serde::{Deserialize, Serialize};

use super::{BranchRef, Clause, Exemption};
use crate::model::{PolicyId, Truth};

/// The answer to a question about a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Verdict {
    /// The connection can be opened.
    Allowed,
    /// It cannot.
    Denied,
    /// The question was about several endpoints or ports, and they differ.
    Mixed,
    /// The input does not say enough (SEMANTICS.md M-5).
    Unknown,
    /// Nobody is there to connect to: a Service that does not list the port, or
    /// has no live backend (SEMANTICS.md V-4, V-11).
    NoBackend,
}

impl Verdict {
    /// The verdict on several taken together; denied when there are none.
    pub fn together(verdicts: impl Iterator<Item = Self>) -> Self {
        let mut seen = [false; 5];
        let [allowed, denied, mixed, unknown, nobody] = &mut seen;
        for verdict in verdicts {
            match verdict {
                Self::Allowed => *allowed = true,
                Self::Denied => *denied = true,
                Self::Mixed => *mixed = true,
                Self::Unknown => *unknown = true,
                Self::NoBackend => *nobody = true,
            }
        }
        match seen {
            [false, false, false, false, true] => Self::NoBackend,
            [.., true] | [_, _, true, ..] | [true, true, ..] => Self::Mixed,
            [_, _, _, true, _] => Self::Unknown,
            [true, ..] => Self::Allowed,
            _ => Self::Denied,
        }
    }
}

impl From<Truth> for Verdict {
    fn from(holds: Truth) -> Self {
        match holds {
            Truth::Yes => Self::Allowed,
            Truth::Unknown => Self::Unknown,
            Truth::No => Self::Denied,
        }
    }
}

/// The verdict on one connection, with the reasons of each direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The answer; allowed only if both directions let it pass (SEMANTICS.md M-2).
    pub verdict: Verdict,
    /// What the policies on the source said.
    pub egress: Trace,
    /// What the policies on the destination said.
    pub ingress: Trace,
}

/// What the policies on one side of a connection said, and which of them.
///
/// Complete and in document order: every policy, every branch, every port entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trace {
    /// Policies do not apply to this side at all.
    Exempt(Exemption),
    /// No policy selects the subject, so everything is allowed.
    NotIsolated,
    /// The subject is isolated and at least one rule admits the connection.
    Admitted {
        /// The policies that isolate it.
        isolated_by: Vec<PolicyId>,
        /// Every entry that admits it.
        by: Vec<Admission>,
    },
    /// The subject is isolated, and whether a rule admits the connection
    /// depends on what the input does not say.
    Undecided {
        /// The policies that isolate it.
        isolated_by: Vec<PolicyId>,
        /// Every entry that would admit it.
        by: Vec<Admission>,
        /// Every branch that certainly does not.
        misses: Vec<Miss>,
    },
    /// The subject is isolated and no rule admits the connection.
    Rejected {
        /// The policies that isolate it.
        isolated_by: Vec<PolicyId>,
        /// Every branch, with all that failed.
        misses: Vec<Miss>,
    },
}

impl Trace {
    /// Whether policies restrict this side.
    pub fn is_isolated(&self) -> bool {
        match self {
            Self::Exempt(_) | Self::NotIsolated => false,
            Self::Admitted { .. } | Self::Undecided { .. } | Self::Rejected { .. } => true,
        }
    }

    /// Whether this side lets the connection pass.
    pub fn lets_pass(&self) -> Truth {
        match self {
            Self::Exempt(_) | Self::NotIsolated | Self::Admitted { .. } => Truth::Yes,
            Self::Undecided { .. } => Truth::Unknown,
            Self::Rejected { .. } => Truth::No,
        }
    }
}

/// An entry of `from` or `to`, together with an entry of `ports`, that admits a
/// connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Admission {
    /// The branch.
    pub branch: BranchRef,
    /// The index of the port entry, from 0; `None` when the rule lists none.
    pub port: Option<usize>,
}

/// A branch that did not admit the connection, and all that stopped it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// The branch.
    pub branch: BranchRef,
    /// Every clause about the peer that did not hold.
    pub failed: Vec<Clause>,
    /// Whether no port entry of the rule fits.
    pub ports_failed: bool,
}
