use super::Lint;
use super::ward::Ward;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Peer, Service, ServiceId, ServiceShape};

/// The address of a Service in an `ipBlock`: it is replaced by a pod's before policies are
/// judged (SEMANTICS.md V-1).
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "the address of a Service in an `ipBlock`",
    run,
};
const CODE: Code = Code("service-address-in-ip-block");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (rule, at, peer) in ward.entries() {
        let Peer::Block(block) = peer else {
            continue;
        };
        let Some(service) = service(ward, peer) else {
            continue;
        };
        let service = &ward.cluster()[service];
        let message = format!(
            "{} is the address of Service {}/{}: connections to it arrive at its pods, by \
             their own addresses, and this entry matches none of them",
            block.cidr.addr(),
            ward.cluster()[service.namespace].name,
            service.name
        );
        let place = (rule.id, rule.peer_path(at));
        let finding = ward.finding(Severity::Warning, CODE, place, message);
        found.extend(finding.map(|it| it.help("select the pods of the Service by their labels")));
    }
    found
}

/// The Service whose single address an entry is.
pub(super) fn service(ward: &Ward<'_>, peer: &Peer) -> Option<ServiceId> {
    let Peer::Block(block) = peer else {
        return None;
    };
    let is_single = block.cidr.prefix_len() == block.cidr.max_prefix_len();
    let mut services = ward.cluster().services();
    let own = services.find(|it| has(it.1, block.cidr.addr()));
    own.filter(|_| is_single).map(|it| it.0)
}

fn has(service: &Service, address: std::net::IpAddr) -> bool {
    match &service.shape {
        ServiceShape::Balanced { entrances, .. } => entrances.cluster.contains(&address),
        ServiceShape::Headless(_) | ServiceShape::ExternalName(_) => false,
    }
}
