use super::Lint;
use super::ward::{Placed, Ward};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{IpBlock, Peer, Peers, RulePorts};

/// An `except` that another entry of the same policy admits again.
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "an `except` that hides nothing",
    run,
};
const CODE: Code = Code("except-that-hides-nothing");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (rule, at, peer) in ward.entries() {
        let Peer::Block(block) = peer else {
            continue;
        };
        for (hole, cidr) in block.except.iter().enumerate() {
            let mut rules = ward.rules().iter();
            let Some(other) = rules.find(|it| admits(it, rule, at, cidr)) else {
                continue;
            };
            let message = format!(
                "{cidr} is taken out here and admitted by another entry of the policy, so that \
                 this hides nothing"
            );
            let path = rule.peer_path(at).field("ipBlock").field("except");
            let place = (rule.id, path.index(hole));
            let finding = ward.finding(Severity::Warning, CODE, place, message);
            let span = ward.span(other.id, other.path());
            found.extend(finding.map(|it| match span {
                Some(span) => it.related(span, "this rule admits it"),
                None => it,
            }));
        }
    }
    found
}

/// Whether a rule admits all of these addresses on every port of another, by another entry
/// than this.
fn admits(rule: &Placed<'_>, other: &Placed<'_>, at: usize, cidr: &ipnet::IpNet) -> bool {
    let is_own = rule.index == other.index;
    let is_alike = rule.id == other.id && rule.direction == other.direction;
    let has_ports = rule.rule.ports == RulePorts::Any || rule.rule.ports == other.rule.ports;
    if !is_alike || !has_ports {
        return false;
    }
    match &rule.rule.peers {
        Peers::Anyone => !is_own,
        Peers::OneOf(peers) => {
            let mut others = peers.iter().enumerate().filter(|it| !is_own || it.0 != at);
            others.any(|(_, it)| matches!(it, Peer::Block(block) if holds(block, cidr)))
        }
    }
}

fn holds(block: &IpBlock, cidr: &ipnet::IpNet) -> bool {
    let meets = |hole: &ipnet::IpNet| hole.contains(cidr) || cidr.contains(hole);
    block.cidr.contains(cidr) && !block.except.iter().any(meets)
}
