use std::net::IpAddr;

use super::{Labels, NamespaceId, NodeId, ObjectId, PodDns, Protocol, Readiness, WorkloadId};

/// Which kind of container declares a port.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContainerRole {
    /// An ordinary container.
    Main,
    /// An init container that is restarted, and so keeps running beside the
    /// ordinary ones (SEMANTICS.md Q-12).
    Sidecar,
}

/// A port that a container declares; what named ports resolve to
/// (SEMANTICS.md Q-7…Q-12).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ContainerPort {
    /// The name, if it has one.
    pub name: Option<String>,
    /// The number.
    pub number: u16,
    /// The protocol, TCP where none is written.
    pub protocol: Protocol,
    /// The kind of container that declares it.
    pub role: ContainerRole,
}

/// One pod: the subject and the peer of policies.
///
/// A live pod of the input, or one that a workload's template would make.
/// Finished pods are not here: they have no address any more (SEMANTICS.md S-9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pod {
    /// The namespace it is in.
    pub namespace: NamespaceId,
    /// The workload it belongs to.
    pub workload: WorkloadId,
    /// Its name; for a pod made from a template one of our making.
    pub name: String,
    /// Its labels.
    pub labels: Labels,
    /// The ports its containers declare, in order.
    pub ports: Vec<ContainerPort>,
    /// Its addresses; none for a pod that only a manifest describes.
    pub addresses: Vec<IpAddr>,
    /// Where it runs, if the input says so.
    pub node: Option<NodeId>,
    /// Whether it uses its node's network instead of one of its own
    /// (SEMANTICS.md S-6).
    pub host_network: bool,
    /// Whom it asks for names, and the name it may have itself.
    pub dns: PodDns,
    /// Whether it takes connections.
    pub readiness: Readiness,
    /// The object that declares it or its template.
    pub declared_by: ObjectId,
}
