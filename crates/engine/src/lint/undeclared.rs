use super::Lint;
use super::ward::{Ward, told};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Namespace, Peer};

/// A selector on labels of a namespace that the input does not have: its answer is assumed
/// (SEMANTICS.md W-2).
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "a selector over namespaces that the input does not declare",
    run,
};
const CODE: Code = Code("undeclared-namespace");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (rule, at, peer) in ward.entries() {
        let Peer::Pods { namespaces, .. } = peer else {
            continue;
        };
        // The label of its name is known of every namespace.
        let mut keys = namespaces.requirements().iter().map(|it| it.key.as_str());
        if keys.all(|it| it == Namespace::NAME_LABEL) {
            continue;
        }
        let all = ward.cluster().namespaces();
        let open = all
            .filter(|(_, it)| it.declared_by.is_none() && !namespaces.matches(&it.labels).is_yes());
        let names: Vec<String> = open.map(|it| it.1.name.clone()).collect();
        if names.is_empty() {
            continue;
        }
        let message = format!(
            "the input has no Namespace {}: which labels it has is not known, and it is \
             taken to have none but its name",
            told(&names)
        );
        let place = (rule.id, rule.peer_path(at));
        found.extend(ward.finding(Severity::Hint, CODE, place, message));
    }
    found
}
