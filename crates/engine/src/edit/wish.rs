use std::fmt;

use serde::{Deserialize, Serialize};

use crate::analysis::Analysis;
use crate::model::{Cluster, LabelValue, Labels, Protocol, Workload, WorkloadId, WorkloadKind};

/// What somebody wants to be otherwise in the cluster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wish {
    /// Another namespace.
    AddNamespace {
        /// Its name.
        name: String,
    },
    /// Another workload: a `Deployment` whose pods have the label `app`.
    AddWorkload {
        /// The namespace it is in.
        namespace: String,
        /// Its name.
        name: String,
        /// The port its pods listen on, if any.
        port: Option<u16>,
    },
    /// A Service for a workload.
    AddService {
        /// The namespace of both.
        namespace: String,
        /// Its name.
        name: String,
        /// The labels that it selects.
        selector: Vec<(String, String)>,
        /// The port that clients use.
        port: u16,
        /// The port of the pods.
        target: u16,
    },
    /// A label gets this value, or is added.
    SetLabel {
        /// Whose.
        holder: Holder,
        /// Its key.
        key: String,
        /// Its value.
        value: String,
    },
    /// A label goes.
    RemoveLabel {
        /// Whose.
        holder: Holder,
        /// Its key.
        key: String,
    },
    /// The pods of a workload listen on one more port.
    AddPort {
        /// Whose.
        holder: Holder,
        /// Its number.
        number: u16,
        /// Its protocol.
        protocol: Protocol,
    },
    /// The pods of a workload no longer name a port.
    RemovePort {
        /// Whose.
        holder: Holder,
        /// Its number.
        number: u16,
        /// Its protocol.
        protocol: Protocol,
    },
}

/// Whose labels and ports they are, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Holder {
    /// A namespace.
    Namespace(String),
    /// A workload: its pods.
    Workload {
        /// The namespace.
        namespace: String,
        /// Its kind.
        kind: WorkloadKind,
        /// Its name.
        name: String,
    },
}

/// Why a wish cannot be fulfilled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditFault {
    /// Whatever it is about is not in the text.
    NotThere,
    /// There is one already.
    Taken(String),
    /// Kubernetes would refuse it, in its words.
    Refused(String),
    /// It stands in a form that cannot be changed in place, as a table.
    CannotBeWritten,
    /// It was tried, and did not do what it says.
    NoEffect,
}

impl fmt::Display for EditFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotThere => f.write_str("it is not in the text any more"),
            Self::Taken(name) => write!(f, "there is a `{name}` already"),
            Self::Refused(text) => write!(f, "Kubernetes would refuse it: {text}"),
            Self::CannotBeWritten => {
                f.write_str("it stands in a table, which cannot be edited here")
            }
            Self::NoEffect => f.write_str(
                "the text is written in a way that cannot be changed here: edit it by hand",
            ),
        }
    }
}

impl std::error::Error for EditFault {}

impl Holder {
    pub(super) fn find(&self, cluster: &Cluster) -> Option<WorkloadId> {
        let Self::Workload {
            namespace,
            kind,
            name,
        } = self
        else {
            return None;
        };
        let home = cluster.find_namespace(namespace)?;
        let is_meant = |it: &Workload| it.namespace == home && it.kind == *kind && it.name == *name;
        let mut found = cluster.workloads().filter(|it| is_meant(it.1));
        found.next().map(|it| it.0)
    }

    fn labels<'a>(&self, cluster: &'a Cluster) -> Option<&'a Labels> {
        match self {
            Self::Namespace(name) => Some(&cluster[cluster.find_namespace(name)?].labels),
            Self::Workload { .. } => {
                let pod = *cluster[self.find(cluster)?].pods.first()?;
                Some(&cluster[pod].labels)
            }
        }
    }

    fn has_port(&self, cluster: &Cluster, number: u16, protocol: Protocol) -> bool {
        let pod = self
            .find(cluster)
            .and_then(|it| cluster[it].pods.first().copied());
        pod.is_some_and(|it| {
            let mut ports = cluster[it].ports.known().iter();
            ports.any(|it| it.number == number && it.protocol == protocol)
        })
    }
}

impl Wish {
    /// Whether a cluster is as it was wished.
    pub(super) fn is_fulfilled(&self, analysis: &Analysis) -> bool {
        let cluster = analysis.cluster();
        let home = |name: &str| cluster.find_namespace(name);
        match self {
            Self::AddNamespace { name } => {
                home(name).is_some_and(|it| cluster[it].declared_by.is_some())
            }
            Self::AddWorkload {
                namespace, name, ..
            } => home(namespace).is_some_and(|it| cluster.find_workload(it, name).is_some()),
            Self::AddService {
                namespace, name, ..
            } => {
                let is_there = |it| cluster.find_service(it, name).is_some();
                home(namespace).is_some_and(is_there) || cfg!(not(feature = "services"))
            }
            Self::SetLabel { holder, key, value } => {
                let is_so = |it: &Labels| matches!(it.get(key), Some(LabelValue::Text(text)) if text == value);
                holder.labels(cluster).is_some_and(is_so)
            }
            Self::RemoveLabel { holder, key } => holder
                .labels(cluster)
                .is_some_and(|it| it.get(key).is_none()),
            Self::AddPort {
                holder,
                number,
                protocol,
            } => holder.has_port(cluster, *number, *protocol),
            Self::RemovePort {
                holder,
                number,
                protocol,
            } => !holder.has_port(cluster, *number, *protocol),
        }
    }
}
