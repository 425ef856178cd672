use super::case::Case;
use super::{Name, Phrase};
use crate::eval::{BranchRef, Connection, Exemption, Gate, Party, Passage, Verdict, World};
use crate::model::{Cluster, Direction, PolicyId, WorkloadId};

/// How many rules a sentence names before it only counts the rest.
const NAMED_RULES: usize = 3;

/// One sentence that names everything, for one answer.
pub(super) fn sentence(case: &Case<'_>) -> Phrase {
    let start = start(&case.source, &case.destination);
    let ports = case.reach.ports();
    match case.reach.verdict() {
        Verdict::Allowed => {
            let by = Direction::BOTH.map(|it| {
                let admitting = case.admitting(it, &ports);
                admitting.into_iter().map(|it| it.0).collect::<Vec<_>>()
            });
            let start = start.text(format!("allowed on {ports}"));
            let same_pod = Gate::Exempt(Exemption::SamePod);
            if case.reach.egress == same_pod || case.reach.ingress == same_pod {
                return start.text(", a pod always reaches itself");
            }
            start.then(admission(
                case.cluster(),
                (&case.source, &case.destination),
                &by,
            ))
        }
        Verdict::Denied => start.then(denial(case)),
        Verdict::Mixed | Verdict::Unknown => start.text("not known, the input does not say enough"),
    }
}

/// The same for a connection of the picture.
pub fn edge_sentence(world: &World, connection: &Connection) -> Phrase {
    let source = Name::of_party(world, connection.source);
    let destination = Name::of_party(world, connection.destination);
    let by = [&connection.egress, &connection.ingress].map(|it| match it {
        Passage::Open => Vec::new(),
        Passage::Admitted(branches) => branches.clone(),
    });
    let verdict = match (
        connection.ports.is_empty(),
        connection.unknown_ports.is_empty(),
    ) {
        (true, _) => format!("may be allowed on {}", connection.unknown_ports),
        (false, true) => format!("allowed on {}", connection.ports),
        (false, false) => format!(
            "allowed on {}, perhaps on {}",
            connection.ports, connection.unknown_ports
        ),
    };
    start(&source, &destination).text(verdict).then(admission(
        world.cluster(),
        (&source, &destination),
        &by,
    ))
}

/// The same for any two parties, connected or not; `None` when one of them has
/// no pods.
pub fn pair_sentence(world: &World, source: Party, destination: Party) -> Option<Phrase> {
    let from = world.representative(source)?;
    let to = world.representative(destination)?;
    let reach = world.reach(from, to);
    let case = Case {
        source: Name::of_party(world, source),
        destination: Name::of_party(world, destination),
        ..Case::new(world, &reach)
    };
    Some(sentence(&case))
}

/// One sentence for a bundle: open connections of several workloads of a
/// namespace to one place.
pub fn bundle_sentence(world: &World, connections: &[&Connection]) -> Phrase {
    let Some(first) = connections.first() else {
        return Phrase::new();
    };
    let source = Name::of_party(world, first.source);
    let destination = Name::of_party(world, first.destination).full;
    let place = source.namespace().map_or_else(String::new, |it| {
        format!(" of {}", world.cluster()[it].name)
    });
    Phrase::from(format!(
        "{} workloads{place} to {destination}: allowed on all ports, nothing isolates them",
        connections.len()
    ))
}

/// `qa-test/db: ingress isolated by db-np, egress open`.
pub fn node_sentence(world: &World, workload: WorkloadId) -> String {
    let party = Party::Workload(workload);
    let name = Name::of_party(world, party).full;
    let Some(endpoint) = world.representative(party) else {
        return format!("{name}: no pods");
    };
    let [ingress, egress] = [Direction::Ingress, Direction::Egress].map(|direction| {
        let by = world.isolating(endpoint, direction);
        if by.is_empty() {
            format!("{} open", direction.rules_field())
        } else {
            let names = policy_names(world.cluster(), &by, false);
            format!("{} isolated by {names}", direction.rules_field())
        }
    });
    format!("{name}: {ingress}, {egress}")
}

fn start(source: &Name, destination: &Name) -> Phrase {
    Phrase::from(format!("{} to {}: ", source.full, destination.full))
}

/// Which branches admit it: those of the egress side, those of the ingress
/// side; none of either when nothing isolates.
fn admission(cluster: &Cluster, ends: (&Name, &Name), by: &[Vec<BranchRef>; 2]) -> Phrase {
    let (source, destination) = ends;
    let across = is_across(source, destination);
    match by.each_ref().map(Vec::as_slice) {
        [[], []] => Phrase::from(match (source.namespace(), destination.namespace()) {
            (None, Some(_)) => format!(", nothing isolates {}", destination.full),
            (Some(_), None) => format!(", nothing isolates {}", source.full),
            _ => ", nothing isolates either end".to_owned(),
        }),
        [only, []] | [[], only] => Phrase::from(" by ").then(rules(cluster, only, across)),
        [egress, ingress] => Phrase::from(", leaving by ")
            .then(rules(cluster, egress, across))
            .text(" and entering by ")
            .then(rules(cluster, ingress, across)),
    }
}

/// `db-np, rule 1, branch A and branch B`; people count rules from 1.
fn rules(cluster: &Cluster, branches: &[BranchRef], across: bool) -> Phrase {
    let by_rule: Vec<&[BranchRef]> = branches
        .chunk_by(|a, b| (a.policy, a.rule) == (b.policy, b.rule))
        .collect();
    let mut phrases: Vec<Phrase> = by_rule
        .iter()
        .take(NAMED_RULES)
        .filter_map(|branches| {
            let first = branches.first()?;
            let policy = policy_names(cluster, &[first.policy], across);
            let marks = branches.iter().map(|it| Phrase::new().branch(*it));
            let rule = Phrase::from(format!("{policy}, rule {}, ", first.rule + 1));
            Some(rule.then(Phrase::list(marks)))
        })
        .collect();
    if let Some(more) = by_rule.len().checked_sub(NAMED_RULES).filter(|it| *it > 0) {
        phrases.push(Phrase::from(format!("{more} more")));
    }
    let mut all = Phrase::new();
    for (at, phrase) in phrases.into_iter().enumerate() {
        all = all
            .text(if at == 0 { "" } else { ", and by " })
            .then(phrase);
    }
    all
}

/// Which side refuses, and why.
fn denial(case: &Case<'_>) -> Phrase {
    let is_shut = |it| case.gate(it).may_pass().is_empty();
    let refusals: Vec<String> = Direction::BOTH
        .into_iter()
        .filter(|it| is_shut(*it))
        .map(|it| refusal(case, it))
        .collect();
    Phrase::from(match refusals.as_slice() {
        [] => "denied, no port passes both ends".to_owned(),
        refusals => refusals.join("; "),
    })
}

fn refusal(case: &Case<'_>, direction: Direction) -> String {
    let by = case.isolated_by(direction);
    let names = policy_names(case.cluster(), by, case.is_across());
    let subject = &case.subject(direction).0.full;
    let side = match direction {
        Direction::Egress => "leaving",
        Direction::Ingress => "entering",
    };
    let has_rules = !case.judged(direction).is_empty();
    let (has, does) = match by.len() {
        1 => ("has", "does"),
        _ => ("have", "do"),
    };
    match (direction, has_rules) {
        (Direction::Ingress, true) => format!("denied, {names} {does} not admit it"),
        (_, true) => format!("denied {side} {subject}: {names} {does} not admit it"),
        (_, false) => {
            let rules = direction.rules_field();
            format!("denied {side} {subject}: {names} {has} no {rules} rule")
        }
    }
}

/// `db-np and test-np`; across namespaces `staging/db-np`.
fn policy_names(cluster: &Cluster, ids: &[PolicyId], across: bool) -> String {
    let mut names: Vec<String> = ids
        .iter()
        .map(|id| {
            let policy = &cluster[*id];
            if across {
                format!("{}/{}", cluster[policy.namespace].name, policy.name)
            } else {
                policy.name.clone()
            }
        })
        .collect();
    match names.pop() {
        None => String::new(),
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} and {last}", names.join(", ")),
    }
}

fn is_across(source: &Name, destination: &Name) -> bool {
    let ends = (source.namespace(), destination.namespace());
    matches!(ends, (Some(a), Some(b)) if a != b)
}
