use netpol_engine::Analysis;
use netpol_engine::eval::{BackendPort, Endpoint, World};
use netpol_engine::model::{ServiceId, ServicePort, ServiceShape, TargetPort};

use super::{Sheet, add_annotations, add_labels};
use crate::cells::{cluster_address, service_selector, service_type};
use crate::item::Item;
use crate::selector_words::or_none;
use crate::table::UNKNOWN;
use crate::value::text;

pub(super) fn sheet(item: &Item<'_>, id: ServiceId, analysis: &Analysis) -> Sheet {
    let service = &analysis.cluster()[id];
    let object = item.says(analysis);
    let mut sheet = Sheet::default();
    sheet.pair("Name:", item.name);
    sheet.pair("Namespace:", item.namespace);
    add_labels(&mut sheet, item);
    add_annotations(&mut sheet, item, analysis);
    sheet.pair("Selector:", service_selector(service));
    sheet.pair("Type:", service_type(object.as_ref()));
    match &service.shape {
        ServiceShape::ExternalName(name) => sheet.pair("External Name:", name),
        _ => sheet.pair("IP:", cluster_address(service)),
    }
    let ports = service.backing().map_or(&[][..], |it| &it.ports);
    for (index, port) in ports.iter().enumerate() {
        add_port(&mut sheet, port, &backends(&analysis.world, id, index));
    }
    let affinity = object.as_ref();
    let affinity = affinity.and_then(|it| text(it, &["spec", "sessionAffinity"]));
    sheet.pair("Session Affinity:", affinity.unwrap_or("None"));
    sheet
}

fn add_port(sheet: &mut Sheet, port: &ServicePort, backends: &str) {
    let name = port.name.as_deref().unwrap_or("<unset>");
    let (number, protocol) = (port.number, port.protocol);
    sheet.pair("Port:", format!("{name}  {number}/{protocol}"));
    let target = match &port.target {
        TargetPort::Same => number.to_string(),
        TargetPort::Unseen => UNKNOWN.to_owned(),
        TargetPort::Number(it) => it.to_string(),
        TargetPort::Name(it) => it.clone(),
    };
    sheet.pair("TargetPort:", format!("{target}/{protocol}"));
    if let Some(node) = port.node_port {
        sheet.pair("NodePort:", format!("{name}  {node}/{protocol}"));
    }
    sheet.pair("Endpoints:", backends);
}

/// Who serves a port. Pods without an address go by their names.
fn backends(world: &World, id: ServiceId, index: usize) -> String {
    let cluster = world.cluster();
    let reach = world.reach_service(Endpoint::UnknownAddress, id);
    let serving = reach
        .backends
        .iter()
        .filter(|it| !it.backend.serves.is_no());
    let words = serving.filter_map(|it| {
        let port = match it.backend.ports.get(index)? {
            BackendPort::Number(number) => number.to_string(),
            BackendPort::Unseen => UNKNOWN.to_owned(),
            BackendPort::Nowhere => return None,
        };
        let address = it.backend.address.or_else(|| match it.backend.endpoint {
            Endpoint::Pod(pod) => cluster[pod].addresses.first().copied(),
            Endpoint::Address(address) => Some(address),
            Endpoint::Node(_) | Endpoint::UnknownAddress => None,
        });
        let host = match (address, it.backend.endpoint) {
            (Some(address), _) => address.to_string(),
            (None, Endpoint::Pod(pod)) => cluster[pod].name.clone(),
            (None, _) => UNKNOWN.to_owned(),
        };
        Some(format!("{host}:{port}"))
    });
    or_none(words.collect::<Vec<_>>().join(","))
}
