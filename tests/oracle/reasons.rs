//! Every reason is given, and no other: entry by entry and clause by clause.

use netpol_engine::Analysis;
use netpol_engine::eval::{Clause, Reach, Trace};
use netpol_engine::model::{Direction, PolicyId, Protocol};
use proptest::prelude::*;
use serde_json::json;

use crate::PORTS;
use crate::attempt::{Attempt, End, Who};
use crate::blocks::{Holds, items};
use crate::clusters::{Objects, any_objects};
use crate::ends::{Families, endpoint, ends, families, over, pods};
use crate::sides::{Entry, Side};

/// An entry of a policy, and one of its ports.
type Admission = (String, usize, Option<usize>, Option<usize>);

/// An entry of a policy, and all of its clauses that failed; `None` for the ports.
type Miss = (String, usize, Option<usize>, Vec<Option<Clause>>);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_reason_is_given_and_no_other(objects in any_objects()) {
        let analysis = objects.analyze();
        let pods = pods(&objects);
        let ends = ends(&objects, &pods, &[]);
        for source in &ends {
            for destination in &ends {
                let is_same = matches!(source.who, Who::Pod(_)) && source.who == destination.who;
                let is_unknown = matches!(families(source, destination), Families::Unknown);
                if !is_same && !is_unknown {
                    check_pair(&objects, &analysis, source, destination)?;
                }
            }
        }
    }
}

fn check_pair(
    objects: &Objects,
    analysis: &Analysis,
    source: &End<'_>,
    destination: &End<'_>,
) -> Result<(), TestCaseError> {
    let reach = analysis.reach(endpoint(analysis, source), endpoint(analysis, destination));
    let ways = match families(source, destination) {
        Families::Both => [true, false]
            .map(|it| (over(source, it), over(destination, it)))
            .to_vec(),
        Families::One | Families::Unknown => vec![(source.clone(), destination.clone())],
    };
    for (protocol, port) in PORTS {
        let attempts: Vec<Attempt<'_>> = ways
            .iter()
            .map(|(source, destination)| Attempt {
                objects,
                unusual: &[],
                source: source.clone(),
                destination: destination.clone(),
                protocol,
                port: port.into(),
            })
            .collect();
        for direction in Direction::BOTH {
            let sides: Vec<Side<'_>> = attempts
                .iter()
                .map(|attempt| Side { attempt, direction })
                .collect();
            check_sides(analysis, &reach, &sides)?;
        }
    }
    Ok(())
}

/// Holds the reasons of one direction against what the oracle says of each entry,
/// over every family that the connection could use.
fn check_sides(
    analysis: &Analysis,
    reach: &Reach,
    sides: &[Side<'_>],
) -> Result<(), TestCaseError> {
    let first = sides[0];
    if sides.iter().any(|it| it.passes() != first.passes()) {
        // Then each family has an answer of its own.
        return Ok(());
    }
    let protocol = Protocol::from_name(first.attempt.protocol).unwrap();
    let decision = reach.decide(protocol, u16::try_from(first.attempt.port).unwrap());
    let trace = match first.direction {
        Direction::Egress => decision.egress,
        Direction::Ingress => decision.ingress,
    };
    let name = |it: PolicyId| analysis.cluster()[it].name.clone();
    match trace {
        Trace::Admitted { by, .. } => {
            let said: Vec<Admission> = by
                .iter()
                .map(|it| {
                    let at = it.branch;
                    (name(at.policy), at.rule, at.peer, it.port)
                })
                .collect();
            prop_assert_eq!(said, admissions(sides, |it| it == Some(true)));
        }
        Trace::Undecided { by, .. } => {
            let said: Vec<Admission> = by
                .iter()
                .map(|it| {
                    let at = it.branch;
                    (name(at.policy), at.rule, at.peer, it.port)
                })
                .collect();
            prop_assert_eq!(said, admissions(sides, |it| it != Some(false)));
        }
        Trace::Rejected { misses: said, .. } => {
            let said: Vec<Miss> = said
                .iter()
                .map(|it| {
                    let at = it.branch;
                    let failed = it.failed.iter().copied().map(Some);
                    let ports = it.ports_failed.then_some(None);
                    let failed = failed.filter(|it| *it != Some(Clause::AnyPod));
                    (
                        name(at.policy),
                        at.rule,
                        at.peer,
                        failed.chain(ports).collect(),
                    )
                })
                .collect();
            prop_assert_eq!(said, misses(sides));
        }
        Trace::Exempt(_) | Trace::NotIsolated => {
            prop_assert!(sides.iter().all(|it| it.passes() == Some(true)));
        }
    }
    Ok(())
}

/// The entries that admit the connection over any family, port by port.
fn admissions(sides: &[Side<'_>], counts: fn(Holds) -> bool) -> Vec<Admission> {
    let mut found = Vec::new();
    for entry in sides[0].entries() {
        let count = items(&entry.rule["ports"]).len();
        let ports: Vec<Option<usize>> = match count {
            0 => vec![None],
            count => (0..count).map(Some).collect(),
        };
        for port in ports {
            let alone = port.map_or_else(|| json!([]), |it| json!([entry.rule["ports"][it]]));
            let admits =
                |it: &Side<'_>| counts(it.admits(entry.policy, &it.rule(entry.peer, &alone)));
            if sides.iter().any(admits) {
                let (rule, peer) = entry.at;
                found.push((entry.policy_name(), rule, peer, port));
            }
        }
    }
    found
}

/// Every entry that admits the connection over no family, with the clauses that
/// failed over any.
fn misses(sides: &[Side<'_>]) -> Vec<Miss> {
    let mut found = Vec::new();
    for entry in sides[0].entries() {
        let fails = |it: &Side<'_>| {
            it.admits(entry.policy, &it.rule(entry.peer, &entry.rule["ports"])) == Some(false)
        };
        if sides.iter().all(fails) {
            let (rule, peer) = entry.at;
            found.push((entry.policy_name(), rule, peer, failed(sides, &entry)));
        }
    }
    found
}

fn failed(sides: &[Side<'_>], entry: &Entry<'_>) -> Vec<Option<Clause>> {
    let mut failed: Vec<Option<Clause>> = Vec::new();
    for side in sides {
        for (clause, alone) in side.single_clauses(entry) {
            if side.admits(entry.policy, &alone) == Some(false) && !failed.contains(&clause) {
                failed.push(clause);
            }
        }
    }
    // The ports come last.
    failed.sort_by_key(Option::is_none);
    failed
}
