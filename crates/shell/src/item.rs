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
    let subjects = subjects(analysis, resource);
    let items = subjects.into_iter();
    let mut items: Vec<_> = items.map(|it| Item::new(analysis, resource, it)).collect();
    items.sort_by(|a, b| (a.namespace, a.name).cmp(&(b.namespace, b.name)));
    items
}

fn subjects(analysis: &Analysis, resource: Resource) -> Vec<Subject> {
    let cluster = analysis.cluster();
    match resource {
        Resource::Pods | Resource::Workloads(WorkloadKind::Pod) => {
            cluster.pods().map(|it| Subject::Pod(it.0)).collect()
        }
        Resource::Services => cluster
            .services()
            .map(|it| Subject::Service(it.0))
            .collect(),
        Resource::Namespaces => cluster
            .namespaces()
            .map(|it| Subject::Namespace(it.0))
            .collect(),
        Resource::NetworkPolicies => cluster.policies().map(|it| Subject::Policy(it.0)).collect(),
        Resource::Workloads(kind) => {
            let stands = |id: ObjectId| {
                says(analysis, id).is_some_and(|it| text(&it, &["kind"]) == Some(kind.name()))
            };
            // Others only show in the names of their pods' owners.
            let workloads = cluster.workloads();
            let declared = workloads.filter(|(_, it)| it.kind == kind && stands(it.declared_by));
            declared.map(|it| Subject::Workload(it.0)).collect()
        }
    }
}

impl<'a> Item<'a> {
    fn new(analysis: &'a Analysis, resource: Resource, subject: Subject) -> Self {
        let cluster = analysis.cluster();
        let (home, name, object) = match subject {
            Subject::Pod(id) => {
                let it = &cluster[id];
                (Some(it.namespace), &it.name, Some(it.declared_by))
            }
            Subject::Service(id) => {
                let it = &cluster[id];
                (Some(it.namespace), &it.name, Some(it.declared_by))
            }
            Subject::Namespace(id) => (None, &cluster[id].name, cluster[id].declared_by),
            Subject::Policy(id) => {
                let it = &cluster[id];
                (Some(it.namespace), &it.name, Some(it.declared_by))
            }
            Subject::Workload(id) => {
                let it = &cluster[id];
                (Some(it.namespace), &it.name, Some(it.declared_by))
            }
        };
        let labels = match subject {
            Subject::Pod(id) => cluster[id].labels.clone(),
            Subject::Namespace(id) => cluster[id].labels.clone(),
            Subject::Service(_) | Subject::Policy(_) | Subject::Workload(_) => {
                let says = object.and_then(|it| says(analysis, it));
                says.map_or_else(Labels::new, |it| labels(&it, &["metadata", "labels"]))
            }
        };
        Self {
            resource,
            namespace: home.map_or("", |it| &cluster[it].name),
            name,
            labels,
            object,
            subject,
        }
    }
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
