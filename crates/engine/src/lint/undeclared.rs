use super::Lint;
use super::ward::{Ward, told};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Peer;

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
    for rule in ward.rules() {
        for (at, peer) in rule.entries().iter().enumerate() {
            let Peer::Pods { namespaces, .. } = peer else {
                continue;
            };
            let all = ward.cluster().namespaces();
            let open = all.filter(|(_, it)| {
                let is_decided = namespaces.matches(&it.labels);
                it.declared_by.is_none() && !is_decided.is_yes() && !namespaces.is_everything()
            });
            let unsure = open.filter(|(_, it)| {
                let keys = namespaces.requirements().iter();
                keys.clone()
                    .any(|one| one.key != crate::model::Namespace::NAME_LABEL)
                    && !it.name.is_empty()
            });
            let names: Vec<String> = unsure.map(|it| it.1.name.clone()).collect();
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
    }
    found
}
