use super::{BranchRef, Gate, JudgedBranch};
use crate::model::Ports;

/// What passes a gate, without the reasons of what does not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Opening {
    /// Which ports.
    pub(super) passing: Passing,
    /// Whether everything may pass, whatever the branches admit.
    pub(super) may_be_open: bool,
    /// Whether it is known of every branch what it admits.
    pub(super) is_certain: bool,
    /// The branches that may admit something, and what; `None` when nothing
    /// isolates the subject.
    admitting: Option<Vec<(BranchRef, Ports)>>,
}

/// The ports that pass a gate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Passing {
    /// Those that certainly do.
    pub(super) surely: Ports,
    /// Those that may.
    pub(super) perhaps: Ports,
}

impl Passing {
    /// What passes this gate.
    pub(super) fn of(gate: &Gate) -> Self {
        Self {
            surely: gate.passes(),
            perhaps: gate.may_pass(),
        }
    }
}

impl Opening {
    /// Where policies do not apply, or none does.
    pub(super) fn open() -> Self {
        Self {
            passing: Passing {
                surely: Ports::all(),
                perhaps: Ports::all(),
            },
            may_be_open: true,
            is_certain: true,
            admitting: None,
        }
    }

    /// Keeps of a gate what a connection is made of.
    pub(super) fn new(gate: &Gate) -> Self {
        let admitting = || {
            let branches = gate.branches().iter();
            branches
                .map(|it| (it.at, it.may_admit()))
                .filter(|(_, ports)| !ports.is_empty())
                .collect()
        };
        Self {
            passing: Passing::of(gate),
            may_be_open: gate.may_be_open(),
            is_certain: gate.branches().iter().all(JudgedBranch::is_certain),
            admitting: matches!(gate, Gate::Isolated { .. }).then(admitting),
        }
    }

    /// The branches that may admit something, and what; `None` when nothing
    /// isolates the subject.
    pub(super) fn admitting(&self) -> Option<&[(BranchRef, Ports)]> {
        self.admitting.as_deref()
    }
}
