use super::Lint;
use super::nearest::nearest;
use super::ward::{Placed, Ward, selector_words};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Labels, Namespace, NamespaceId, Operator, Peer, Selector};

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
    for (rule, at, peer) in ward.entries() {
        let is_empty = ward.has_peers(rule.policy.namespace, peer) == Some(false);
        let has_subjects = || !ward.subjects(rule.policy).is_empty();
        if is_empty && meant_by_name(ward, peer).is_none() && has_subjects() {
            found.extend(finding(ward, rule, at, peer));
        }
    }
    found
}

fn finding(ward: &Ward<'_>, rule: &Placed<'_>, at: usize, peer: &Peer) -> Option<Diagnostic> {
    let home = rule.policy.namespace;
    let blame = blame(ward, home, peer)?;
    let words = selector_words(blame.selector);
    let whose = match (peer, blame.field) {
        (Peer::LocalPods(_), _) => format!("no pod of namespace {}", ward.cluster()[home].name),
        (_, NAMESPACES) => "no namespace of the input".to_owned(),
        _ => "no pod in the namespaces that match".to_owned(),
    };
    let message = format!("{whose} has {words}: this entry admits nobody");
    let near = nearest(blame.selector, &blame.labels).map(|it| match blame.field {
        NAMESPACES => format!("there is a namespace with {it}"),
        _ => format!("there are pods with {it}"),
    });
    let help = near.or_else(|| elsewhere(ward, home, peer));
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

/// The keys of an entry.
const NAMESPACES: &str = "namespaceSelector";
const PODS: &str = "podSelector";

/// Why an entry matches nobody.
pub(super) struct Blame<'a> {
    /// The selector that nothing has.
    pub(super) selector: &'a Selector,
    /// Its key.
    pub(super) field: &'static str,
    /// What it was held against.
    pub(super) labels: Vec<&'a Labels>,
}

/// The selector because of which an entry of a policy in `home` matches nobody.
pub(super) fn blame<'a>(ward: &Ward<'a>, home: NamespaceId, peer: &'a Peer) -> Option<Blame<'a>> {
    let (homes, pods) = ward.scope_of(home, peer)?;
    match peer {
        Peer::Pods { namespaces, .. } if homes.is_empty() => {
            let all = ward.cluster().namespaces();
            Some(Blame {
                selector: namespaces,
                field: NAMESPACES,
                labels: all.map(|it| &it.1.labels).collect(),
            })
        }
        _ => Some(Blame {
            selector: pods?,
            field: PODS,
            labels: ward.labels_in(&homes),
        }),
    }
}

/// That pods of another namespace were probably meant.
fn elsewhere(ward: &Ward<'_>, home: NamespaceId, peer: &Peer) -> Option<String> {
    let Peer::LocalPods(pods) = peer else {
        return None;
    };
    let cluster = ward.cluster();
    let mut others = cluster.pods().map(|it| it.1);
    let pod = others.find(|it| it.namespace != home && pods.matches(&it.labels).is_yes())?;
    let words = selector_words(pods);
    let other = &cluster[pod.namespace].name;
    Some(format!(
        "pods with {words} are in namespace {other}; for those the entry needs a \
         `namespaceSelector`"
    ))
}

fn run_by_name(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (rule, at, peer) in ward.entries() {
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
