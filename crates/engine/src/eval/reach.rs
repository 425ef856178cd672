use super::opening::Passing;
use super::{
    Admission, Decision, Disclosure, Endpoint, Gate, JudgedBranch, JudgedPort, Miss, Outcome,
    Trace, Verdict,
};
use crate::model::{Direction, Ports, Protocol};

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
    /// Between ends that have addresses of both families the answer over IPv4
    /// and the one over IPv6, where they differ (SEMANTICS.md B-8); else empty.
    /// The gates above are then those of a connection of either family.
    pub by_family: Vec<Self>,
}

impl Reach {
    /// On which ports the two are connected: by what passes both directions
    /// (SEMANTICS.md M-2).
    pub fn outcome(&self) -> Outcome {
        if self.by_family.is_empty() {
            Outcome::of(&Passing::of(&self.egress), &Passing::of(&self.ingress))
        } else {
            let parts: Vec<Outcome> = self.by_family.iter().map(Self::outcome).collect();
            Outcome::together(&parts)
        }
    }

    /// What the policies say in one direction.
    pub fn gate(&self, direction: Direction) -> &Gate {
        match direction {
            Direction::Egress => &self.egress,
            Direction::Ingress => &self.ingress,
        }
    }

    /// Whether the same ports pass each of the gates.
    pub(super) fn passes_as(&self, other: &Self) -> bool {
        Passing::of(&self.egress) == Passing::of(&other.egress)
            && Passing::of(&self.ingress) == Passing::of(&other.ingress)
    }

    /// The same as one answer, where both families turn out to get the same; told
    /// for IPv4.
    #[must_use]
    pub fn settled(self) -> Self {
        match self.by_family.as_slice() {
            [v4, v6] if v4.passes_as(v6) => Self {
                egress: v4.egress.clone().with_v6(v6.egress.clone()),
                ingress: v4.ingress.clone().with_v6(v6.ingress.clone()),
                by_family: Vec::new(),
                ..self
            },
            _ => self,
        }
    }

    /// The ports that certainly connect the two.
    pub fn ports(&self) -> Ports {
        self.outcome().ports
    }

    /// The ports of which the input does not say whether they do.
    pub fn unknown_ports(&self) -> Ports {
        self.outcome().unknown_ports
    }

    /// The ports that connect the two over one family and not over the other
    /// (SEMANTICS.md B-8).
    pub fn mixed_ports(&self) -> Ports {
        self.outcome().mixed_ports
    }

    /// The answer for one port of one protocol. What both families get alike is
    /// told as one, with the reasons over each.
    pub fn decide(&self, protocol: Protocol, port: u16) -> Decision {
        let [egress, ingress] = Direction::BOTH.map(|it| self.trace(it, protocol, port));
        let over_each = self.by_family.iter();
        let verdict = if self.by_family.is_empty() {
            (egress.lets_pass() & ingress.lets_pass()).into()
        } else {
            Verdict::together(over_each.map(|it| it.decide(protocol, port).verdict))
        };
        Decision {
            verdict,
            egress,
            ingress,
        }
    }

    fn trace(&self, direction: Direction, protocol: Protocol, port: u16) -> Trace {
        let told = |it: &Gate| trace(it, protocol, port);
        let own = self.gate(direction);
        let [v4, v6] = self.by_family.as_slice() else {
            return told(own);
        };
        let (v4, v6) = (v4.gate(direction), v6.gate(direction));
        if told(v4).lets_pass() == told(v6).lets_pass() {
            told(&v4.clone().with_v6(v6.clone()))
        } else {
            told(own)
        }
    }

    /// The verdict over all ports: allowed when at least one connects.
    pub fn verdict(&self) -> Verdict {
        self.outcome().verdict()
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
    if gate.passes().contains(protocol, port) {
        let admits = |it: &JudgedBranch| it.matches().is_yes();
        let by = admissions(gate, admits, |it| it.ports.contains(protocol, port));
        return Trace::Admitted { isolated_by, by };
    }
    if gate.may_pass().contains(protocol, port) {
        let may_admit = |it: &JudgedBranch| !it.matches().is_no();
        return Trace::Undecided {
            isolated_by,
            by: admissions(gate, may_admit, |it| {
                it.ports.contains(protocol, port) || it.perhaps.contains(protocol, port)
            }),
            misses: misses(gate, protocol, port),
        };
    }
    Trace::Rejected {
        isolated_by,
        misses: misses(gate, protocol, port),
    }
}

/// Every branch with what became of it: over each family where the connection
/// may use either (SEMANTICS.md B-8).
fn judgements(gate: &Gate) -> impl Iterator<Item = (&JudgedBranch, Option<&JudgedBranch>)> {
    let branches = gate.branches().iter().enumerate();
    branches.map(|(at, it)| (it, gate.over_v6().get(at)))
}

/// Every port entry that names the port, of the branches that admit over any
/// family.
fn admissions(
    gate: &Gate,
    admits: impl Fn(&JudgedBranch) -> bool,
    names: impl Fn(&JudgedPort) -> bool,
) -> Vec<Admission> {
    judgements(gate)
        .filter(|(branch, over_v6)| admits(branch) || over_v6.is_some_and(&admits))
        .flat_map(|(branch, _)| branch.ports.iter().map(move |it| (branch.at, it)))
        .filter(|(_, it)| names(it))
        .map(|(branch, it)| Admission {
            branch,
            port: it.entry,
        })
        .collect()
}

/// Every branch that admits the port over no family, with all that failed over
/// any.
fn misses(gate: &Gate, protocol: Protocol, port: u16) -> Vec<Miss> {
    judgements(gate)
        .filter_map(|(branch, over_v6)| {
            let first = miss(branch, protocol, port)?;
            let Some(over_v6) = over_v6 else {
                return Some(first);
            };
            let second = miss(over_v6, protocol, port)?;
            let more = second.failed.into_iter();
            let more = more.filter(|it| !first.failed.contains(it));
            Some(Miss {
                failed: first.failed.iter().copied().chain(more).collect(),
                ..first
            })
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
