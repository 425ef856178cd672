use super::Lint;
use super::ward::{Placed, Ward, told};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Direction, PodId, PortSpec, Protocol};

/// A port by a name that no destination pod gives to any of its ports of that protocol
/// (SEMANTICS.md Q-7).
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "a named port that nobody has",
    run,
};
const CODE: Code = Code("named-port-that-nobody-has");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (rule, at, port) in ward.ports() {
        let PortSpec::Name(name) = &port.port else {
            continue;
        };
        let pods = destinations(ward, rule);
        let is_known = |it: &PodId| !ward.cluster()[*it].ports.is_unknown();
        if pods.is_empty() || !pods.iter().all(is_known) {
            continue;
        }
        let known = pods.iter().flat_map(|it| ward.cluster()[*it].ports.known());
        let mut names: Vec<String> = Vec::new();
        let mut protocols: Vec<Protocol> = Vec::new();
        for it in known {
            if it.name.as_ref() == Some(name) && !protocols.contains(&it.protocol) {
                protocols.push(it.protocol);
            }
            names.extend(it.name.clone().filter(|it| !names.contains(it)));
        }
        if protocols.contains(&port.protocol) {
            continue;
        }
        let place = (rule.id, rule.port_path(at));
        if let Some(protocol) = protocols.first() {
            let message = format!(
                "`{name}` is {protocol} on the pods that this rule leads to, and {} is admitted \
                 here, so it admits nothing",
                port.protocol
            );
            let finding = ward.finding(Severity::Warning, CODE, place, message);
            let help = format!("write `protocol: {protocol}`");
            found.extend(finding.map(|it| it.help(help)));
            continue;
        }
        let message = format!(
            "no pod that this rule leads to has a port called `{name}`, so it admits nothing"
        );
        let finding = ward.finding(Severity::Warning, CODE, place, message);
        found.extend(finding.map(|it| {
            if names.is_empty() {
                it
            } else {
                it.help(format!("they have {}", told(&names)))
            }
        }));
    }
    found
}

/// The pods that connections under a rule lead to; none where they may lead to others, too.
pub(super) fn destinations(ward: &Ward<'_>, rule: &Placed<'_>) -> Vec<PodId> {
    match rule.direction {
        Direction::Ingress => ward.subjects(rule.policy),
        Direction::Egress => {
            let home = rule.policy.namespace;
            let peers = rule.entries().iter().map(|it| ward.peers(home, it));
            let pods: Option<Vec<Vec<PodId>>> = peers.collect();
            pods.unwrap_or_default().concat()
        }
    }
}
