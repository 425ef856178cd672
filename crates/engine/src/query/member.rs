use std::net::IpAddr;

use super::QueryFault;
use crate::eval::Endpoint;
use crate::model::{Cluster, PodId, WorkloadId};

/// One of those that a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// How it would be written: `shop/pod/web-1`, `203.0.113.0/25`.
    pub name: String,
    /// Who it is; for a block of addresses one that behaves as all of them.
    pub endpoint: Endpoint,
}

impl Member {
    /// A pod.
    pub(super) fn pod(cluster: &Cluster, id: PodId) -> Self {
        let pod = &cluster[id];
        let namespace = &cluster[pod.namespace].name;
        Self {
            name: format!("{namespace}/{}", pod.name),
            endpoint: Endpoint::Pod(id),
        }
    }

    /// An address, whosever it is.
    pub(super) fn address(address: IpAddr) -> Self {
        Self {
            name: address.to_string(),
            endpoint: Endpoint::Address(address),
        }
    }

    /// A node's own traffic.
    pub(super) fn node(cluster: &Cluster, name: &str) -> Result<Self, QueryFault> {
        let found = cluster.nodes().find(|it| it.1.name == name);
        let (id, _) = found.ok_or_else(|| QueryFault::NoSuchNode(name.to_owned()))?;
        Ok(Self::of(cluster, Endpoint::Node(id), name))
    }

    /// An endpoint; `otherwise` is the name of one whose address only DNS could
    /// tell.
    pub(super) fn of(cluster: &Cluster, endpoint: Endpoint, otherwise: &str) -> Self {
        let name = match endpoint {
            Endpoint::Pod(id) => return Self::pod(cluster, id),
            Endpoint::Address(address) => return Self::address(address),
            Endpoint::Node(id) => format!("node/{}", cluster[id].name),
            Endpoint::UnknownAddress => otherwise.to_owned(),
        };
        Self { name, endpoint }
    }
}

/// The pods of a workload, in order.
pub fn pods_of(cluster: &Cluster, workload: WorkloadId) -> Vec<Member> {
    let pods = cluster[workload].pods.iter();
    pods.map(|it| Member::pod(cluster, *it)).collect()
}

/// How a workload is written: `shop/web`; where another has the name too,
/// `shop/deployment/web`.
pub fn workload_name(cluster: &Cluster, id: WorkloadId) -> String {
    let it = &cluster[id];
    let namespace = &cluster[it.namespace].name;
    let is_namesake = |other: WorkloadId| {
        let other = &cluster[other];
        other.namespace == it.namespace && other.name == it.name
    };
    let namesakes = cluster.workloads().filter(|other| is_namesake(other.0));
    if namesakes.count() > 1 {
        let kind = it.kind.name().to_ascii_lowercase();
        format!("{namespace}/{kind}/{}", it.name)
    } else {
        format!("{namespace}/{}", it.name)
    }
}
