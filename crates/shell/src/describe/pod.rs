use std::net::IpAddr;

use netpol_engine::Analysis;
use netpol_engine::manifest::Value;
use netpol_engine::model::{PodId, WorkloadKind};

use super::{Sheet, add_annotations, add_labels};
use crate::item::Item;
use crate::pod_state::{status, template};
use crate::table::{NONE, UNKNOWN};
use crate::value::{items, text};

pub(super) fn sheet(item: &Item<'_>, id: PodId, analysis: &Analysis) -> Sheet {
    let cluster = analysis.cluster();
    let pod = &cluster[id];
    let template = template(item, analysis);
    let node = pod.node.map(|it| cluster[it].name.clone());
    let mut sheet = Sheet::default();
    sheet.pair("Name:", item.name);
    sheet.pair("Namespace:", item.namespace);
    sheet.pair("Node:", node.as_deref().unwrap_or(UNKNOWN));
    add_labels(&mut sheet, item);
    add_annotations(&mut sheet, item, analysis);
    sheet.pair("Status:", status(template.as_ref()));
    let addresses: Vec<String> = pod.addresses.iter().map(IpAddr::to_string).collect();
    sheet.pair("IP:", addresses.first().map_or(UNKNOWN, |it| it));
    if addresses.is_empty() {
        sheet.pair("IPs:", UNKNOWN);
    } else {
        sheet.line("IPs:");
        for address in &addresses {
            sheet.pair("  IP:", address);
        }
    }
    let owner = &cluster[pod.workload];
    if owner.kind != WorkloadKind::Pod {
        let owner = format!("{}/{}", owner.kind.name(), owner.name);
        sheet.pair("Controlled By:", owner);
    }
    sheet.line("Containers:");
    let containers = template.as_ref();
    let containers = containers.map_or(&[][..], |it| items(it, &["spec", "containers"]));
    for container in containers {
        add_container(&mut sheet, container);
    }
    sheet
}

fn add_container(sheet: &mut Sheet, container: &Value) {
    let written = |key: &str| text(container, &[key]);
    sheet.line(format!("  {}:", written("name").unwrap_or(UNKNOWN)));
    sheet.pair("    Image:", written("image").unwrap_or(UNKNOWN));
    let ports = items(container, &["ports"]).iter();
    let ports: Vec<String> = ports
        .map(|it| {
            let number = text(it, &["containerPort"]).unwrap_or(UNKNOWN);
            let protocol = text(it, &["protocol"]).unwrap_or("TCP");
            format!("{number}/{protocol}")
        })
        .collect();
    match ports.as_slice() {
        [] => sheet.pair("    Port:", NONE),
        [only] => sheet.pair("    Port:", only),
        several => sheet.pair("    Ports:", several.join(", ")),
    }
}
