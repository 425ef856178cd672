//! Objects become a cluster: what they only mention is added, and pods are made
//! from templates.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use super::conflicts::{note_shared_addresses, without_duplicates};
use super::kinds::{Body, Kind};
use super::metadata::{Metadata, Scope};
use super::namespace;
use super::pod::{PodSpec, extend_distinct};
use super::serving::{add_service, add_slices};
use super::source_map::SourceMap;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Cluster, ClusterBuilder, Labels, Namespace, NamespaceId, Node, NodeId, ObjectId, Pod, Policy,
    Workload, WorkloadId, WorkloadKind,
};

/// An object without errors.
#[derive(Debug)]
pub(super) struct Declaration {
    pub(super) kind: &'static Kind,
    pub(super) metadata: Metadata,
    pub(super) body: Body,
    pub(super) object: ObjectId,
}

impl Declaration {
    /// What makes an object the same as another.
    pub(super) fn identity(&self) -> (&'static str, &str, &str) {
        let Metadata {
            name, namespace, ..
        } = &self.metadata;
        (self.kind.name, namespace, name)
    }

    fn is_finished_pod(&self) -> bool {
        matches!(&self.body, Body::Pod(it) if it.is_finished)
    }

    /// What the pods of it share, if it has any.
    fn pod_spec(&self) -> Option<&PodSpec> {
        match &self.body {
            Body::Pod(it) => Some(&it.spec),
            Body::Workload(it) => Some(&it.spec),
            Body::Namespace
            | Body::Node(_)
            | Body::Policy(_)
            | Body::Service(_)
            | Body::Slices(_) => None,
        }
    }
}

/// Puts the cluster together from everything that was declared, in document
/// order.
pub(super) fn assemble(
    declarations: Vec<Declaration>,
    places: &SourceMap,
    findings: &mut Vec<Diagnostic>,
) -> Cluster {
    let namespace_order: Vec<String> = declarations
        .iter()
        .filter(|it| matches!(it.body, Body::Namespace))
        .map(|it| it.metadata.name.clone())
        .collect();
    let declarations = without_duplicates(declarations, places, findings);
    let declarations: Vec<_> = declarations
        .into_iter()
        .filter(|it| !it.is_finished_pod())
        .collect();
    note_shared_addresses(&declarations, places, findings);

    let mut assembly = Assembly::new(&declarations);
    assembly.add_namespaces(&namespace_order, &declarations);
    assembly.add_nodes(&declarations);
    for declaration in declarations {
        assembly.add(declaration);
    }
    assembly.builder.build()
}

/// A cluster while it is put together.
struct Assembly {
    builder: ClusterBuilder,
    namespaces: BTreeMap<String, NamespaceId>,
    nodes: BTreeMap<String, NodeId>,
    /// Every pod name that is taken, by namespace.
    pod_names: BTreeSet<(String, String)>,
    /// The last number given to a pod of a workload, by namespace and name.
    pod_numbers: BTreeMap<(String, String), usize>,
}

impl Assembly {
    fn new(declarations: &[Declaration]) -> Self {
        let mut pod_names = BTreeSet::new();
        for it in declarations {
            if matches!(it.body, Body::Pod(_)) {
                let Metadata {
                    namespace, name, ..
                } = &it.metadata;
                pod_names.insert((namespace.clone(), name.clone()));
            }
        }
        Self {
            builder: ClusterBuilder::new(),
            namespaces: BTreeMap::new(),
            nodes: BTreeMap::new(),
            pod_names,
            pod_numbers: BTreeMap::new(),
        }
    }

    /// Declared namespaces in the order of their first declaration, then those
    /// that something is in.
    fn add_namespaces(&mut self, order: &[String], declarations: &[Declaration]) {
        let mut declared: BTreeMap<&str, Namespace> = BTreeMap::new();
        for it in declarations {
            if matches!(it.body, Body::Namespace) {
                let namespace = namespace::declared(&it.metadata, it.object);
                declared.insert(&it.metadata.name, namespace);
            }
        }
        let used = declarations
            .iter()
            .filter(|it| it.kind.scope == Scope::Namespaced)
            .map(|it| &it.metadata.namespace);
        for name in order.iter().chain(used) {
            if self.namespaces.contains_key(name) {
                continue;
            }
            let namespace = declared.get(name.as_str()).cloned();
            let namespace = namespace.unwrap_or_else(|| namespace::assumed(name));
            let id = self.builder.namespace(namespace);
            self.namespaces.insert(name.clone(), id);
        }
    }

    /// Declared nodes, then those that pods run on.
    fn add_nodes(&mut self, declarations: &[Declaration]) {
        let mut nodes: Vec<Node> = Vec::new();
        let mut positions: BTreeMap<String, usize> = BTreeMap::new();
        for it in declarations {
            if let Body::Node(addresses) = &it.body {
                positions.insert(it.metadata.name.clone(), nodes.len());
                nodes.push(Node {
                    name: it.metadata.name.clone(),
                    labels: it.metadata.labels.clone(),
                    addresses: addresses.clone(),
                    declared_by: Some(it.object),
                });
            }
        }
        for it in declarations {
            let Some(name) = it.pod_spec().and_then(|it| it.node.as_ref()) else {
                continue;
            };
            let position = *positions.entry(name.clone()).or_insert(nodes.len());
            if position == nodes.len() {
                nodes.push(Node {
                    name: name.clone(),
                    labels: Labels::new(),
                    addresses: Vec::new(),
                    declared_by: None,
                });
            }
            if let (Body::Pod(pod), Some(node)) = (&it.body, nodes.get_mut(position)) {
                extend_distinct(&mut node.addresses, &pod.host_addresses);
            }
        }
        for node in nodes {
            let name = node.name.clone();
            let id = self.builder.node(node);
            self.nodes.insert(name, id);
        }
    }

    fn add(&mut self, declaration: Declaration) {
        let Declaration {
            metadata,
            body,
            object,
            ..
        } = declaration;
        let Some(&namespace) = self.namespaces.get(&metadata.namespace) else {
            return;
        };
        match body {
            Body::Namespace | Body::Node(_) => {}
            Body::Service(it) => {
                add_service(&mut self.builder, (namespace, metadata.name, object), it);
            }
            Body::Slices(it) => {
                add_slices(&mut self.builder, (namespace, &metadata.name, object), it);
            }
            Body::Policy(it) => {
                self.builder.policy(Policy {
                    namespace,
                    name: metadata.name,
                    subject: it.subject,
                    ingress: it.ingress,
                    egress: it.egress,
                    declared_by: object,
                });
            }
            Body::Pod(it) => {
                let workload = self.builder.workload(Workload {
                    namespace,
                    kind: WorkloadKind::Pod,
                    name: metadata.name.clone(),
                    replicas: 1,
                    pods: Vec::new(),
                    declared_by: object,
                });
                let Metadata { name, labels, .. } = metadata;
                self.add_pod(workload, name, labels, it.addresses, &it.spec);
            }
            Body::Workload(it) => {
                let workload = self.builder.workload(Workload {
                    namespace,
                    kind: it.kind,
                    name: metadata.name.clone(),
                    replicas: it.replicas,
                    pods: Vec::new(),
                    declared_by: object,
                });
                // More than two cannot behave differently (SEMANTICS.md W-6).
                for _ in 0..it.replicas.min(2) {
                    let name = self.free_pod_name(&metadata);
                    self.add_pod(workload, name, it.labels.clone(), Vec::new(), &it.spec);
                }
            }
        }
    }

    fn add_pod(
        &mut self,
        workload: WorkloadId,
        name: String,
        labels: Labels,
        addresses: Vec<IpAddr>,
        spec: &PodSpec,
    ) {
        let owner = &self.builder.cluster()[workload];
        let node = spec.node.as_ref().and_then(|it| self.nodes.get(it));
        let pod = Pod {
            namespace: owner.namespace,
            workload,
            name,
            labels,
            ports: spec.ports.clone(),
            addresses,
            node: node.copied(),
            host_network: spec.host_network,
            dns: spec.dns.clone(),
            readiness: spec.readiness,
            declared_by: owner.declared_by,
        };
        let pod = self.builder.pod(pod);
        self.builder.attach(workload, pod);
    }

    /// A name for a pod of this workload that no other pod has: `web-1`.
    fn free_pod_name(&mut self, workload: &Metadata) -> String {
        let Metadata {
            namespace, name, ..
        } = workload;
        let number = self
            .pod_numbers
            .entry((namespace.clone(), name.clone()))
            .or_default();
        loop {
            *number += 1;
            let name = format!("{name}-{number}");
            if self.pod_names.insert((namespace.clone(), name.clone())) {
                return name;
            }
        }
    }
}
