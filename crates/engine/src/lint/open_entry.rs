use super::Lint;
use super::ward::{Placed, Ward, told};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Peer, Peers, PolicyId, RulePorts, Selector};
use crate::text::FieldPath;

/// An entry for everybody on every port, where another policy on the same pods admits a few
/// only: that one is void.
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "an entry for everybody beside a narrower policy",
    run,
};
const CODE: Code = Code("opens-more-than-its-neighbours");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let open = ward
        .rules()
        .iter()
        .filter(|it| it.rule.ports == RulePorts::Any);
    let mut found = Vec::new();
    for rule in open {
        let all = match &rule.rule.peers {
            Peers::Anyone => Some(rule.path()),
            Peers::OneOf(peers) => {
                let at = peers.iter().position(is_everybody);
                at.map(|it| rule.peer_path(it))
            }
        };
        let Some(path) = all else {
            continue;
        };
        let void = narrower(ward, rule);
        let names = void.iter().map(|it| ward.name_of(&ward.cluster()[*it]));
        let names: Vec<String> = names.collect();
        let Some(first) = void.first() else {
            continue;
        };
        let message = format!(
            "this admits every pod of the cluster on every port, so that the rules of {} on the \
             same pods narrow nothing",
            told(&names)
        );
        let finding = ward.finding(Severity::Warning, CODE, (rule.id, path), message);
        let rules_field = rule.direction.rules_field();
        let other = FieldPath::root().field("spec").field(rules_field);
        found.extend(finding.map(|it| match ward.span(*first, other) {
            Some(span) => it.related(span, "these rules have no effect beside it"),
            None => it,
        }));
    }
    found
}

fn is_everybody(peer: &Peer) -> bool {
    match peer {
        Peer::Pods { namespaces, pods } => {
            let all = pods.as_ref().is_none_or(Selector::is_everything);
            namespaces.is_everything() && all
        }
        Peer::LocalPods(_) | Peer::Block(_) => false,
    }
}

/// The other policies that admit pods only, and not all of them, to every pod that the rule
/// is for.
fn narrower(ward: &Ward<'_>, rule: &Placed<'_>) -> Vec<PolicyId> {
    let own = ward.subjects(rule.policy);
    let mut found: Vec<PolicyId> = Vec::new();
    for other in ward.rules() {
        let is_other = other.id != rule.id && other.direction == rule.direction;
        let entries = other.entries();
        let is_narrow = !entries.is_empty()
            && entries
                .iter()
                .all(|it| !is_everybody(it) && !matches!(it, Peer::Block(_)));
        if !is_other || !is_narrow || found.contains(&other.id) {
            continue;
        }
        let subjects = ward.subjects(other.policy);
        if !subjects.is_empty() && subjects.iter().all(|it| own.contains(it)) {
            found.push(other.id);
        }
    }
    found
}
