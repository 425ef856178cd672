use std::net::IpAddr;

use super::{Name, Phrase};
use crate::eval::{BranchRef, Doubt, Endpoint, Gate, JudgedBranch, Outcome, Reach, World};
use crate::model::{Cluster, Direction, PodId, PolicyId, Ports, Requirement};
use crate::query::PortQuestion;

/// One answer that is being put into words, with the names of its ends.
#[derive(Debug)]
pub(super) struct Case<'a> {
    pub(super) world: &'a World,
    pub(super) reach: &'a Reach,
    /// On which ports; that of several pairs where they are told as one.
    pub(super) outcome: Outcome,
    pub(super) source: Name,
    pub(super) destination: Name,
    /// Whether it is about all pods of one workload.
    pub(super) is_own_workload: bool,
    /// Of which family the addresses are, if it is about one.
    pub(super) family: Option<Family>,
    /// The port that is asked for, or any.
    pub(super) port: PortQuestion,
}

/// A family of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    V4,
    V6,
}

impl Family {
    /// Both, in the order of [`Reach::by_family`].
    pub(super) const BOTH: [Self; 2] = [Self::V4, Self::V6];

    /// `IPv4`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::V4 => "IPv4",
            Self::V6 => "IPv6",
        }
    }

    /// Whether an address is of it.
    pub(super) fn has(self, address: &IpAddr) -> bool {
        match self {
            Self::V4 => address.is_ipv4(),
            Self::V6 => address.is_ipv6(),
        }
    }
}

impl<'a> Case<'a> {
    pub(super) fn new(world: &'a World, reach: &'a Reach) -> Self {
        Self {
            world,
            reach,
            outcome: reach.outcome(),
            source: Name::of_endpoint(world, reach.source),
            destination: Name::of_endpoint(world, reach.destination),
            is_own_workload: false,
            family: None,
            port: PortQuestion::Any,
        }
    }

    /// The same about one port, of an answer that is about that port already.
    pub(super) fn on(self, port: PortQuestion) -> Self {
        Self { port, ..self }
    }

    /// The same pair with another answer: that over one family.
    pub(super) fn over(&self, reach: &'a Reach, family: Family) -> Self {
        Self {
            world: self.world,
            reach,
            outcome: reach.outcome(),
            source: self.source.clone(),
            destination: self.destination.clone(),
            is_own_workload: false,
            family: Some(family),
            port: self.port,
        }
    }

    /// What a branch does that matches, and does not name the port: `matches,
    /// but does not open 443/TCP`.
    pub(super) fn matches_in_vain(&self) -> String {
        match self.port {
            PortQuestion::Any => "matches, but opens no port".to_owned(),
            PortQuestion::One(..) => format!("matches, but does not open {}", self.port),
        }
    }

    pub(super) fn cluster(&self) -> &'a Cluster {
        self.world.cluster()
    }

    pub(super) fn gate(&self, direction: Direction) -> &'a Gate {
        self.reach.gate(direction)
    }

    /// The end whose policies decide in `direction`.
    pub(super) fn subject(&self, direction: Direction) -> (&Name, Endpoint) {
        match direction {
            Direction::Egress => (&self.source, self.reach.source),
            Direction::Ingress => (&self.destination, self.reach.destination),
        }
    }

    /// The end that they judge.
    pub(super) fn peer(&self, direction: Direction) -> (&Name, Endpoint) {
        match direction {
            Direction::Egress => self.subject(Direction::Ingress),
            Direction::Ingress => self.subject(Direction::Egress),
        }
    }

    /// Whether the two ends are in different namespaces, so that names need
    /// theirs.
    pub(super) fn is_across(&self) -> bool {
        let ends = (self.source.namespace(), self.destination.namespace());
        matches!(ends, (Some(a), Some(b)) if a != b)
    }

    /// The end judged in `direction`, told apart from the other one: `api of
    /// qa-test` across namespaces, `another pod of api` within a workload.
    pub(super) fn called(&self, direction: Direction) -> String {
        let (name, _) = self.peer(direction);
        if let Some(namespace) = name.namespace().filter(|_| self.is_across()) {
            return format!("{} of {}", name.short, self.cluster()[namespace].name);
        }
        let is_destination = direction == Direction::Egress;
        if is_destination && self.is_within_workload() {
            return format!("another pod of {}", name.short);
        }
        name.short.clone()
    }

    /// Whether both ends are pods of one workload, but not the same pod.
    pub(super) fn is_within_workload(&self) -> bool {
        let ends = (self.reach.source, self.reach.destination);
        let (Endpoint::Pod(source), Endpoint::Pod(destination)) = ends else {
            return false;
        };
        let workload = |pod: PodId| self.cluster()[pod].workload;
        source != destination && workload(source) == workload(destination)
    }

    /// The policies that isolate the subject; none when nothing does.
    pub(super) fn isolated_by(&self, direction: Direction) -> &'a [PolicyId] {
        match self.gate(direction) {
            Gate::Isolated { by, .. } => by,
            Gate::Exempt(_) | Gate::NotIsolated => &[],
        }
    }

    /// The sides that let nothing pass.
    pub(super) fn refusing(&self) -> Vec<Direction> {
        let is_shut = |it: &Direction| self.gate(*it).may_pass().is_empty();
        Direction::BOTH.into_iter().filter(is_shut).collect()
    }

    /// The branches that were held against the peer.
    pub(super) fn judged(&self, direction: Direction) -> &'a [JudgedBranch] {
        match self.gate(direction) {
            Gate::Isolated { branches, .. } => branches,
            Gate::Exempt(_) | Gate::NotIsolated => &[],
        }
    }

    /// What is open about the isolation itself.
    pub(super) fn doubts(&self, direction: Direction) -> &'a [Doubt] {
        match self.gate(direction) {
            Gate::Isolated { doubts, .. } => doubts,
            Gate::Exempt(_) | Gate::NotIsolated => &[],
        }
    }

    /// The branches that admit some of `ports`, and which of them.
    pub(super) fn admitting(&self, direction: Direction, ports: &Ports) -> Vec<(BranchRef, Ports)> {
        self.judged(direction)
            .iter()
            .map(|it| (it.at, it.admits().intersection(ports)))
            .filter(|(_, admitted)| !admitted.is_empty())
            .collect()
    }

    /// The branches of which it cannot be known whether they admit the peer.
    pub(super) fn undecided(&self, direction: Direction) -> Vec<BranchRef> {
        self.judged(direction)
            .iter()
            .filter(|it| it.admits().is_empty() && !it.may_admit().is_empty())
            .map(|it| it.at)
            .collect()
    }

    /// Why it is open whether a policy selects the subject.
    fn undecided_label(&self, direction: Direction, policy: PolicyId) -> &'static str {
        let Endpoint::Pod(pod) = self.subject(direction).1 else {
            return " is not known.";
        };
        let labels = &self.cluster()[pod].labels;
        let requirements = self.cluster()[policy].subject.requirements();
        let is_missing = |it: &Requirement| labels.get(&it.key).is_none();
        if labels.may_have_others() && requirements.iter().any(is_missing) {
            " depends on a label that the input does not show."
        } else {
            " depends on a label whose value a controller sets."
        }
    }

    /// The first of the doubts in words.
    pub(super) fn doubt_sentence(&self, direction: Direction) -> Option<Phrase> {
        let (subject, _) = self.subject(direction);
        let (peer, _) = self.peer(direction);
        let doubt = self.doubts(direction).first()?;
        Some(match doubt {
            Doubt::OwnNode => peer
                .mention()
                .text(" may be on the node of ")
                .then(subject.mention())
                .text(", and would then be let in whatever the policies say."),
            Doubt::Selects(policy) => Phrase::from("Whether ")
                .strong(&self.cluster()[*policy].name)
                .text(" selects ")
                .then(subject.mention())
                .text(self.undecided_label(direction, *policy)),
        })
    }
}
