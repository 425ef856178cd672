use super::{EndpointName, Kind, Member, QueryFault, block, pods_of, workload_name};
use crate::eval::{Endpoint, World};
use crate::model::{Cluster, NamespaceId, WorkloadId};

/// On which side of a connection a name stands; a name alone means another
/// thing on each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Source,
    Destination,
}

/// Whom `name` stands for; never nobody.
pub(super) fn members(
    world: &World,
    name: &EndpointName,
    side: Side,
    default_namespace: &str,
) -> Result<Vec<Member>, QueryFault> {
    let cluster = world.cluster();
    match name {
        EndpointName::Object {
            namespace,
            kind,
            name,
        } => object(cluster, namespace, *kind, name, side),
        EndpointName::Bare(name) if side == Side::Source => {
            object(cluster, default_namespace, None, name, side)
        }
        EndpointName::Bare(name) => Err(QueryFault::NotYet(format!(
            "`{name}` is a name to look up, and names are not looked up yet: write namespace/name"
        ))),
        EndpointName::Address(address) => Ok(vec![Member {
            name: address.to_string(),
            endpoint: Endpoint::Address(*address),
        }]),
        EndpointName::Block(it) => block::members(world, *it),
        EndpointName::Node(node) => {
            let found = cluster.nodes().find(|it| it.1.name == *node);
            let (id, _) = found.ok_or_else(|| QueryFault::NoSuchNode(node.clone()))?;
            Ok(vec![Member {
                name: name.to_string(),
                endpoint: Endpoint::Node(id),
            }])
        }
        EndpointName::External => block::outside(world),
    }
}

/// The pod of this name, else the workload.
fn object(
    cluster: &Cluster,
    namespace: &str,
    kind: Option<Kind>,
    name: &str,
    side: Side,
) -> Result<Vec<Member>, QueryFault> {
    let Some(home) = cluster.find_namespace(namespace) else {
        return Err(no_namespace(namespace, name));
    };
    if kind == Some(Kind::SERVICE) {
        return Err(service(namespace, name, side));
    }
    if kind.is_none_or(|it| it == Kind::POD)
        && let Some(pod) = cluster.find_pod(home, name)
    {
        return Ok(vec![Member::pod(cluster, pod)]);
    }
    let workloads = workloads(cluster, home, kind, name);
    match workloads.as_slice() {
        [] => Err(QueryFault::NoSuchObject {
            kind: kind.map(Kind::name),
            namespace: namespace.to_owned(),
            name: name.to_owned(),
            similar: similar(cluster, home, name),
        }),
        [only] => {
            let members = pods_of(cluster, *only);
            if members.is_empty() {
                return Err(QueryFault::NoPods(workload_name(cluster, *only)));
            }
            Ok(members)
        }
        several => Err(QueryFault::Ambiguous {
            name: format!("{namespace}/{name}"),
            choices: several
                .iter()
                .map(|it| workload_name(cluster, *it))
                .collect(),
        }),
    }
}

fn service(namespace: &str, name: &str, side: Side) -> QueryFault {
    QueryFault::NotYet(match side {
        Side::Source => format!(
            "`{namespace}/service/{name}` is a Service, and Services open no connections: name its pods"
        ),
        Side::Destination => {
            format!("`{namespace}/service/{name}`: Services are not evaluated yet, name its pods")
        }
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
