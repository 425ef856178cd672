//! Which defaults an answer rests on (SEMANTICS.md §12).
//!
//! A default is disclosed where it made a difference to a gate: not for a
//! clause in a branch that another clause settled, nor for a gate that lets
//! everything pass anyway.

use super::branch::{asks_unknown_ports, bearers, branches};
use super::end::{End, Role};
use super::{
    Because, Clause, ClauseOutcome, Disclosure, Doubt, Endpoint, Exemption, Gate, JudgedBranch,
    World,
};
use crate::model::{
    ContainerRole, Direction, LabelValue, Labels, Namespace, Operator, Peer, Pod, PodId, PortSpec,
    Ports, Protocol, RulePorts, Selector, Truth,
};

/// Every default that `egress` or `ingress` rests on, each once.
pub(super) fn disclosures(
    world: &World,
    source: &End<'_>,
    destination: &End<'_>,
    egress: &Gate,
    ingress: &Gate,
) -> Vec<Disclosure> {
    let sides = [
        Side {
            world,
            direction: Direction::Egress,
            subject: source,
            peer: destination,
            gate: egress,
        },
        Side {
            world,
            direction: Direction::Ingress,
            subject: destination,
            peer: source,
            gate: ingress,
        },
    ];
    let mut disclosures = Vec::new();
    for disclosure in sides.iter().flat_map(Side::disclosures) {
        if !disclosures.contains(&disclosure) {
            disclosures.push(disclosure);
        }
    }
    disclosures
}

/// One direction, and how it was answered.
struct Side<'a> {
    world: &'a World,
    direction: Direction,
    subject: &'a End<'a>,
    peer: &'a End<'a>,
    gate: &'a Gate,
}

impl Side<'_> {
    fn disclosures(&self) -> Vec<Disclosure> {
        match self.gate {
            Gate::Exempt(exemption) => self.of_exemption(*exemption),
            Gate::NotIsolated => Vec::new(),
            Gate::Isolated {
                branches, doubts, ..
            } => {
                let mut all = self.of_nodes(branches);
                all.extend(doubts.iter().flat_map(|it| self.of_doubt(*it)));
                all.extend(branches.iter().flat_map(|it| self.of_branch(it)));
                all
            }
        }
    }

    /// An exemption matters where policies would apply without it.
    fn of_exemption(&self, exemption: Exemption) -> Vec<Disclosure> {
        if !self.would_be_isolated() {
            return Vec::new();
        }
        match exemption {
            Exemption::SamePod => vec![Disclosure::SamePod],
            Exemption::NotASubject => self
                .subject
                .host_pod()
                .map_or_else(Vec::new, |pod| vec![Disclosure::HostNetwork(pod)]),
            Exemption::OwnNode => {
                let host = self.peer.host_pod().map(Disclosure::HostNetwork);
                let node = self.peer.host().map(match self.direction {
                    Direction::Egress => Disclosure::NodeEgress,
                    Direction::Ingress => Disclosure::OwnNode,
                });
                host.into_iter().chain(node).collect()
            }
        }
    }

    /// Whether a policy would isolate the subject if it were an ordinary pod,
    /// and connected with another.
    fn would_be_isolated(&self) -> bool {
        let Endpoint::Pod(id) = self.subject.endpoint else {
            return false;
        };
        let cluster = self.world.cluster();
        let pod = &cluster[id];
        cluster.policies().any(|(_, it)| {
            it.namespace == pod.namespace
                && it.scope(self.direction).isolates.is_some()
                && !it.subject.matches(&pod.labels).is_no()
        })
    }

    fn of_nodes(&self, branches: &[JudgedBranch]) -> Vec<Disclosure> {
        let is_selector_settled = branches
            .iter()
            .flat_map(|it| &it.clauses)
            .any(|it| it.because == Because::NotAPod);
        let host = self.peer.host_pod().filter(|_| is_selector_settled);
        let own_node = match (self.direction, self.subject.role) {
            (Direction::Egress, Role::Pod(_, pod)) if !self.gate.passes().is_all() => {
                self.peer.host().filter(|it| pod.node == Some(*it))
            }
            _ => None,
        };
        let host = host.map(Disclosure::HostNetwork);
        let own_node = own_node.map(Disclosure::NodeEgress);
        let as_pods = self.hosts_as_pods(branches).map(Disclosure::HostNetwork);
        let as_pods = as_pods.collect::<Vec<_>>();
        as_pods.into_iter().chain(host).chain(own_node).collect()
    }

    /// The pods on their node's network that are taken for pods, where that
    /// decides: one that is isolated, and one that a selector is held against.
    fn hosts_as_pods(&self, branches: &[JudgedBranch]) -> impl Iterator<Item = PodId> {
        let is_selector = |it: &ClauseOutcome| {
            matches!(
                it.clause,
                Clause::OwnNamespace | Clause::NamespaceSelector | Clause::PodSelector
            )
        };
        let are_selectors = branches.iter().flat_map(|it| &it.clauses).any(is_selector);
        let peer = self.peer.host_as_pod().filter(|_| are_selectors);
        self.subject.host_as_pod().into_iter().chain(peer)
    }

    fn of_doubt(&self, doubt: Doubt) -> Vec<Disclosure> {
        if self.gate.passes() == self.gate.may_pass() {
            return Vec::new();
        }
        match doubt {
            Doubt::OwnNode => [self.subject, self.peer]
                .into_iter()
                .filter_map(End::unplaced_pod)
                .map(Disclosure::NodeUnknown)
                .collect(),
            Doubt::Selects(policy) => match self.subject.role {
                Role::Pod(id, pod) => untold(id, pod, &self.world.cluster()[policy].subject),
                Role::Host(_) | Role::Outside => Vec::new(),
            },
        }
    }

    fn of_branch(&self, branch: &JudgedBranch) -> Vec<Disclosure> {
        let mut all = self.of_namespace(branch);
        if branch.matches().is_no() {
            all.extend(self.of_passed_block(branch));
        } else {
            all.extend(self.of_block(branch));
            all.extend(self.of_labels(branch));
            all.extend(self.of_ports(branch));
        }
        all
    }

    /// An `ipBlock` that holds a pod, or may, and is taken not to.
    fn of_passed_block(&self, branch: &JudgedBranch) -> Option<Disclosure> {
        let passed = |it: &ClauseOutcome| it.because == Because::NoPodsInBlocks;
        let (Role::Pod(pod, _), Some(Peer::Block(block))) = (self.peer.role, self.peer_of(branch))
        else {
            return None;
        };
        let addresses = &self.peer.addresses;
        let holds = addresses.is_empty() || addresses.iter().any(|it| block.contains(*it));
        let matters = !within(&branch.perhaps_named_ports(), &self.gate.passes());
        let is_told = branch.clauses.iter().any(passed) && holds && matters;
        is_told.then_some(Disclosure::IpBlockMatchesPod(pod))
    }

    /// A `namespaceSelector` that asked for labels nobody declared (W-2).
    fn of_namespace(&self, branch: &JudgedBranch) -> Vec<Disclosure> {
        let settled_elsewhere =
            |it: &ClauseOutcome| it.clause != Clause::NamespaceSelector && it.held.is_no();
        let (Role::Pod(_, pod), Some(Peer::Pods { namespaces, .. })) =
            (self.peer.role, self.peer_of(branch))
        else {
            return Vec::new();
        };
        let namespace = &self.world.cluster()[pod.namespace];
        if branch.clauses.iter().any(settled_elsewhere) {
            return Vec::new();
        }
        if namespace.declared_by.is_some() {
            let lacking = |key: String| Disclosure::TableLacksNamespaceLabel {
                namespace: pod.namespace,
                key,
            };
            let matters = !within(&branch.may_admit(), &self.gate.passes());
            let keys = unseen_keys(namespaces, &namespace.labels).filter(|_| matters);
            return keys.map(lacking).collect();
        }
        assumed_keys(namespaces, &namespace.labels)
            .map(|key| Disclosure::NamespaceAssumed {
                namespace: pod.namespace,
                key: key.to_owned(),
            })
            .collect()
    }

    /// An `ipBlock` held against a pod (B-2, B-7), or against an address that
    /// only DNS could tell (V-8).
    fn of_block(&self, branch: &JudgedBranch) -> Option<Disclosure> {
        let is_on_pod_network = matches!(self.peer.role, Role::Pod(..));
        let block = branch
            .clauses
            .iter()
            .find(|it| it.clause == Clause::IpBlock)?;
        match (&block.because, self.peer.endpoint) {
            (Because::AddressUnknown, peer)
                if !within(&branch.may_admit(), &self.gate.passes()) =>
            {
                match peer {
                    Endpoint::Pod(pod) => Some(Disclosure::PodAddressUnknown(pod)),
                    Endpoint::UnknownAddress => Some(Disclosure::AddressByName),
                    Endpoint::Node(_) | Endpoint::Address(_) => None,
                }
            }
            (Because::Compared | Because::PodNetwork, Endpoint::Pod(pod))
                if is_on_pod_network && !self.admitted_otherwise(branch) =>
            {
                Some(Disclosure::IpBlockMatchesPod(pod))
            }
            _ => None,
        }
    }

    /// Whether branches without an `ipBlock` admit all that this one does.
    fn admitted_otherwise(&self, branch: &JudgedBranch) -> bool {
        let by_selectors = self.gate.branches().iter().filter(|it| !has_block(it));
        let admitted = by_selectors.fold(Ports::none(), |all, it| all.union(&it.admits()));
        within(&branch.admits(), &admitted)
    }

    /// A `podSelector` that asked for a value only a controller knows (W-7).
    fn of_labels(&self, branch: &JudgedBranch) -> Vec<Disclosure> {
        let Role::Pod(id, pod) = self.peer.role else {
            return Vec::new();
        };
        if within(&branch.may_admit(), &self.gate.passes()) {
            return Vec::new();
        }
        match self.peer_of(branch) {
            Some(
                Peer::LocalPods(pods)
                | Peer::Pods {
                    pods: Some(pods), ..
                },
            ) => untold(id, pod, pods),
            _ => Vec::new(),
        }
    }

    /// Port entries that not every plugin understands alike.
    fn of_ports(&self, branch: &JudgedBranch) -> Vec<Disclosure> {
        let Some(RulePorts::OneOf(entries)) = self.rule_ports(branch) else {
            return Vec::new();
        };
        let destination = match self.direction {
            Direction::Egress => self.peer,
            Direction::Ingress => self.subject,
        };
        let mut all = Vec::new();
        for entry in entries {
            if let (true, Endpoint::Pod(pod)) = (
                asks_unknown_ports(entry, destination)
                    && !within(&branch.may_admit(), &self.gate.passes()),
                destination.endpoint,
            ) {
                all.push(Disclosure::TableLacksPorts(pod));
            }
            let on_sidecar =
                bearers(entry, destination).any(|it| it.role == ContainerRole::Sidecar);
            if let (true, Endpoint::Pod(pod)) = (on_sidecar, destination.endpoint) {
                all.push(Disclosure::NamedPortOnSidecar(pod));
            }
            match &entry.port {
                PortSpec::Range(first, last) if first < last => all.push(Disclosure::EndPort),
                PortSpec::Name(_) if self.direction == Direction::Egress && has_block(branch) => {
                    all.push(Disclosure::NamedPortWithIpBlock);
                }
                _ => {}
            }
            if entry.protocol == Protocol::Sctp {
                all.push(Disclosure::Sctp);
            }
        }
        all
    }

    fn peer_of(&self, branch: &JudgedBranch) -> Option<&Peer> {
        let at = branch.at;
        branches(self.world.cluster(), at.policy, at.direction)
            .find(|it| it.at == at)
            .and_then(|it| it.peer)
    }

    fn rule_ports(&self, branch: &JudgedBranch) -> Option<&RulePorts> {
        let scope = self.world.cluster()[branch.at.policy].scope(branch.at.direction);
        scope.rules.get(branch.at.rule).map(|it| &it.ports)
    }
}

fn has_block(branch: &JudgedBranch) -> bool {
    let mut clauses = branch.clauses.iter();
    clauses.any(|it| it.clause == Clause::IpBlock)
}

fn within(part: &Ports, whole: &Ports) -> bool {
    part.difference(whole).is_empty()
}

/// The keys a selector asked an assumed namespace for, unless the one label
/// that is certain settled the matter.
fn assumed_keys<'a>(selector: &'a Selector, labels: &Labels) -> impl Iterator<Item = &'a str> {
    let requirements = selector.requirements();
    let is_certain = |key: &str| key == Namespace::NAME_LABEL;
    let settled = requirements
        .iter()
        .any(|it| is_certain(&it.key) && it.is_met_by(labels).is_no());
    requirements
        .iter()
        .map(|it| it.key.as_str())
        .filter(move |key| !settled && !is_certain(key))
}

/// The labels of a pod that a selector asks for and that the input does not
/// tell: whose value a controller sets, or that a table does not show.
fn untold(id: PodId, pod: &Pod, selector: &Selector) -> Vec<Disclosure> {
    let asks_value = |it: &Operator| matches!(it, Operator::In(_) | Operator::NotIn(_));
    let generated = selector
        .requirements()
        .iter()
        .filter(|it| asks_value(&it.operator))
        .filter(|it| pod.labels.get(&it.key) == Some(&LabelValue::Generated))
        .map(|it| Disclosure::GeneratedLabel {
            pod: id,
            key: it.key.clone(),
        });
    let unseen = unseen_keys(selector, &pod.labels);
    generated
        .chain(unseen.map(|key| Disclosure::TableLacksLabel { pod: id, key }))
        .collect()
}

/// The keys that a selector asks for and that a table does not show, unless
/// what it shows settles the matter.
fn unseen_keys(selector: &Selector, labels: &Labels) -> impl Iterator<Item = String> {
    let is_open = labels.may_have_others() && selector.matches(labels) == Truth::Unknown;
    let asked = selector.requirements().iter().filter(move |_| is_open);
    asked
        .filter(|it| labels.get(&it.key).is_none())
        .map(|it| it.key.clone())
}
