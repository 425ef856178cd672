use std::net::IpAddr;

use super::Endpoint;
use crate::model::{Cluster, NodeId, Pod, PodId};

/// What an endpoint is in the eyes of policies.
#[derive(Debug, Clone, Copy)]
pub(super) enum Role<'a> {
    /// A pod with a network of its own: all that policies select and selectors
    /// match (SEMANTICS.md M-3, P-8).
    Pod(PodId, &'a Pod),
    /// The traffic of a node, its own or that of a pod on its network; `None`
    /// when the input does not say which node (S-5, S-6).
    Host(Option<NodeId>),
    /// An address outside the cluster.
    Outside,
}

/// One end of a connection, looked up once.
#[derive(Debug, Clone)]
pub(super) struct End<'a> {
    /// Which endpoint.
    pub(super) endpoint: Endpoint,
    /// What it is to policies.
    pub(super) role: Role<'a>,
    /// The addresses an `ipBlock` is compared with; none when unknown (B-7).
    pub(super) addresses: Vec<IpAddr>,
}

impl<'a> End<'a> {
    /// Looks up an endpoint with all its addresses; `all_are_pods` also takes those
    /// on their node's network for pods (S-6).
    pub(super) fn new(cluster: &'a Cluster, endpoint: Endpoint, all_are_pods: bool) -> Self {
        let (role, addresses) = match endpoint {
            Endpoint::Pod(id) => {
                let pod = &cluster[id];
                let role = if pod.host_network && !all_are_pods {
                    Role::Host(pod.node)
                } else {
                    Role::Pod(id, pod)
                };
                (role, addresses_of(cluster, pod))
            }
            Endpoint::Node(id) => (Role::Host(Some(id)), cluster[id].addresses.clone()),
            Endpoint::Address(address) => (Role::Outside, vec![address]),
            Endpoint::UnknownAddress => (Role::Outside, Vec::new()),
        };
        Self {
            endpoint,
            role,
            addresses,
        }
    }

    /// The pod, if it is one on its node's network.
    pub(super) fn host_pod(&self) -> Option<PodId> {
        match (self.endpoint, self.role) {
            (Endpoint::Pod(pod), Role::Host(_)) => Some(pod),
            _ => None,
        }
    }

    /// The pod, if it is one on its node's network that is taken for a pod.
    pub(super) fn host_as_pod(&self) -> Option<PodId> {
        match self.role {
            Role::Pod(id, pod) if pod.host_network => Some(id),
            _ => None,
        }
    }

    /// The node whose traffic it is, if it is a node's.
    pub(super) fn host(&self) -> Option<NodeId> {
        match self.role {
            Role::Host(node) => node,
            Role::Pod(..) | Role::Outside => None,
        }
    }

    /// The pod, if it is one and the input does not say where it runs.
    pub(super) fn unplaced_pod(&self) -> Option<PodId> {
        match (self.endpoint, self.role) {
            (Endpoint::Pod(id), Role::Pod(_, pod)) => pod.node.is_none().then_some(id),
            (Endpoint::Pod(id), Role::Host(None)) => Some(id),
            _ => None,
        }
    }

    /// Which kinds of addresses it has.
    pub(super) fn families(&self) -> Families {
        Families {
            v4: self.addresses.iter().any(IpAddr::is_ipv4),
            v6: self.addresses.iter().any(IpAddr::is_ipv6),
        }
    }

    /// The same end with only the addresses of one family, if it has any.
    pub(super) fn over(&self, family: Families) -> Self {
        Self {
            addresses: self.addresses_towards(family),
            ..self.clone()
        }
    }

    /// The addresses that a connection with the other end can carry: those of a
    /// family that both have (SEMANTICS.md B-8). Two ends that share no family
    /// are judged by the addresses they have.
    pub(super) fn addresses_towards(&self, other: Families) -> Vec<IpAddr> {
        let shared: Vec<_> = self
            .addresses
            .iter()
            .copied()
            .filter(|it| other.has(*it))
            .collect();
        if shared.is_empty() {
            self.addresses.clone()
        } else {
            shared
        }
    }
}

/// The IPv4 and the IPv6 addresses among these, if there are both.
pub(super) fn by_family(addresses: &[IpAddr]) -> Option<[Vec<IpAddr>; 2]> {
    let (v4, v6): (Vec<IpAddr>, Vec<IpAddr>) = addresses.iter().partition(|it| it.is_ipv4());
    (!v4.is_empty() && !v6.is_empty()).then_some([v4, v6])
}

/// Which kinds of addresses an end has; neither when they are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Families {
    v4: bool,
    v6: bool,
}

impl Families {
    /// IPv4 alone.
    pub(super) const V4: Self = Self {
        v4: true,
        v6: false,
    };

    /// IPv6 alone.
    pub(super) const V6: Self = Self {
        v4: false,
        v6: true,
    };

    /// Whether no address is known.
    pub(super) fn are_none(self) -> bool {
        !self.v4 && !self.v6
    }

    /// Whether there are addresses of both.
    pub(super) fn are_both(self) -> bool {
        self.v4 && self.v6
    }

    fn has(self, address: IpAddr) -> bool {
        match address {
            IpAddr::V4(_) => self.v4,
            IpAddr::V6(_) => self.v6,
        }
    }
}

/// A pod's addresses; on its node's network the node's are its own too (S-6).
fn addresses_of(cluster: &Cluster, pod: &Pod) -> Vec<IpAddr> {
    let mut addresses = pod.addresses.clone();
    if let (true, Some(node)) = (pod.host_network, pod.node) {
        for address in &cluster[node].addresses {
            if !addresses.contains(address) {
                addresses.push(*address);
            }
        }
    }
    addresses
}
