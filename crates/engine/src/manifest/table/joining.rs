use crate::manifest::assembly::Declaration;
use crate::manifest::kinds::Body;
use crate::manifest::pod::PodBody;
use crate::order::groups_by;

/// Joins what several tables, or a table and a manifest, show of one object:
/// one has its labels, another its address. That is no contradiction, which
/// several manifests would be (SEMANTICS.md W-4, I-15).
pub(in crate::manifest) fn join_rows(mut declarations: Vec<Declaration>) -> Vec<Declaration> {
    if !declarations.iter().any(is_partial) {
        return declarations;
    }
    let groups = groups_by(
        &declarations,
        |a, b| a.identity().cmp(&b.identity()),
        |a, b| a.identity() == b.identity(),
    );
    let mut is_joined = vec![false; declarations.len()];
    for alike in groups {
        let mut kept = None;
        for next in alike {
            let absorbed = kept.and_then(|it| absorbed(&mut declarations, it, next));
            if absorbed != Some(next) {
                kept = Some(next);
            }
            if let Some(it) = absorbed.and_then(|it| is_joined.get_mut(it)) {
                *it = true;
            }
        }
    }
    let both = declarations.into_iter().zip(is_joined);
    both.filter_map(|(it, is_joined)| (!is_joined).then_some(it))
        .collect()
}

/// Whether the object may have more than the input shows of it.
fn is_partial(declaration: &Declaration) -> bool {
    let lacks_ports = matches!(&declaration.body, Body::Pod(it) if it.spec.ports.is_unknown());
    lacks_ports || declaration.metadata.labels.may_have_others()
}

/// Completes one of two declarations of an object with the other, and says
/// which of them is needed no more; `None` when they contradict each other.
fn absorbed(declarations: &mut [Declaration], first: usize, second: usize) -> Option<usize> {
    let [a, b] = declarations.get_disjoint_mut([first, second]).ok()?;
    let (labels_a, labels_b) = (&a.metadata.labels, &b.metadata.labels);
    let differ = !labels_a.may_have_others() && !labels_b.may_have_others() && labels_a != labels_b;
    match (is_partial(a), is_partial(b)) {
        (false, false) => None,
        _ if differ => None,
        // Of two tables the later one is the newer.
        (true, _) => {
            complete(b, a);
            Some(first)
        }
        (false, true) => {
            complete(a, b);
            Some(second)
        }
    }
}

/// Adds to a declaration what only the other shows.
fn complete(declaration: &mut Declaration, other: &Declaration) {
    if declaration.metadata.labels.may_have_others() {
        declaration
            .metadata
            .labels
            .complete_with(&other.metadata.labels);
    }
    match (&mut declaration.body, &other.body) {
        (Body::Pod(pod), Body::Pod(other)) => complete_pod(pod, other),
        (Body::Node(addresses), Body::Node(other)) if addresses.is_empty() => {
            addresses.clone_from(other);
        }
        _ => {}
    }
}

fn complete_pod(pod: &mut PodBody, other: &PodBody) {
    if pod.addresses.is_empty() {
        pod.addresses.clone_from(&other.addresses);
    }
    if pod.spec.node.is_none() {
        pod.spec.node.clone_from(&other.spec.node);
    }
}
