use super::Phrase;
use super::case::Case;
use super::port::ports_text;
use super::sentence::first_of;
use crate::eval::{BranchRef, Exemption, Gate, JudgedBranch, Verdict};
use crate::model::{Direction, PolicyId, Ports};

/// What decides, in one or two sentences.
pub(super) fn punch(case: &Case<'_>) -> Phrase {
    match case.outcome.verdict() {
        Verdict::Allowed => allowed(case),
        Verdict::Denied | Verdict::NoBackend => denied(case),
        Verdict::Mixed | Verdict::Unknown => undecided(case),
    }
}

fn allowed(case: &Case<'_>) -> Phrase {
    let is_isolated = |it| !case.isolated_by(it).is_empty();
    match (
        is_isolated(Direction::Egress),
        is_isolated(Direction::Ingress),
    ) {
        (false, false) => open(case),
        (true, false) => admitted(case, Direction::Egress),
        (false, true) => admitted(case, Direction::Ingress),
        (true, true) => admitted_twice(case),
    }
}

/// Nothing isolates either end.
fn open(case: &Case<'_>) -> Phrase {
    let nothing = |name: Phrase| {
        Phrase::from("No policy isolates ")
            .then(name)
            .text(", so everything is allowed.")
    };
    match (&case.reach.egress, &case.reach.ingress) {
        (Gate::Exempt(Exemption::SamePod), _) | (_, Gate::Exempt(Exemption::SamePod)) => {
            Phrase::from("A pod always reaches itself, whatever the policies say.")
        }
        (Gate::Exempt(Exemption::OwnNode), _) => {
            Phrase::from("A pod is taken always to reach its own node, whatever the policies say.")
        }
        (_, Gate::Exempt(Exemption::OwnNode)) => {
            Phrase::from("A pod’s own node always reaches it, whatever the policies say.")
        }
        (Gate::Exempt(_), Gate::Exempt(_)) => Phrase::from("Policies apply to neither end."),
        (Gate::Exempt(_), _) => nothing(case.destination.mention()),
        (_, Gate::Exempt(_)) => nothing(case.source.mention()),
        _ => Phrase::from("No policy isolates either end, so everything is allowed."),
    }
}

/// One end is isolated.
fn admitted(case: &Case<'_>, direction: Direction) -> Phrase {
    let ports = case.outcome.ports.clone();
    let admitting = case.admitting(direction, &ports);
    let is_certain = case.doubts(direction).is_empty() && case.undecided(direction).is_empty();
    if let Gate::Isolated { over_v6, .. } = case.gate(direction)
        && !over_v6.is_empty()
    {
        return by_family(&admitting, over_v6, &ports);
    }
    let marks = || first_of(admitting.iter().map(|it| badge(it.0)).collect(), "");
    match admitting.as_slice() {
        [(only, _)] if is_certain => Phrase::from("Only ")
            .branch(*only)
            .text(" admits it. Without ")
            .branch(*only)
            .text(" it would be denied."),
        [(only, _)] => Phrase::from("Only ")
            .branch(*only)
            .text(" certainly admits it."),
        several if several.iter().any(|it| it.1 != ports) => port_by_port(several),
        [_, _, ..] if !is_certain => marks().text(" certainly admit it."),
        [_, _] => marks().text(" both admit it; it stays allowed without either one."),
        _ => marks().text(" each admit it; it stays allowed without any one of them."),
    }
}

/// `Over IPv4 A admits it, over IPv6 B.`
fn by_family(over_v4: &[(BranchRef, Ports)], over_v6: &[JudgedBranch], ports: &Ports) -> Phrase {
    let over_v6 = over_v6.iter();
    let over_v6 = over_v6.filter(|it| !it.admits().intersection(ports).is_empty());
    Phrase::from("Over IPv4 it is admitted by ")
        .then(Phrase::list(over_v4.iter().map(|it| badge(it.0))))
        .text(", over IPv6 by ")
        .then(Phrase::list(over_v6.map(|it| badge(it.at))))
        .text(".")
}

/// `A admits it on 80/TCP, B on 443/TCP.`
fn port_by_port(admitting: &[(BranchRef, Ports)]) -> Phrase {
    let parts = admitting.iter().enumerate().map(|(at, (branch, ports))| {
        let admits = if at == 0 { " admits it on " } else { " on " };
        badge(*branch).text(admits).text(ports_text(ports))
    });
    Phrase::list(parts).text(".")
}

/// Both ends are isolated.
fn admitted_twice(case: &Case<'_>) -> Phrase {
    let ports = case.outcome.ports.clone();
    let lets = |direction, how: &str| {
        let admitting = case.admitting(direction, &ports);
        let verb = if admitting.len() == 1 { "lets" } else { "let" };
        Phrase::list(admitting.iter().map(|it| badge(it.0))).text(format!(" {verb} it {how} "))
    };
    lets(Direction::Egress, "leave")
        .then(case.source.mention())
        .text(" and ")
        .then(lets(Direction::Ingress, "enter"))
        .then(case.destination.mention())
        .text(". Both sides must say yes.")
}

fn denied(case: &Case<'_>) -> Phrase {
    match case.refusing().as_slice() {
        [] => no_common_port(case),
        [only] => refused(case, *only),
        _ => Phrase::from("Both sides refuse: nothing lets it leave ")
            .then(case.source.mention())
            .text(", and nothing lets it enter ")
            .then(case.destination.mention())
            .text("."),
    }
}

/// One side refuses: which policies, and that the other side does not help.
fn refused(case: &Case<'_>, direction: Direction) -> Phrase {
    let reason = refusal(case, direction);
    let other = direction.opposite();
    let would = case.admitting(other, &Ports::all());
    if would.is_empty() {
        return reason;
    }
    let how = match other {
        Direction::Egress => " would let it leave ",
        Direction::Ingress => " would let it enter ",
    };
    reason
        .text(" ")
        .then(first_of(would.iter().map(|it| badge(it.0)).collect(), ""))
        .text(how)
        .then(case.subject(other).0.mention())
        .text(", but both sides must say yes.")
}

fn refusal(case: &Case<'_>, direction: Direction) -> Phrase {
    let by = case.isolated_by(direction);
    let (isolates, has, its) = match by.len() {
        1 => (" isolates ", "has", "none of its branches admits "),
        _ => (" isolate ", "have", "none of their branches admits "),
    };
    let start = policies(case, by)
        .text(isolates)
        .then(case.subject(direction).0.mention());
    if case.judged(direction).is_empty() {
        let rules = direction.rules_field();
        let effect = match direction {
            Direction::Egress => "so nothing may leave.",
            Direction::Ingress => "so nothing may enter.",
        };
        return start.text(format!(" for {rules} and {has} no {rules} rule, {effect}"));
    }
    let matches = |it: &&JudgedBranch| it.matches().is_yes();
    if let Some(matched) = case.judged(direction).iter().find(matches) {
        return start
            .text(", and ")
            .branch(matched.at)
            .text(format!(" {}.", case.matches_in_vain()));
    }
    let start = start.text(match direction {
        Direction::Egress => " for egress, and ",
        Direction::Ingress => " for ingress, and ",
    });
    start
        .text(its)
        .then(case.peer(direction).0.mention())
        .text(".")
}

/// Each side lets something pass, but nothing passes both.
fn no_common_port(case: &Case<'_>) -> Phrase {
    let leaves = case.gate(Direction::Egress).may_pass();
    let enters = case.gate(Direction::Ingress).may_pass();
    Phrase::from(format!(
        "It may leave on {} and enter on {}: no port passes both sides.",
        ports_text(&leaves),
        ports_text(&enters)
    ))
}

fn undecided(case: &Case<'_>) -> Phrase {
    let unknown = Direction::BOTH.map(|it| case.undecided(it)).concat();
    if !unknown.is_empty() {
        return Phrase::from("Whether ")
            .then(Phrase::list(unknown.into_iter().map(badge)))
            .text(" admits it depends on what the input does not say.");
    }
    Direction::BOTH
        .into_iter()
        .find_map(|it| case.doubt_sentence(it))
        .unwrap_or_default()
}

fn policies(case: &Case<'_>, ids: &[PolicyId]) -> Phrase {
    let name = |id: &PolicyId| Phrase::new().strong(&case.cluster()[*id].name);
    first_of(ids.iter().map(name).collect(), " policies")
}

fn badge(branch: BranchRef) -> Phrase {
    Phrase::new().branch(branch)
}
