//! For a denial: what would have had to be only a little different.

use std::net::IpAddr;

use super::end::{End, Role};
use super::label_change::label_changes;
use super::{
    Because, BranchRef, Clause, ClauseOutcome, Gate, JudgedBranch, LabelChange, Reach, World,
};
use crate::model::{
    Direction, IpBlock, NamespaceId, Peer, PortEntry, PortSpec, Ports, RulePorts, Truth,
};

/// What keeps a connection from being admitted, by the end that denies it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMisses {
    /// At the source; `None` when it denies nothing for certain.
    pub egress: Option<Vec<NearMiss>>,
    /// At the destination, likewise. When both ends deny, both must change.
    pub ingress: Option<Vec<NearMiss>>,
}

/// A branch that would have admitted the connection but for a single clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// The branch.
    pub branch: BranchRef,
    /// The clause about the peer that did not hold; `None` when it is the ports.
    pub clause: Option<Clause>,
    /// What would have to be otherwise.
    pub change: Change,
    /// Whether it would then be admitted for certain: not when another clause is
    /// open.
    pub is_certain: bool,
    /// Whether the connection could use another address of the peer as well, for
    /// which the change of a block is not enough.
    pub has_other_addresses: bool,
}

/// What would have to be otherwise for one clause to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The peer would have to be a pod of this namespace.
    Namespace(NamespaceId),
    /// The peer's namespace would need other labels: all of these.
    NamespaceLabels(Vec<LabelChange>),
    /// The peer would need other labels: all of these.
    PodLabels(Vec<LabelChange>),
    /// The peer's address would have to be in this block, outside its holes.
    Address(IpBlock),
    /// The peer's address would have to be outside this hole of its block, by
    /// its index in `except`.
    Hole(IpBlock, usize),
    /// The connection would have to use another port.
    Port {
        /// One that the rule names for this destination.
        admitted: Ports,
        /// The names in the rule that no port of the destination has, of the
        /// protocols that are asked for.
        missing_names: Vec<String>,
    },
}

/// What would have admitted a denied connection, had one clause held.
///
/// A branch that fails in more than one way is not near, nor is one of an end
/// that policies cannot mean at all (SEMANTICS.md P-8). Any of `ports` would do.
pub fn near_misses(world: &World, reach: &Reach, ports: &Ports) -> NearMisses {
    NearMisses {
        egress: near_misses_of(world, reach, Direction::Egress, ports),
        ingress: near_misses_of(world, reach, Direction::Ingress, ports),
    }
}

/// The same at one end; `None` when it denies nothing of that for certain.
pub fn near_misses_of(
    world: &World,
    reach: &Reach,
    direction: Direction,
    ports: &Ports,
) -> Option<Vec<NearMiss>> {
    let question = Question {
        world,
        reach,
        direction,
        ports,
    };
    question.near_misses()
}

struct Question<'a> {
    world: &'a World,
    reach: &'a Reach,
    direction: Direction,
    ports: &'a Ports,
}

impl NearMiss {
    /// Whether it would then be admitted, whichever addresses are used.
    pub fn is_enough(&self) -> bool {
        self.is_certain && !self.has_other_addresses
    }
}

impl Question<'_> {
    fn near_misses(&self) -> Option<Vec<NearMiss>> {
        let gate = self.reach.gate(self.direction);
        if self.asks(&gate.may_pass()) {
            return None;
        }
        match gate {
            Gate::Isolated { branches, .. } => Some(
                branches
                    .iter()
                    .enumerate()
                    .filter_map(|(at, it)| self.over_any(it, gate.over_v6().get(at)))
                    .collect(),
            ),
            Gate::Exempt(_) | Gate::NotIsolated => None,
        }
    }

    /// Whether any of these ports is one that is asked for.
    fn asks(&self, ports: &Ports) -> bool {
        !ports.intersection(self.ports).is_empty()
    }

    /// The same over the families that the connection may use: what is near over
    /// one of them is not enough for the other.
    fn over_any(&self, first: &JudgedBranch, over_v6: Option<&JudgedBranch>) -> Option<NearMiss> {
        let over_v4 = self.near_miss(first);
        let Some(over_v6) = over_v6 else {
            return over_v4;
        };
        let over_v6 = self.near_miss(over_v6);
        let clause = |it: &Option<NearMiss>| it.as_ref().map(|it| it.clause);
        let is_same = clause(&over_v4) == clause(&over_v6);
        over_v4.or(over_v6).map(|it| NearMiss {
            has_other_addresses: it.has_other_addresses || !is_same,
            ..it
        })
    }

    fn near_miss(&self, branch: &JudgedBranch) -> Option<NearMiss> {
        let mut failed = branch.clauses.iter().filter(|it| it.held.is_no());
        let first = failed.next();
        let is_only = failed.next().is_none();
        let named = branch.perhaps_named_ports();
        let (clause, change) = match (first, self.asks(&named)) {
            (Some(it), true) if is_only && it.because != Because::NotAPod => (
                Some(it.clause),
                self.change(branch, it.clause, &it.because)?,
            ),
            (None, false) => (None, self.other_port(branch, named)?),
            _ => return None,
        };
        let is_open = |it: &ClauseOutcome| it.held == Truth::Unknown;
        let names_it = clause.is_none() || self.asks(&branch.named_ports());
        Some(NearMiss {
            branch: branch.at,
            clause,
            is_certain: names_it && !branch.clauses.iter().any(is_open),
            has_other_addresses: clause == Some(Clause::IpBlock)
                && self.has_other_addresses(&change),
            change,
        })
    }

    /// Whether the connection could use an address of the peer for which the
    /// change of a block is not enough.
    fn has_other_addresses(&self, change: &Change) -> bool {
        let [peer, subject] = self.ends();
        let families = subject.families();
        if peer.families().are_both() && (families.are_both() || families.are_none()) {
            // A block holds one of them at most (SEMANTICS.md B-8).
            return true;
        }
        let Change::Hole(block, hole) = change else {
            return false;
        };
        let is_in = |it: &IpAddr| {
            let mut others = block.except.iter().enumerate().filter(|it| it.0 != *hole);
            block.cidr.contains(it) && !others.any(|other| other.1.contains(it))
        };
        !peer.addresses_towards(families).iter().all(is_in)
    }

    /// The peer, and whom the policies are on.
    fn ends(&self) -> [End<'_>; 2] {
        let ends = [self.reach.destination, self.reach.source].map(|it| self.world.end(it));
        match (self.direction, ends) {
            (Direction::Egress, ends) => ends,
            (Direction::Ingress, [destination, source]) => [source, destination],
        }
    }

    /// What would make a clause about the peer hold.
    fn change(&self, branch: &JudgedBranch, clause: Clause, because: &Because) -> Option<Change> {
        let cluster = self.world.cluster();
        let at = branch.at;
        let rule = cluster[at.policy].scope(at.direction).rules.get(at.rule)?;
        let peer = rule.peer(at.peer?)?;
        let [end, _] = self.ends();
        match (clause, peer, end.role) {
            (Clause::OwnNamespace, ..) => Some(Change::Namespace(cluster[at.policy].namespace)),
            (Clause::NamespaceSelector, Peer::Pods { namespaces, .. }, Role::Pod(_, pod)) => {
                let labels = &cluster[pod.namespace].labels;
                label_changes(namespaces, labels).map(Change::NamespaceLabels)
            }
            (
                Clause::PodSelector,
                Peer::LocalPods(pods)
                | Peer::Pods {
                    pods: Some(pods), ..
                },
                Role::Pod(_, pod),
            ) => label_changes(pods, &pod.labels).map(Change::PodLabels),
            (Clause::IpBlock, Peer::Block(block), _) => match because {
                Because::InException(hole) => Some(Change::Hole(block.clone(), *hole)),
                // No address of one family is nearly one of the other.
                Because::NoPodsInBlocks | Because::OtherFamily => None,
                _ => Some(Change::Address(block.clone())),
            },
            _ => None,
        }
    }

    /// The ports that the rule names instead; none where no name could help.
    fn other_port(&self, branch: &JudgedBranch, admitted: Ports) -> Option<Change> {
        let at = branch.at;
        let scope = self.world.cluster()[at.policy].scope(at.direction);
        let entries = match scope.rules.get(at.rule).map(|it| &it.ports) {
            Some(RulePorts::OneOf(entries)) => entries.as_slice(),
            Some(RulePorts::Any) | None => &[],
        };
        let destination = self.world.end(self.reach.destination);
        let may_name = matches!(destination.role, Role::Pod(..));
        let missing = branch.ports.iter().filter(|it| it.ports.is_empty());
        let missing = missing.filter_map(|it| entries.get(it.entry?));
        let of_protocol = |it: &PortEntry| !self.ports.get(it.protocol).is_empty();
        let missing_names: Vec<String> = missing
            .filter_map(|it| match &it.port {
                PortSpec::Name(name) if may_name && of_protocol(it) => Some(name.clone()),
                _ => None,
            })
            .collect();
        let is_near = !admitted.is_empty() || !missing_names.is_empty();
        is_near.then_some(Change::Port {
            admitted,
            missing_names,
        })
    }
}
