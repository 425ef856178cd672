use super::Lint;
use super::ward::{Placed, Ward};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::eval::entry_effects;
use crate::model::Peer;

/// An entry without which nothing changes: everything that it permits, others permit too.
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "an entry without which nothing changes",
    run,
};
const CODE: Code = Code("redundant-entry");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
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
            let is_redundant = !effects.is_empty() && effects.iter().all(|it| it.alone.is_empty());
            if is_redundant {
                found.extend(finding(ward, &rule, branch.peer));
            }
        }
    }
    found
}

fn finding(ward: &Ward<'_>, rule: &Placed<'_>, peer: Option<usize>) -> Option<Diagnostic> {
    let path = peer.map_or_else(|| rule.path(), |it| rule.peer_path(it));
    let message =
        "everything that this entry permits, another permits too: without it nothing changes here";
    ward.finding(Severity::Hint, CODE, (rule.id, path), message.to_owned())
}
