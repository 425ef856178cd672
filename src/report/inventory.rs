use netpol_engine::model::{Protocol, WorkloadKind};
use serde::{Deserialize, Serialize};

/// What the cluster has, by namespace, as somebody would list it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Inventory {
    /// The namespaces, in document order.
    pub namespaces: Vec<ListedNamespace>,
}

/// A namespace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedNamespace {
    /// Its name.
    pub name: String,
    /// Its labels that the text gives.
    pub labels: Vec<(String, String)>,
    /// What runs in it.
    pub workloads: Vec<ListedWorkload>,
    /// Its Services.
    pub services: Vec<ListedService>,
}

/// A workload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedWorkload {
    /// Its kind.
    pub kind: WorkloadKind,
    /// Its name.
    pub name: String,
    /// How many pods it has.
    pub replicas: u32,
    /// The labels of its pods that the text gives.
    pub labels: Vec<(String, String)>,
    /// The ports of its pods.
    pub ports: Vec<(u16, Protocol)>,
}

/// A Service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedService {
    /// Its name.
    pub name: String,
    /// Its ports: `80`, `53/UDP`.
    pub ports: Vec<String>,
}
