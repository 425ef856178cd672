//! Pods, and the templates that controllers make pods from (SEMANTICS.md W-5,
//! W-10, S-9, §11.5).

use std::net::IpAddr;

use super::codes;
use super::field::{Field, OBJECT_FIELDS};
use super::names;
use super::node::Node;
use super::quoted::quoted;
use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::model::{
    ContainerPort, ContainerPorts, ContainerRole, DnsPolicy, PodDns, Protocol, Readiness,
};
use crate::order::firsts;
use crate::text::FieldPath;

/// Every field of the `spec` of a pod.
const SPEC_FIELDS: [&str; 44] = [
    "activeDeadlineSeconds",
    "affinity",
    "automountServiceAccountToken",
    "containers",
    "dnsConfig",
    "dnsPolicy",
    "enableServiceLinks",
    "ephemeralContainers",
    "evictionResponders",
    "hostAliases",
    "hostIPC",
    "hostNetwork",
    "hostPID",
    "hostUsers",
    "hostname",
    "hostnameOverride",
    "imagePullSecrets",
    "initContainers",
    "nodeName",
    "nodeSelector",
    "os",
    "overhead",
    "preemptionPolicy",
    "priority",
    "priorityClassName",
    "readinessGates",
    "resourceClaims",
    "resources",
    "restartPolicy",
    "runtimeClassName",
    "schedulerName",
    "schedulingGates",
    "schedulingGroup",
    "securityContext",
    "serviceAccount",
    "serviceAccountName",
    "setHostnameAsFQDN",
    "shareProcessNamespace",
    "subdomain",
    "terminationGracePeriodSeconds",
    "tolerations",
    "topologySpreadConstraints",
    "volumes",
    "workloadRef",
];

/// Every field of a container.
const CONTAINER_FIELDS: [&str; 25] = [
    "args",
    "command",
    "env",
    "envFrom",
    "image",
    "imagePullPolicy",
    "lifecycle",
    "livenessProbe",
    "name",
    "ports",
    "readinessProbe",
    "resizePolicy",
    "resources",
    "restartPolicy",
    "restartPolicyRules",
    "securityContext",
    "startupProbe",
    "stdin",
    "stdinOnce",
    "terminationMessagePath",
    "terminationMessagePolicy",
    "tty",
    "volumeDevices",
    "volumeMounts",
    "workingDir",
];

/// Every field of a container's port.
const PORT_FIELDS: [&str; 5] = ["containerPort", "hostIP", "hostPort", "name", "protocol"];

/// What the `spec` of a pod or of a template says, as far as it matters here.
#[derive(Debug, Clone)]
pub(super) struct PodSpec {
    pub(super) ports: ContainerPorts,
    /// The name of the node it runs on.
    pub(super) node: Option<String>,
    pub(super) host_network: bool,
    pub(super) dns: PodDns,
    /// Known of live pods only.
    pub(super) readiness: Readiness,
}

/// A live pod.
#[derive(Debug, Clone)]
pub(super) struct PodBody {
    pub(super) spec: PodSpec,
    pub(super) addresses: Vec<IpAddr>,
    /// The addresses of the node it runs on.
    pub(super) host_addresses: Vec<IpAddr>,
    /// Whether it has run to its end, and has no address any more.
    pub(super) is_finished: bool,
}

/// Reads the pod that `report` is about.
pub(super) fn pod(report: &mut Report<'_>) -> PodBody {
    let root = Field::root(report.tree());
    root.note_unknown_fields(&OBJECT_FIELDS, report);
    let mut spec = pod_spec(&root.field("spec", report), report);
    let status = root.field("status", report);
    spec.readiness = readiness(&status, report);
    let mut host_addresses = addresses(&status, "hostIP", "hostIPs", report);
    let addresses = addresses(&status, "podIP", "podIPs", report);
    if spec.host_network {
        extend_distinct(&mut host_addresses, &addresses);
    }
    PodBody {
        spec,
        addresses,
        host_addresses,
        is_finished: is_finished(&status, report),
    }
}

/// Reads the `spec` of a pod or of a template.
pub(super) fn pod_spec(spec: &Field<'_>, report: &mut Report<'_>) -> PodSpec {
    spec.note_unknown_fields(&SPEC_FIELDS, report);
    let host_network = spec.field("hostNetwork", report).boolean(report);
    let mut containers = Containers {
        host_network: host_network.unwrap_or(false),
        count: 0,
        names: Vec::new(),
    };
    let mut ports = Vec::new();
    for container in spec.field("containers", report).items(report) {
        ports.extend(containers.ports(&container, ContainerRole::Main, report));
    }
    for container in spec.field("initContainers", report).items(report) {
        let policy = container.field("restartPolicy", report);
        let keeps_running = policy.text(report) == Some("Always");
        let declared = containers.ports(&container, ContainerRole::Sidecar, report);
        // Any other init container is over before the pod serves anybody.
        ports.extend(declared.into_iter().filter(|_| keeps_running));
    }
    containers.check_names(report);
    let node = spec.field("nodeName", report).text(report);
    PodSpec {
        ports: ContainerPorts::Declared(ports),
        node: node.filter(|it| !it.is_empty()).map(str::to_owned),
        host_network: containers.host_network,
        dns: dns(spec, report),
        readiness: Readiness::Assumed,
    }
}

/// Reads whom the pod asks for names, and its own one.
fn dns(spec: &Field<'_>, report: &mut Report<'_>) -> PodDns {
    let own = |it: &str| Some(it.to_owned()).filter(|it| !it.is_empty());
    PodDns {
        policy: match spec.word("dnsPolicy", report) {
            "ClusterFirstWithHostNet" => DnsPolicy::ClusterFirstWithHostNet,
            "Default" => DnsPolicy::Default,
            "None" => DnsPolicy::None,
            _ => DnsPolicy::ClusterFirst,
        },
        hostname: own(spec.word("hostname", report)),
        subdomain: own(spec.word("subdomain", report)),
    }
}

/// The containers of one pod while they are read.
struct Containers<'t> {
    host_network: bool,
    count: usize,
    /// The names of ports, each with the number of its container.
    names: Vec<(usize, &'t str, FieldPath)>,
}

impl<'t> Containers<'t> {
    fn ports(
        &mut self,
        container: &Field<'t>,
        role: ContainerRole,
        report: &mut Report<'_>,
    ) -> Vec<ContainerPort> {
        self.count += 1;
        container.note_unknown_fields(&CONTAINER_FIELDS, report);
        let mut ports = Vec::new();
        for port in container.field("ports", report).items(report) {
            port.note_unknown_fields(&PORT_FIELDS, report);
            let name_field = port.field("name", report);
            let name = name_field.text(report).filter(|it| !it.is_empty());
            if let Some(name) = name {
                for complaint in names::port_name(name) {
                    report.invalid(name_field.path(), quoted(name), complaint);
                }
                self.names
                    .push((self.count, name, name_field.path().clone()));
            }
            let number = container_port(&port.field("containerPort", report), report);
            if self.host_network {
                check_host_port(&port.field("hostPort", report), number, report);
            }
            let protocol = protocol(&port.field("protocol", report), report);
            if let (Some(number), Some(protocol)) = (number, protocol) {
                ports.push(ContainerPort {
                    name: name.map(str::to_owned),
                    number,
                    protocol,
                    role,
                });
            }
        }
        ports
    }

    /// A container has a port name once. Containers of one pod may share it; a
    /// policy means all of them, but a Service only the first (SEMANTICS.md Q-11,
    /// E-41).
    fn check_names(&self, report: &mut Report<'_>) {
        let in_container: Vec<_> = self.names.iter().map(|it| (it.0, it.1)).collect();
        let in_pod: Vec<_> = self.names.iter().map(|it| (0, it.1)).collect();
        let firsts = firsts(&in_container).into_iter().zip(firsts(&in_pod));
        for (position, (in_container, in_pod)) in firsts.enumerate() {
            let Some((_, name, path)) = self.names.get(position) else {
                continue;
            };
            if in_container != position {
                report.duplicate(path, name);
            } else if in_pod != position
                && let Some((_, _, first)) = self.names.get(in_pod)
            {
                report.add(shared_name(name, path, first, report.tree()));
            }
        }
    }
}

fn shared_name(name: &str, path: &FieldPath, first: &FieldPath, tree: &Node) -> Diagnostic {
    let name = quoted(name);
    let message = format!(
        "{path}: duplicate port name {name} with {first}, \
         services and probes that select ports by name will use {first}"
    );
    Diagnostic::warning(codes::DUPLICATE_VALUE, tree.place(path), message)
        .related(tree.place(first), "the first one")
}

fn container_port(field: &Field<'_>, report: &mut Report<'_>) -> Option<u16> {
    match field.integer(report) {
        None if field.node().is_some() => None,
        None | Some(0) => {
            report.required(field.path(), "");
            None
        }
        Some(number) => {
            if let Some(complaint) = names::port_number(number) {
                report.invalid(field.path(), number, complaint);
            }
            u16::try_from(number).ok()
        }
    }
}

/// On its node's network a container has no port of another number (SEMANTICS.md
/// E-43).
fn check_host_port(field: &Field<'_>, container_port: Option<u16>, report: &mut Report<'_>) {
    let Some(number) = field.integer(report).filter(|it| *it != 0) else {
        return;
    };
    if container_port.is_some_and(|it| i32::from(it) != number) {
        let detail = "must match `containerPort` when `hostNetwork` is true";
        report.invalid(field.path(), number, detail);
    }
}

/// A protocol; TCP where none is written.
pub(super) fn protocol(field: &Field<'_>, report: &mut Report<'_>) -> Option<Protocol> {
    match field.text(report) {
        None if field.node().is_some() => None,
        None | Some("") => Some(Protocol::Tcp),
        Some(name) => {
            let protocol = Protocol::from_name(name);
            if protocol.is_none() {
                report.unsupported(field.path(), name, &["SCTP", "TCP", "UDP"]);
            }
            protocol
        }
    }
}

/// What the condition `Ready` says, if the pod has it.
fn readiness(status: &Field<'_>, report: &mut Report<'_>) -> Readiness {
    for condition in status.field("conditions", report).items(report) {
        if condition.word("type", report) == "Ready" {
            return match condition.word("status", report) {
                "True" => Readiness::Ready,
                "False" => Readiness::NotReady,
                _ => Readiness::Assumed,
            };
        }
    }
    Readiness::Assumed
}

fn is_finished(status: &Field<'_>, report: &mut Report<'_>) -> bool {
    let field = status.field("phase", report);
    let phase = field.text(report).unwrap_or_default();
    let is_finished = matches!(phase, "Succeeded" | "Failed");
    if is_finished {
        let message =
            format!("this pod has finished ({phase}) and is left out: it has no address any more");
        let place = report.tree().place(field.path());
        report.add(Diagnostic::hint(codes::FINISHED_POD, place, message));
    }
    is_finished
}

/// The addresses in a status field such as `podIP`, and in the longer list that
/// newer clusters have beside it.
fn addresses(status: &Field<'_>, one: &str, all: &str, report: &mut Report<'_>) -> Vec<IpAddr> {
    let mut found = Vec::new();
    extend_distinct(
        &mut found,
        address(&status.field(one, report), report).as_slice(),
    );
    for item in status.field(all, report).items(report) {
        let address = address(&item.field("ip", report), report);
        extend_distinct(&mut found, address.as_slice());
    }
    found
}

/// The address in this field, if there is one that can be read.
pub(super) fn address(field: &Field<'_>, report: &mut Report<'_>) -> Option<IpAddr> {
    let text = field.text(report).filter(|it| !it.is_empty())?;
    let address = text.parse().ok();
    if address.is_none() {
        let message = format!(
            "{}: `{text}` is not an IP address; it is ignored",
            field.path()
        );
        report.warning(codes::INVALID_VALUE, field.path(), message);
    }
    address
}

/// Adds the addresses that are not there yet.
pub(super) fn extend_distinct(addresses: &mut Vec<IpAddr>, more: &[IpAddr]) {
    for &it in more {
        if !addresses.contains(&it) {
            addresses.push(it);
        }
    }
}
