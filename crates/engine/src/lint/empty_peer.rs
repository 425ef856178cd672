use super::Lint;
use super::nearest::nearest;
use super::ward::{Placed, Ward, selector_words};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Labels, Namespace, Operator, Peer, Selector};

/// An entry that matches no pod that there is.
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "an entry that matches nobody",
    run,
};
const CODE: Code = Code("matches-nobody");

/// A namespace that is meant by its name, and has no such label.
pub(super) const BY_NAME: Lint = Lint {
    code: NAME,
    title: "a namespace selected by a label `name` that it does not have",
    run: run_by_name,
};
const NAME: Code = Code("namespace-by-name");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in ward.rules() {
        if ward.subjects(rule.policy).is_empty() {
            continue;
        }
        for (at, peer) in rule.entries().iter().enumerate() {
            let is_empty = ward.has_peers(rule.policy.namespace, peer) == Some(false);
            if is_empty && meant_by_name(ward, peer).is_none() {
                found.extend(finding(ward, &rule, at, peer));
            }
        }
    }
    found
}

fn finding(ward: &Ward<'_>, rule: &Placed<'_>, at: usize, peer: &Peer) -> Option<Diagnostic> {
    let cluster = ward.cluster();
    let home = rule.policy.namespace;
    let namespaces: Vec<&Labels> = cluster.namespaces().map(|it| &it.1.labels).collect();
    let labels_in = |homes: &[crate::model::NamespaceId]| -> Vec<&Labels> {
        let pods = cluster.pods().filter(|it| homes.contains(&it.1.namespace));
        pods.map(|it| &it.1.labels).collect()
    };
    let (message, help) = match peer {
        Peer::LocalPods(pods) => {
            let others = cluster.pods().filter(|it| it.1.namespace != home);
            let mut others = others.filter(|it| pods.matches(&it.1.labels).is_yes());
            let near = nearest(pods, &labels_in(&[home]));
            let words = selector_words(pods);
            let own = &cluster[home].name;
            let elsewhere = others.next().map(|(_, it)| {
                let other = &cluster[it.namespace].name;
                format!(
                    "pods with {words} are in namespace {other}; for those the entry needs a \
                     `namespaceSelector`"
                )
            });
            (
                format!("no pod of namespace {own} has {words}: this entry admits nobody"),
                near.map(|it| format!("there are pods with {it}"))
                    .or(elsewhere),
            )
        }
        Peer::Pods {
            namespaces: homes,
            pods,
        } => {
            let matched = ward.namespaces(homes);
            if matched.is_empty() {
                let words = selector_words(homes);
                let near = nearest(homes, &namespaces);
                (
                    format!("no namespace of the input has {words}: this entry admits nobody"),
                    near.map(|it| format!("there is a namespace with {it}")),
                )
            } else {
                let pods = pods.as_ref()?;
                let words = selector_words(pods);
                let near = nearest(pods, &labels_in(&matched));
                (
                    format!(
                        "no pod in the namespaces that match has {words}: this entry admits nobody"
                    ),
                    near.map(|it| format!("there are pods with {it}")),
                )
            }
        }
        Peer::Block(_) => return None,
    };
    // Without a better idea the input may just not have everything.
    let severity = if help.is_some() {
        Severity::Warning
    } else {
        Severity::Hint
    };
    let found = ward.finding(severity, CODE, (rule.id, rule.peer_path(at)), message)?;
    Some(match help {
        Some(help) => found.help(help),
        None => found,
    })
}

fn run_by_name(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in ward.rules() {
        for (at, peer) in rule.entries().iter().enumerate() {
            let Some((key, name)) = meant_by_name(ward, peer) else {
                continue;
            };
            let message =
                format!("namespace {name} has no label `{key}`, so this entry does not match it");
            let place = (rule.id, rule.peer_path(at));
            let finding = ward.finding(Severity::Warning, NAME, place, message);
            let help = format!("every namespace has `{}: {name}`", Namespace::NAME_LABEL);
            found.extend(finding.map(|it| it.help(help)));
        }
    }
    found
}

/// The key and the name of the namespace that a selector means by a label that it lacks.
pub(super) fn meant_by_name(ward: &Ward<'_>, peer: &Peer) -> Option<(String, String)> {
    let Peer::Pods { namespaces, .. } = peer else {
        return None;
    };
    if !ward.namespaces(namespaces).is_empty() {
        return None;
    }
    named(ward, namespaces)
}

fn named(ward: &Ward<'_>, selector: &Selector) -> Option<(String, String)> {
    selector.requirements().iter().find_map(|it| {
        let Operator::In(values) = &it.operator else {
            return None;
        };
        let is_name = ["name", "namespace", "ns"].contains(&it.key.as_str());
        let name = values
            .iter()
            .find(|it| ward.cluster().find_namespace(it).is_some())?;
        is_name.then(|| (it.key.clone(), name.clone()))
    })
}
