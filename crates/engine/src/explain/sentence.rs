use super::case::Case;
use super::{Name, Phrase, Piece};
use crate::eval::{BranchRef, Connection, Exemption, Gate, JudgedBranch, Party, Passage, World};
use crate::model::{Cluster, Direction, PolicyId, Ports, WorkloadId};
use crate::order::sorted;

/// How many rules a sentence names before it only counts the rest.
const NAMED_RULES: usize = 3;

/// One sentence that names everything, for one answer.
pub(super) fn sentence(case: &Case<'_>) -> Phrase {
    let outcome = &case.outcome;
    let mut ends = Ends::new(case.cluster(), &case.source, &case.destination);
    if case.is_within_workload() && !case.is_own_workload {
        ends.destination_prefix = "another pod of ";
    }
    let start = ends.start();
    if outcome.is_denied() {
        return start.then(denial(case));
    }
    let verdict = verdict_text(&outcome.ports, &outcome.mixed_ports, &outcome.unknown_ports);
    start.then(joined(verdict, reason(case)))
}

/// The same where those that it is about differ.
pub(super) fn mixed_sentence(case: &Case<'_>, answer: Phrase) -> Phrase {
    Ends::new(case.cluster(), &case.source, &case.destination)
        .start()
        .then(answer)
}

/// Why it is or may be allowed: `by db-np, rule 1, branch A`, `nothing isolates
/// either end`.
pub(super) fn reason(case: &Case<'_>) -> Phrase {
    let ends = Ends::new(case.cluster(), &case.source, &case.destination);
    let ports = case.outcome.perhaps();
    let passage = |gate: &Gate| gate_passage(gate, &ports);
    match (&case.reach.egress, &case.reach.ingress) {
        (_, Gate::Exempt(Exemption::SamePod)) => Phrase::from("a pod always reaches itself"),
        (Gate::Exempt(Exemption::OwnNode), Gate::NotIsolated | Gate::Exempt(_)) => {
            Phrase::from("a pod is taken always to reach its own node")
        }
        (Gate::NotIsolated | Gate::Exempt(_), Gate::Exempt(Exemption::OwnNode)) => {
            Phrase::from("a pod’s own node always reaches it")
        }
        (egress, ingress) => ends.admission(&passage(egress), &passage(ingress)),
    }
}

/// `allowed on all ports by …`, `allowed on all ports, nothing …`.
fn joined(verdict: String, reason: Phrase) -> Phrase {
    let separator = match reason.0.first() {
        Some(Piece::Text(words)) if words.starts_with("by ") => " ",
        _ => ", ",
    };
    Phrase::from(verdict).text(separator).then(reason)
}

/// The same for a connection of the picture.
pub fn edge_sentence(world: &World, connection: &Connection) -> Phrase {
    let source = Name::of_party(world, connection.source);
    let destination = Name::of_party(world, connection.destination);
    let ends = Ends::new(world.cluster(), &source, &destination);
    let verdict = verdict_text(
        &connection.ports,
        &connection.mixed_ports,
        &connection.unknown_ports,
    );
    let reason = ends.admission(&connection.egress, &connection.ingress);
    ends.start().then(joined(verdict, reason))
}

pub(super) fn verdict_text(ports: &Ports, mixed: &Ports, unknown: &Ports) -> String {
    if ports.is_empty() && mixed.is_empty() {
        return format!("may be allowed on {unknown}");
    }
    let phrases: Vec<String> = [
        ("on", ports),
        ("in part on", mixed),
        ("perhaps on", unknown),
    ]
    .into_iter()
    .filter(|it| !it.1.is_empty())
    .map(|(on, ports)| format!("{on} {ports}"))
    .collect();
    format!("allowed {}", phrases.join(", "))
}

/// The branches that admit, or may admit, some of `ports`.
pub(super) fn gate_passage(gate: &Gate, ports: &Ports) -> Passage {
    let Gate::Isolated {
        branches, over_v6, ..
    } = gate
    else {
        return Passage::Open;
    };
    let counts = |it: &JudgedBranch| !it.may_admit().intersection(ports).is_empty();
    let mut admitting = Vec::new();
    for (at, branch) in branches.iter().enumerate() {
        if counts(branch) || over_v6.get(at).is_some_and(counts) {
            admitting.push(branch.at);
        }
    }
    Passage::Admitted(admitting)
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

/// One sentence for a bundle: `3 workloads of qa-test to any address outside: …`.
pub fn bundle_sentence(world: &World, connections: &[&Connection]) -> Phrase {
    let source = members(world, connections.iter().map(|it| it.source));
    let destination = members(world, connections.iter().map(|it| it.destination));
    let is_open = |it: &&&Connection| {
        it.egress == Passage::Open && it.ingress == Passage::Open && it.ports.is_all()
    };
    let (all, open) = (
        connections.len(),
        connections.iter().filter(is_open).count(),
    );
    let how = match all - open {
        0 => "allowed on all ports, nothing isolates the workloads".to_owned(),
        ruled if open == 0 => format!("{ruled} connections allowed by rules"),
        ruled => format!("{all} connections, {ruled} allowed by rules, {open} open"),
    };
    Phrase::from(format!("{source} to {destination}: {how}"))
}

/// `qa-test/db`, `3 workloads of qa-test`: the ends of a bundle on one side,
/// which are in one namespace.
fn members(world: &World, parties: impl Iterator<Item = Party>) -> String {
    let mut distinct = sorted(&parties.collect::<Vec<Party>>());
    distinct.dedup();
    let mut names = distinct.iter().map(|it| Name::of_party(world, *it));
    let Some(first) = names.next() else {
        return String::new();
    };
    match first.namespace() {
        Some(namespace) if distinct.len() > 1 => {
            let namespace = &world.cluster()[namespace].name;
            format!("{} workloads of {namespace}", distinct.len())
        }
        _ => first.full,
    }
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

/// The two ends that a sentence is about.
struct Ends<'a> {
    cluster: &'a Cluster,
    source: &'a Name,
    destination: &'a Name,
    destination_prefix: &'static str,
}

impl<'a> Ends<'a> {
    fn new(cluster: &'a Cluster, source: &'a Name, destination: &'a Name) -> Self {
        Self {
            cluster,
            source,
            destination,
            destination_prefix: "",
        }
    }

    fn start(&self) -> Phrase {
        let Self {
            source,
            destination,
            destination_prefix: prefix,
            ..
        } = self;
        Phrase::from(format!("{} to {prefix}{}: ", source.full, destination.full))
    }

    /// How it gets out of the one and into the other.
    fn admission(&self, egress: &Passage, ingress: &Passage) -> Phrase {
        match (egress, ingress) {
            (Passage::Open, Passage::Open) => self.open(),
            (Passage::Admitted(only), Passage::Open) | (Passage::Open, Passage::Admitted(only)) => {
                self.rules("by ", only)
            }
            (Passage::Admitted(egress), Passage::Admitted(ingress)) => self
                .rules("leaving by ", egress)
                .then(self.rules(" and entering by ", ingress)),
        }
    }

    fn open(&self) -> Phrase {
        let ends = (self.source.namespace(), self.destination.namespace());
        Phrase::from(match ends {
            (None, Some(_)) => format!("nothing isolates {}", self.destination.full),
            (Some(_), None) => format!("nothing isolates {}", self.source.full),
            _ => "nothing isolates either end".to_owned(),
        })
    }

    /// The rules with their branches; without any, the input leaves it open.
    fn rules(&self, how: &str, branches: &[BranchRef]) -> Phrase {
        if branches.is_empty() {
            return Phrase::from("the input does not say enough");
        }
        let across = is_across(self.source, self.destination);
        Phrase::from(how).then(rules(self.cluster, branches, across))
    }
}

/// `db-np, rule 1, branch A and branch B`; people count rules from 1.
pub(super) fn rules(cluster: &Cluster, branches: &[BranchRef], across: bool) -> Phrase {
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

/// Which side refuses, and why: `denied leaving staging/api: test-np has no
/// egress rule`.
fn denial(case: &Case<'_>) -> Phrase {
    Phrase::from(match case.refusing().as_slice() {
        [] => "denied, no port passes both ends".to_owned(),
        // The usual case, and the destination was just named.
        [Direction::Ingress] if !case.judged(Direction::Ingress).is_empty() => {
            format!("denied, {}", refusal(case, Direction::Ingress))
        }
        refusing => {
            let sides: Vec<String> = refusing.iter().map(|it| refusing_side(case, *it)).collect();
            format!("denied {}", sides.join("; "))
        }
    })
}

fn refusing_side(case: &Case<'_>, direction: Direction) -> String {
    let side = match direction {
        Direction::Egress => "leaving",
        Direction::Ingress => "entering",
    };
    let subject = &case.subject(direction).0.full;
    format!("{side} {subject}: {}", refusal(case, direction))
}

/// `test-np has no egress rule`, `db-np does not admit it`.
pub(super) fn refusal(case: &Case<'_>, direction: Direction) -> String {
    let by = case.isolated_by(direction);
    let names = policy_names(case.cluster(), by, case.is_across());
    let (has, does) = match by.len() {
        1 => ("has", "does"),
        _ => ("have", "do"),
    };
    if case.judged(direction).is_empty() {
        format!("{names} {has} no {} rule", direction.rules_field())
    } else {
        format!("{names} {does} not admit it")
    }
}

/// How many of so many names are told; never all but one.
fn most_named(count: usize) -> usize {
    const MOST: usize = 8;
    if count > MOST + 1 { MOST } else { count }
}

/// A list of the first of many, and how many others there are: `A, B and 7 more`.
pub(super) fn first_of(mut all: Vec<Phrase>, what: &str) -> Phrase {
    let told = most_named(all.len());
    let others = all.len() - told;
    all.truncate(told);
    if others > 0 {
        all.push(Phrase::from(format!("{others} more{what}")));
    }
    Phrase::list(all)
}

/// `db-np and test-np`; across namespaces `staging/db-np`. Of many the first are
/// named, and the others counted.
pub(super) fn policy_names(cluster: &Cluster, ids: &[PolicyId], across: bool) -> String {
    let told = most_named(ids.len());
    let mut names: Vec<String> = ids
        .iter()
        .take(told)
        .map(|id| {
            let policy = &cluster[*id];
            if across {
                format!("{}/{}", cluster[policy.namespace].name, policy.name)
            } else {
                policy.name.clone()
            }
        })
        .collect();
    if told < ids.len() {
        names.push(format!("{} more policies", ids.len() - told));
    }
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
