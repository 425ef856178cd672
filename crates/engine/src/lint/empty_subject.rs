use super::Lint;
use super::nearest::nearest;
use super::ward::{Ward, selector_words};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::text::FieldPath;

/// A policy that selects no pod, in a namespace that has some.
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "a policy that selects no pod",
    run,
};
const CODE: Code = Code("selects-no-pod");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let cluster = ward.cluster();
    let mut found = Vec::new();
    for (id, policy) in ward.policies() {
        if !ward.subjects(policy).is_empty() {
            continue;
        }
        let labels = ward.labels_in(&[policy.namespace]);
        if labels.is_empty() {
            continue;
        }
        let near = nearest(&policy.subject, &labels);
        let elsewhere = cluster
            .pods()
            .find(|it| !policy.subject.matches(&it.1.labels).is_no());
        let words = selector_words(&policy.subject);
        let home = &cluster[policy.namespace].name;
        let message = format!("no pod of namespace {home} has {words}: this policy has no effect");
        let severity = if near.is_some() || elsewhere.is_some() {
            Severity::Warning
        } else {
            Severity::Hint
        };
        let path = FieldPath::root().field("spec").field("podSelector");
        let finding = ward.finding(severity, CODE, (id, path), message);
        found.extend(finding.map(|it| match (near, elsewhere) {
            (Some(near), _) => it.help(format!("there are pods with {near}")),
            (None, Some((_, pod))) => {
                let other = &cluster[pod.namespace].name;
                it.help(format!("pods with {words} are in namespace {other}"))
            }
            (None, None) => it,
        }));
    }
    found
}
