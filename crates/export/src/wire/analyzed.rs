use netpol_engine::Analysis;
use netpol_engine::model::NamespaceId;
use netpol_engine::query::workload_name;
use netpol_engine::text::Sources;
use serde::Serialize;

use super::{Finding, VERSION};

/// What is in the texts, by name and in document order, and what is wrong with
/// them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Analyzed {
    version: u8,
    /// Whether something could not be read, and its objects are missing.
    partial: bool,
    namespaces: Vec<String>,
    workloads: Vec<String>,
    services: Vec<String>,
    policies: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    diagnostics: Vec<Finding>,
}

impl Analyzed {
    /// What an analysis of `sources` found.
    pub fn new(sources: &Sources, analysis: &Analysis) -> Self {
        let cluster = analysis.cluster();
        let name =
            |namespace: NamespaceId, name: &str| format!("{}/{name}", cluster[namespace].name);
        let namespaces = cluster.namespaces().map(|(_, it)| it.name.clone());
        let workloads = cluster
            .workloads()
            .map(|(id, _)| workload_name(cluster, id));
        let services = cluster
            .services()
            .map(|(_, it)| name(it.namespace, &it.name));
        let policies = cluster
            .policies()
            .map(|(_, it)| name(it.namespace, &it.name));
        Self {
            version: VERSION,
            partial: analysis.is_partial(),
            namespaces: namespaces.collect(),
            workloads: workloads.collect(),
            services: services.collect(),
            policies: policies.collect(),
            diagnostics: Finding::all(sources, analysis),
        }
    }
}
