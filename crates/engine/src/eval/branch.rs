use std::net::IpAddr;

use ipnet::IpNet;

use super::end::{End, Role};
use super::{Because, BranchRef, Clause, ClauseOutcome, JudgedBranch, JudgedPort, World};
use crate::model::{
    Cluster, ContainerPort, ContainerRole, Direction, IpBlock, NamespaceId, Peer, Peers, Pod,
    Policy, PolicyId, PortEntry, PortSet, PortSpec, Ports, Rule, RulePorts, Selector, Truth,
};
use crate::options::Point;

/// One entry of `from` or `to` with the rule around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Branch<'a> {
    /// Its name.
    pub(super) at: BranchRef,
    /// The namespace of the policy it is in.
    pub(super) namespace: NamespaceId,
    /// The rule it is in.
    pub(super) rule: &'a Rule,
    /// Whom it admits; `None` for anyone.
    pub(super) peer: Option<&'a Peer>,
}

/// Every branch of a policy's rules in one direction, in document order.
pub(super) fn branches(
    cluster: &Cluster,
    id: PolicyId,
    direction: Direction,
) -> impl Iterator<Item = Branch<'_>> {
    let policy: &Policy = &cluster[id];
    let rules = policy.scope(direction).rules.iter().enumerate();
    rules.flat_map(move |(index, rule)| {
        let peers: Vec<(Option<usize>, Option<&Peer>)> = match &rule.peers {
            Peers::Anyone => vec![(None, None)],
            Peers::OneOf(peers) => (0..).map(Some).zip(peers.iter().map(Some)).collect(),
        };
        peers.into_iter().map(move |(at, peer)| Branch {
            at: BranchRef {
                policy: id,
                direction,
                rule: index,
                peer: at,
            },
            namespace: policy.namespace,
            rule,
            peer,
        })
    })
}

impl Branch<'_> {
    /// Holds the branch against a peer and the destination of the connection.
    pub(super) fn judge(
        &self,
        world: &World,
        peer: &End<'_>,
        addresses: &[IpAddr],
        destination: &End<'_>,
    ) -> JudgedBranch {
        JudgedBranch {
            at: self.at,
            clauses: self.clauses(world, peer, addresses),
            ports: self.judged_ports(world, destination),
        }
    }

    /// What becomes of each clause (SEMANTICS.md P-1…P-8); `addresses` are
    /// those of the peer that the connection can carry.
    pub(super) fn clauses(
        &self,
        world: &World,
        peer: &End<'_>,
        addresses: &[IpAddr],
    ) -> Vec<ClauseOutcome> {
        let cluster = world.cluster();
        let about_pod = |clause, held: &dyn Fn(&Pod) -> Truth| match peer.role {
            Role::Pod(_, pod) => outcome(clause, held(pod), Because::Compared),
            Role::Host(_) | Role::Outside => outcome(clause, Truth::No, Because::NotAPod),
        };
        let pod_selector = |selector: &Selector| {
            about_pod(Clause::PodSelector, &|pod| selector.matches(&pod.labels))
        };
        match self.peer {
            None => vec![outcome(Clause::Anyone, Truth::Yes, Because::Compared)],
            Some(Peer::LocalPods(pods)) => vec![
                about_pod(Clause::OwnNamespace, &|pod| {
                    (pod.namespace == self.namespace).into()
                }),
                pod_selector(pods),
            ],
            Some(Peer::Pods { namespaces, pods }) => vec![
                about_pod(Clause::NamespaceSelector, &|pod| {
                    namespaces.matches(&cluster[pod.namespace].labels)
                }),
                match pods {
                    Some(pods) => pod_selector(pods),
                    None => about_pod(Clause::AnyPod, &|_| Truth::Yes),
                },
            ],
            Some(Peer::Block(block)) => match peer.role {
                Role::Pod(..) => vec![ip_block_of_pod(world, block, addresses)],
                Role::Host(_) | Role::Outside => vec![ip_block(block, addresses)],
            },
        }
    }

    /// What each port entry opens towards `destination`. Ports are always those
    /// of the destination, in both directions (SEMANTICS.md Q-4).
    fn judged_ports(&self, world: &World, destination: &End<'_>) -> Vec<JudgedPort> {
        let is_nameless =
            world.assumes(Point::NamedIpBlock) && matches!(self.peer, Some(Peer::Block(_)));
        let judged = |(entry, it): (Option<usize>, &PortEntry)| {
            let is_lost = is_nameless && matches!(it.port, PortSpec::Name(_));
            let kept = |ports: Ports| if is_lost { Ports::none() } else { ports };
            JudgedPort {
                entry,
                ports: kept(opened(world, it, destination)),
                perhaps: kept(perhaps_opened(it, destination)),
            }
        };
        match &self.rule.ports {
            RulePorts::Any => vec![JudgedPort {
                entry: None,
                ports: Ports::all(),
                perhaps: Ports::none(),
            }],
            RulePorts::OneOf(entries) => (0..).map(Some).zip(entries).map(judged).collect(),
        }
    }
}

/// Whether a block holds a pod of these addresses: not where blocks are taken to
/// hold none (SEMANTICS.md B-2), and by its network where its own address is not
/// known (B-7).
pub(super) fn ip_block_of_pod(
    world: &World,
    block: &IpBlock,
    addresses: &[IpAddr],
) -> ClauseOutcome {
    let networks = world.pod_networks();
    let (held, because) = match networks.first() {
        _ if world.assumes(Point::IpBlockPod) => (Truth::No, Because::NoPodsInBlocks),
        Some(first) if addresses.is_empty() => {
            let mut held = networks.iter().map(|it| holds_network(block, it.0));
            if held.all(|it| it == holds_network(block, first.0)) {
                (holds_network(block, first.0), Because::PodNetwork)
            } else {
                (Truth::Unknown, Because::AddressUnknown)
            }
        }
        _ => return ip_block(block, addresses),
    };
    if held == Truth::Unknown {
        return outcome(Clause::IpBlock, held, Because::AddressUnknown);
    }
    outcome(Clause::IpBlock, held, because)
}

/// Whether every address of a network is in a block, or none.
fn holds_network(block: &IpBlock, network: IpNet) -> Truth {
    let overlaps = |it: &IpNet| it.contains(&network) || network.contains(it);
    let is_in_hole = block.except.iter().any(|it| it.contains(&network));
    if !overlaps(&block.cidr) || is_in_hole {
        Truth::No
    } else if block.cidr.contains(&network) && !block.except.iter().any(overlaps) {
        Truth::Yes
    } else {
        Truth::Unknown
    }
}

fn outcome(clause: Clause, held: Truth, because: Because) -> ClauseOutcome {
    ClauseOutcome {
        clause,
        held,
        because,
    }
}

/// Whether a block holds a peer of these addresses (SEMANTICS.md B-1…B-8). Pods
/// count with their own (B-2).
pub(super) fn ip_block(block: &IpBlock, addresses: &[IpAddr]) -> ClauseOutcome {
    let inside = addresses.iter().filter(|it| block.contains(**it)).count();
    let (held, because) = match inside {
        // A pod whose address is not known is taken to have an IPv4 one.
        0 if addresses.is_empty() && block.is_every_ipv4() => (Truth::Yes, Because::Compared),
        0 if addresses.is_empty() => (Truth::Unknown, Because::AddressUnknown),
        0 => match addresses.iter().find_map(|it| block.hole_at(*it)) {
            Some(hole) => (Truth::No, Because::InException(hole)),
            None if !addresses.iter().any(|it| block.is_of_family(*it)) => {
                (Truth::No, Because::OtherFamily)
            }
            None => (Truth::No, Because::NoAddressInBlock),
        },
        all if all == addresses.len() => (Truth::Yes, Because::Compared),
        _ => (Truth::Unknown, Because::AddressesDiffer),
    };
    outcome(Clause::IpBlock, held, because)
}

fn opened(world: &World, entry: &PortEntry, destination: &End<'_>) -> Ports {
    let set = match &entry.port {
        PortSpec::All => PortSet::all(),
        PortSpec::Number(number) => PortSet::from_iter([*number..=*number]),
        PortSpec::Range(first, _) if world.assumes(Point::EndPort) => {
            PortSet::from_iter([*first..=*first])
        }
        PortSpec::Range(first, last) => PortSet::from_iter([*first..=*last]),
        PortSpec::Name(_) => bearers(entry, destination)
            .filter(|it| it.role == ContainerRole::Main || !world.assumes(Point::NamedSidecar))
            .map(|it| it.number..=it.number)
            .collect(),
    };
    Ports::of(entry.protocol, set)
}

/// What a name may stand for at a destination whose ports are not known.
fn perhaps_opened(entry: &PortEntry, destination: &End<'_>) -> Ports {
    if asks_unknown_ports(entry, destination) {
        Ports::of(entry.protocol, PortSet::all())
    } else {
        Ports::none()
    }
}

/// Whether the entry names a port of a pod whose ports the input does not show
/// (SEMANTICS.md I-15).
pub(super) fn asks_unknown_ports(entry: &PortEntry, destination: &End<'_>) -> bool {
    let is_name = matches!(entry.port, PortSpec::Name(_));
    is_name && matches!(destination.role, Role::Pod(_, pod) if pod.ports.is_unknown())
}

/// The container ports of the destination that an entry's name means: same
/// name, same protocol (SEMANTICS.md Q-7…Q-12), sidecars included. Only a pod has names; one on
/// its node's network counts as the node (S-6).
pub(super) fn bearers<'a>(
    entry: &'a PortEntry,
    destination: &End<'a>,
) -> impl Iterator<Item = &'a ContainerPort> {
    let declared: &[ContainerPort] = match destination.role {
        Role::Pod(_, pod) => pod.ports.known(),
        Role::Host(_) | Role::Outside => &[],
    };
    let name = match &entry.port {
        PortSpec::Name(name) => Some(name.as_str()),
        PortSpec::All | PortSpec::Number(_) | PortSpec::Range(..) => None,
    };
    declared.iter().filter(move |it| {
        name.is_some() && it.name.as_deref() == name && it.protocol == entry.protocol
    })
}
