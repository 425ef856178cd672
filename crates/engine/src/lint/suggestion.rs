use super::nearest::{Near, near};
use super::ward::{Placed, Ward};
use super::{cluster_address, empty_peer, named_port, service_port};
use crate::analysis::Analysis;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Namespace, NamespaceId, Operator, Peer, PortSpec, Requirement, ServiceId, Written,
};
use crate::options::Options;
use crate::text::FieldPath;

/// What was probably meant where something else stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suggestion {
    /// A selector means another label: all of this is spelt otherwise.
    Label(Vec<Spelling>),
    /// The port at this path is this one.
    Port(FieldPath, u16),
    /// The entry means pods of one of these namespaces.
    Namespaces(Vec<NamespaceId>),
    /// The entry means the pods of this Service.
    Backends(ServiceId),
}

/// How a part of a selector is to be spelt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spelling {
    /// The key at the end of this path.
    Key(FieldPath, String),
    /// The text at this path.
    Text(FieldPath, String),
}

/// What was probably meant where a finding stands, if that can be known.
pub fn suggestion(
    options: &Options,
    analysis: &Analysis,
    finding: &Diagnostic,
) -> Option<Suggestion> {
    let ward = Ward::new(options, analysis);
    match finding.code.0 {
        "selects-no-pod" => subject(&ward, finding),
        "service-port" => port(&ward, finding),
        "matches-nobody" => with_entry(&ward, finding, |rule, at, peer| {
            label(&ward, rule, at, peer)
        }),
        "namespace-by-name" => with_entry(&ward, finding, |rule, at, peer| {
            automatic_label(&ward, rule, at, peer)
        }),
        "service-address-in-ip-block" => with_entry(&ward, finding, |_, _, peer| {
            cluster_address::service(&ward, peer).map(Suggestion::Backends)
        }),
        _ => None,
    }
}

/// What is to be suggested for the entry that a finding stands at.
fn with_entry(
    ward: &Ward<'_>,
    finding: &Diagnostic,
    suggest: impl Fn(&Placed<'_>, usize, &Peer) -> Option<Suggestion>,
) -> Option<Suggestion> {
    let is_it =
        |rule: &Placed<'_>, at| ward.span(rule.id, rule.peer_path(at)) == Some(finding.primary);
    let (rule, at, peer) = ward.entries().find(|(rule, at, _)| is_it(rule, *at))?;
    suggest(rule, at, peer)
}

fn subject(ward: &Ward<'_>, finding: &Diagnostic) -> Option<Suggestion> {
    let path = FieldPath::root().field("spec").field("podSelector");
    ward.policies().find_map(|(id, policy)| {
        let is_it = ward.span(id, path.clone()) == Some(finding.primary);
        let labels = is_it.then(|| ward.labels_in(&[policy.namespace]))?;
        respelt(&near(&policy.subject, &labels)?, &path)
    })
}

fn label(ward: &Ward<'_>, rule: &Placed<'_>, at: usize, peer: &Peer) -> Option<Suggestion> {
    let blame = empty_peer::blame(ward, rule.policy.namespace, peer)?;
    let Some(near) = near(blame.selector, &blame.labels) else {
        return elsewhere(ward, rule.policy.namespace, peer);
    };
    respelt(&near, &rule.peer_path(at).field(blame.field))
}

/// The other label in place of what a selector at this path asks for, key or value or both.
fn respelt(near: &Near<'_>, path: &FieldPath) -> Option<Suggestion> {
    let requirement = near.requirement;
    let Operator::In(values) = &requirement.operator else {
        return None;
    };
    let (key, value) = near.label;
    let mut spellings = Vec::new();
    if values.get(near.value).is_none_or(|it| it != value) {
        let place = match requirement.written {
            Written::MatchLabels => path.clone().field("matchLabels").field(&requirement.key),
            Written::MatchExpressions(at) => {
                let item = path.clone().field("matchExpressions").index(at);
                item.field("values").index(near.value)
            }
        };
        spellings.push(Spelling::Text(place, value.to_owned()));
    }
    if requirement.key != key {
        spellings.push(of_key(requirement, path, key));
    }
    Some(Suggestion::Label(spellings))
}

/// Another key for a requirement of the selector at this path.
fn of_key(requirement: &Requirement, path: &FieldPath, key: &str) -> Spelling {
    match requirement.written {
        Written::MatchLabels => {
            let place = path.clone().field("matchLabels").field(&requirement.key);
            Spelling::Key(place, key.to_owned())
        }
        Written::MatchExpressions(at) => {
            let item = path.clone().field("matchExpressions").index(at);
            Spelling::Text(item.field("key"), key.to_owned())
        }
    }
}

/// The label that every namespace has in place of the one that this entry asks for.
fn automatic_label(
    ward: &Ward<'_>,
    rule: &Placed<'_>,
    at: usize,
    peer: &Peer,
) -> Option<Suggestion> {
    let (key, _) = empty_peer::meant_by_name(ward, peer)?;
    let Peer::Pods { namespaces, .. } = peer else {
        return None;
    };
    let requirement = namespaces.requirements().iter().find(|it| it.key == key)?;
    let path = rule.peer_path(at).field("namespaceSelector");
    let spelling = of_key(requirement, &path, Namespace::NAME_LABEL);
    Some(Suggestion::Label(vec![spelling]))
}

/// The other namespaces that have pods such as an entry for pods of this one asks for.
fn elsewhere(ward: &Ward<'_>, home: NamespaceId, peer: &Peer) -> Option<Suggestion> {
    let Peer::LocalPods(pods) = peer else {
        return None;
    };
    let others = ward.cluster().pods().map(|it| it.1);
    let meant = others.filter(|it| it.namespace != home && pods.matches(&it.labels).is_yes());
    let mut homes: Vec<NamespaceId> = meant.map(|it| it.namespace).collect();
    homes.sort_unstable();
    homes.dedup();
    (!homes.is_empty()).then_some(Suggestion::Namespaces(homes))
}

fn port(ward: &Ward<'_>, finding: &Diagnostic) -> Option<Suggestion> {
    let is_it =
        |rule: &Placed<'_>, at| ward.span(rule.id, rule.port_path(at)) == Some(finding.primary);
    let (rule, at, port) = ward.ports().find(|(rule, at, _)| is_it(rule, *at))?;
    let PortSpec::Number(number) = port.port else {
        return None;
    };
    let pods = named_port::destinations(ward, rule);
    let (_, target) = service_port::served(ward, &pods, (port.protocol, number))?;
    Some(Suggestion::Port(rule.port_path(at).field("port"), target))
}
