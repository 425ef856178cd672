use super::Lint;
use super::ward::{Placed, Ward};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{IpBlock, Peer, Peers, PodId, Policy, RulePorts};

/// An `except` that another entry admits again, of the same policy or of one for the same
/// pods.
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
            let Some(other) = rules.find(|it| admits(ward, it, (rule, at), cidr)) else {
                continue;
            };
            let by = if other.id == rule.id {
                "another entry of the policy".to_owned()
            } else {
                let name = ward.name_of(other.policy);
                let line = ward.line((other.id, other.path()), rule.id);
                format!("{name} ({line}) on the same pods")
            };
            let message = format!(
                "{cidr} is taken out here and admitted by {by}, so that this hides nothing"
            );
            let path = rule.peer_path(at).field("ipBlock").field("except");
            let place = (rule.id, path.index(hole));
            // A rule for everybody in a policy of its own says plainly what it does.
            let is_plain = other.id != rule.id && other.rule.peers == Peers::Anyone;
            let severity = if is_plain {
                Severity::Hint
            } else {
                Severity::Warning
            };
            let finding = ward.finding(severity, CODE, place, message);
            let span = ward.span(other.id, other.path());
            found.extend(finding.map(|it| match span {
                Some(span) => it.related(span, "this rule admits it"),
                None => it,
            }));
        }
    }
    found
}

/// Whether a rule admits all of these addresses on every port of another and to all of its
/// pods, by another entry than this.
fn admits(
    ward: &Ward<'_>,
    rule: &Placed<'_>,
    (other, at): (&Placed<'_>, usize),
    cidr: &ipnet::IpNet,
) -> bool {
    let is_own = rule.id == other.id && rule.index == other.index;
    let is_alike = rule.direction == other.direction;
    let has_ports = rule.rule.ports == RulePorts::Any || rule.rule.ports == other.rule.ports;
    if !is_alike || !has_ports {
        return false;
    }
    let admits = match &rule.rule.peers {
        Peers::Anyone => !is_own,
        Peers::OneOf(peers) => {
            let mut others = peers.iter().enumerate().filter(|it| !is_own || it.0 != at);
            others.any(|(_, it)| matches!(it, Peer::Block(block) if holds(block, cidr)))
        }
    };
    admits && (rule.id == other.id || selects_all_of(ward, rule.policy, other.policy))
}

/// Whether a policy certainly selects every pod of another, which has some.
fn selects_all_of(ward: &Ward<'_>, policy: &Policy, other: &Policy) -> bool {
    let pods = ward.subjects(other);
    let is_selected = |it: &PodId| {
        let labels = &ward.cluster()[*it].labels;
        policy.subject.matches(labels).is_yes()
    };
    policy.namespace == other.namespace && !pods.is_empty() && pods.iter().all(is_selected)
}

fn holds(block: &IpBlock, cidr: &ipnet::IpNet) -> bool {
    let meets = |hole: &ipnet::IpNet| hole.contains(cidr) || cidr.contains(hole);
    block.cidr.contains(cidr) && !block.except.iter().any(meets)
}
