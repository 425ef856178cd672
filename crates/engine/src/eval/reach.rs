use super::{
    Admission, Decision, Disclosure, Endpoint, Gate, JudgedBranch, JudgedPort, Miss, Trace, Verdict,
};
use crate::model::{Ports, Protocol, Truth};

/// Whether, on which ports and why one endpoint reaches another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Who opens the connection.
    pub source: Endpoint,
    /// Who is connected to.
    pub destination: Endpoint,
    /// The policies on the source.
    pub egress: Gate,
    /// The policies on the destination.
    pub ingress: Gate,
    /// The points where a default was taken.
    pub disclosures: Vec<Disclosure>,
}

impl Reach {
    /// The ports that certainly connect the two: what passes both directions
    /// (SEMANTICS.md M-2).
    pub fn ports(&self) -> Ports {
        self.egress.passes().intersection(&self.ingress.passes())
    }

    /// The ports of which the input does not say whether they do.
    pub fn unknown_ports(&self) -> Ports {
        let may_pass = self
            .egress
            .may_pass()
            .intersection(&self.ingress.may_pass());
        may_pass.difference(&self.ports())
    }

    /// The answer for one port of one protocol.
    pub fn decide(&self, protocol: Protocol, port: u16) -> Decision {
        let egress = trace(&self.egress, protocol, port);
        let ingress = trace(&self.ingress, protocol, port);
        let verdict = match egress.lets_pass() & ingress.lets_pass() {
            Truth::Yes => Verdict::Allowed,
            Truth::No => Verdict::Denied,
            Truth::Unknown => Verdict::Unknown,
        };
        Decision {
            verdict,
            egress,
            ingress,
        }
    }

    /// The verdict over all ports: allowed when at least one connects.
    pub fn verdict(&self) -> Verdict {
        if !self.ports().is_empty() {
            Verdict::Allowed
        } else if self.unknown_ports().is_empty() {
            Verdict::Denied
        } else {
            Verdict::Unknown
        }
    }
}

/// What a gate says of one port. What passes is asked of the gate itself, so
/// that a single answer cannot differ from the set of all.
fn trace(gate: &Gate, protocol: Protocol, port: u16) -> Trace {
    let by = match gate {
        Gate::Exempt(exemption) => return Trace::Exempt(*exemption),
        Gate::NotIsolated => return Trace::NotIsolated,
        Gate::Isolated { by, .. } => by,
    };

    let isolated_by = by.clone();
    let misses = |gate: &Gate| {
        gate.branches()
            .iter()
            .filter_map(|it| miss(it, protocol, port))
            .collect()
    };
    if gate.passes().contains(protocol, port) {
        let admits = |it: &&JudgedBranch| it.matches().is_yes();
        let by = admissions(gate.branches().iter().filter(admits), |it| {
            it.ports.contains(protocol, port)
        });
        return Trace::Admitted { isolated_by, by };
    }
    if gate.may_pass().contains(protocol, port) {
        let may_admit = |it: &&JudgedBranch| !it.matches().is_no();
        return Trace::Undecided {
            isolated_by,
            by: admissions(gate.branches().iter().filter(may_admit), |it| {
                it.ports.contains(protocol, port) || it.perhaps.contains(protocol, port)
            }),
            misses: misses(gate),
        };
    }
    Trace::Rejected {
        isolated_by,
        misses: misses(gate),
    }
}

/// Every port entry of these branches that names the port.
fn admissions<'a>(
    branches: impl Iterator<Item = &'a JudgedBranch>,
    names: impl Fn(&JudgedPort) -> bool,
) -> Vec<Admission> {
    let entries = branches.flat_map(|branch| branch.ports.iter().map(move |it| (branch.at, it)));
    entries
        .filter(|(_, it)| names(it))
        .map(|(branch, it)| Admission {
            branch,
            port: it.entry,
        })
        .collect()
}

/// All that keeps a branch from admitting the port; `None` when it may admit it.
fn miss(branch: &JudgedBranch, protocol: Protocol, port: u16) -> Option<Miss> {
    let ports_failed = !branch.perhaps_named_ports().contains(protocol, port);
    if !ports_failed && !branch.matches().is_no() {
        return None;
    }
    let failed = branch.clauses.iter().filter(|it| it.held.is_no());
    Some(Miss {
        branch: branch.at,
        failed: failed.map(|it| it.clause).collect(),
        ports_failed,
    })
}
