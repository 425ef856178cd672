use std::net::IpAddr;

use super::{EndpointName, Kind, Member, QueryFault, block, pods_of, workload_name};
use crate::eval::World;
use crate::model::{Cluster, NamespaceId, ServiceId, WorkloadId};

/// Whom the end of a question stands for that a connection leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Destination {
    /// These, one by one; never nobody.
    Members(Vec<Member>),
    /// Whoever serves this Service.
    Service(ServiceId),
    /// Whatever the name means to the source.
    Name(String),
    /// Whoever answers at this address, which may be a Service.
    Address(IpAddr),
}

/// Everybody that `name` stands for where a connection begins.
pub(super) fn sources(
    world: &World,
    name: &EndpointName,
    default_namespace: &str,
) -> Result<Vec<Member>, QueryFault> {
    let cluster = world.cluster();
    let object = |namespace: &str, kind, name: &str| match object(cluster, namespace, kind, name)? {
        Object::Members(members) => Ok(members),
        Object::Service(_) => Err(QueryFault::ServiceAsSource {
            namespace: namespace.to_owned(),
            name: name.to_owned(),
        }),
    };
    match name {
        EndpointName::Object {
            namespace,
            kind,
            name,
        } => object(namespace, *kind, name),
        EndpointName::Bare(name) => object(default_namespace, None, name),
        EndpointName::Address(address) => Ok(vec![Member::address(*address)]),
        EndpointName::Block(it) => block::members(world, *it),
        EndpointName::Node(node) => Ok(vec![Member::node(cluster, node)?]),
        EndpointName::External => block::outside(world),
    }
}

/// Whom `name` stands for where a connection leads to.
pub(super) fn meant(world: &World, name: &EndpointName) -> Result<Destination, QueryFault> {
    let cluster = world.cluster();
    Ok(match name {
        EndpointName::Object {
            namespace,
            kind,
            name,
        } => match object(cluster, namespace, *kind, name)? {
            Object::Members(members) => Destination::Members(members),
            Object::Service(id) => Destination::Service(id),
        },
        EndpointName::Bare(name) => Destination::Name(name.clone()),
        EndpointName::Address(address) => Destination::Address(*address),
        EndpointName::Block(it) => Destination::Members(block::members(world, *it)?),
        EndpointName::Node(node) => Destination::Members(vec![Member::node(cluster, node)?]),
        EndpointName::External => Destination::Members(block::outside(world)?),
    })
}

/// What goes by a name in a namespace.
enum Object {
    Members(Vec<Member>),
    Service(ServiceId),
}

/// The pod of this name, else the workload, else the Service.
fn object(
    cluster: &Cluster,
    namespace: &str,
    kind: Option<Kind>,
    name: &str,
) -> Result<Object, QueryFault> {
    let Some(home) = cluster.find_namespace(namespace) else {
        return Err(no_namespace(namespace, name));
    };
    if kind.is_none_or(|it| it == Kind::POD)
        && let Some(pod) = cluster.find_pod(home, name)
    {
        return Ok(Object::Members(vec![Member::pod(cluster, pod)]));
    }
    let workloads = workloads(cluster, home, kind, name);
    match workloads.as_slice() {
        [] => {}
        [only] => {
            let members = pods_of(cluster, *only);
            if members.is_empty() {
                return Err(QueryFault::NoPods(workload_name(cluster, *only)));
            }
            return Ok(Object::Members(members));
        }
        several => {
            return Err(QueryFault::Ambiguous {
                name: format!("{namespace}/{name}"),
                choices: several
                    .iter()
                    .map(|it| workload_name(cluster, *it))
                    .collect(),
            });
        }
    }
    if kind.is_none_or(|it| it == Kind::SERVICE)
        && let Some(service) = cluster.find_service(home, name)
    {
        return Ok(Object::Service(service));
    }
    Err(QueryFault::NoSuchObject {
        kind: kind.map(Kind::name),
        namespace: namespace.to_owned(),
        name: name.to_owned(),
        similar: similar(cluster, home, name),
    })
}

fn workloads(
    cluster: &Cluster,
    home: NamespaceId,
    kind: Option<Kind>,
    name: &str,
) -> Vec<WorkloadId> {
    let named = cluster.workloads().filter(|(_, it)| {
        let is_kind = kind.is_none_or(|kind| kind.name() == it.kind.name());
        it.namespace == home && it.name == name && is_kind
    });
    named.map(|it| it.0).collect()
}

/// `deployment/web` is written where `default/deployment/web` is meant.
fn no_namespace(namespace: &str, name: &str) -> QueryFault {
    let hint = Kind::from_word(namespace);
    QueryFault::NoSuchNamespace {
        namespace: namespace.to_owned(),
        hint: hint.map(|it| format!("default/{}/{name}", it.word())),
    }
}

/// How many similar names an error lists.
const SIMILAR: usize = 3;

/// Workloads of other namespaces with this name, and of this one with a name
/// that begins or ends alike.
fn similar(cluster: &Cluster, home: NamespaceId, name: &str) -> Vec<String> {
    let is_similar = |it: &str| it.contains(name) || name.contains(it);
    let near = cluster
        .workloads()
        .filter(|(_, it)| it.namespace == home && is_similar(&it.name));
    let far = cluster
        .workloads()
        .filter(|(_, it)| it.namespace != home && it.name == name);
    let found = near.chain(far).map(|it| workload_name(cluster, it.0));
    found.take(SIMILAR).collect()
}
