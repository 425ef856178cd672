use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::eval::{BranchRef, ClassId, Endpoint, Party, Reachability, World, entry_effects};
use crate::explain::Name;

/// How many pairs are named.
const NAMED: usize = 6;

/// The pairs of parties that are connected through a branch.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Permits {
    /// How many there are.
    pub count: usize,
    /// The first of them: `qa-test/frontend to qa-test/db`.
    pub first: Vec<String>,
}

/// What a branch permits alone, and what it permits among others. A pair of
/// workloads of which some pods need it counts as alone.
pub(super) fn permits(
    world: &World,
    reachability: &Reachability,
    branch: BranchRef,
) -> [Permits; 2] {
    let mut alone = BTreeSet::new();
    let mut among = BTreeSet::new();
    for effect in entry_effects(reachability, branch) {
        let to = if effect.alone.is_empty() {
            &mut among
        } else {
            &mut alone
        };
        let destinations = parties(world, reachability, effect.destination);
        for source in parties(world, reachability, effect.source) {
            let others = destinations.iter().filter(|it| **it != source);
            to.extend(others.map(|it| (source, *it)));
        }
    }
    among.retain(|it| !alone.contains(it));
    [named(world, &alone), named(world, &among)]
}

/// The workloads and the like that have a member in a class.
fn parties(world: &World, reachability: &Reachability, class: ClassId) -> Vec<Party> {
    let class = reachability.classes().get(class.index());
    let members = class.map_or(&[][..], |it| it.members.as_slice());
    let mut parties: Vec<Party> = Vec::new();
    for member in members {
        let party = match member {
            Endpoint::Pod(pod) => Some(Party::Workload(world.cluster()[*pod].workload)),
            Endpoint::Node(node) => Some(Party::Node(*node)),
            Endpoint::Address(address) => {
                let mut blocks = world.outside().blocks.iter();
                let block = blocks.position(|it| it.representative == *address);
                block.map(Party::Outside)
            }
            Endpoint::UnknownAddress => None,
        };
        parties.extend(party.filter(|it| parties.last() != Some(it)));
    }
    parties
}

fn named(world: &World, pairs: &BTreeSet<(Party, Party)>) -> Permits {
    let name = |it| Name::of_party(world, it).full;
    let first = pairs.iter().take(NAMED);
    Permits {
        count: pairs.len(),
        first: first
            .map(|(source, destination)| format!("{} to {}", name(*source), name(*destination)))
            .collect(),
    }
}
