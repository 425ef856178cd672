//! For a connection: the fewest entries that must go to close it.

use super::{BranchRef, Exemption, Gate, JudgedBranch, Reach};
use crate::model::{Cluster, Direction, Peers, PolicyId, Ports, RulePorts};
use crate::text::FieldPath;

/// What closes a connection, by the end at which it is done: either suffices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// At the source.
    pub egress: SideCut,
    /// At the destination.
    pub ingress: SideCut,
}

/// What closes a connection at one end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SideCut {
    /// Nothing needs to go: it does not pass here.
    Closed,
    /// These entries, none of them in vain: of each rule that admits the
    /// connection its peers or its ports, whichever are fewer. The policies stay,
    /// since without them nothing would be isolated.
    Remove(Vec<Entry>),
    /// No policy isolates this end, or not for certain: first one must.
    Isolate,
    /// Policies cannot close it here.
    Impossible(Exemption),
}

/// A part of a policy that can go without making another part mean more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// A whole rule. Without its last peer or its last port it would admit
    /// everybody or everything.
    Rule {
        /// The policy it is in.
        policy: PolicyId,
        /// Whether it stands under `ingress` or `egress`.
        direction: Direction,
        /// Its index, from 0.
        rule: usize,
    },
    /// An entry of `from` or `to`.
    Peer(BranchRef),
    /// An entry of `ports`.
    Port {
        /// The policy it is in.
        policy: PolicyId,
        /// Whether it stands under `ingress` or `egress`.
        direction: Direction,
        /// The rule's index, from 0.
        rule: usize,
        /// Its index, from 0.
        port: usize,
    },
}

impl Entry {
    /// The policy it is in.
    pub fn policy(self) -> PolicyId {
        match self {
            Self::Rule { policy, .. } | Self::Port { policy, .. } => policy,
            Self::Peer(branch) => branch.policy,
        }
    }

    /// Where it stands: `spec.ingress[0].ports[1]`.
    pub fn path(self) -> FieldPath {
        match self {
            Self::Peer(branch) => branch.path(),
            Self::Rule {
                policy,
                direction,
                rule,
            } => rule_of(policy, direction, rule).rule_path(),
            Self::Port {
                policy,
                direction,
                rule,
                port,
            } => rule_of(policy, direction, rule)
                .rule_path()
                .field("ports")
                .index(port),
        }
    }
}

fn rule_of(policy: PolicyId, direction: Direction, rule: usize) -> BranchRef {
    BranchRef {
        policy,
        direction,
        rule,
        peer: None,
    }
}

impl Cut {
    /// The directions in which the fewest entries must go; none when entries
    /// alone cannot close the connection, or it is closed.
    pub fn smallest(&self) -> Vec<Direction> {
        let size = |it: &SideCut| match it {
            SideCut::Remove(entries) => Some(entries.len()),
            SideCut::Closed | SideCut::Isolate | SideCut::Impossible(_) => None,
        };
        if [&self.egress, &self.ingress].contains(&&SideCut::Closed) {
            return Vec::new();
        }
        let sizes = [size(&self.egress), size(&self.ingress)];
        let least = sizes.into_iter().flatten().min();
        Direction::BOTH
            .into_iter()
            .zip(sizes)
            .filter(|it| it.1.is_some() && it.1 == least)
            .map(|it| it.0)
            .collect()
    }
}

/// The fewest entries that must go so that nothing connects on these ports any
/// more, nor may connect; over neither family, where the ends have addresses of
/// both (SEMANTICS.md B-8).
pub fn minimal_cut(cluster: &Cluster, reach: &Reach, ports: &Ports) -> Cut {
    let side = |direction| side(cluster, &gates(reach, direction), ports);
    Cut {
        egress: side(Direction::Egress),
        ingress: side(Direction::Ingress),
    }
}

/// What is to be shut at one end: one gate, or one for each family.
fn gates(reach: &Reach, direction: Direction) -> Vec<&Gate> {
    if reach.by_family.is_empty() {
        return vec![reach.gate(direction)];
    }
    let each = reach.by_family.iter();
    each.map(|it| it.gate(direction)).collect()
}

fn side(cluster: &Cluster, gates: &[&Gate], ports: &Ports) -> SideCut {
    match gates.first() {
        Some(Gate::Exempt(exemption)) => return SideCut::Impossible(*exemption),
        Some(Gate::NotIsolated) | None => return SideCut::Isolate,
        Some(Gate::Isolated { .. }) => {}
    }
    let may_pass = |it: &&Gate| !it.may_pass().intersection(ports).is_empty();
    if !gates.iter().any(may_pass) {
        return SideCut::Closed;
    }
    if gates.iter().any(|it| it.may_be_open()) {
        return SideCut::Isolate;
    }
    let branches = branches_of(gates);
    let mut entries = Vec::new();
    for of_rule in branches.chunk_by(|a, b| a.rule() == b.rule()) {
        entries.extend(of_one_rule(cluster, of_rule, ports));
    }
    SideCut::Remove(entries)
}

/// A branch with what it may admit over any family.
struct Admitting<'a> {
    branch: &'a JudgedBranch,
    ports: Ports,
}

impl Admitting<'_> {
    fn rule(&self) -> (PolicyId, usize) {
        (self.branch.at.policy, self.branch.at.rule)
    }
}

/// Every branch once: gates of one subject have the same ones, in one order.
fn branches_of<'a>(gates: &[&'a Gate]) -> Vec<Admitting<'a>> {
    let mut all: Vec<Admitting<'a>> = Vec::new();
    let judged = gates.iter().flat_map(|it| [it.branches(), it.over_v6()]);
    for branches in judged {
        for (at, branch) in branches.iter().enumerate() {
            let ports = branch.may_admit();
            match all.get_mut(at) {
                Some(it) => it.ports = it.ports.union(&ports),
                None => all.push(Admitting { branch, ports }),
            }
        }
    }
    all
}

/// The fewest entries of one rule. Its peers and its ports must both fit, so
/// either all peers that do or all ports that do must go.
fn of_one_rule(cluster: &Cluster, branches: &[Admitting<'_>], ports: &Ports) -> Vec<Entry> {
    let is_met = |it: &Ports| !it.intersection(ports).is_empty();
    let admitting: Vec<&JudgedBranch> = branches
        .iter()
        .filter(|it| is_met(&it.ports))
        .map(|it| it.branch)
        .collect();
    let Some(first) = admitting.first() else {
        return Vec::new();
    };
    let BranchRef {
        policy,
        direction,
        rule,
        ..
    } = first.at;
    let whole = vec![Entry::Rule {
        policy,
        direction,
        rule,
    }];
    let Some(written) = cluster[policy].scope(direction).rules.get(rule) else {
        return whole;
    };
    let peers = match &written.peers {
        Peers::OneOf(all) if admitting.len() < all.len() => {
            admitting.iter().map(|it| Entry::Peer(it.at)).collect()
        }
        Peers::OneOf(_) | Peers::Anyone => whole.clone(),
    };
    let fitting = first.ports.iter();
    let fitting = fitting.filter(|it| is_met(&it.ports) || is_met(&it.perhaps));
    let fitting: Vec<usize> = fitting.filter_map(|it| it.entry).collect();
    let ports = match &written.ports {
        RulePorts::OneOf(all) if fitting.len() < all.len() => fitting
            .into_iter()
            .map(|port| Entry::Port {
                policy,
                direction,
                rule,
                port,
            })
            .collect(),
        RulePorts::OneOf(_) | RulePorts::Any => whole,
    };
    // What leaves a part of the rule comes before what leaves nothing of it.
    let effort = |it: &[Entry]| (matches!(it, [Entry::Rule { .. }]), it.len());
    if effort(&ports) < effort(&peers) {
        ports
    } else {
        peers
    }
}
