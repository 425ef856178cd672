use std::ops::Range;

use super::bits::Bits;
use super::branch::{Branch, branches, ip_block, ip_block_of_pod};
use super::end::End;
use super::faces::{Faces, Member, Sight};
use super::identity::numbers;
use super::partition::{Cells, Partition};
use super::{Meter, World};
use crate::model::{Direction, Peer, PolicyId, Selector, Truth};
use crate::order::{groups, sorted};

/// What every branch that counts says of every endpoint, worked out once.
///
/// Endpoints are sorted into faces: by all that any branch can tell of them.
pub(super) struct Survey<'a> {
    pub(super) world: &'a World,
    /// Every endpoint, with its faces.
    pub(super) members: Vec<Member<'a>>,
    /// For each face what it is, and an end that has it.
    pub(super) faces: Vec<(Sight, End<'a>)>,
    /// For the faces of ends with addresses of both families the faces they show
    /// in each; none unless somebody's families are not known.
    twofold: Vec<[u32; 3]>,
    /// Which branches are those of a policy in a direction.
    of_policy: Vec<((PolicyId, Direction), Range<usize>)>,
    /// For each branch the number of its peer among those that are distinct.
    peers: Vec<u32>,
    /// For each of them the faces that it matches, and those that it may match.
    matching: Vec<[Bits; 2]>,
}

/// Whom a branch admits; a selector of pods alone means those of one namespace.
type Admitted<'a> = (Option<usize>, Option<&'a Peer>);

impl<'a> Survey<'a> {
    /// Holds every branch that counts against every endpoint.
    pub(super) fn new(world: &'a World, meter: &Meter) -> Self {
        let cluster = world.cluster();
        let mut all: Vec<Branch<'a>> = Vec::new();
        let mut of_policy = Vec::new();
        for (policy, it) in cluster.policies() {
            for direction in Direction::BOTH {
                if it.scope(direction).isolates.is_some() {
                    let first = all.len();
                    all.extend(branches(cluster, policy, direction));
                    of_policy.push(((policy, direction), first..all.len()));
                }
            }
        }

        let admitted: Vec<Admitted<'a>> = all.iter().map(admitted).collect();
        let peers = numbers(&admitted);
        let count = peers.iter().max().map_or(0, |it| *it as usize + 1);
        let mut distinct: Vec<Option<&Branch<'a>>> = vec![None; count];
        for (branch, number) in all.iter().zip(&peers) {
            if let Some(it) = distinct.get_mut(*number as usize) {
                *it = Some(branch);
            }
        }

        let faces = Faces::new(world);
        let places = faces.by_places();
        let matching: Vec<[Bits; 2]> = distinct
            .into_iter()
            .flatten()
            .take_while(|it| can_be_held(world, &faces, it, meter))
            .map(|it| matching(world, &faces, &places, it))
            .collect();
        merged(world, faces, &matching, of_policy, peers)
    }

    /// Parts the faces as [`part_twofold`] says.
    pub(super) fn part_twofold(&self, partition: &mut Partition) {
        part_twofold(partition, &self.twofold);
    }

    /// The branches of a policy in a direction, each with the faces that it
    /// matches and those that it may match.
    pub(super) fn matching(
        &self,
        policy: PolicyId,
        direction: Direction,
    ) -> impl Iterator<Item = &[Bits; 2]> {
        let found = self
            .of_policy
            .binary_search_by_key(&(policy, direction), |it| it.0);
        let range = found.ok().and_then(|it| self.of_policy.get(it));
        let peers = range.and_then(|it| self.peers.get(it.1.clone()));
        let peers = peers.unwrap_or_default().iter();
        peers.filter_map(|it| self.matching.get(*it as usize))
    }
}

fn admitted<'a>(branch: &Branch<'a>) -> Admitted<'a> {
    let namespace = match branch.peer {
        Some(Peer::LocalPods(_)) => Some(branch.namespace.index()),
        Some(Peer::Pods { .. } | Peer::Block(_)) | None => None,
    };
    (namespace, branch.peer)
}

/// Whether a branch can be held against all faces in the steps that are left:
/// each is looked at once, and kept in the branch's sets.
fn can_be_held(world: &World, faces: &Faces<'_>, branch: &Branch<'_>, meter: &Meter) -> bool {
    meter.turn_to(branch.at.policy);
    let weight = match branch.peer {
        None => 1,
        Some(Peer::LocalPods(pods)) => {
            let own = world.identities().of_namespace(branch.namespace);
            return meter.spend(own.count(), pods.weight()) && meter.spend(faces.all.len(), 1);
        }
        Some(Peer::Pods { namespaces, pods }) => {
            namespaces.weight() + pods.as_ref().map_or(0, Selector::weight)
        }
        Some(Peer::Block(block)) => 1 + block.except.len(),
    };
    meter.spend(faces.all.len(), weight)
}

/// The faces that a branch matches, and those that it may match (SEMANTICS.md
/// P-1…P-8).
fn matching(
    world: &World,
    faces: &Faces<'_>,
    places: &[Vec<usize>],
    branch: &Branch<'_>,
) -> [Bits; 2] {
    let cluster = world.cluster();
    let mut found = [Bits::new(faces.all.len()), Bits::new(faces.all.len())];
    let [surely, perhaps] = &mut found;
    let mut note = |face: usize, held: Truth| {
        if held.is_yes() {
            surely.insert(face);
        }
        if !held.is_no() {
            perhaps.insert(face);
        }
    };
    let identities = world.identities();
    match branch.peer {
        None => (0..faces.all.len()).for_each(|it| note(it, Truth::Yes)),
        Some(Peer::LocalPods(pods)) => {
            for (number, it) in identities.of_namespace(branch.namespace) {
                let held = pods.matches(&cluster[it.example].labels);
                faces.of_identity(number).for_each(|it| note(it, held));
            }
        }
        Some(Peer::Pods { namespaces, pods }) => {
            for (namespace, it) in cluster.namespaces() {
                let of_namespace = namespaces.matches(&it.labels);
                if of_namespace.is_no() {
                    continue;
                }
                for (number, it) in identities.of_namespace(namespace) {
                    let of_pod = pods
                        .as_ref()
                        .map_or(Truth::Yes, |pods| pods.matches(&cluster[it.example].labels));
                    let held = of_namespace & of_pod;
                    faces.of_identity(number).for_each(|it| note(it, held));
                }
            }
        }
        Some(Peer::Block(block)) => {
            for alike in places {
                let example = alike.first().and_then(|it| faces.examples.get(*it));
                let addresses = example.map_or(&[][..], |it| &it.addresses);
                let held = ip_block(block, addresses).held;
                let of_pod = ip_block_of_pod(world, block, addresses).held;
                for face in alike {
                    let sight = faces.all.get(*face).map(|it| it.sight);
                    let is_pod = matches!(sight, Some(Sight::Pod(_)));
                    note(*face, if is_pod { of_pod } else { held });
                }
            }
        }
    }
    found
}

/// The survey with one face for all that no branch tells apart.
fn merged<'a>(
    world: &'a World,
    faces: Faces<'a>,
    matching: &[[Bits; 2]],
    of_policy: Vec<((PolicyId, Direction), Range<usize>)>,
    peers: Vec<u32>,
) -> Survey<'a> {
    let kind = |sight: Sight| match sight {
        Sight::Outside => 0,
        Sight::Host { placed: true } => 1,
        Sight::Host { placed: false } => 2,
        Sight::Pod(it) => 3 + names(world, it),
    };
    let kinds = faces.all.iter().map(|it| kind(it.sight)).collect();
    let mut partition = Partition::new(kinds);
    for it in matching.iter().flatten() {
        partition.split(it.iter());
    }
    part_twofold(&mut partition, &twofold(&faces.members));
    let Cells { of, firsts } = partition.finish();

    let mut members = faces.members;
    for face in members.iter_mut().flat_map(|it| &mut it.faces) {
        *face = of.get(*face as usize).copied().unwrap_or(u32::MAX);
    }
    let merged = |bits: &Bits| {
        let mut merged = Bits::new(firsts.len());
        for face in bits.iter() {
            if let Some(cell) = of.get(face) {
                merged.insert(*cell as usize);
            }
        }
        merged
    };
    let example = |it: &usize| {
        let face = faces.all.get(*it)?;
        Some((face.sight, faces.examples.get(*it)?.clone()))
    };
    Survey {
        world,
        twofold: twofold(&members),
        members,
        matching: matching
            .iter()
            .map(|it| it.each_ref().map(merged))
            .collect(),
        faces: firsts.iter().filter_map(example).collect(),
        of_policy,
        peers,
    }
}

/// The faces of ends with addresses of both families, each with the faces that
/// it shows in one; none if everybody's families are known, since such an end
/// then shows only those.
fn twofold(members: &[Member<'_>]) -> Vec<[u32; 3]> {
    if !members.iter().any(|it| it.families.are_none()) {
        return Vec::new();
    }
    let both = members.iter().filter(|it| it.families.are_both());
    let mut twofold = sorted(&both.map(|it| it.faces).collect::<Vec<_>>());
    twofold.dedup();
    twofold
}

/// Parts faces of both families from each other where those of one differ, and
/// from all other faces: what all branches leave open, those of one family may
/// settle (SEMANTICS.md B-8).
fn part_twofold(partition: &mut Partition, twofold: &[[u32; 3]]) {
    let keys: Vec<_> = twofold
        .iter()
        .map(|it| it.map(|it| partition.cell(it)))
        .collect();
    for alike in groups(&keys) {
        let faces = alike.iter().filter_map(|it| twofold.get(*it));
        partition.split(faces.map(|it| it[0] as usize));
    }
}

/// A number for the names that the ports of an identity have.
pub(super) fn names(world: &World, identity: u32) -> u32 {
    let found = world.identities().get(identity);
    found.map_or(0, |it| it.names)
}
