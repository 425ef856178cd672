//! For a denial: what would have had to be only a little different.

use super::end::Role;
use super::{Because, BranchRef, Clause, Gate, JudgedBranch, Reach, World};
use crate::model::{
    Direction, IpBlock, Labels, NamespaceId, Operator, Peer, PortSpec, Ports, Protocol,
    Requirement, RulePorts, Selector,
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
        /// The names in the rule that no port of the destination has.
        missing_names: Vec<String>,
    },
}

/// What one label would have to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelChange {
    /// Its key.
    pub key: String,
    /// What it would have to say.
    pub to: LabelWish,
}

/// What a label would have to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LabelWish {
    /// One of these.
    OneOf(Vec<String>),
    /// None of these; it may also be missing.
    NoneOf(Vec<String>),
    /// Anything.
    Present,
    /// Nothing: it would have to be missing.
    Missing,
}

/// What would have admitted a denied connection, had one clause held.
///
/// A branch that fails in more than one way is not near, nor is one of an end
/// that policies cannot mean at all (SEMANTICS.md P-8).
pub fn near_misses(world: &World, reach: &Reach, protocol: Protocol, port: u16) -> NearMisses {
    let of = |direction| {
        let question = Question {
            world,
            reach,
            direction,
            protocol,
            port,
        };
        question.near_misses()
    };
    NearMisses {
        egress: of(Direction::Egress),
        ingress: of(Direction::Ingress),
    }
}

struct Question<'a> {
    world: &'a World,
    reach: &'a Reach,
    direction: Direction,
    protocol: Protocol,
    port: u16,
}

impl Question<'_> {
    fn near_misses(&self) -> Option<Vec<NearMiss>> {
        let gate = match self.direction {
            Direction::Egress => &self.reach.egress,
            Direction::Ingress => &self.reach.ingress,
        };
        if gate.may_pass().contains(self.protocol, self.port) {
            return None;
        }
        match gate {
            Gate::Isolated { branches, .. } => Some(
                branches
                    .iter()
                    .filter_map(|it| self.near_miss(it))
                    .collect(),
            ),
            Gate::Exempt(_) | Gate::NotIsolated => None,
        }
    }

    fn near_miss(&self, branch: &JudgedBranch) -> Option<NearMiss> {
        let mut failed = branch.clauses.iter().filter(|it| it.held.is_no());
        let first = failed.next();
        let is_only = failed.next().is_none();
        let named = branch.perhaps_named_ports();
        let (clause, change) = match (first, named.contains(self.protocol, self.port)) {
            (Some(it), true) if is_only && it.because != Because::NotAPod => (
                Some(it.clause),
                self.change(branch, it.clause, &it.because)?,
            ),
            (None, false) => (None, self.other_port(branch, named)),
            _ => return None,
        };
        Some(NearMiss {
            branch: branch.at,
            clause,
            change,
        })
    }

    /// What would make a clause about the peer hold.
    fn change(&self, branch: &JudgedBranch, clause: Clause, because: &Because) -> Option<Change> {
        let cluster = self.world.cluster();
        let at = branch.at;
        let rule = cluster[at.policy].scope(at.direction).rules.get(at.rule)?;
        let peer = rule.peer(at.peer?)?;
        let end = self.world.end(match self.direction {
            Direction::Egress => self.reach.destination,
            Direction::Ingress => self.reach.source,
        });
        match (clause, peer, end.role) {
            (Clause::OwnNamespace, ..) => Some(Change::Namespace(cluster[at.policy].namespace)),
            (Clause::NamespaceSelector, Peer::Pods { namespaces, .. }, Role::Pod(_, pod)) => {
                let labels = &cluster[pod.namespace].labels;
                Some(Change::NamespaceLabels(changes(namespaces, labels)))
            }
            (
                Clause::PodSelector,
                Peer::LocalPods(pods)
                | Peer::Pods {
                    pods: Some(pods), ..
                },
                Role::Pod(_, pod),
            ) => Some(Change::PodLabels(changes(pods, &pod.labels))),
            (Clause::IpBlock, Peer::Block(block), _) => Some(match because {
                Because::InException(hole) => Change::Hole(block.clone(), *hole),
                _ => Change::Address(block.clone()),
            }),
            _ => None,
        }
    }

    fn other_port(&self, branch: &JudgedBranch, admitted: Ports) -> Change {
        let at = branch.at;
        let scope = self.world.cluster()[at.policy].scope(at.direction);
        let entries = match scope.rules.get(at.rule).map(|it| &it.ports) {
            Some(RulePorts::OneOf(entries)) => entries.as_slice(),
            Some(RulePorts::Any) | None => &[],
        };
        let missing = branch.ports.iter().filter(|it| it.ports.is_empty());
        let missing = missing.filter_map(|it| entries.get(it.entry?));
        Change::Port {
            admitted,
            missing_names: missing
                .filter_map(|it| match &it.port {
                    PortSpec::Name(name) => Some(name.clone()),
                    PortSpec::All | PortSpec::Number(_) | PortSpec::Range(..) => None,
                })
                .collect(),
        }
    }
}

/// What every requirement that is not met would need.
fn changes(selector: &Selector, labels: &Labels) -> Vec<LabelChange> {
    let wish = |it: &Requirement| LabelChange {
        key: it.key.clone(),
        to: match &it.operator {
            Operator::In(values) => LabelWish::OneOf(values.clone()),
            Operator::NotIn(values) => LabelWish::NoneOf(values.clone()),
            Operator::Exists => LabelWish::Present,
            Operator::DoesNotExist => LabelWish::Missing,
        },
    };
    selector.unmet(labels).map(wish).collect()
}
