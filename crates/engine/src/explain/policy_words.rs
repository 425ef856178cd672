//! What a policy says, whoever is asked about: for lists of policies.

use super::port::entry_text;
use super::requirement::selector_text;
use crate::model::{Basis, Direction, Peer, Rule, RulePorts, Scope, Selector};

/// Why a policy isolates in a direction, or does not: `policyTypes lists
/// Ingress`.
pub fn isolation_words(direction: Direction, scope: &Scope) -> String {
    let field = direction.rules_field();
    match (scope.isolates, direction) {
        (Some(Basis::Listed(_)), _) => format!("policyTypes lists {}", direction.name()),
        (Some(Basis::Defaulted), Direction::Ingress) => {
            "by default: there are no policyTypes, and ingress is always meant then".to_owned()
        }
        (Some(Basis::Defaulted), Direction::Egress) => {
            "by default: there are no policyTypes, but egress rules".to_owned()
        }
        (None, Direction::Ingress) if scope.rules.is_empty() => {
            "policyTypes does not list Ingress".to_owned()
        }
        (None, Direction::Egress) if scope.rules.is_empty() => {
            "neither policyTypes nor any egress rule asks for it".to_owned()
        }
        (None, _) => format!(
            "its {field} rules mean nothing, since policyTypes does not list {}",
            direction.name()
        ),
    }
}

/// Which pods a policy is about: `every pod`, `pods with app=db`.
pub fn subject_words(subject: &Selector) -> String {
    pods_words(Some(subject))
}

/// Whom one branch of a rule admits, and on which ports: `pods with app=web in
/// namespaces with env=qa, on 80/TCP`. Without a peer the rule admits anyone.
pub fn branch_words(own_namespace: &str, rule: &Rule, peer: Option<usize>) -> String {
    let who = match peer.and_then(|it| rule.peer(it)) {
        None => "anyone: every pod and every address".to_owned(),
        Some(Peer::LocalPods(pods)) => format!("{} of {own_namespace}", pods_words(Some(pods))),
        Some(Peer::Pods { namespaces, pods }) => {
            let namespaces = if namespaces.is_everything() {
                "every namespace".to_owned()
            } else {
                format!("namespaces with {}", selector_text(namespaces, ""))
            };
            format!("{} in {namespaces}", pods_words(pods.as_ref()))
        }
        Some(Peer::Block(block)) => {
            let holes: Vec<String> = block.except.iter().map(ToString::to_string).collect();
            match holes.as_slice() {
                [] => format!("addresses of {}", block.cidr),
                holes => format!("addresses of {} except {}", block.cidr, holes.join(", ")),
            }
        }
    };
    let ports = match &rule.ports {
        RulePorts::Any => "every port".to_owned(),
        RulePorts::OneOf(entries) => {
            let entries: Vec<String> = entries.iter().map(entry_text).collect();
            entries.join(", ")
        }
    };
    format!("{who}, on {ports}")
}

fn pods_words(selector: Option<&Selector>) -> String {
    match selector {
        Some(it) if !it.is_everything() => format!("pods with {}", selector_text(it, "")),
        _ => "every pod".to_owned(),
    }
}
