//! A cluster as the policies see it: only legal states, no text.
//!
//! Kubernetes writes many meanings as absent, empty or null fields; here every
//! meaning is a value of its own. Who made the values legal, and where they
//! stand in the user's text, is the business of `manifest`.

mod cluster;
mod dns;
mod endpoint_slice;
mod ids;
mod ip_block;
mod labels;
mod namespace;
mod node;
mod pod;
mod policy;
mod port_set;
mod ports;
mod protocol;
mod selector;
mod service;
mod telling;
mod truth;
mod workload;

pub use cluster::{Cluster, ClusterBuilder};
pub use dns::{DnsPolicy, PodDns, Readiness};
pub use endpoint_slice::{EndpointSlice, SliceEndpoint, SlicePort};
pub use ids::{
    EndpointSliceId, NamespaceId, NodeId, ObjectId, PodId, PolicyId, ServiceId, WorkloadId,
};
pub use ip_block::IpBlock;
pub use labels::{LabelValue, Labels};
pub use namespace::Namespace;
pub use node::Node;
pub use pod::{ContainerPort, ContainerPorts, ContainerRole, Pod};
pub use policy::{
    Basis, Direction, Peer, Peers, Policy, PortEntry, PortSpec, Rule, RulePorts, Scope,
};
pub use port_set::PortSet;
pub use ports::Ports;
pub use protocol::Protocol;
pub use selector::{Operator, Requirement, Selector, Written};
pub use service::{
    Backing, Entrances, FromOutside, Members, Service, ServicePort, ServiceShape, TargetPort,
};
pub use truth::Truth;
pub use workload::{Workload, WorkloadKind};
