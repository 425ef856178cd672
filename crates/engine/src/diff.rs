//! What a change does: the connections gained and lost between two clusters.
//!
//! Workloads are the same when namespace, kind and name are. The outside is
//! cut wherever either side cuts it, so that both speak of the same addresses.

use std::collections::BTreeMap;
use std::fmt;

use ipnet::IpNet;

use crate::eval::{Connection, Party, Reach, World};
use crate::model::Ports;
use crate::query::{common, listed, workload_name};

/// One of the two clusters, with who reaches whom in it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The cluster.
    pub world: &'a World,
    /// Every pair that is or may be connected.
    pub connections: &'a [Connection],
}

/// One end of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// A workload, as it would be written.
    Workload(String),
    /// Every address outside.
    External,
    /// These addresses outside.
    Blocks(Vec<IpNet>),
}

/// A pair that is connected differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Who opens the connection.
    pub source: End,
    /// Who is connected to.
    pub destination: End,
    /// The ports that connect them now, and did not for certain before.
    pub gained: Ports,
    /// The ports that connected them, and do not for certain any more.
    pub lost: Ports,
    /// Other ports of which the input began or ceased to say.
    pub unsettled: Ports,
    /// The two as they are now, if they are; the first parts of the outside where it
    /// stands for several.
    pub now: Option<(Party, Party)>,
    /// How it was; `None` when one of them was not there.
    pub before: Option<Reach>,
    /// How it is; `None` when one of them is not there any more.
    pub after: Option<Reach>,
}

/// Every pair that is connected differently: in the order of `before`, then
/// what `after` adds.
pub fn diff(before: Seen<'_>, after: Seen<'_>) -> Vec<Change> {
    compared(before, after, true)
}

/// The same without the reasons, of which there are many in a large cluster: how it was and
/// how it is stays empty, unless it tells parts of the outside apart.
pub fn diff_of_ports(before: Seen<'_>, after: Seen<'_>) -> Vec<Change> {
    compared(before, after, false)
}

fn compared(before: Seen<'_>, after: Seen<'_>, with_reasons: bool) -> Vec<Change> {
    let sides = [before, after];
    let (before, after) = (before.world, after.world);
    let parties = parties(before, after);
    let mut changes = Vec::new();
    for ((source, destination), [then, now]) in pairs(&parties, sides) {
        if then.zip(now).is_some_and(are_alike) {
            continue;
        }
        let (Some(source), Some(destination)) = (parties.get(source), parties.get(destination))
        else {
            continue;
        };
        let Some(mut it) = change(source, destination, then, now) else {
            continue;
        };
        let is_part = source.is_outside() || destination.is_outside();
        if with_reasons || is_part {
            it.before = reach(before, source.before, destination.before);
            it.after = reach(after, source.after, destination.after);
        }
        if is_part {
            add(&mut changes, it);
        } else {
            changes.push(it);
        }
    }
    let every = parties.iter().filter(|it| it.is_outside()).count();
    for change in &mut changes {
        change.name_the_whole(&parties, every);
    }
    changes
}

/// The connection of a pair before and after.
type Both<'a> = [Option<&'a Connection>; 2];

/// Every pair that is connected on either side, in the order of its parties: of the pairs
/// of a large cluster most are not.
fn pairs<'a>(parties: &[Counterpart], sides: [Seen<'a>; 2]) -> Vec<((usize, usize), Both<'a>)> {
    let mut found: Vec<((usize, usize), Both<'a>)> = Vec::new();
    for (side, seen) in sides.into_iter().enumerate() {
        // A part of the outside may be cut by the other side.
        let mut positions: BTreeMap<Party, Vec<usize>> = BTreeMap::new();
        for (position, it) in parties.iter().enumerate() {
            if let Some(party) = it.at(side) {
                positions.entry(party).or_default().push(position);
            }
        }
        let of = |party: Party| positions.get(&party).map_or(&[][..], Vec::as_slice);
        let mut last = None;
        let mut sources = &[][..];
        for connection in seen.connections {
            // They come by their source.
            if last != Some(connection.source) {
                (last, sources) = (Some(connection.source), of(connection.source));
            }
            for source in sources {
                for destination in of(connection.destination) {
                    let both = match side {
                        0 => [Some(connection), None],
                        _ => [None, Some(connection)],
                    };
                    found.push(((*source, *destination), both));
                }
            }
        }
    }
    // Two lists in nearly this order, which a stable sort only has to merge.
    found.sort_by_key(|it| it.0);
    found.dedup_by(|later, kept| {
        let is_same = later.0 == kept.0;
        if is_same {
            kept.1 = [kept.1[0].or(later.1[0]), kept.1[1].or(later.1[1])];
        }
        is_same
    });
    found
}

/// Whether nothing that a change tells of is different.
fn are_alike((before, after): (&Connection, &Connection)) -> bool {
    before.ports == after.ports && before.unknown_ports == after.unknown_ports
}

/// Parts of the outside that change alike, for the same reasons, are one.
fn add(changes: &mut Vec<Change>, change: Change) {
    let known = changes.iter_mut().rev().find(|it| it.is_alike(&change));
    let Some(known) = known else {
        changes.push(change);
        return;
    };
    for (end, more) in [
        (&mut known.source, change.source),
        (&mut known.destination, change.destination),
    ] {
        if let (End::Blocks(cidrs), End::Blocks(more)) = (end, more) {
            cidrs.extend(more);
        }
    }
}

impl Change {
    fn is_alike(&self, other: &Self) -> bool {
        let is_same = |a: &End, b: &End| {
            let are_blocks = matches!((a, b), (End::Blocks(_), End::Blocks(_)));
            are_blocks || a == b
        };
        let gates = |it: &Option<Reach>| {
            it.as_ref()
                .map(|it| (it.egress.clone(), it.ingress.clone()))
        };
        is_same(&self.source, &other.source)
            && is_same(&self.destination, &other.destination)
            && self.gained == other.gained
            && self.lost == other.lost
            && self.unsettled == other.unsettled
            && gates(&self.before) == gates(&other.before)
            && gates(&self.after) == gates(&other.after)
    }

    /// As few CIDRs as hold the same; all of them have a word.
    fn name_the_whole(&mut self, parties: &[Counterpart], every: usize) {
        for end in [&mut self.source, &mut self.destination] {
            let End::Blocks(cidrs) = end else {
                continue;
            };
            let is_in = |it: &&Counterpart| match &it.name {
                End::Blocks(part) => part.iter().all(|it| cidrs.contains(it)),
                End::Workload(_) | End::External => false,
            };
            *end = if parties.iter().filter(is_in).count() == every {
                End::External
            } else {
                End::Blocks(IpNet::aggregate(cidrs))
            };
        }
    }
}

/// How two parties differ, if they do; the reasons are found afterwards.
fn change(
    source: &Counterpart,
    destination: &Counterpart,
    before: Option<&Connection>,
    after: Option<&Connection>,
) -> Option<Change> {
    let certain = |it: Option<&Connection>| it.map_or_else(Ports::none, |it| it.ports.clone());
    let open = |it: Option<&Connection>| it.map_or_else(Ports::none, |it| it.unknown_ports.clone());
    let (then, now) = (certain(before), certain(after));
    let gained = now.difference(&then);
    let lost = then.difference(&now);
    let (then, now) = (open(before), open(after));
    let differing = now.difference(&then).union(&then.difference(&now));
    let unsettled = differing.difference(&gained).difference(&lost);
    if gained.is_empty() && lost.is_empty() && unsettled.is_empty() {
        return None;
    }
    Some(Change {
        source: source.name.clone(),
        destination: destination.name.clone(),
        gained,
        lost,
        unsettled,
        now: source.after.zip(destination.after),
        before: None,
        after: None,
    })
}

fn reach(world: &World, source: Option<Party>, destination: Option<Party>) -> Option<Reach> {
    let from = world.representative(source?)?;
    let to = world.representative(destination?)?;
    Some(world.reach(from, to))
}

/// One party, on either side.
struct Counterpart {
    name: End,
    before: Option<Party>,
    after: Option<Party>,
}

impl Counterpart {
    fn is_outside(&self) -> bool {
        matches!(self.name, End::Blocks(_))
    }

    fn at(&self, side: usize) -> Option<Party> {
        if side == 0 { self.before } else { self.after }
    }
}

fn parties(before: &World, after: &World) -> Vec<Counterpart> {
    let mut parties: Vec<Counterpart> = Vec::new();
    let mut positions = BTreeMap::new();
    for (is_after, world) in [(false, before), (true, after)] {
        let cluster = world.cluster();
        for (id, it) in cluster.workloads() {
            let party = Some(Party::Workload(id));
            let key = (&cluster[it.namespace].name, it.kind.name(), &it.name);
            let position = *positions.entry(key).or_insert(parties.len());
            match parties.get_mut(position) {
                Some(known) if is_after => known.after = party,
                Some(known) => known.before = party,
                None => parties.push(Counterpart {
                    name: End::Workload(workload_name(cluster, id)),
                    before: party.filter(|_| !is_after),
                    after: party.filter(|_| is_after),
                }),
            }
        }
    }
    parties.extend(outside(before, after));
    parties
}

/// The outside, cut where either side cuts it.
fn outside(before: &World, after: &World) -> Vec<Counterpart> {
    let mut pieces = Vec::new();
    for (then, part) in before.outside().blocks.iter().enumerate() {
        for (now, other) in after.outside().blocks.iter().enumerate() {
            let both = part.cidrs.iter().flat_map(|a| {
                let others = other.cidrs.iter();
                others.filter_map(|b| common(*a, *b))
            });
            let cidrs: Vec<IpNet> = both.collect();
            if !cidrs.is_empty() {
                pieces.push(Counterpart {
                    name: End::Blocks(cidrs),
                    before: Some(Party::Outside(then)),
                    after: Some(Party::Outside(now)),
                });
            }
        }
    }
    pieces
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Workload(name) => f.write_str(name),
            Self::External => f.write_str("external"),
            Self::Blocks(cidrs) => f.write_str(&listed(cidrs)),
        }
    }
}
