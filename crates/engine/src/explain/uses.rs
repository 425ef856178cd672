//! What the entries that admit a connection are there for, in sentences.

use super::case::Case;
use super::sentence::gate_passage;
use super::{EntryUse, Name, Phrase, UsedPairs};
use crate::eval::{
    BranchRef, ClassId, Effect, Endpoint, Party, Passage, Reachability, World, entry_effects,
};
use crate::order::sorted;

/// How many entries of one connection are looked at.
const MOST_ENTRIES: usize = 8;
/// How many connections of an entry are counted.
const MOST_COUNTED: usize = 10_000;
/// How many of them are named.
const MOST_NAMED: usize = 20;

/// What each entry is there for that admits some of what connects, or may.
pub(super) fn uses(case: &Case<'_>, reachability: &Reachability) -> Vec<EntryUse> {
    entry_uses(case.world, reachability, &admitting(case))
}

/// What each of these entries is there for; of the first of them, when they are
/// many.
pub fn entry_uses(
    world: &World,
    reachability: &Reachability,
    branches: &[BranchRef],
) -> Vec<EntryUse> {
    let branches = branches.iter().take(MOST_ENTRIES);
    branches
        .map(|it| entry_use(world, reachability, *it))
        .collect()
}

/// The entries that admit something at either end, over any family.
pub(super) fn admitting(case: &Case<'_>) -> Vec<BranchRef> {
    let ports = case.outcome.perhaps();
    let gates = [&case.reach.egress, &case.reach.ingress].into_iter();
    let passages = gates.map(|it| gate_passage(it, &ports));
    passages
        .flat_map(|it| match it {
            Passage::Open => Vec::new(),
            Passage::Admitted(branches) => branches,
        })
        .collect()
}

/// What one entry is there for.
fn entry_use(world: &World, reachability: &Reachability, branch: BranchRef) -> EntryUse {
    let pairs = Pairs::of(world, reachability, branch);
    let [alone, among_others] = pairs.used(world);
    EntryUse {
        branch,
        sentence: sentence(branch, &alone, &among_others),
        alone,
        among_others,
    }
}

/// `A alone permits 3 connections, and 2 that are permitted without it too.`
fn sentence(branch: BranchRef, alone: &UsedPairs, among: &UsedPairs) -> Phrase {
    let start = Phrase::new().branch(branch);
    let permits = if alone.is_open || among.is_open {
        "may permit"
    } else {
        "permits"
    };
    let are = match (among.count, among.is_open) {
        (1, false) => "is",
        (1, true) => "is or may be",
        (_, false) => "are",
        (_, true) => "are or may be",
    };
    match (alone.count, among.count) {
        (0, 0) => start.text(" permits nothing else."),
        (0, 1) => start.text(format!(
            " permits 1 connection, which {are} permitted without it too."
        )),
        (0, _) => start.text(format!(
            " permits {}, which {are} all permitted without it too.",
            counted(among)
        )),
        (_, 0) => start.text(format!(" alone {permits} {}.", counted(alone))),
        _ => start.text(format!(
            " alone {permits} {}, and {} that {are} permitted without it too.",
            counted(alone),
            number(among),
        )),
    }
}

fn counted(pairs: &UsedPairs) -> String {
    let noun = if pairs.count == 1 && !pairs.is_more {
        "connection"
    } else {
        "connections"
    };
    format!("{} {noun}", number(pairs))
}

fn number(pairs: &UsedPairs) -> String {
    if pairs.is_more {
        format!("more than {}", pairs.count)
    } else {
        pairs.count.to_string()
    }
}

/// What the connections of an entry are counted between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Spot {
    Party(Party),
    /// Nodes, whose own traffic it is: all together.
    Nodes,
}

/// The connections of an entry, each once; behind each whether something else
/// permits it too, on every port that the entry does.
struct Pairs {
    all: Vec<(Spot, Spot, bool)>,
    is_more: bool,
    /// Of those it permits alone, and of the others.
    is_open: [bool; 2],
}

impl Pairs {
    fn of(world: &World, reachability: &Reachability, branch: BranchRef) -> Self {
        let mut spots = Spots::new(world, reachability);
        let mut all = Vec::new();
        let mut is_more = false;
        let mut is_open = [false; 2];
        for effect in entry_effects(reachability, branch) {
            if all.len() > MOST_COUNTED {
                is_more = true;
                break;
            }
            let [alone, among] = &mut is_open;
            let is_among = effect.alone.is_empty();
            *(if is_among { among } else { alone }) |= !effect.is_certain;
            spots.pairs(&effect, &mut all);
        }
        // What it permits alone comes first, and is what counts.
        let mut all = sorted(&all);
        all.dedup_by_key(|it| (it.0, it.1));
        Self {
            all,
            is_more,
            is_open,
        }
    }

    fn used(&self, world: &World) -> [UsedPairs; 2] {
        let [alone, among] = self.is_open;
        [(false, alone), (true, among)].map(|(is_among, is_open)| {
            let pairs = || self.all.iter().filter(move |it| it.2 == is_among);
            let named = pairs().take(MOST_NAMED);
            UsedPairs {
                count: pairs().count(),
                is_more: self.is_more,
                is_open,
                first: named
                    .map(|it| (name(world, it.0), name(world, it.1)))
                    .collect(),
            }
        })
    }
}

fn name(world: &World, spot: Spot) -> String {
    match spot {
        Spot::Party(party) => Name::of_party(world, party).full,
        Spot::Nodes => "nodes".to_owned(),
    }
}

/// The spots of each class, with whether two of its members are there.
struct Spots<'a> {
    world: &'a World,
    reachability: &'a Reachability,
    of_class: Vec<Option<Vec<(Spot, bool)>>>,
}

impl<'a> Spots<'a> {
    fn new(world: &'a World, reachability: &'a Reachability) -> Self {
        Self {
            world,
            reachability,
            of_class: vec![None; reachability.classes().len()],
        }
    }

    /// Adds the connections of an effect.
    fn pairs(&mut self, effect: &Effect, all: &mut Vec<(Spot, Spot, bool)>) {
        let is_among = effect.alone.is_empty();
        let sources = self.of(effect.source);
        let destinations = self.of(effect.destination);
        for (source, _) in &sources {
            for (destination, are_two) in &destinations {
                let is_one = source == destination && effect.source == effect.destination;
                if !is_one || *are_two {
                    all.push((*source, *destination, is_among));
                }
            }
        }
    }

    fn of(&mut self, class: ClassId) -> Vec<(Spot, bool)> {
        let index = class.index();
        if let Some(Some(known)) = self.of_class.get(index) {
            return known.clone();
        }
        let members = self.reachability.classes().get(index);
        let members = members.map_or(&[][..], |it| it.members.as_slice());
        let spots: Vec<Spot> = members.iter().filter_map(|it| self.spot(*it)).collect();
        let mut found: Vec<(Spot, bool)> = Vec::new();
        for spot in sorted(&spots) {
            match found.last_mut() {
                Some(last) if last.0 == spot => last.1 = true,
                _ => found.push((spot, false)),
            }
        }
        if let Some(it) = self.of_class.get_mut(index) {
            *it = Some(found.clone());
        }
        found
    }

    fn spot(&self, endpoint: Endpoint) -> Option<Spot> {
        match endpoint {
            Endpoint::Pod(pod) => {
                let workload = self.world.cluster()[pod].workload;
                Some(Spot::Party(Party::Workload(workload)))
            }
            Endpoint::Node(_) => Some(Spot::Nodes),
            Endpoint::Address(address) => {
                let mut blocks = self.world.outside().blocks.iter();
                let found = blocks.position(|it| it.representative == address)?;
                Some(Spot::Party(Party::Outside(found)))
            }
            Endpoint::UnknownAddress => None,
        }
    }
}
