use std::collections::BTreeMap;

use super::name_lookup::{DNS_PORT, LABEL, SERVERS};
use super::{Endpoint, Reach, World};
use crate::model::{
    Cluster, ClusterBuilder, ContainerPort, ContainerPorts, ContainerRole, DnsPolicy, Labels,
    Namespace, NamespaceId, Pod, PodDns, PodId, Protocol, Readiness, Workload, WorkloadKind,
};

/// A world with the policies of another, in which there are but some clients and a DNS
/// server as nearly every cluster has it (SEMANTICS.md D-5). Policies and their branches
/// keep their names.
#[derive(Debug)]
pub(super) struct UsualDns {
    world: World,
    /// What each of the clients is here.
    clients: BTreeMap<PodId, PodId>,
    server: PodId,
}

impl UsualDns {
    /// Nothing without a client.
    pub(super) fn new(world: &World, clients: &[PodId]) -> Option<Self> {
        let cluster = world.cluster();
        let like = &cluster[*clients.first()?];
        let (mut builder, home) = without_pods(cluster);
        let own = clients.iter().map(|it| (*it, cluster[*it].clone()));
        let own = own.map(|(id, pod)| (id, alone(&mut builder, pod)));
        let clients = own.collect();
        let server = alone(&mut builder, usual_server(home, like));
        let world = World::assuming(builder.build(), *world.assumptions())
            .with_pods_in(world.pod_networks().to_vec());
        Some(Self {
            world,
            clients,
            server,
        })
    }

    /// How one of the clients reaches the server; nothing for others.
    pub(super) fn reach(&self, client: PodId) -> Option<Reach> {
        let client = *self.clients.get(&client)?;
        let [client, server] = [client, self.server].map(Endpoint::Pod);
        Some(self.world.reach(client, server))
    }
}

/// All of a cluster but its pods and what leads to them, and the namespace of the server.
fn without_pods(cluster: &Cluster) -> (ClusterBuilder, NamespaceId) {
    let mut builder = ClusterBuilder::new();
    for (_, it) in cluster.namespaces() {
        builder.namespace(it.clone());
    }
    for (_, it) in cluster.nodes() {
        builder.node(it.clone());
    }
    for (_, it) in cluster.policies() {
        builder.policy(it.clone());
    }
    let (namespace, _) = SERVERS[0];
    let home = cluster.find_namespace(namespace).unwrap_or_else(|| {
        builder.namespace(Namespace {
            name: namespace.to_owned(),
            labels: Labels::from_iter([(Namespace::NAME_LABEL, namespace)]),
            declared_by: None,
        })
    });
    (builder, home)
}

/// A pod as a workload of its own.
fn alone(builder: &mut ClusterBuilder, pod: Pod) -> PodId {
    let workload = builder.workload(Workload {
        namespace: pod.namespace,
        kind: WorkloadKind::Pod,
        name: pod.name.clone(),
        replicas: 1,
        pods: Vec::new(),
        declared_by: pod.declared_by,
    });
    let id = builder.pod(Pod { workload, ..pod });
    builder.attach(workload, id);
    id
}

/// A DNS server as nearly every cluster has it; `like` gives what does not
/// matter.
fn usual_server(namespace: NamespaceId, like: &Pod) -> Pod {
    let port = |name: &str, protocol| ContainerPort {
        name: Some(name.to_owned()),
        number: DNS_PORT,
        protocol,
        role: ContainerRole::Main,
    };
    Pod {
        namespace,
        name: SERVERS[0].1.to_owned(),
        labels: Labels::from_iter([LABEL]),
        ports: ContainerPorts::Declared(vec![
            port("dns", Protocol::Udp),
            port("dns-tcp", Protocol::Tcp),
        ]),
        addresses: Vec::new(),
        node: None,
        host_network: false,
        dns: PodDns {
            policy: DnsPolicy::Default,
            ..PodDns::default()
        },
        readiness: Readiness::Ready,
        ..like.clone()
    }
}
