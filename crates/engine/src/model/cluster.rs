use std::ops;

use super::{
    EndpointSlice, EndpointSliceId, Namespace, NamespaceId, Node, NodeId, Pod, PodId, Policy,
    PolicyId, Service, ServiceId, Workload, WorkloadId,
};

/// Everything the policies speak about, in document order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cluster {
    namespaces: Vec<Namespace>,
    nodes: Vec<Node>,
    workloads: Vec<Workload>,
    pods: Vec<Pod>,
    policies: Vec<Policy>,
    services: Vec<Service>,
    endpoint_slices: Vec<EndpointSlice>,
    /// The last part of every name, where it is not the usual one.
    zone: Option<String>,
}

/// Declares, for one kind of thing, how a cluster is read (all of them, one by
/// its name) and how the builder adds to it.
macro_rules! table {
    ($field:ident, $add:ident, $id:ident, $thing:ident) => {
        impl Cluster {
            #[doc = concat!("The ", stringify!($field), " with their names, in document order.")]
            pub fn $field(&self) -> impl ExactSizeIterator<Item = ($id, &$thing)> {
                self.$field
                    .iter()
                    .enumerate()
                    .map(|(index, it)| ($id::new(index), it))
            }
        }

        impl ClusterBuilder {
            #[doc = concat!("Adds a `", stringify!($thing), "` behind the others of its kind.")]
            pub fn $add(&mut self, it: $thing) -> $id {
                let id = $id::new(self.cluster.$field.len());
                self.cluster.$field.push(it);
                id
            }
        }

        impl ops::Index<$id> for Cluster {
            type Output = $thing;

            #[expect(clippy::indexing_slicing, reason = "the id was issued by this cluster")]
            fn index(&self, id: $id) -> &$thing {
                &self.$field[id.index()]
            }
        }
    };
}

table!(namespaces, namespace, NamespaceId, Namespace);
table!(nodes, node, NodeId, Node);
table!(workloads, workload, WorkloadId, Workload);
table!(pods, pod, PodId, Pod);
table!(policies, policy, PolicyId, Policy);
table!(services, service, ServiceId, Service);
table!(
    endpoint_slices,
    endpoint_slice,
    EndpointSliceId,
    EndpointSlice
);

impl Cluster {
    /// The zone of nearly every cluster.
    pub const USUAL_ZONE: &str = "cluster.local";

    /// The namespace of this name.
    pub fn find_namespace(&self, name: &str) -> Option<NamespaceId> {
        self.namespaces()
            .find(|(_, it)| it.name == name)
            .map(|(id, _)| id)
    }

    /// The pod of this name in this namespace.
    pub fn find_pod(&self, namespace: NamespaceId, name: &str) -> Option<PodId> {
        let is_it = |it: &Pod| it.namespace == namespace && it.name == name;
        self.pods().find(|(_, it)| is_it(it)).map(|(id, _)| id)
    }

    /// The workload of this name in this namespace; the first of them in
    /// document order where several kinds share the name.
    pub fn find_workload(&self, namespace: NamespaceId, name: &str) -> Option<WorkloadId> {
        let is_it = |it: &Workload| it.namespace == namespace && it.name == name;
        self.workloads().find(|(_, it)| is_it(it)).map(|(id, _)| id)
    }

    /// The policy of this name in this namespace.
    pub fn find_policy(&self, namespace: NamespaceId, name: &str) -> Option<PolicyId> {
        let is_it = |it: &Policy| it.namespace == namespace && it.name == name;
        self.policies().find(|(_, it)| is_it(it)).map(|(id, _)| id)
    }

    /// The Service of this name in this namespace.
    pub fn find_service(&self, namespace: NamespaceId, name: &str) -> Option<ServiceId> {
        let is_it = |it: &Service| it.namespace == namespace && it.name == name;
        self.services().find(|(_, it)| is_it(it)).map(|(id, _)| id)
    }

    /// The last part of every name that the cluster's DNS knows, in lower case:
    /// `cluster.local`, unless it was set up otherwise (SEMANTICS.md D-1).
    pub fn zone(&self) -> &str {
        self.zone.as_deref().unwrap_or(Self::USUAL_ZONE)
    }

    /// The same cluster with names in another zone.
    #[must_use]
    pub fn in_zone(mut self, zone: &str) -> Self {
        let zone = zone.trim_matches('.').to_ascii_lowercase();
        self.zone = Some(zone).filter(|it| !it.is_empty());
        self
    }
}

/// Puts a [`Cluster`] together; only what it handed out can be named.
#[derive(Debug, Default)]
pub struct ClusterBuilder {
    cluster: Cluster,
}

impl ClusterBuilder {
    /// An empty cluster to add to.
    pub fn new() -> Self {
        Self::default()
    }

    /// What was added so far.
    pub fn cluster(&self) -> &Cluster {
        &self.cluster
    }

    /// Notes that a pod belongs to a workload.
    pub fn attach(&mut self, workload: WorkloadId, pod: PodId) {
        if let Some(it) = self.cluster.workloads.get_mut(workload.index()) {
            it.pods.push(pod);
        }
    }

    /// The finished cluster.
    pub fn build(self) -> Cluster {
        self.cluster
    }
}
