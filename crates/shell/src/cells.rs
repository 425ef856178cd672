//! What `kubectl get` shows of each kind.

use std::net::IpAddr;

use netpol_engine::Analysis;
use netpol_engine::manifest::Value;
use netpol_engine::model::{
    Members, PodId, PolicyId, Service, ServiceId, ServicePort, ServiceShape, WorkloadId,
    WorkloadKind,
};

use crate::item::{Item, Subject};
use crate::pod_state::{ready, restarts, status, template};
use crate::resource::Resource;
use crate::selector_words::{or_none, selector};
use crate::table::{NONE, UNKNOWN};
use crate::value::text;

/// The titles of the columns; the wide ones besides, if they are wanted.
pub(crate) fn titles(resource: Resource, is_wide: bool) -> Vec<&'static str> {
    let (narrow, wide): (&[_], &[_]) = match resource {
        Resource::Pods | Resource::Workloads(WorkloadKind::Pod) => (
            &["NAME", "READY", "STATUS", "RESTARTS", "AGE"],
            &["IP", "NODE", "NOMINATED NODE", "READINESS GATES"],
        ),
        Resource::Services => (
            &[
                "NAME",
                "TYPE",
                "CLUSTER-IP",
                "EXTERNAL-IP",
                "PORT(S)",
                "AGE",
            ],
            &["SELECTOR"],
        ),
        Resource::Namespaces => (&["NAME", "STATUS", "AGE"], &[]),
        Resource::NetworkPolicies => (&["NAME", "POD-SELECTOR", "AGE"], &[]),
        Resource::Workloads(kind) => (workload_titles(kind), &[]),
    };
    let wide = wide.iter().filter(|_| is_wide);
    narrow.iter().chain(wide).copied().collect()
}

fn workload_titles(kind: WorkloadKind) -> &'static [&'static str] {
    match kind {
        WorkloadKind::Deployment => &["NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE"],
        WorkloadKind::StatefulSet => &["NAME", "READY", "AGE"],
        WorkloadKind::DaemonSet => &[
            "NAME",
            "DESIRED",
            "CURRENT",
            "READY",
            "UP-TO-DATE",
            "AVAILABLE",
            "NODE SELECTOR",
            "AGE",
        ],
        WorkloadKind::Job => &["NAME", "STATUS", "COMPLETIONS", "DURATION", "AGE"],
        WorkloadKind::CronJob => &[
            "NAME",
            "SCHEDULE",
            "TIMEZONE",
            "SUSPEND",
            "ACTIVE",
            "LAST SCHEDULE",
            "AGE",
        ],
        WorkloadKind::Pod | WorkloadKind::ReplicaSet | WorkloadKind::ReplicationController => {
            &["NAME", "DESIRED", "CURRENT", "READY", "AGE"]
        }
    }
}

/// The cells below those titles.
pub(crate) fn cells(item: &Item<'_>, analysis: &Analysis, is_wide: bool) -> Vec<String> {
    let mut cells = vec![item.name.to_owned()];
    match item.subject {
        Subject::Pod(id) => cells.extend(pod(item, id, analysis, is_wide)),
        Subject::Service(id) => cells.extend(service(item, id, analysis, is_wide)),
        Subject::Namespace(_) => cells.extend(["Active", UNKNOWN].map(str::to_owned)),
        Subject::Policy(id) => cells.extend(policy(id, analysis)),
        Subject::Workload(id) => cells.extend(workload(item, id, analysis)),
    }
    cells
}

fn pod(item: &Item<'_>, id: PodId, analysis: &Analysis, is_wide: bool) -> Vec<String> {
    let pod = &analysis.cluster()[id];
    let template = template(item, analysis);
    let template = template.as_ref();
    let mut cells = vec![
        ready(pod, template),
        status(template),
        restarts(template),
        UNKNOWN.to_owned(),
    ];
    if is_wide {
        let address = pod.addresses.first().map(IpAddr::to_string);
        let node = pod.node.map(|it| analysis.cluster()[it].name.clone());
        let unknown = || UNKNOWN.to_owned();
        cells.extend([
            address.unwrap_or_else(unknown),
            node.unwrap_or_else(unknown),
            NONE.to_owned(),
            NONE.to_owned(),
        ]);
    }
    cells
}

fn policy(id: PolicyId, analysis: &Analysis) -> [String; 2] {
    let policy = &analysis.cluster()[id];
    [selector(&policy.subject), UNKNOWN.to_owned()]
}

fn service(item: &Item<'_>, id: ServiceId, analysis: &Analysis, is_wide: bool) -> Vec<String> {
    let service = &analysis.cluster()[id];
    let object = item.says(analysis);
    let mut cells = vec![
        service_type(object.as_ref()).to_owned(),
        cluster_address(service),
        outside_address(service, object.as_ref()),
        ports(service),
        UNKNOWN.to_owned(),
    ];
    if is_wide {
        cells.push(service_selector(service));
    }
    cells
}

/// `ClusterIP`, where none is written.
pub(crate) fn service_type(object: Option<&Value>) -> &str {
    let written = object.and_then(|it| text(it, &["spec", "type"]));
    written.unwrap_or("ClusterIP")
}

/// The address that clients in the cluster use. A manifest does not say which one the API
/// server chose.
pub(crate) fn cluster_address(service: &Service) -> String {
    match &service.shape {
        ServiceShape::Headless(_) => "None".to_owned(),
        ServiceShape::ExternalName(_) => NONE.to_owned(),
        ServiceShape::Balanced { entrances, .. } => {
            let first = entrances.cluster.first();
            first.map_or_else(|| UNKNOWN.to_owned(), IpAddr::to_string)
        }
    }
}

fn outside_address(service: &Service, object: Option<&Value>) -> String {
    match &service.shape {
        ServiceShape::ExternalName(name) => name.clone(),
        ServiceShape::Headless(_) => NONE.to_owned(),
        ServiceShape::Balanced { entrances, .. } => {
            let addresses: Vec<String> = entrances.outside.iter().map(IpAddr::to_string).collect();
            match addresses.join(",") {
                none if none.is_empty() && service_type(object) == "LoadBalancer" => {
                    "<pending>".to_owned()
                }
                addresses => or_none(addresses),
            }
        }
    }
}

fn ports(service: &Service) -> String {
    let word = |it: &ServicePort| match it.node_port {
        Some(node) => format!("{}:{node}/{}", it.number, it.protocol),
        None => format!("{}/{}", it.number, it.protocol),
    };
    let backing = service.backing();
    let ports = backing.map(|it| it.ports.iter().map(word).collect::<Vec<_>>());
    or_none(ports.unwrap_or_default().join(","))
}

/// The pods that it selects.
pub(crate) fn service_selector(service: &Service) -> String {
    match service.backing().map(|it| &it.members) {
        Some(Members::Selected(it)) => selector(it),
        Some(Members::Unseen) => UNKNOWN.to_owned(),
        Some(Members::Listed) | None => NONE.to_owned(),
    }
}

fn workload(item: &Item<'_>, id: WorkloadId, analysis: &Analysis) -> Vec<String> {
    let workload = &analysis.cluster()[id];
    let count = workload.replicas.to_string();
    let of_all = format!("{count}/{count}");
    let unknown = || UNKNOWN.to_owned();
    let object = item.says(analysis);
    let written = |keys: &[&str]| object.as_ref().and_then(|it| text(it, keys));
    match workload.kind {
        WorkloadKind::Deployment => vec![of_all, count.clone(), count, unknown()],
        WorkloadKind::StatefulSet => vec![of_all, unknown()],
        WorkloadKind::DaemonSet => {
            let mut cells = vec![count; 5];
            cells.extend([NONE.to_owned(), unknown()]);
            cells
        }
        WorkloadKind::Job => vec![unknown(), unknown(), unknown(), unknown()],
        WorkloadKind::CronJob => vec![
            written(&["spec", "schedule"]).unwrap_or(UNKNOWN).to_owned(),
            written(&["spec", "timeZone"]).unwrap_or(NONE).to_owned(),
            match written(&["spec", "suspend"]) {
                Some("true") => "True".to_owned(),
                _ => "False".to_owned(),
            },
            unknown(),
            unknown(),
            unknown(),
        ],
        WorkloadKind::Pod | WorkloadKind::ReplicaSet | WorkloadKind::ReplicationController => {
            vec![count.clone(), count.clone(), count, unknown()]
        }
    }
}
