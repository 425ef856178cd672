use netpol_engine::Analysis;
use netpol_engine::manifest::Value;
use netpol_engine::model::{
    Cluster, Labels, NamespaceId, ObjectId, PodId, PolicyId, ServiceId, WorkloadId, WorkloadKind,
};

use crate::resource::Resource;
use crate::value::{text, texts};

/// One object of the cluster, as commands see it.
#[derive(Debug, Clone)]
pub(crate) struct Item<'a> {
    pub(crate) resource: Resource,
    /// The namespace; empty for a namespace.
    pub(crate) namespace: &'a str,
    pub(crate) name: &'a str,
    pub(crate) labels: Labels,
    /// The object that declares it or its template; `None` for a namespace that the
    /// texts only mention.
    pub(crate) object: Option<ObjectId>,
    pub(crate) subject: Subject,
}

/// What it is in the cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    Pod(PodId),
    Service(ServiceId),
    Namespace(NamespaceId),
    Policy(PolicyId),
    Workload(WorkloadId),
}

/// All objects of a kind, in the order of their namespaces and names.
pub(crate) fn items(analysis: &Analysis, resource: Resource) -> Vec<Item<'_>> {
    let cluster = analysis.cluster();
    let home = |it: NamespaceId| cluster[it].name.as_str();
    let mut items: Vec<Item<'_>> = match resource {
        Resource::Pods | Resource::Workloads(WorkloadKind::Pod) => {
            let pods = cluster.pods();
            pods.map(|(id, it)| Item {
                resource,
                namespace: home(it.namespace),
                name: &it.name,
                labels: it.labels.clone(),
                object: Some(it.declared_by),
                subject: Subject::Pod(id),
            })
            .collect()
        }
        Resource::Services => {
            let services = cluster.services();
            services
                .map(|(id, it)| Item {
                    resource,
                    namespace: home(it.namespace),
                    name: &it.name,
                    labels: own_labels(analysis, it.declared_by),
                    object: Some(it.declared_by),
                    subject: Subject::Service(id),
                })
                .collect()
        }
        Resource::Namespaces => {
            let namespaces = cluster.namespaces();
            namespaces
                .map(|(id, it)| Item {
                    resource,
                    namespace: "",
                    name: &it.name,
                    labels: it.labels.clone(),
                    object: it.declared_by,
                    subject: Subject::Namespace(id),
                })
                .collect()
        }
        Resource::NetworkPolicies => {
            let policies = cluster.policies();
            policies
                .map(|(id, it)| Item {
                    resource,
                    namespace: home(it.namespace),
                    name: &it.name,
                    labels: own_labels(analysis, it.declared_by),
                    object: Some(it.declared_by),
                    subject: Subject::Policy(id),
                })
                .collect()
        }
        Resource::Workloads(kind) => workloads(analysis, resource, kind),
    };
    items.sort_by(|a, b| (a.namespace, a.name).cmp(&(b.namespace, b.name)));
    items
}

/// Those that stand in the texts; others only show in the names of their pods' owners.
fn workloads(analysis: &Analysis, resource: Resource, kind: WorkloadKind) -> Vec<Item<'_>> {
    let cluster = analysis.cluster();
    let of_kind = cluster.workloads().filter(|it| it.1.kind == kind);
    of_kind
        .filter_map(|(id, it)| {
            let object = says(analysis, it.declared_by)?;
            (text(&object, &["kind"]) == Some(kind.name())).then(|| Item {
                resource,
                namespace: &cluster[it.namespace].name,
                name: &it.name,
                labels: labels(&object, &["metadata", "labels"]),
                object: Some(it.declared_by),
                subject: Subject::Workload(id),
            })
        })
        .collect()
}

impl Item<'_> {
    /// `networkpolicy.networking.k8s.io/web`.
    pub(crate) fn full_name(&self) -> String {
        format!("{}/{}", self.resource.prefix(), self.name)
    }

    /// What its object says.
    pub(crate) fn says(&self, analysis: &Analysis) -> Option<Value> {
        says(analysis, self.object?)
    }

    /// The workload whose template makes it, for a pod that does not stand in the texts
    /// itself.
    pub(crate) fn maker(&self, analysis: &Analysis) -> Option<(WorkloadKind, WorkloadId)> {
        let Subject::Pod(pod) = self.subject else {
            return None;
        };
        let cluster: &Cluster = analysis.cluster();
        let workload = cluster[pod].workload;
        let object = self.says(analysis)?;
        let kind = text(&object, &["kind"])?;
        let kind = WorkloadKind::from_name(kind).filter(|it| *it != WorkloadKind::Pod)?;
        Some((kind, workload))
    }
}

/// What an object says.
pub(crate) fn says(analysis: &Analysis, object: ObjectId) -> Option<Value> {
    analysis.places().says(object)
}

/// Labels as they are written under these keys.
pub(crate) fn labels(object: &Value, keys: &[&str]) -> Labels {
    texts(object, keys).into_iter().collect()
}

fn own_labels(analysis: &Analysis, object: ObjectId) -> Labels {
    let object = says(analysis, object);
    object.map_or_else(Labels::new, |it| labels(&it, &["metadata", "labels"]))
}
