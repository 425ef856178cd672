use serde::{Deserialize, Serialize};

use super::{NamespaceId, ObjectId, PodId};

/// What makes the pods of a workload (SEMANTICS.md W-5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum WorkloadKind {
    /// A pod on its own.
    Pod,
    /// A Deployment.
    Deployment,
    /// A ReplicaSet that no Deployment made.
    ReplicaSet,
    /// A StatefulSet, whose pods have numbers.
    StatefulSet,
    /// A DaemonSet: a pod on every node.
    DaemonSet,
    /// A `ReplicationController`.
    ReplicationController,
    /// A Job that no `CronJob` made.
    Job,
    /// A `CronJob`.
    CronJob,
}

impl WorkloadKind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Pod,
        Self::Deployment,
        Self::ReplicaSet,
        Self::StatefulSet,
        Self::DaemonSet,
        Self::ReplicationController,
        Self::Job,
        Self::CronJob,
    ];

    /// The kind of this exact name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The kind as Kubernetes writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pod => "Pod",
            Self::Deployment => "Deployment",
            Self::ReplicaSet => "ReplicaSet",
            Self::StatefulSet => "StatefulSet",
            Self::DaemonSet => "DaemonSet",
            Self::ReplicationController => "ReplicationController",
            Self::Job => "Job",
            Self::CronJob => "CronJob",
        }
    }
}

/// Pods of one template: what people think of as one application.
///
/// Live pods belong to what made them, whether the input has that object or
/// only their `ownerReferences` name it (SEMANTICS.md W-9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workload {
    /// The namespace it is in.
    pub namespace: NamespaceId,
    /// What makes its pods.
    pub kind: WorkloadKind,
    /// Its name.
    pub name: String,
    /// How many pods it has, or is meant to have where none is listed.
    pub replicas: u32,
    /// Its pods: those that are listed, else some of what its template would
    /// make. Two stand for any number, since more cannot behave differently;
    /// but pods of a `StatefulSet` have labels of their own, and those of a
    /// `DaemonSet` nodes, so there each is one (SEMANTICS.md W-5, W-6).
    pub pods: Vec<PodId>,
    /// The object that declares it; where that is not listed, the first pod.
    pub declared_by: ObjectId,
}
