use super::{NamespaceId, ObjectId, PodId};

/// What makes the pods of a workload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WorkloadKind {
    /// A pod on its own.
    Pod,
    /// A Deployment.
    Deployment,
}

impl WorkloadKind {
    /// The kind as Kubernetes writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pod => "Pod",
            Self::Deployment => "Deployment",
        }
    }
}

/// Pods of one template: what people think of as one application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workload {
    /// The namespace it is in.
    pub namespace: NamespaceId,
    /// What makes its pods.
    pub kind: WorkloadKind,
    /// Its name.
    pub name: String,
    /// How many pods it is meant to have.
    pub replicas: u32,
    /// Its pods. A template stands for all its replicas with at most two of
    /// them, since more cannot behave differently (SEMANTICS.md W-6).
    pub pods: Vec<PodId>,
    /// The object that declares it.
    pub declared_by: ObjectId,
}
