//! Objects become a cluster: what they only mention is added, and pods are made
//! from templates.

use std::net::IpAddr;

use super::conflicts::{note_shared_addresses, without_duplicates};
use super::kinds::{Body, Kind};
use super::metadata::{Metadata, Scope};
use super::namespace;
use super::pod::{PodSpec, extend_distinct};
use super::source_map::SourceMap;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Cluster, ClusterBuilder, Labels, NamespaceId, Node, NodeId, ObjectId, Pod, Policy, Workload,
    WorkloadId, WorkloadKind,
};
use crate::order::{Numbers, numbers, sorted};

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

    /// Its name with the namespace that it is in.
    fn full_name(&self) -> FullName<'_> {
        (&self.metadata.namespace, &self.metadata.name)
    }

    /// The name of the node that its pods run on.
    fn host(&self) -> Option<FullName<'_>> {
        Some(("", self.pod_spec()?.node.as_deref()?))
    }

    fn is_finished_pod(&self) -> bool {
        matches!(&self.body, Body::Pod(it) if it.is_finished)
    }

    /// What the pods of it share, if it has any.
    fn pod_spec(&self) -> Option<&PodSpec> {
        match &self.body {
            Body::Pod(it) => Some(&it.spec),
            Body::Workload(it) => Some(&it.spec),
            Body::Namespace | Body::Node(_) | Body::Policy(_) => None,
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

    let mut builder = ClusterBuilder::new();
    let homes = add_namespaces(&namespace_order, &declarations, &mut builder);
    let hosts = add_nodes(&declarations, &mut builder);
    let names = pod_names(&declarations);
    let mut assembly = Assembly { builder };
    for (((declaration, home), host), names) in
        declarations.into_iter().zip(homes).zip(hosts).zip(names)
    {
        if let Some(namespace) = home {
            assembly.add(declaration, namespace, host, names);
        }
    }
    assembly.builder.build()
}

/// A name with the namespace it is in, which is empty for what is in none.
type FullName<'d> = (&'d str, &'d str);

/// Declared namespaces in the order of their first declaration, then those that
/// something is in. Returns where each declaration is.
fn add_namespaces(
    order: &[String],
    declarations: &[Declaration],
    builder: &mut ClusterBuilder,
) -> Vec<Option<NamespaceId>> {
    let mut names: Vec<FullName<'_>> = order.iter().map(|it| ("", it.as_str())).collect();
    for it in declarations {
        match (&it.body, it.kind.scope) {
            (Body::Namespace, _) => names.push(("", &it.metadata.name)),
            (_, Scope::Namespaced) => names.push(("", &it.metadata.namespace)),
            (_, Scope::Cluster) => {}
        }
    }
    let Numbers { of, first } = numbers(&names);
    let assumed = |it: usize| names.get(it).map(|it| namespace::assumed(it.1));
    let mut namespaces: Vec<_> = first.into_iter().filter_map(assumed).collect();
    let mut mentions = of.into_iter().skip(order.len());
    let mut homes = Vec::with_capacity(declarations.len());
    for it in declarations {
        let is_namespace = matches!(it.body, Body::Namespace);
        let mention = (is_namespace || it.kind.scope == Scope::Namespaced)
            .then(|| mentions.next())
            .flatten();
        if is_namespace && let Some(place) = mention.and_then(|it| namespaces.get_mut(it)) {
            *place = namespace::declared(&it.metadata, it.object);
        }
        homes.push(mention.filter(|_| !is_namespace));
    }
    let ids: Vec<_> = namespaces
        .into_iter()
        .map(|it| builder.namespace(it))
        .collect();
    homes.into_iter().map(|it| ids.get(it?).copied()).collect()
}

/// Declared nodes, then those that pods run on. Returns where the pods of each
/// declaration run.
fn add_nodes(declarations: &[Declaration], builder: &mut ClusterBuilder) -> Vec<Option<NodeId>> {
    let is_node = |it: &&Declaration| matches!(it.body, Body::Node(_));
    let declared: Vec<_> = declarations.iter().filter(is_node).collect();
    let mut names: Vec<FullName<'_>> = declared.iter().map(|it| it.full_name()).collect();
    names.extend(declarations.iter().filter_map(Declaration::host));
    let Numbers { of, first } = numbers(&names);
    let mentioned = |it: usize| {
        names.get(it).map(|it| Node {
            name: it.1.to_owned(),
            labels: Labels::new(),
            addresses: Vec::new(),
            declared_by: None,
        })
    };
    let mut nodes: Vec<_> = first.into_iter().filter_map(mentioned).collect();
    let mut mentions = of.into_iter();
    for (it, number) in declared.iter().zip(&mut mentions) {
        if let (Body::Node(addresses), Some(node)) = (&it.body, nodes.get_mut(number)) {
            node.labels = it.metadata.labels.clone();
            node.addresses.clone_from(addresses);
            node.declared_by = Some(it.object);
        }
    }
    let mut hosts = Vec::with_capacity(declarations.len());
    for it in declarations {
        let number = it.host().and_then(|_| mentions.next());
        if let Body::Pod(pod) = &it.body
            && let Some(node) = number.and_then(|it| nodes.get_mut(it))
        {
            extend_distinct(&mut node.addresses, &pod.host_addresses);
        }
        hosts.push(number);
    }
    let ids: Vec<_> = nodes.into_iter().map(|it| builder.node(it)).collect();
    hosts.into_iter().map(|it| ids.get(it?).copied()).collect()
}

/// Names for the pods of each workload that no other pod has: `web-1`.
fn pod_names(declarations: &[Declaration]) -> Vec<Vec<String>> {
    let is_live = |it: &&Declaration| matches!(it.body, Body::Pod(_));
    let live = declarations.iter().filter(is_live);
    let live: Vec<FullName<'_>> = live.map(Declaration::full_name).collect();
    let taken = sorted(&live);

    // Workloads of one name share the numbers of their pods.
    let owners: Vec<FullName<'_>> = declarations.iter().map(Declaration::full_name).collect();
    let owners = numbers(&owners);
    let mut last = vec![0_usize; owners.first.len()];
    let mut names = Vec::with_capacity(declarations.len());
    for (it, owner) in declarations.iter().zip(owners.of) {
        let mut own = Vec::new();
        if let (Body::Workload(body), Some(number)) = (&it.body, last.get_mut(owner)) {
            let (namespace, workload) = it.full_name();
            // More than two cannot behave differently (SEMANTICS.md W-6).
            while own.len() < body.replicas.min(2) as usize {
                *number += 1;
                let name = format!("{workload}-{number}");
                if taken.binary_search(&(namespace, &name)).is_err() {
                    own.push(name);
                }
            }
        }
        names.push(own);
    }
    names
}

/// A cluster while it is put together.
struct Assembly {
    builder: ClusterBuilder,
}

impl Assembly {
    fn add(
        &mut self,
        declaration: Declaration,
        namespace: NamespaceId,
        host: Option<NodeId>,
        names: Vec<String>,
    ) {
        let Declaration {
            metadata,
            body,
            object,
            ..
        } = declaration;
        match body {
            Body::Namespace | Body::Node(_) => {}
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
                self.add_pod(workload, name, labels, it.addresses, &it.spec, host);
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
                for name in names {
                    self.add_pod(
                        workload,
                        name,
                        it.labels.clone(),
                        Vec::new(),
                        &it.spec,
                        host,
                    );
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
        node: Option<NodeId>,
    ) {
        let owner = &self.builder.cluster()[workload];
        let pod = Pod {
            namespace: owner.namespace,
            workload,
            name,
            labels,
            ports: spec.ports.clone(),
            addresses,
            node,
            host_network: spec.host_network,
            declared_by: owner.declared_by,
        };
        let pod = self.builder.pod(pod);
        self.builder.attach(workload, pod);
    }
}
