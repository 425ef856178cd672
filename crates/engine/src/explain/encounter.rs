use super::Phrase;
use super::sentence::{rules, verdict_text};
use crate::eval::{BranchRef, Encounter, Passage};
use crate::model::{Cluster, Direction};

/// What happens between two parties, without their names: `allowed on all ports
/// entering by qa-test/db-np, rule 1, branch A`, `denied entering`.
pub fn encounter_phrase(cluster: &Cluster, encounter: &Encounter) -> Phrase {
    let outcome = &encounter.outcome;
    if outcome.is_denied() {
        return Phrase::from(match encounter.refusing.as_slice() {
            [] => "denied, no port passes both ends",
            [Direction::Egress] => "denied leaving",
            [Direction::Ingress] => "denied entering",
            _ => "denied leaving and entering",
        });
    }
    let verdict = verdict_text(&outcome.ports, &outcome.mixed_ports, &outcome.unknown_ports);
    let passed = |how, it: &Passage| match it {
        Passage::Open => None,
        Passage::Admitted(branches) => Some(admitted(cluster, how, branches)),
    };
    let passages = [
        passed("leaving by ", &encounter.egress),
        passed("entering by ", &encounter.ingress),
    ];
    let passages: Vec<Phrase> = passages.into_iter().flatten().collect();
    let why = if passages.is_empty() {
        Phrase::from("nothing isolates either end")
    } else {
        Phrase::list(passages)
    };
    Phrase::from(verdict).text(", ").then(why)
}

/// The rules with their branches; without any, the input leaves it open.
fn admitted(cluster: &Cluster, how: &str, branches: &[BranchRef]) -> Phrase {
    if branches.is_empty() {
        return Phrase::from(how).text("what the input does not say");
    }
    Phrase::from(how).then(rules(cluster, branches, true))
}
