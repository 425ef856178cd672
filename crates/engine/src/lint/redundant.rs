use super::Lint;
use super::twin::twin;
use super::ward::{Placed, Ward};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::eval::{Effect, entry_effects};
use crate::model::{Direction, Peer, Peers};

/// An entry without which nothing changes: everything that it permits, others permit too.
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "an entry without which nothing changes",
    run,
};
/// How many entries are tried: each takes an evaluation of everything without it.
const PROOFS: usize = 40;
/// The same where there are more connections than this.
const FEW_PROOFS: usize = 2;
const LARGE: usize = 10_000;
const CODE: Code = Code("redundant-entry");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let is_large = ward.analysis.listed().is_none_or(|it| it.len() > LARGE);
    let mut proofs = if is_large { FEW_PROOFS } else { PROOFS };
    for rule in ward.rules() {
        if ward.subjects(rule.policy).is_empty() {
            continue;
        }
        for branch in rule.branches() {
            let peer = branch.peer.and_then(|it| rule.rule.peer(it));
            // Of those that match nobody another finding tells.
            let is_empty = peer.and_then(|it| ward.peers(rule.policy.namespace, it));
            if is_empty.is_some_and(|it| it.is_empty()) || matches!(peer, Some(Peer::Block(_))) {
                continue;
            }
            let effects = entry_effects(&ward.analysis.reachability, branch);
            let is_in_vain = |it: &Effect| it.alone.is_empty();
            if effects.is_empty() || !effects.iter().all(is_in_vain) {
                continue;
            }
            if proofs == 0 {
                return found;
            }
            proofs -= 1;
            if is_proven(ward, &rule, branch.peer) {
                found.extend(finding(ward, &rule, branch.peer));
            }
        }
    }
    found
}

/// Whether everything connects as before without the entry: what others permit may be less
/// certain than what it permits.
fn is_proven(ward: &Ward<'_>, rule: &Placed<'_>, peer: Option<usize>) -> bool {
    let without = || {
        let mut policy = rule.policy.clone();
        let scope = match rule.direction {
            Direction::Ingress => &mut policy.ingress,
            Direction::Egress => &mut policy.egress,
        };
        let own = scope.rules.get_mut(rule.index)?;
        match (&mut own.peers, peer) {
            (Peers::OneOf(peers), Some(at)) if peers.len() > 1 => {
                peers.remove(at);
            }
            _ => {
                scope.rules.remove(rule.index);
            }
        }
        Some(policy)
    };
    let twin = without().and_then(|it| twin(ward, rule.id, it));
    twin.is_some_and(|it| it.changes.is_empty())
}

fn finding(ward: &Ward<'_>, rule: &Placed<'_>, peer: Option<usize>) -> Option<Diagnostic> {
    let path = peer.map_or_else(|| rule.path(), |it| rule.peer_path(it));
    let message =
        "everything that this entry permits, another permits too: without it nothing changes here";
    ward.finding(Severity::Hint, CODE, (rule.id, path), message.to_owned())
}
