use super::Lint;
use super::ward::{Ward, selector_words};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Peer;

/// One entry with both selectors that nobody matches, while each of them matches somebody.
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "one entry that reads like two",
    run,
};
const CODE: Code = Code("and-that-reads-like-or");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (rule, at, peer) in ward.entries() {
        let Peer::Pods {
            namespaces,
            pods: Some(pods),
        } = peer
        else {
            continue;
        };
        let home = rule.policy.namespace;
        let homes = ward.namespaces(namespaces);
        let matched = ward.peers(home, peer).unwrap_or_default();
        let local = ward.pods_of(home, pods);
        let is_split = matched.is_empty() && !local.is_empty() && !homes.contains(&home);
        let has_pods = ward
            .cluster()
            .pods()
            .any(|it| homes.contains(&it.1.namespace));
        if !is_split || !has_pods {
            continue;
        }
        let message = format!(
            "nobody matches both selectors of this entry: no pod with {} is in a namespace \
             with {}; {} in this namespace would match the first alone",
            selector_words(pods),
            selector_words(namespaces),
            ward.workloads(&local)
        );
        let place = (rule.id, rule.peer_path(at));
        let finding = ward.finding(Severity::Warning, CODE, place, message);
        found.extend(finding.map(|it| {
            it.help("for either of them, write two entries, each with a dash of its own")
        }));
    }
    found
}
