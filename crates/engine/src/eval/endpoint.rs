use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::model::{NodeId, PodId};

/// One end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Endpoint {
    /// A pod, addressed by its own address.
    Pod(PodId),
    /// A node's own traffic: its kubelet, its processes (SEMANTICS.md S-3).
    Node(NodeId),
    /// An address outside the cluster.
    Address(IpAddr),
    /// Somebody outside the cluster whose address only DNS could tell
    /// (SEMANTICS.md V-8).
    UnknownAddress,
}
