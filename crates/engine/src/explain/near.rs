//! What would have admitted a denied connection, in sentences.

use super::case::Case;
use super::port::ports_text;
use super::requirement::label;
use super::sentence::policy_names;
use super::{Near, NearBranch, NearEnd, Phrase};
use crate::eval::{
    Change, Clause, Endpoint, LabelChange, LabelWish, NearMiss, Reach, near_misses_of,
};
use crate::model::{Direction, Namespace, Ports};
use crate::text::FieldPath;

/// For a denial, end by end; `whole` is the answer for every port, of which
/// `asked` are the ones in question, or any.
pub(super) fn near(case: &Case<'_>, whole: &Reach, asked: Option<&Ports>) -> Option<Near> {
    if !case.reach.by_family.is_empty() || !case.outcome.is_denied() {
        return None;
    }
    let shut = case.refusing();
    if shut.is_empty() {
        // Each end lets something pass, but not what the other does.
        let meet = |it: Direction| {
            let other = case.gate(it.opposite()).may_pass();
            end(case, whole, it, &other)
        };
        return Some(Near {
            lead: Phrase::from("It is enough if one end lets pass what the other does."),
            ends: Direction::BOTH.into_iter().filter_map(meet).collect(),
        });
    }
    let all = Ports::all();
    let asked = asked.unwrap_or(&all);
    let ends: Vec<NearEnd> = shut
        .into_iter()
        .filter_map(|it| end(case, whole, it, asked))
        .collect();
    let lead = if ends.len() > 1 {
        Phrase::from("Both ends refuse, so something must change at each.")
    } else {
        Phrase::new()
    };
    Some(Near { lead, ends })
}

fn end(case: &Case<'_>, whole: &Reach, direction: Direction, asked: &Ports) -> Option<NearEnd> {
    let mut misses = near_misses_of(case.world, whole, direction, asked)?;
    if let Some(family) = case.family {
        misses.retain(|it| match &it.change {
            Change::Address(block) => family.has(&block.cidr.network()),
            _ => true,
        });
    }
    let told = |it: &NearMiss| NearBranch {
        branch: it.branch,
        clause: it.clause,
        path: path(it),
        sentence: sentence(case, it, asked),
    };
    Some(NearEnd {
        direction,
        lead: lead(case, direction, misses.len()),
        branches: misses.iter().map(told).collect(),
    })
}

/// `Entering db, any one of these would be enough:`
fn lead(case: &Case<'_>, direction: Direction, count: usize) -> Phrase {
    let verb = match direction {
        Direction::Egress => "Leaving ",
        Direction::Ingress => "Entering ",
    };
    let start = Phrase::from(verb)
        .then(case.subject(direction).0.mention())
        .text(", ");
    match count {
        0 if case.judged(direction).is_empty() => {
            let by = case.isolated_by(direction);
            let names = policy_names(case.cluster(), by, case.is_across());
            let has = if by.len() == 1 { "has" } else { "have" };
            let rules = direction.rules_field();
            start.text(format!("nothing is near: {names} {has} no {rules} rule."))
        }
        0 => start.text("nothing is near: no single change would be enough."),
        1 => start.text("one change would be enough:"),
        _ => start.text("any one of these would be enough:"),
    }
}

/// Where the clause stands that failed.
fn path(it: &NearMiss) -> FieldPath {
    let entry = it.branch.path();
    match it.clause {
        Some(Clause::NamespaceSelector) => entry.field("namespaceSelector"),
        Some(Clause::PodSelector) => entry.field("podSelector"),
        Some(Clause::IpBlock) => entry.field("ipBlock"),
        Some(Clause::Anyone | Clause::OwnNamespace | Clause::AnyPod) => entry,
        None => it.branch.rule_path().field("ports"),
    }
}

/// `A would admit it if frontend had the label app=api.`
fn sentence(case: &Case<'_>, miss: &NearMiss, asked: &Ports) -> Phrase {
    // What is told of one family has no addresses of the other.
    let is_one_family = case.family.is_some() && miss.is_certain;
    let would = if is_one_family || miss.is_enough() {
        " would admit it "
    } else {
        " might admit it "
    };
    let (peer, at) = case.peer(miss.branch.direction);
    let start = Phrase::new().branch(miss.branch).text(would);
    let peer_is_if = || Phrase::from("if ").then(peer.mention());
    let condition = match &miss.change {
        Change::Namespace(id) => peer_is_if()
            .text(" were a pod of ")
            .code(&case.cluster()[*id].name),
        Change::NamespaceLabels(changes) => {
            if let Some(elsewhere) = elsewhere(changes) {
                peer_is_if().then(elsewhere)
            } else {
                let namespace = peer.namespace().map(|it| &case.cluster()[it].name);
                Phrase::from("if namespace ")
                    .code(namespace.cloned().unwrap_or_default())
                    .then(labels(changes))
            }
        }
        Change::PodLabels(changes) => peer_is_if().then(labels(changes)),
        Change::Address(block) => {
            let address = match at {
                Endpoint::Address(_) | Endpoint::UnknownAddress => peer_is_if(),
                Endpoint::Pod(_) | Endpoint::Node(_) => {
                    Phrase::from("if the address of ").then(peer.mention())
                }
            };
            address.text(" were in ").code(block.cidr.to_string())
        }
        Change::Hole(block, hole) => {
            let hole = block.except.get(*hole).map(ToString::to_string);
            Phrase::from("if its block did not except ").code(hole.unwrap_or_default())
        }
        Change::Port {
            admitted,
            missing_names,
        } => ports(case, admitted, missing_names, asked),
    };
    start.then(condition).text(".")
}

/// `on 8080/TCP instead`, `if 443/TCP of db were named http`.
fn ports(case: &Case<'_>, admitted: &Ports, missing_names: &[String], asked: &Ports) -> Phrase {
    let instead = Phrase::from(format!("on {} instead", ports_text(admitted)));
    if missing_names.is_empty() {
        return instead;
    }
    let missing = missing_names.iter().map(|it| Phrase::new().code(it));
    let destination = case.destination.mention();
    let condition = if asked.is_all() {
        Phrase::from("if ")
            .then(destination)
            .text(" had a port named ")
    } else {
        Phrase::from(format!("if {} of ", ports_text(asked)))
            .then(destination)
            .text(" were named ")
    };
    let condition = condition.then(Phrase::either(missing));
    if admitted.is_empty() {
        condition
    } else {
        instead.text(", or ").then(condition)
    }
}

/// ` were in namespace shop`: no namespace can be given another name.
fn elsewhere(changes: &[LabelChange]) -> Option<Phrase> {
    let name = changes.iter().find(|it| it.key == Namespace::NAME_LABEL)?;
    let named = |values: &[String]| Phrase::either(values.iter().map(|it| Phrase::new().code(it)));
    Some(match (changes, &name.to) {
        ([_], LabelWish::OneOf(values)) => Phrase::from(" were in namespace ").then(named(values)),
        ([_], LabelWish::NoneOf(values)) => {
            Phrase::from(" were in another namespace than ").then(named(values))
        }
        _ => Phrase::from(" were in a namespace that").then(labels(changes)),
    })
}

/// What there would have to be, after the name: ` had the labels app=api and
/// tier=back, and had no label zone`.
fn labels(changes: &[LabelChange]) -> Phrase {
    let is_single = |it: &&LabelChange| matches!(&it.to, LabelWish::OneOf(all) if all.len() == 1);
    let (single, others): (Vec<_>, Vec<_>) = changes.iter().partition(is_single);
    let mut wishes = Vec::new();
    if !single.is_empty() {
        let noun = if single.len() == 1 { "label" } else { "labels" };
        let start = Phrase::from(format!("had the {noun} "));
        wishes.push(start.then(Phrase::list(single.into_iter().map(pairs))));
    }
    wishes.extend(others.into_iter().map(wish));
    Phrase::from(" ").then(Phrase::list(wishes))
}

fn wish(change: &LabelChange) -> Phrase {
    match &change.to {
        LabelWish::OneOf(_) => Phrase::from("had the label ").then(pairs(change)),
        LabelWish::NoneOf(_) => Phrase::from("did not have the label ").then(pairs(change)),
        LabelWish::Present => Phrase::from("had a label ").code(&change.key),
        LabelWish::Missing => Phrase::from("had no label ").code(&change.key),
    }
}

/// `app=api or app=job`.
fn pairs(change: &LabelChange) -> Phrase {
    let (LabelWish::OneOf(values) | LabelWish::NoneOf(values)) = &change.to else {
        return Phrase::new();
    };
    let pair = |it: &String| Phrase::new().code(label(&change.key, it));
    Phrase::either(values.iter().map(pair))
}
