use super::Lint;
use super::twin::twin;
use super::ward::{Placed, Ward, connections, told};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Peers, Policy, RulePorts};

/// A rule with peers and no ports before one with ports and no peers: a dash too much makes
/// two rules of one, and each admits more than both together.
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "one rule that a dash makes two",
    run,
};
const CODE: Code = Code("rule-split-by-a-dash");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let pairs = ward.rules().windows(2).filter_map(|pair| match pair {
        [first, second] => Some((first, second)),
        _ => None,
    });
    let split = pairs.filter(|(first, second)| {
        let is_same = first.id == second.id && first.direction == second.direction;
        is_same && (is_half(first, second) || is_half(second, first))
    });
    split
        .filter_map(|(first, second)| finding(ward, first, second))
        .collect()
}

/// Whether one has the peers and the other the ports.
fn is_half(peers: &Placed<'_>, ports: &Placed<'_>) -> bool {
    peers.rule.peers != Peers::Anyone
        && peers.rule.ports == RulePorts::Any
        && ports.rule.peers == Peers::Anyone
        && ports.rule.ports != RulePorts::Any
}

fn finding(ward: &Ward<'_>, first: &Placed<'_>, second: &Placed<'_>) -> Option<Diagnostic> {
    let more = twin(ward, first.id, joined(first, second)?)?.gained();
    if more.is_empty() {
        return None;
    }
    let list = first.direction.peers_field();
    let message = format!(
        "`{list}` and `ports` are two rules here: one admits every port, the other everybody; \
         that is {} more than with one rule for both: {}",
        connections(more.len()),
        told(&more)
    );
    let place = (second.id, second.path());
    let found = ward.finding(Severity::Warning, CODE, place, message)?;
    let other = ward.span(first.id, first.path())?;
    let found = found.related(other, "the other half");
    Some(found.help(format!("write `ports` without a dash below `{list}`")))
}

/// The policy with both rules as one.
fn joined(first: &Placed<'_>, second: &Placed<'_>) -> Option<Policy> {
    let mut policy = first.policy.clone();
    let scope = policy.scope_mut(first.direction);
    let other = scope.rules.get(second.index)?.clone();
    let rule = scope.rules.get_mut(first.index)?;
    if rule.peers == Peers::Anyone {
        rule.peers = other.peers;
    } else {
        rule.ports = other.ports;
    }
    scope.rules.remove(second.index);
    Some(policy)
}
