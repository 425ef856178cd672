use super::{BranchRef, Gate, Passage};
use crate::model::Ports;

/// What passes a gate, without the reasons of what does not.
#[derive(Debug)]
pub(super) struct Opening {
    /// The ports that certainly pass.
    pub(super) passes: Ports,
    /// The ports that may pass.
    pub(super) may_pass: Ports,
    /// The branches that may admit something, and what; `None` when the subject
    /// is not isolated.
    admitting: Option<Vec<(BranchRef, Ports)>>,
}

impl Opening {
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
            passes: gate.passes(),
            may_pass: gate.may_pass(),
            admitting: matches!(gate, Gate::Isolated { .. }).then(admitting),
        }
    }

    /// How a connection on these ports passes.
    pub(super) fn passage(&self, connected: &Ports) -> Passage {
        let Some(admitting) = &self.admitting else {
            return Passage::Open;
        };
        let counts = |ports: &Ports| !ports.intersection(connected).is_empty();
        let counting = admitting.iter().filter(|(_, ports)| counts(ports));
        Passage::Admitted(counting.map(|(branch, _)| *branch).collect())
    }
}
