use super::Lint;
use super::twin::twin;
use super::ward::{Placed, Ward, connections, selector_words, told};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Peer, Peers, Policy, Selector};

/// Two entries of one `from` or `to` where one with both selectors was probably meant: pods
/// that match both are there, and the entry of pods alone adds nothing to the other.
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "two entries that read like one",
    run,
};
const CODE: Code = Code("or-that-reads-like-and");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in ward.rules() {
        let entries = rule.entries();
        for (at, pair) in entries.windows(2).enumerate() {
            if let [first, second] = pair
                && let Some((namespaces, pods)) = halves(first, second)
            {
                found.extend(finding(ward, rule, at, (namespaces, pods)));
            }
        }
    }
    found
}

/// The selectors of two entries, one with namespaces alone and one with pods alone.
fn halves<'a>(first: &'a Peer, second: &'a Peer) -> Option<(&'a Selector, &'a Selector)> {
    match (first, second) {
        (
            Peer::Pods {
                namespaces,
                pods: None,
            },
            Peer::LocalPods(pods),
        )
        | (
            Peer::LocalPods(pods),
            Peer::Pods {
                namespaces,
                pods: None,
            },
        ) if !pods.is_everything() => Some((namespaces, pods)),
        _ => None,
    }
}

fn finding(
    ward: &Ward<'_>,
    rule: &Placed<'_>,
    first: usize,
    (namespaces, pods): (&Selector, &Selector),
) -> Option<Diagnostic> {
    let home = rule.policy.namespace;
    let homes = ward.namespaces(namespaces);
    let both = homes.iter().flat_map(|it| ward.pods_of(*it, pods)).count();
    if both == 0 {
        // Nobody is in both: one entry could not have been meant.
        return None;
    }
    let is_void = homes.contains(&home) || ward.pods_of(home, pods).is_empty();
    // In a large cluster not everything is tried: then it is a hint.
    let twin = twin(ward, rule.id, joined(rule, first)?);
    let more = twin.map_or_else(Vec::new, |it| it.gained());
    let severity = if is_void && !more.is_empty() {
        Severity::Warning
    } else {
        Severity::Hint
    };
    let list = rule.direction.peers_field();
    let [namespaces, pods] = [namespaces, pods].map(selector_words);
    let alternatives = format!(
        "these are two entries of `{list}`, and either is enough: everybody in namespaces with \
         {namespaces}, or pods with {pods} in this one"
    );
    let message = if more.is_empty() {
        alternatives
    } else {
        format!(
            "{alternatives}; that is {} more than with both in one entry: {}",
            connections(more.len()),
            told(&more)
        )
    };
    let second = ward.span(rule.id, rule.peer_path(first + 1))?;
    let found = ward.finding(severity, CODE, (rule.id, rule.peer_path(first)), message)?;
    let found = found.related(second, "the other entry");
    Some(found.help("for both at once, write them as one entry: without the second dash"))
}

/// The policy with both entries as one.
fn joined(rule: &Placed<'_>, first: usize) -> Option<Policy> {
    let mut policy = rule.policy.clone();
    let scope = policy.scope_mut(rule.direction);
    let Peers::OneOf(peers) = &mut scope.rules.get_mut(rule.index)?.peers else {
        return None;
    };
    let (namespaces, pods) = halves(peers.get(first)?, peers.get(first + 1)?)?;
    let both = Peer::Pods {
        namespaces: namespaces.clone(),
        pods: Some(pods.clone()),
    };
    peers.splice(first..first + 2, [both]);
    Some(policy)
}
