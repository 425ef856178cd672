//! Objects become a cluster: what they only mention is added, and pods are made
//! from templates.

use std::net::IpAddr;

use super::conflicts::{note_shared_addresses, without_duplicates};
use super::kinds::{Body, Kind};
use super::metadata::{Metadata, Scope};
use super::ownership::{Crew, crews};
use super::pod::{PodSpec, extend_distinct};
use super::pods::{MadePod, PodMaker};
use super::serving::{add_service, add_slices};
use super::source_map::SourceMap;
use super::table::{guess_host_network, join_rows};
use super::{LeftOut, codes, namespace};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Cluster, ClusterBuilder, Labels, NamespaceId, Node, NodeId, ObjectId, Pod, Policy, Workload,
    WorkloadId,
};
use crate::options::{Options, PolicyName, UndeclaredNamespaces};
use crate::order::{Numbers, numbers};
use crate::text::FieldPath;

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
    pub(super) fn full_name(&self) -> FullName<'_> {
        (&self.metadata.namespace, &self.metadata.name)
    }

    /// The name of the namespace that it is in, or that it declares.
    fn home(&self) -> Option<FullName<'_>> {
        match (&self.body, self.kind.scope) {
            (Body::Namespace, _) => Some(("", &self.metadata.name)),
            (_, Scope::Namespaced) if !self.is_finished_pod() => {
                Some(("", &self.metadata.namespace))
            }
            _ => None,
        }
    }

    /// The name of the node that its pods run on.
    fn host(&self) -> Option<FullName<'_>> {
        let node = self.pod_spec()?.node.as_deref()?;
        (!self.is_finished_pod()).then_some(("", node))
    }

    pub(super) fn is_finished_pod(&self) -> bool {
        matches!(&self.body, Body::Pod(it) if it.is_finished)
    }

    /// What the pods of it share, if it has any.
    pub(super) fn pod_spec(&self) -> Option<&PodSpec> {
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
/// order; the policies that do not count come beside it.
pub(super) fn assemble(
    declarations: Vec<Declaration>,
    options: &Options,
    places: &SourceMap,
    findings: &mut Vec<Diagnostic>,
) -> (Cluster, Vec<LeftOut>) {
    let namespace_order: Vec<String> = declarations
        .iter()
        .filter(|it| matches!(it.body, Body::Namespace))
        .map(|it| it.metadata.name.clone())
        .collect();
    let mut declarations = without_duplicates(join_rows(declarations), places, findings);
    let left_out = leave_out(&mut declarations, &options.left_out);
    guess_host_network(&mut declarations, places, findings);
    note_shared_addresses(&declarations, places, findings);

    let mut builder = ClusterBuilder::new();
    let homes = add_namespaces(
        &namespace_order,
        &declarations,
        options.undeclared_namespaces,
        &mut builder,
    );
    let hosts = add_nodes(&declarations, &mut builder);
    let crews = crews(&declarations);
    let declared = builder.cluster().nodes();
    let declared = declared.filter(|(_, it)| it.declared_by.is_some());
    let nodes = declared.map(|(id, _)| id).collect();
    let maker = PodMaker::new(&declarations, &crews, nodes, options.limits);
    let mut assembly = Assembly {
        declarations: &declarations,
        homes,
        hosts,
        maker,
        builder,
    };
    for crew in &crews {
        for (object, message) in assembly.add_workload(crew) {
            let place = places.tree(object.0).map(|tree| tree.place(&object.1));
            let finding = place.map(|it| Diagnostic::warning(codes::LIMIT, it, message));
            findings.extend(finding);
        }
    }
    assembly.add_policies_and_services();
    (assembly.builder.build(), left_out)
}

/// Takes the policies of these names away.
fn leave_out(declarations: &mut Vec<Declaration>, names: &[PolicyName]) -> Vec<LeftOut> {
    let mut left_out = Vec::new();
    if names.is_empty() {
        return left_out;
    }
    declarations.retain(|it| {
        let Body::Policy(body) = &it.body else {
            return true;
        };
        let is_meant = |name: &&PolicyName| it.full_name() == (&name.namespace, &name.name);
        let found = names.iter().find(is_meant);
        left_out.extend(found.map(|name| LeftOut {
            name: name.clone(),
            subject: body.subject.clone(),
            ingress: body.ingress.clone(),
            egress: body.egress.clone(),
            declared_by: it.object,
        }));
        found.is_none()
    });
    left_out
}

/// A name with the namespace it is in, which is empty for what is in none.
pub(super) type FullName<'d> = (&'d str, &'d str);

/// Declared namespaces in the order of their first declaration, then those that
/// something is in. Returns where each declaration is.
fn add_namespaces(
    order: &[String],
    declarations: &[Declaration],
    assumption: UndeclaredNamespaces,
    builder: &mut ClusterBuilder,
) -> Vec<Option<NamespaceId>> {
    let mut names: Vec<FullName<'_>> = order.iter().map(|it| ("", it.as_str())).collect();
    names.extend(declarations.iter().filter_map(Declaration::home));
    let Numbers { of, first } = numbers(&names);
    let assumed = |it: usize| names.get(it).map(|it| namespace::assumed(it.1, assumption));
    let mut namespaces: Vec<_> = first.into_iter().filter_map(assumed).collect();
    let mut mentions = of.into_iter().skip(order.len());
    let mut homes = Vec::with_capacity(declarations.len());
    for it in declarations {
        let is_namespace = matches!(it.body, Body::Namespace);
        let mention = it.home().and_then(|_| mentions.next());
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

/// A cluster while it is put together.
struct Assembly<'d> {
    declarations: &'d [Declaration],
    /// The namespace of each declaration.
    homes: Vec<Option<NamespaceId>>,
    /// Where the pods of each declaration run.
    hosts: Vec<Option<NodeId>>,
    maker: PodMaker<'d>,
    builder: ClusterBuilder,
}

/// A field of an object.
type Place = (ObjectId, FieldPath);

impl Assembly<'_> {
    /// Adds everything that neither is in a workload nor has anything in it.
    fn add_policies_and_services(&mut self) {
        for (declaration, home) in self.declarations.iter().zip(&self.homes) {
            let Some(namespace) = *home else {
                continue;
            };
            let (name, object) = (&declaration.metadata.name, declaration.object);
            match &declaration.body {
                Body::Policy(it) => {
                    self.builder.policy(Policy {
                        namespace,
                        name: name.clone(),
                        subject: it.subject.clone(),
                        ingress: it.ingress.clone(),
                        egress: it.egress.clone(),
                        declared_by: object,
                    });
                }
                Body::Service(it) => {
                    let named = (namespace, name.clone(), object);
                    add_service(&mut self.builder, named, it.clone());
                }
                Body::Slices(it) => {
                    add_slices(&mut self.builder, (namespace, name, object), it.clone());
                }
                Body::Namespace | Body::Node(_) | Body::Pod(_) | Body::Workload(_) => {}
            }
        }
    }

    /// Adds a workload with its pods; returns where it asks for more than are
    /// made.
    fn add_workload(&mut self, crew: &Crew) -> Vec<(Place, String)> {
        let mut excesses = Vec::new();
        let head = self.declarations.get(crew.head);
        let home = self.homes.get(crew.head).copied().flatten();
        let (Some(head), Some(namespace)) = (head, home) else {
            return excesses;
        };
        let workload = self.builder.workload(Workload {
            namespace,
            kind: crew.kind,
            name: crew.name.clone(),
            replicas: self.replicas(crew),
            pods: Vec::new(),
            declared_by: head.object,
        });
        for &position in &crew.members {
            let Some(member) = self.declarations.get(position) else {
                continue;
            };
            let host = self.hosts.get(position).copied().flatten();
            match &member.body {
                Body::Pod(it) => {
                    let pod = MadePod {
                        name: member.metadata.name.clone(),
                        labels: member.metadata.labels.clone(),
                        hostname: None,
                        node: host,
                    };
                    self.add_pod(workload, pod, it.addresses.clone(), &it.spec, member.object);
                }
                Body::Workload(it) => {
                    let (pods, excess) = self.maker.pods(position, member, it);
                    for mut pod in pods {
                        pod.node = host.or(pod.node);
                        self.add_pod(workload, pod, Vec::new(), &it.spec, member.object);
                    }
                    let place = (member.object, it.counted_at.clone());
                    excesses.extend(excess.map(|it| (place, it)));
                }
                Body::Namespace
                | Body::Node(_)
                | Body::Policy(_)
                | Body::Service(_)
                | Body::Slices(_) => {}
            }
        }
        excesses
    }

    /// How many pods a workload has or asks for.
    fn replicas(&self, crew: &Crew) -> u32 {
        let count = |it: &usize| match self.declarations.get(*it).map(|it| &it.body) {
            Some(Body::Workload(it)) => self.maker.count(it.pods),
            _ => 1,
        };
        crew.members.iter().map(count).fold(0, u32::saturating_add)
    }

    fn add_pod(
        &mut self,
        workload: WorkloadId,
        pod: MadePod,
        addresses: Vec<IpAddr>,
        spec: &PodSpec,
        declared_by: ObjectId,
    ) {
        let mut dns = spec.dns.clone();
        if pod.hostname.is_some() {
            dns.hostname = pod.hostname;
        }
        let pod = Pod {
            namespace: self.builder.cluster()[workload].namespace,
            workload,
            name: pod.name,
            labels: pod.labels,
            ports: spec.ports.clone(),
            addresses,
            node: pod.node,
            host_network: spec.host_network,
            dns,
            readiness: spec.readiness,
            declared_by,
        };
        let pod = self.builder.pod(pod);
        self.builder.attach(workload, pod);
    }
}
