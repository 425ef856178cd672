//! Services: the names, addresses and ports under which pods are asked for
//! (SEMANTICS.md V-2…V-8, E-44…E-47).

use std::net::IpAddr;

use super::field::{Field, wrong_type};
use super::known_fields::check_fields;
use super::metadata::labels;
use super::names::{self, NameSyntax};
use super::pod::{address, extend_distinct, protocol};
use super::quoted::quoted;
use super::report::Report;
use super::scalar::Scalar;
use crate::model::{
    Backing, Entrances, FromOutside, LabelValue, Members, Operator, Requirement, Selector,
    ServicePort, ServiceShape, TargetPort, Written,
};

const FIELDS: &str = "apiVersion kind metadata spec status";

const SPEC_FIELDS: &str = "allocateLoadBalancerNodePorts clusterIP clusterIPs externalIPs externalName \
    externalTrafficPolicy healthCheckNodePort internalTrafficPolicy ipFamilies ipFamilyPolicy \
    loadBalancerClass loadBalancerIP loadBalancerSourceRanges ports publishNotReadyAddresses \
    selector sessionAffinity sessionAffinityConfig trafficDistribution type";

const PORT_FIELDS: &str = "appProtocol name nodePort port protocol targetPort";

/// What `clusterIP` says of a Service without an address.
const HEADLESS: &str = "None";

const TYPES: [&str; 4] = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];

/// Reads the Service that `report` is about.
pub(super) fn service(report: &mut Report<'_>) -> ServiceShape {
    let root = Field::root(report.tree());
    check_fields(&root, FIELDS, report);
    let spec = root.field("spec", report);
    check_fields(&spec, SPEC_FIELDS, report);
    let kind = kind(&spec.field("type", report), report);
    let own_addresses = own_addresses(&spec, report);
    if kind == "ExternalName" {
        return ServiceShape::ExternalName(external_name(&spec, report));
    }

    let is_headless = own_addresses.is_none();
    if is_headless && kind != "ClusterIP" {
        let path = spec.path().clone().field("clusterIPs").index(0);
        let place = report.tree().place(spec.field("clusterIP", report).path());
        let detail = format!("may not be set to 'None' for {kind} services");
        report.invalid_at(&path, place, quoted(HEADLESS), &detail);
    }
    let ports = spec.field("ports", report);
    let backing = Backing {
        members: members(&spec.field("selector", report), report),
        publishes_not_ready: spec
            .field("publishNotReadyAddresses", report)
            .boolean(report)
            .unwrap_or(false),
        ports: service_ports(&ports, report),
    };
    if !is_headless && ports.items(report).is_empty() {
        report.required(ports.path(), "");
    }
    match own_addresses {
        None => ServiceShape::Headless(backing),
        Some(cluster) => ServiceShape::Balanced {
            entrances: entrances(kind, cluster, &root, report),
            backing,
        },
    }
}

fn kind(field: &Field<'_>, report: &mut Report<'_>) -> &'static str {
    let written = field.text(report).filter(|it| !it.is_empty());
    let Some(written) = written else {
        return "ClusterIP";
    };
    let known = TYPES.into_iter().find(|it| *it == written);
    if known.is_none() {
        report.unsupported(field.path(), written, &TYPES);
    }
    known.unwrap_or("ClusterIP")
}

/// The addresses inside the cluster, as far as they are known; `None` for a
/// Service that is to have none.
fn own_addresses(spec: &Field<'_>, report: &mut Report<'_>) -> Option<Vec<IpAddr>> {
    let mut fields = vec![spec.field("clusterIP", report)];
    fields.extend(spec.field("clusterIPs", report).items(report));
    let mut addresses = Vec::new();
    for field in fields {
        if field.text(report) == Some(HEADLESS) {
            return None;
        }
        extend_distinct(&mut addresses, address(&field, report).as_slice());
    }
    Some(addresses)
}

fn external_name(spec: &Field<'_>, report: &mut Report<'_>) -> String {
    let field = spec.field("externalName", report);
    let name = field.text(report).unwrap_or_default();
    let name = name.strip_suffix('.').unwrap_or(name);
    if name.is_empty() {
        report.required(field.path(), "");
    } else {
        for complaint in NameSyntax::Subdomain.complaints(name) {
            report.invalid(field.path(), quoted(name), &complaint);
        }
    }
    name.to_ascii_lowercase()
}

fn entrances(
    kind: &str,
    cluster: Vec<IpAddr>,
    root: &Field<'_>,
    report: &mut Report<'_>,
) -> Entrances {
    let spec = root.field("spec", report);
    let mut outside = Vec::new();
    for item in spec.field("externalIPs", report).items(report) {
        extend_distinct(&mut outside, address(&item, report).as_slice());
    }
    let balancer = root.field("status", report).field("loadBalancer", report);
    for item in balancer.field("ingress", report).items(report) {
        let found = address(&item.field("ip", report), report);
        extend_distinct(&mut outside, found.as_slice());
    }
    let policy = spec.word("externalTrafficPolicy", report);
    let from_outside = if kind == "ClusterIP" && outside.is_empty() {
        FromOutside::NoEntrance
    } else if policy == "Local" {
        FromOutside::BackendsNode
    } else {
        FromOutside::AnyNode
    };
    Entrances {
        cluster,
        outside,
        from_outside,
    }
}

/// An empty selector selects nobody: somebody else lists the backends
/// (SEMANTICS.md L-8).
fn members(field: &Field<'_>, report: &mut Report<'_>) -> Members {
    let labels = labels(field, report);
    if labels.is_empty() {
        return Members::Listed;
    }
    let mut requirements = Vec::new();
    for (key, value) in labels.iter() {
        if let LabelValue::Text(value) = value {
            requirements.push(Requirement {
                key: key.to_owned(),
                operator: Operator::In(vec![value.clone()]),
                written: Written::MatchLabels,
            });
        }
    }
    Members::Selected(Selector::from_iter(requirements))
}

fn service_ports(field: &Field<'_>, report: &mut Report<'_>) -> Vec<ServicePort> {
    let items = field.items(report);
    let needs_names = items.len() > 1;
    let mut names: Vec<&str> = Vec::new();
    let mut ports = Vec::new();
    for item in items {
        check_fields(&item, PORT_FIELDS, report);
        let name_field = item.field("name", report);
        let name = name_field.text(report).unwrap_or_default();
        if name.is_empty() {
            if needs_names {
                report.required(name_field.path(), "");
            }
        } else if names.contains(&name) {
            report.duplicate(name_field.path(), name);
        } else {
            names.push(name);
            for complaint in NameSyntax::Label.complaints(name) {
                report.invalid(name_field.path(), quoted(name), &complaint);
            }
        }
        let number = number(&item.field("port", report), report);
        let protocol = protocol(&item.field("protocol", report), report);
        let target = target_port(&item.field("targetPort", report), report);
        let node_port = item.field("nodePort", report).integer(report);
        if let (Some(number), Some(protocol)) = (number, protocol) {
            ports.push(ServicePort {
                name: Some(name.to_owned()).filter(|it| !it.is_empty()),
                protocol,
                number,
                target,
                node_port: node_port
                    .and_then(|it| u16::try_from(it).ok())
                    .filter(|it| *it != 0),
            });
        }
    }
    ports
}

/// A port that must be given; an absent one is read as 0, which is none.
pub(super) fn number(field: &Field<'_>, report: &mut Report<'_>) -> Option<u16> {
    let written = field.integer(report);
    if written.is_none() && field.node().is_some() {
        return None;
    }
    let written = written.unwrap_or(0);
    if let Some(complaint) = names::port_number(written) {
        report.invalid(field.path(), written, complaint);
    }
    u16::try_from(written).ok()
}

/// A number, or the name of a port of each pod (SEMANTICS.md V-3).
fn target_port(field: &Field<'_>, report: &mut Report<'_>) -> TargetPort {
    let Some(node) = field.node() else {
        return TargetPort::Same;
    };
    match node.scalar() {
        Some(Scalar::Text(name)) if name.is_empty() => TargetPort::Same,
        Some(Scalar::Text(name)) => {
            for complaint in names::port_name(name) {
                report.invalid(field.path(), quoted(name), complaint);
            }
            TargetPort::Name(name.clone())
        }
        Some(Scalar::Integer(0)) => TargetPort::Same,
        Some(Scalar::Integer(_)) => {
            number(field, report).map_or(TargetPort::Same, TargetPort::Number)
        }
        _ => {
            let finding = wrong_type(node, field.path(), "intstr.IntOrString");
            report.undecodable(field.path(), finding);
            TargetPort::Same
        }
    }
}
