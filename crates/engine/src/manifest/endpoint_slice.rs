//! Who serves a Service, as a controller or a person lists it: `EndpointSlice`,
//! and `Endpoints`, which came before it (SEMANTICS.md V-6, V-7).

use super::codes;
use super::field::Field;
use super::known_fields::check_fields;
use super::metadata::Metadata;
use super::pod::{address, extend_distinct, protocol};
use super::report::Report;
use super::service::number;
use crate::diagnostic::Diagnostic;
use crate::model::{LabelValue, SliceEndpoint, SlicePort};

/// The label that says which Service a slice is of.
const SERVICE_NAME: &str = "kubernetes.io/service-name";

const FIELDS: &str = "addressType apiVersion endpoints kind metadata ports";

const ENDPOINT_FIELDS: &str =
    "addresses conditions deprecatedTopology hints hostname nodeName targetRef zone";

const PORT_FIELDS: &str = "appProtocol name port protocol";

const ENDPOINTS_FIELDS: &str = "apiVersion kind metadata subsets";

const SUBSET_FIELDS: &str = "addresses notReadyAddresses ports";

const SUBSET_ADDRESS_FIELDS: &str = "hostname ip nodeName targetRef";

/// Addresses that serve on the same ports.
#[derive(Debug, Clone)]
pub(super) struct SliceBody {
    pub(super) service: Option<String>,
    pub(super) endpoints: Vec<SliceEndpoint>,
    pub(super) ports: Vec<SlicePort>,
}

/// Reads the `EndpointSlice` that `report` is about.
pub(super) fn endpoint_slice(metadata: &Metadata, report: &mut Report<'_>) -> SliceBody {
    let root = Field::root(report.tree());
    check_fields(&root, FIELDS, report);
    let service = match metadata.labels.get(SERVICE_NAME) {
        Some(LabelValue::Text(name)) => Some(name.clone()),
        _ => None,
    };
    let mut endpoints = Vec::new();
    if has_addresses(&root.field("addressType", report), report) {
        for item in root.field("endpoints", report).items(report) {
            endpoints.push(slice_endpoint(&item, report));
        }
    }
    SliceBody {
        service,
        endpoints,
        ports: slice_ports(&root.field("ports", report), report),
    }
}

/// Whether the slice lists addresses; host names mean nothing to anybody.
fn has_addresses(field: &Field<'_>, report: &mut Report<'_>) -> bool {
    match field.text(report).unwrap_or_default() {
        "IPv4" | "IPv6" => true,
        "FQDN" => {
            let place = report.tree().place(field.path());
            let message = "nobody reads slices of host names: its endpoints are left out";
            report.add(Diagnostic::hint(codes::HOST_NAMES, place, message));
            false
        }
        "" => {
            report.required(field.path(), "");
            false
        }
        other => {
            report.unsupported(field.path(), other, &["FQDN", "IPv4", "IPv6"]);
            false
        }
    }
}

fn slice_endpoint(item: &Field<'_>, report: &mut Report<'_>) -> SliceEndpoint {
    check_fields(item, ENDPOINT_FIELDS, report);
    let mut addresses = Vec::new();
    for field in item.field("addresses", report).items(report) {
        extend_distinct(&mut addresses, address(&field, report).as_slice());
    }
    let conditions = item.field("conditions", report);
    SliceEndpoint {
        addresses,
        hostname: hostname(item, report),
        is_ready: conditions
            .field("ready", report)
            .boolean(report)
            .unwrap_or(true),
    }
}

fn slice_ports(field: &Field<'_>, report: &mut Report<'_>) -> Vec<SlicePort> {
    let mut ports = Vec::new();
    for item in field.items(report) {
        check_fields(&item, PORT_FIELDS, report);
        let name = item.word("name", report);
        let protocol = protocol(&item.field("protocol", report), report);
        let port = item.field("port", report);
        let number = port.node().and_then(|_| number(&port, report));
        if let Some(protocol) = protocol {
            ports.push(SlicePort {
                name: Some(name.to_owned()).filter(|it| !it.is_empty()),
                protocol,
                number,
            });
        }
    }
    ports
}

/// Reads the `Endpoints` that `report` is about: a slice for each subset.
pub(super) fn endpoints(metadata: &Metadata, report: &mut Report<'_>) -> Vec<SliceBody> {
    let root = Field::root(report.tree());
    check_fields(&root, ENDPOINTS_FIELDS, report);
    let mut slices = Vec::new();
    for subset in root.field("subsets", report).items(report) {
        check_fields(&subset, SUBSET_FIELDS, report);
        let mut endpoints = Vec::new();
        for (name, is_ready) in [("addresses", true), ("notReadyAddresses", false)] {
            for item in subset.field(name, report).items(report) {
                check_fields(&item, SUBSET_ADDRESS_FIELDS, report);
                let address = address(&item.field("ip", report), report);
                endpoints.push(SliceEndpoint {
                    addresses: address.into_iter().collect(),
                    hostname: hostname(&item, report),
                    is_ready,
                });
            }
        }
        slices.push(SliceBody {
            service: Some(metadata.name.clone()),
            endpoints,
            ports: slice_ports(&subset.field("ports", report), report),
        });
    }
    slices
}

fn hostname(item: &Field<'_>, report: &mut Report<'_>) -> Option<String> {
    let name = item.word("hostname", report);
    Some(name.to_owned()).filter(|it| !it.is_empty())
}
