use super::Lint;
use super::named_port::destinations;
use super::ward::Ward;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Members, PodId, PortSpec, Protocol, Service, ServicePort, TargetPort};

/// The port of a Service where the port of its pods is meant: policies are judged behind the
/// Service (SEMANTICS.md V-1, V-3).
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "a Service's port in place of the pods' port",
    run,
};
const CODE: Code = Code("service-port");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (rule, at, port) in ward.ports() {
        let PortSpec::Number(number) = port.port else {
            continue;
        };
        let pods = destinations(ward, rule);
        if pods.is_empty() || listens(ward, &pods, (port.protocol, number)) {
            continue;
        }
        let Some((service, target)) = served(ward, &pods, (port.protocol, number)) else {
            continue;
        };
        let home = &ward.cluster()[service.namespace].name;
        let message = format!(
            "{number} is the port of Service {home}/{}, and its pods listen on {target}: this \
             admits nothing",
            service.name
        );
        let place = (rule.id, rule.port_path(at));
        let finding = ward.finding(Severity::Warning, CODE, place, message);
        found.extend(finding.map(|it| it.help(format!("write the port of the pods: {target}"))));
    }
    found
}

/// Whether any of the pods names this port as its own, or may have others.
fn listens(ward: &Ward<'_>, pods: &[PodId], (protocol, number): (Protocol, u16)) -> bool {
    pods.iter().any(|it| {
        let ports = &ward.cluster()[*it].ports;
        let mut own = ports.known().iter();
        ports.is_unknown() || own.any(|it| it.protocol == protocol && it.number == number)
    })
}

/// The Service of these pods that has this port and leads to another.
pub(super) fn served<'a>(
    ward: &Ward<'a>,
    pods: &[PodId],
    (protocol, number): (Protocol, u16),
) -> Option<(&'a Service, u16)> {
    let cluster = ward.cluster();
    cluster.services().find_map(|(_, service)| {
        let backing = service.backing()?;
        let Members::Selected(selector) = &backing.members else {
            return None;
        };
        let pod = pods.iter().map(|it| &cluster[*it]).find(|it| {
            it.namespace == service.namespace && selector.matches(&it.labels).is_yes()
        })?;
        let is_it = |it: &&ServicePort| it.protocol == protocol && it.number == number;
        let port = backing.ports.iter().find(is_it)?;
        let target = match &port.target {
            TargetPort::Number(target) => *target,
            TargetPort::Name(name) => {
                let mut own = pod.ports.known().iter();
                own.find(|it| it.name.as_deref() == Some(name))?.number
            }
            TargetPort::Same | TargetPort::Unseen => return None,
        };
        (target != number).then_some((service, target))
    })
}
