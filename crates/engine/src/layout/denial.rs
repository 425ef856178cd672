//! Denied connections that are drawn: the focus, and those of one place.

use super::edges::{changed_label, marks, plain_edge};
use super::{
    Aspect, Composition, EdgeKind, Focus, LaneKind, Material, PictureEdge, Place, Refusal,
};
use crate::eval::{BranchRef, Gate, Party, Reach};
use crate::order::sorted;

/// Adds what is denied and nevertheless wanted, the focus last.
pub(super) fn add_denied(material: &Material<'_>, composition: &mut Composition, aspect: &Aspect) {
    let focus = aspect.focus.filter(|_| composition.focus.is_none());
    for mut lost in lost(material, composition, aspect) {
        if Some(lost.pair) != focus {
            lost.edge.label = changed_label(lost.edge.change, None);
            composition.add_edge(lost.edge, Vec::new(), lost.pair);
        }
    }
    if let Some(party) = aspect.denied_of {
        for denied in all_of(material, composition, party) {
            if Some(denied.pair) != focus {
                composition.add_edge(denied.edge, Vec::new(), denied.pair);
            }
        }
    }
    if let Some(pair) = focus
        && let Some(edge) = denied(material, composition, pair)
    {
        let change = aspect.change_of((pair.source, pair.destination));
        let label = changed_label(change, None);
        composition.focus = Some(composition.picture.edges.len());
        composition.add_edge(
            PictureEdge {
                label,
                change,
                ..edge
            },
            Vec::new(),
            pair,
        );
    }
}

/// How many lost connections are drawn; the list has all of them.
const MOST_LOST: usize = 60;

/// What was connected at an earlier state and is denied now: one edge between two boxes,
/// for the first pair of theirs.
fn lost(material: &Material<'_>, composition: &Composition, aspect: &Aspect) -> Vec<Denied> {
    let mut all: Vec<Denied> = Vec::new();
    if aspect.changed.is_empty() {
        return all;
    }
    let connections = material.connections.iter();
    let connected: Vec<_> = connections.map(|it| (it.source, it.destination)).collect();
    let connected = sorted(&connected);
    for ((source, destination), change) in &aspect.changed {
        let pair = Focus {
            source: *source,
            destination: *destination,
        };
        let is_connected = connected.binary_search(&(*source, *destination)).is_ok();
        let ends = [composition.place(*source), composition.place(*destination)];
        if is_connected || all.len() == MOST_LOST || ends[0] == ends[1] {
            continue;
        }
        let is_drawn = |it: &Denied| [Some(it.edge.source), Some(it.edge.destination)] == ends;
        if all.iter().any(is_drawn) {
            continue;
        }
        all.extend(denied(material, composition, pair).map(|edge| Denied {
            edge: PictureEdge {
                change: Some(*change),
                ..edge
            },
            pair,
        }));
    }
    all
}

/// A denied edge, and the first pair it stands for.
#[derive(Clone)]
struct Denied {
    edge: PictureEdge,
    pair: Focus,
}

/// What is denied to and from a party: one edge for a lane all of which is
/// refused in the same way.
fn all_of(material: &Material<'_>, composition: &Composition, party: Party) -> Vec<Denied> {
    let mut all = Vec::new();
    for leaves in [true, false] {
        let connected = connected(material, party, leaves);
        for (lane, it) in composition.picture.lanes.iter().enumerate() {
            let boxes = (0..it.nodes.len()).map(|node| Place::Node { lane, node });
            let found: Vec<Denied> = boxes
                .filter_map(|it| one(material, composition, (party, it, leaves), &connected))
                .collect();
            let can_bundle = it.kind != LaneKind::Folded && found.len() == it.nodes.len();
            match found.first() {
                Some(first) if can_bundle && found.len() > 1 && are_alike(&found, leaves) => {
                    all.push(of_lane(first, lane, found.len(), leaves));
                }
                _ => all.extend(found),
            }
        }
        for part in 0..composition.blocks.len() {
            let place = Place::Outside(part);
            all.extend(one(
                material,
                composition,
                (party, place, leaves),
                &connected,
            ));
        }
    }
    all
}

/// With whom a party is connected as the source, or as the destination.
fn connected(material: &Material<'_>, party: Party, leaves: bool) -> Vec<Party> {
    let others = material.connections.iter().filter_map(|it| {
        let (own, other) = if leaves {
            (it.source, it.destination)
        } else {
            (it.destination, it.source)
        };
        (own == party).then_some(other)
    });
    others.collect()
}

/// The edge between a party and a place that it is not connected with.
fn one(
    material: &Material<'_>,
    composition: &Composition,
    (party, place, leaves): (Party, Place, bool),
    connected: &[Party],
) -> Option<Denied> {
    let others: Vec<Party> = match place {
        Place::Node { lane, node } => {
            let workloads = composition.nodes.get(lane)?.get(node)?;
            workloads.iter().copied().map(Party::Workload).collect()
        }
        Place::Outside(part) => vec![Party::Outside(*composition.blocks.get(part)?)],
        Place::Lane(_) => return None,
    };
    if others
        .iter()
        .any(|it| *it == party || connected.contains(it))
    {
        return None;
    }
    let other = *others.first()?;
    if other.is_outside() && party.is_outside() {
        return None;
    }
    let (source, destination) = if leaves {
        (party, other)
    } else {
        (other, party)
    };
    let pair = Focus {
        source,
        destination,
    };
    denied(material, composition, pair).map(|edge| Denied { edge, pair })
}

/// Whether edges differ in nothing but the far end.
fn are_alike(all: &[Denied], leaves: bool) -> bool {
    let mut plain = all.iter().map(|it| {
        let mut edge = it.edge.clone();
        if leaves {
            edge.destination = edge.source;
        } else {
            edge.source = edge.destination;
        }
        edge
    });
    let first = plain.next();
    plain.all(|it| Some(it) == first)
}

fn of_lane(first: &Denied, lane: usize, count: usize, leaves: bool) -> Denied {
    let mut denied = first.clone();
    denied.edge.count = u32::try_from(count).unwrap_or(u32::MAX);
    if leaves {
        denied.edge.destination = Place::Lane(lane);
    } else {
        denied.edge.source = Place::Lane(lane);
    }
    denied
}

/// A pair that is not connected, with the branches that would admit it at the
/// end that does not refuse.
fn denied(material: &Material<'_>, composition: &Composition, pair: Focus) -> Option<PictureEdge> {
    let world = material.world;
    if pair.source == pair.destination {
        return None;
    }
    let source = composition.place(pair.source)?;
    let destination = composition.place(pair.destination)?;
    let reach = world.reach(
        world.representative(pair.source)?,
        world.representative(pair.destination)?,
    );
    let kind = EdgeKind::Denied(refusal(&reach));
    Some(PictureEdge {
        egress_marks: marks(&would_admit(&reach.egress), material.letters),
        ingress_marks: marks(&would_admit(&reach.ingress), material.letters),
        ..plain_edge(source, destination, kind)
    })
}

/// Where it ends. When both ends let something pass, but no port in common, it
/// gets as far as the destination.
fn refusal(reach: &Reach) -> Refusal {
    let is_shut = |gate: &Gate| gate.may_pass().is_empty();
    match (is_shut(&reach.egress), is_shut(&reach.ingress)) {
        (true, true) => Refusal::AtBoth,
        (true, false) => Refusal::AtSource,
        (false, _) => Refusal::AtDestination,
    }
}

fn would_admit(gate: &Gate) -> Vec<BranchRef> {
    match gate {
        Gate::Exempt(_) | Gate::NotIsolated => Vec::new(),
        Gate::Isolated { branches, .. } => branches
            .iter()
            .filter(|it| !it.admits().is_empty())
            .map(|it| it.at)
            .collect(),
    }
}
