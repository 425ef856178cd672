use super::Lint;
use super::ward::{Ward, told};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Direction, NamespaceId, Policy};

/// A namespace without a default denial of ingress, where others have one.
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "a namespace without the default denial that others have",
    run,
};
const CODE: Code = Code("no-default-deny");

/// How the names of Kubernetes' own namespaces begin: they have policies of their own.
const SYSTEM: &str = "kube-";

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let cluster = ward.cluster();
    let denies = |home: NamespaceId| {
        let mut own = ward.policies().filter(|it| it.1.namespace == home);
        own.any(|it| is_default(it.1))
    };
    let with_pods = cluster
        .namespaces()
        .filter(|(_, it)| !it.name.starts_with(SYSTEM))
        .map(|it| it.0)
        .filter(|home| cluster.pods().any(|it| it.1.namespace == *home));
    let (closed, open): (Vec<_>, Vec<_>) = with_pods.partition(|it| denies(*it));
    if closed.is_empty() || closed.len() < open.len() {
        return Vec::new();
    }
    let names: Vec<String> = closed.iter().map(|it| cluster[*it].name.clone()).collect();
    let mut found = Vec::new();
    for home in open {
        let name = &cluster[home].name;
        let Some(object) = cluster[home].declared_by else {
            continue;
        };
        let Some(span) = ward.name_span(object) else {
            continue;
        };
        let mut own = cluster.pods().filter(|it| it.1.namespace == home);
        if own.all(|it| ward.is_isolated(it.0, Direction::Ingress)) {
            continue;
        }
        let message = format!(
            "namespace {name} has no policy that denies ingress by default, as {} {}",
            told(&names),
            if names.len() == 1 { "does" } else { "do" }
        );
        found.push(Diagnostic::hint(CODE, span, message));
    }
    found
}

/// Whether a policy isolates every pod of its namespace for ingress and admits nobody.
fn is_default(policy: &Policy) -> bool {
    policy.subject.is_everything()
        && policy.ingress.isolates.is_some()
        && policy.ingress.rules.is_empty()
}
