use netpol_engine::model::{
    Cluster, LabelValue, Labels, Namespace, NamespaceId, Protocol, Service, ServicePort,
    ServiceShape, Workload,
};

use crate::report::{Inventory, ListedNamespace, ListedService, ListedWorkload};

/// What a cluster has.
pub(super) fn inventory(cluster: &Cluster) -> Inventory {
    let namespaces = cluster.namespaces();
    Inventory {
        namespaces: namespaces
            .map(|(id, it)| namespace(cluster, id, it))
            .collect(),
    }
}

fn namespace(cluster: &Cluster, id: NamespaceId, it: &Namespace) -> ListedNamespace {
    let workloads = cluster.workloads().filter(|it| it.1.namespace == id);
    let services = cluster.services().filter(|it| it.1.namespace == id);
    let mut labels = labels(&it.labels);
    labels.retain(|it| it.0 != Namespace::NAME_LABEL);
    ListedNamespace {
        name: it.name.clone(),
        labels,
        workloads: workloads.map(|it| workload(cluster, it.1)).collect(),
        services: services.map(|it| service(it.1)).collect(),
    }
}

fn workload(cluster: &Cluster, it: &Workload) -> ListedWorkload {
    let pod = it.pods.first().map(|it| &cluster[*it]);
    let ports = pod.into_iter().flat_map(|it| it.ports.known());
    ListedWorkload {
        kind: it.kind,
        name: it.name.clone(),
        replicas: it.replicas,
        labels: pod.map(|it| labels(&it.labels)).unwrap_or_default(),
        ports: ports.map(|it| (it.number, it.protocol)).collect(),
    }
}

fn service(it: &Service) -> ListedService {
    let ports: &[ServicePort] = match &it.shape {
        ServiceShape::Balanced { backing, .. } | ServiceShape::Headless(backing) => &backing.ports,
        ServiceShape::ExternalName(_) => &[],
    };
    let written = ports.iter().map(|it| match it.protocol {
        Protocol::Tcp => it.number.to_string(),
        other => format!("{}/{other}", it.number),
    });
    ListedService {
        name: it.name.clone(),
        ports: written.collect(),
    }
}

fn labels(labels: &Labels) -> Vec<(String, String)> {
    let known = labels.iter().filter_map(|(key, value)| match value {
        LabelValue::Text(text) => Some((key.to_owned(), text.clone())),
        LabelValue::Generated => None,
    });
    known.collect()
}
