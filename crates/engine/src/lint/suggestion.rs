use super::nearest::nearest;
use super::ward::{Placed, Ward};
use super::{cluster_address, empty_peer, named_port, open_entry, service_port};
use crate::analysis::Analysis;
use crate::diagnostic::Diagnostic;
use crate::model::{NamespaceId, Operator, Peer, PortSpec, Selector, ServiceId, Written};
use crate::options::Options;
use crate::text::FieldPath;

/// What was probably meant where something else stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suggestion {
    /// The label at this path has this value.
    Label(FieldPath, String),
    /// The port at this path is this one.
    Port(FieldPath, u16),
    /// The entry means this namespace.
    Namespace(NamespaceId),
    /// The entry means the pods of this Service.
    Backends(ServiceId),
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
        "namespace-by-name" => with_entry(&ward, finding, |_, _, peer| {
            let (_, name) = empty_peer::meant_by_name(&ward, peer)?;
            ward.cluster()
                .find_namespace(&name)
                .map(Suggestion::Namespace)
        }),
        "opens-more-than-its-neighbours" => with_entry(&ward, finding, |rule, at, _| {
            open_entry::meant_for(&ward, rule, at).map(Suggestion::Namespace)
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
        let near = nearest(&policy.subject, &labels)?;
        respelt(&policy.subject, &path, &near)
    })
}

fn label(ward: &Ward<'_>, rule: &Placed<'_>, at: usize, peer: &Peer) -> Option<Suggestion> {
    let blame = empty_peer::blame(ward, rule.policy.namespace, peer)?;
    let near = nearest(blame.selector, &blame.labels)?;
    let path = rule.peer_path(at).field(blame.field);
    respelt(blame.selector, &path, &near)
}

/// The label of a selector that is to have another value: `app=web`. Only under
/// `matchLabels`, and only where the key is right.
fn respelt(selector: &Selector, path: &FieldPath, near: &str) -> Option<Suggestion> {
    let (key, value) = near.split_once('=')?;
    let requirement = selector.requirements().iter().find(|it| it.key == key)?;
    let is_plain = requirement.written == Written::MatchLabels
        && matches!(requirement.operator, Operator::In(_));
    let path = path.clone().field("matchLabels").field(key);
    is_plain.then(|| Suggestion::Label(path, value.to_owned()))
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
