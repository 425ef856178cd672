use std::net::IpAddr;

use super::{NamespaceId, ObjectId, Protocol, Selector};

/// A name for something that serves; never a peer of a policy itself
/// (SEMANTICS.md V-1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// The namespace it is in; its pods are there too.
    pub namespace: NamespaceId,
    /// Its name.
    pub name: String,
    /// What becomes of a connection to it.
    pub shape: ServiceShape,
    /// The object that declares it.
    pub declared_by: ObjectId,
}

/// What becomes of a connection to a Service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServiceShape {
    /// It has an address of its own, from which each connection is passed on to
    /// one of its backends, on the port that is the target of the one asked for.
    Balanced {
        /// Where it is reached.
        entrances: Entrances,
        /// Who serves.
        backing: Backing,
    },
    /// Its name stands for the addresses of its backends: clients connect
    /// straight to those, on the port they like (SEMANTICS.md V-5).
    Headless(Backing),
    /// Its name stands for this other one, in lower case and without a dot at
    /// its end; nothing is passed on (V-8).
    ExternalName(String),
}

/// The addresses that a Service has of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entrances {
    /// Those inside the cluster; none in a manifest, since the API server
    /// chooses them.
    pub cluster: Vec<IpAddr>,
    /// Those for the world outside: of load balancers, and `externalIPs`.
    pub outside: Vec<IpAddr>,
    /// What happens to those who come from outside.
    pub from_outside: FromOutside,
}

/// How clients outside the cluster get to the backends of a Service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FromOutside {
    /// There is no way in for them.
    #[default]
    NoEntrance,
    /// Through any node, which may put its own address in place of theirs
    /// (SEMANTICS.md B-6).
    AnyNode,
    /// Only through the backend's own node, with their own address.
    BackendsNode,
}

/// Who serves a Service, and on which ports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backing {
    /// Where the backends come from.
    pub members: Members,
    /// The ports it lists.
    pub ports: Vec<ServicePort>,
    /// Whether backends that are not ready serve as well (SEMANTICS.md V-7).
    pub publishes_not_ready: bool,
}

/// Where the backends of a Service come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Members {
    /// Pods of its namespace with these labels; never a selector for everything
    /// (SEMANTICS.md L-8, V-2).
    Selected(Selector),
    /// The [`EndpointSlice`](super::EndpointSlice)s that name it (V-6).
    Listed,
    /// The input does not show whom it selects, as a table without that column
    /// (I-15); slices may tell.
    Unseen,
}

/// One port of a Service.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ServicePort {
    /// The name, if it has one; not that of a container's port (SEMANTICS.md
    ///
    pub name: Option<String>,
    /// The protocol, TCP where none is written (V-4).
    pub protocol: Protocol,
    /// The number that clients use.
    pub number: u16,
    /// The port of the backend that it leads to.
    pub target: TargetPort,
    /// The number that every node opens for it, if any.
    pub node_port: Option<u16>,
}

/// Which port of a backend a port of a Service leads to (SEMANTICS.md V-3).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TargetPort {
    /// The same number: no other is written.
    Same,
    /// Taken to be the same number: a table does not show another (SEMANTICS.md
    /// I-15).
    Unseen,
    /// This number.
    Number(u16),
    /// Whatever number each pod gives this name.
    Name(String),
}

impl Service {
    /// Who serves, unless its name only stands for another.
    pub fn backing(&self) -> Option<&Backing> {
        match &self.shape {
            ServiceShape::Balanced { backing, .. } | ServiceShape::Headless(backing) => {
                Some(backing)
            }
            ServiceShape::ExternalName(_) => None,
        }
    }

    /// Where it is reached, if it has addresses of its own.
    pub fn entrances(&self) -> Option<&Entrances> {
        match &self.shape {
            ServiceShape::Balanced { entrances, .. } => Some(entrances),
            ServiceShape::Headless(_) | ServiceShape::ExternalName(_) => None,
        }
    }
}

impl Backing {
    /// The port that it lists under this number.
    pub fn port(&self, protocol: Protocol, number: u16) -> Option<&ServicePort> {
        let is_it = |it: &&ServicePort| it.protocol == protocol && it.number == number;
        self.ports.iter().find(is_it)
    }
}
