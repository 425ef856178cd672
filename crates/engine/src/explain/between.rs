//! The answer for two parties whose members need not agree.

use super::case::Case;
use super::{Explanation, Member, Name, Phrase, explain, headline, member, sentence};
use crate::eval::{ClassId, Endpoint, Outcome, PairAnswer, Party, Reachability, Verdict, World};
use crate::order::{groups, sorted};
use crate::query::{PortQuestion, narrowed};

/// More pairs of members than this are compared by the classes of the members.
const MOST_PAIRS: usize = 10_000;
/// How many members that differ are told.
const MOST_MEMBERS: usize = 12;

/// Puts the answer for two parties into words. Where the pods of a workload
/// differ (SEMANTICS.md M-6, S-2b) each kind of pair is told with its own
/// verdict and reason; `None` where one of the two has no pods.
pub fn explain_between(
    world: &World,
    reachability: &Reachability,
    source: Party,
    destination: Party,
    port: PortQuestion,
) -> Option<Explanation> {
    let kinds = kinds(world, reachability, source, destination);
    let told = |it: &Kind| {
        let reach = world.reach(it.source, it.destination);
        explain(world, reachability, &reach, port)
    };
    if let [only] = kinds.as_slice() {
        return Some(told(only));
    }
    let members: Vec<Member> = kinds
        .iter()
        .take(MOST_MEMBERS)
        .map(|it| kind_member(world, it, port))
        .collect();
    let shown = member::worth_showing(&members);
    let explanation = told(kinds.get(shown)?);
    let outcome = together(reachability, &kinds, port);
    let (Some(first), Some(shown_kind)) = (members.first(), kinds.get(shown)) else {
        return None;
    };
    let is_agreed = members.iter().all(|it| it.verdict == first.verdict);
    if is_agreed && explanation.verdict == outcome.verdict() {
        return Some(Explanation {
            members,
            shown: Some(shown),
            ..explanation
        });
    }
    let reach = narrowed(
        &world.reach(shown_kind.source, shown_kind.destination),
        port,
    );
    let case = Case {
        source: Name::of_party(world, source),
        destination: Name::of_party(world, destination),
        is_own_workload: source == destination,
        outcome,
        port,
        ..Case::new(world, &reach)
    };
    let answer = member::answer(&members);
    Some(Explanation {
        verdict: case.outcome.verdict(),
        headline: headline::headline(&case),
        scope: headline::scope(&case),
        punch: punch(&kinds, &members),
        sentence: sentence::mixed_sentence(&case, answer.clone()),
        answer,
        members,
        shown: Some(shown),
        near: None,
        closing: None,
        ..explanation
    })
}

/// Pairs of members that get one answer.
struct Kind {
    source: Endpoint,
    destination: Endpoint,
    answer: PairAnswer,
    count: usize,
}

fn kind_member(world: &World, kind: &Kind, port: PortQuestion) -> Member {
    let whole = world.reach(kind.source, kind.destination);
    let reach = narrowed(&whole, port);
    let case = Case::new(world, &reach).on(port);
    Member {
        count: kind.count,
        ..member::member(&case, pair_name(world, kind), &whole, port)
    }
}

/// `api-1 to api-2 and 3 pairs like it`.
fn pair_name(world: &World, kind: &Kind) -> String {
    let name = |endpoint| match endpoint {
        Endpoint::Pod(pod) => world.cluster()[pod].name.clone(),
        Endpoint::Node(_) | Endpoint::Address(_) | Endpoint::UnknownAddress => {
            Name::of_endpoint(world, endpoint).short
        }
    };
    let destination = if kind.source == kind.destination {
        "itself".to_owned()
    } else {
        name(kind.destination)
    };
    let pair = format!("{} to {destination}", name(kind.source));
    match kind.count {
        0 | 1 => pair,
        2 => format!("{pair} and 1 pair like it"),
        count => format!("{pair} and {} pairs like it", count - 1),
    }
}

/// `2 of 4 pairs of their pods are connected: …`
fn punch(kinds: &[Kind], members: &[Member]) -> Phrase {
    let all: usize = kinds.iter().map(|it| it.count).sum();
    let connected = members.iter().filter(|it| it.verdict == Verdict::Allowed);
    let connected: usize = connected.map(|it| it.count).sum();
    let are = if connected == 1 { "is" } else { "are" };
    Phrase::from(format!(
        "Their pods differ: {connected} of {all} pairs {are} connected."
    ))
}

/// What becomes of all pairs together.
fn together(reachability: &Reachability, kinds: &[Kind], port: PortQuestion) -> Outcome {
    let asked = port.ports();
    let outcomes: Vec<Outcome> = kinds
        .iter()
        .map(|it| {
            let outcome = reachability.outcome(it.answer).into_owned();
            match &asked {
                Some(ports) => outcome.within(ports),
                None => outcome,
            }
        })
        .collect();
    Outcome::together(&outcomes)
}

/// The members of two parties pair by pair, those with one answer together; in
/// the order of the first of each.
fn kinds(
    world: &World,
    reachability: &Reachability,
    source: Party,
    destination: Party,
) -> Vec<Kind> {
    let ends = [source, destination].map(|it| members(world, it));
    let [sources, destinations] = &ends;
    let is_many = sources.len().saturating_mul(destinations.len()) > MOST_PAIRS;
    let [sources, destinations] = [sources, destinations].map(|it| {
        if is_many {
            by_class(reachability, it)
        } else {
            it.iter().map(|it| vec![*it]).collect()
        }
    });
    let mut kinds: Vec<Kind> = Vec::new();
    let mut note = |source: Endpoint, destination: Endpoint, count: usize| {
        let Some(answer) = reachability.between(source, destination) else {
            return;
        };
        match kinds.iter_mut().find(|it| it.answer == answer) {
            Some(it) => it.count += count,
            None => kinds.push(Kind {
                source,
                destination,
                answer,
                count,
            }),
        }
    };
    for sources in &sources {
        for destinations in &destinations {
            note_pairs(sources, destinations, &mut note);
        }
    }
    kinds
}

/// Every pair of two lists of members that are alike, once as an example; a
/// member and itself is another matter than two that are alike.
fn note_pairs(
    sources: &[Endpoint],
    destinations: &[Endpoint],
    note: &mut impl FnMut(Endpoint, Endpoint, usize),
) {
    let (Some(source), Some(destination)) = (sources.first(), destinations.first()) else {
        return;
    };
    if source != destination {
        note(*source, *destination, sources.len() * destinations.len());
        return;
    }
    note(*source, *destination, sources.len());
    if let Some(other) = destinations.get(1) {
        note(*source, *other, sources.len() * (sources.len() - 1));
    }
}

fn members(world: &World, party: Party) -> Vec<Endpoint> {
    match party {
        Party::Workload(id) => {
            let pods = world.cluster()[id].pods.iter();
            pods.map(|it| Endpoint::Pod(*it)).collect()
        }
        Party::Outside(_) | Party::Node(_) => world.representative(party).into_iter().collect(),
    }
}

/// The members of each class together.
fn by_class(reachability: &Reachability, members: &[Endpoint]) -> Vec<Vec<Endpoint>> {
    let classes: Vec<Option<ClassId>> = members
        .iter()
        .map(|it| reachability.class_of(*it))
        .collect();
    let alike = groups(&classes);
    let alike = sorted(&alike);
    let member = |it: &usize| members.get(*it).copied();
    alike
        .iter()
        .map(|it| it.iter().filter_map(member).collect())
        .collect()
}
