//! What closes a connection, in a sentence.

use super::case::Case;
use super::port::entry_text;
use super::{Closing, ClosingEnd, ClosingEntry, Phrase};
use crate::eval::{Cut, Endpoint, Entry, Exemption, SideCut, minimal_cut};
use crate::model::{Direction, PolicyId, RulePorts};
use crate::order::sorted_by;

/// How many entries a sentence names before it only counts the rest.
const NAMED_ENTRIES: usize = 4;

/// What closes it on all ports that connect, or may; none where nothing does.
pub(super) fn closing(case: &Case<'_>) -> Option<Closing> {
    let ports = case.outcome.perhaps();
    if ports.is_empty() {
        return None;
    }
    let cut = minimal_cut(case.cluster(), case.reach, &ports);
    let ends: Vec<ClosingEnd> = [Direction::Ingress, Direction::Egress]
        .into_iter()
        .filter_map(|it| end(case, &cut, it))
        .collect();
    // Fewer first, and entries that can go before a policy that is to be written.
    let effort = |it: &ClosingEnd| (it.entries.is_empty(), it.entries.len());
    let ends = sorted_by(&ends, |a, b| effort(a).cmp(&effort(b)));
    Some(Closing {
        sentence: sentence(case, &cut, &ends),
        ends,
    })
}

fn end(case: &Case<'_>, cut: &Cut, direction: Direction) -> Option<ClosingEnd> {
    let (how, entries) = match side_of(cut, direction) {
        SideCut::Closed | SideCut::Impossible(_) => return None,
        SideCut::Isolate => (isolating(case, direction), Vec::new()),
        SideCut::Remove(entries) => {
            let entries: Vec<ClosingEntry> = entries.iter().map(|it| entry(case, *it)).collect();
            (removing(&entries), entries)
        }
    };
    Some(ClosingEnd {
        direction,
        how,
        entries,
    })
}

fn side_of(cut: &Cut, direction: Direction) -> &SideCut {
    match direction {
        Direction::Egress => &cut.egress,
        Direction::Ingress => &cut.ingress,
    }
}

/// `isolating frontend for egress`; for certain, if it perhaps is.
fn isolating(case: &Case<'_>, direction: Direction) -> Phrase {
    let start = Phrase::from("isolating ")
        .then(case.subject(direction).0.mention())
        .text(format!(" for {}", direction.rules_field()));
    if case.isolated_by(direction).is_empty() {
        start
    } else {
        start.text(" for certain")
    }
}

fn removing(entries: &[ClosingEntry]) -> Phrase {
    let told = entries.len().min(NAMED_ENTRIES);
    let mut names: Vec<Phrase> = entries
        .iter()
        .take(told)
        .map(|it| it.name.clone())
        .collect();
    if entries.len() > told {
        names.push(Phrase::from(format!(
            "{} more entries",
            entries.len() - told
        )));
    }
    Phrase::from("removing ").then(Phrase::list(names))
}

fn entry(case: &Case<'_>, entry: Entry) -> ClosingEntry {
    let policy = entry.policy();
    let rule_of = |rule: usize| {
        Phrase::from(format!("rule {} of ", rule + 1)).strong(&case.cluster()[policy].name)
    };
    let name = match entry {
        Entry::Peer(branch) => Phrase::new().branch(branch),
        Entry::Rule { rule, .. } => rule_of(rule),
        Entry::Port {
            direction,
            rule,
            port,
            ..
        } => Phrase::from("port ")
            .code(port_text(case, policy, direction, (rule, port)))
            .text(" in ")
            .then(rule_of(rule)),
    };
    ClosingEntry {
        policy,
        path: entry.path(),
        name,
    }
}

fn port_text(
    case: &Case<'_>,
    policy: PolicyId,
    direction: Direction,
    (rule, port): (usize, usize),
) -> String {
    let rules = &case.cluster()[policy].scope(direction).rules;
    match rules.get(rule).map(|it| &it.ports) {
        Some(RulePorts::OneOf(entries)) => entries.get(port).map_or_else(String::new, entry_text),
        Some(RulePorts::Any) | None => String::new(),
    }
}

/// `Closing it takes removing A and B at db, or isolating frontend for egress.`
fn sentence(case: &Case<'_>, cut: &Cut, ends: &[ClosingEnd]) -> Phrase {
    let are_two = ends.len() > 1;
    let told = |it: &ClosingEnd| {
        // Who is to be isolated is said already.
        if are_two && !it.entries.is_empty() {
            let at = it.how.clone().text(" at ");
            at.then(case.subject(it.direction).0.mention())
        } else {
            it.how.clone()
        }
    };
    match ends {
        [] => impossible(case, cut),
        [first, rest @ ..] => rest
            .iter()
            .fold(
                Phrase::from("Closing it takes ").then(told(first)),
                |all, it| all.text(", or ").then(told(it)),
            )
            .text("."),
    }
}

fn impossible(case: &Case<'_>, cut: &Cut) -> Phrase {
    let of = |it: &SideCut| match it {
        SideCut::Impossible(exemption) => Some(*exemption),
        SideCut::Closed | SideCut::Remove(_) | SideCut::Isolate => None,
    };
    let exemptions = [of(&cut.egress), of(&cut.ingress)];
    Phrase::from(if exemptions.contains(&Some(Exemption::SamePod)) {
        "No policy can close it: a pod always reaches itself."
    } else if exemptions.contains(&Some(Exemption::OwnNode)) {
        "No policy can close it: a pod and its own node are not kept apart."
    } else if matches!(
        (case.reach.source, case.reach.destination),
        (Endpoint::Pod(_), _) | (_, Endpoint::Pod(_))
    ) {
        "No policy can close it: policies do not apply to a pod on its node’s network."
    } else {
        "No policy can close it: policies apply to pods only."
    })
}
