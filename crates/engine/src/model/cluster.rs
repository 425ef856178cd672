use std::cmp::Ordering;
use std::ops;

use super::{
    EndpointSlice, EndpointSliceId, Namespace, NamespaceId, Node, NodeId, Pod, PodId, Policy,
    PolicyId, Service, ServiceId, Workload, WorkloadId,
};
use crate::order::groups;

/// Everything the policies speak about, in document order; pods stand together
/// with the others of their workload.
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
    names: Names,
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
        let order = |it: &Namespace| it.name.as_str().cmp(name);
        find(&self.namespaces, &self.names.namespaces, order).map(NamespaceId::new)
    }

    /// The pod of this name in this namespace.
    pub fn find_pod(&self, namespace: NamespaceId, name: &str) -> Option<PodId> {
        let order = |it: &Pod| (it.namespace, it.name.as_str()).cmp(&(namespace, name));
        find(&self.pods, &self.names.pods, order).map(PodId::new)
    }

    /// The workload of this name in this namespace; the first of them in
    /// document order where several kinds share the name.
    pub fn find_workload(&self, namespace: NamespaceId, name: &str) -> Option<WorkloadId> {
        let order = |it: &Workload| (it.namespace, it.name.as_str()).cmp(&(namespace, name));
        find(&self.workloads, &self.names.workloads, order).map(WorkloadId::new)
    }

    /// The policy of this name in this namespace.
    pub fn find_policy(&self, namespace: NamespaceId, name: &str) -> Option<PolicyId> {
        let order = |it: &Policy| (it.namespace, it.name.as_str()).cmp(&(namespace, name));
        find(&self.policies, &self.names.policies, order).map(PolicyId::new)
    }

    /// The Service of this name in this namespace.
    pub fn find_service(&self, namespace: NamespaceId, name: &str) -> Option<ServiceId> {
        let order = |it: &Service| (it.namespace, it.name.as_str()).cmp(&(namespace, name));
        find(&self.services, &self.names.services, order).map(ServiceId::new)
    }

    /// The last part of every name that the cluster's DNS knows, in lower case:
    /// `cluster.local`, unless it was set up otherwise (SEMANTICS.md D-1).
    pub fn zone(&self) -> &str {
        self.zone.as_deref().unwrap_or(Self::USUAL_ZONE)
    }

    /// The same cluster with these policies and no others.
    #[must_use]
    pub fn with_policies(mut self, policies: Vec<Policy>) -> Self {
        self.policies = policies;
        self.names = Names::new(&self);
        self
    }

    /// The same cluster with names in another zone.
    #[must_use]
    pub fn in_zone(mut self, zone: &str) -> Self {
        let zone = zone.trim_matches('.').to_ascii_lowercase();
        self.zone = Some(zone).filter(|it| !it.is_empty());
        self
    }
}

/// Positions in the order of namespaces and names; empty while a cluster is put
/// together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Names {
    namespaces: Vec<usize>,
    workloads: Vec<usize>,
    pods: Vec<usize>,
    policies: Vec<usize>,
    services: Vec<usize>,
}

impl Names {
    fn new(cluster: &Cluster) -> Self {
        let namespaces = cluster.namespaces.iter();
        let workloads = cluster.workloads.iter();
        let pods = cluster.pods.iter();
        let policies = cluster.policies.iter();
        let services = cluster.services.iter();
        Self {
            namespaces: in_order(namespaces.map(|it| (None, it.name.as_str()))),
            workloads: in_order(workloads.map(|it| (Some(it.namespace), it.name.as_str()))),
            pods: in_order(pods.map(|it| (Some(it.namespace), it.name.as_str()))),
            policies: in_order(policies.map(|it| (Some(it.namespace), it.name.as_str()))),
            services: in_order(services.map(|it| (Some(it.namespace), it.name.as_str()))),
        }
    }
}

/// The positions of names in ascending order; equal ones as they stand.
fn in_order<'a>(names: impl Iterator<Item = (Option<NamespaceId>, &'a str)>) -> Vec<usize> {
    groups(&names.collect::<Vec<_>>()).concat()
}

/// The position of the first thing that is neither less nor greater.
fn find<T>(things: &[T], names: &[usize], order: impl Fn(&T) -> Ordering) -> Option<usize> {
    if names.len() < things.len() {
        return things.iter().position(|it| order(it).is_eq());
    }
    let ordering = |at: &usize| things.get(*at).map_or(Ordering::Greater, &order);
    let first = names.partition_point(|it| ordering(it).is_lt());
    names.get(first).copied().filter(|it| ordering(it).is_eq())
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
    pub fn build(mut self) -> Cluster {
        self.cluster.names = Names::new(&self.cluster);
        self.cluster
    }
}
