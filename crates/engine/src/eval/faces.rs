use std::net::IpAddr;
use std::ops::Range;

use super::cuts::Cuts;
use super::end::{End, Families, Role};
use super::identity::{IdentityNumber, number_of, numbers};
use super::outside::written_cidrs;
use super::{Endpoint, World};
use crate::order::groups;

/// What the policies on one end can tell of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Face {
    /// What it is to selectors and port names.
    pub(super) sight: Sight,
    /// Where its addresses are, seen from the blocks of all policies: equal
    /// numbers, same blocks and holes; 0 when it has none of that family.
    places: [u32; 2],
}

/// What an end is to selectors and port names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sight {
    /// A pod with a network of its own.
    Pod(IdentityNumber),
    /// A node, or a pod on its network; whether it is known which node.
    Host {
        /// Whether it is.
        placed: bool,
    },
    /// An address outside.
    Outside,
}

/// One endpoint that is surveyed.
#[derive(Debug, Clone)]
pub(super) struct Member<'a> {
    /// The endpoint with all its addresses.
    pub(super) end: End<'a>,
    /// Which families its addresses are of.
    pub(super) families: Families,
    /// Its faces by their numbers, in the order of [`View`]; one of two
    /// families shows others when only one of them is used.
    pub(super) faces: [u32; 3],
}

/// Which of an end's addresses a connection may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// All it has.
    Whole,
    /// Those of IPv4.
    V4,
    /// Those of IPv6.
    V6,
}

/// Every endpoint of a world, and the faces they have.
pub(super) struct Faces<'a> {
    /// Pods, then nodes, then blocks of the outside; each in their order.
    pub(super) members: Vec<Member<'a>>,
    /// Every face once, in ascending order.
    pub(super) all: Vec<Face>,
    /// For each face an end that has it, with no other addresses.
    pub(super) examples: Vec<End<'a>>,
}

impl<'a> Faces<'a> {
    /// Looks at every endpoint of a world.
    pub(super) fn new(world: &'a World) -> Self {
        let cluster = world.cluster();
        let pods = cluster.pods().map(|(id, _)| Endpoint::Pod(id));
        let nodes = cluster.nodes().map(|(id, _)| Endpoint::Node(id));
        let blocks = world.outside().blocks.iter();
        let blocks = blocks.map(|it| Endpoint::Address(it.representative));
        let endpoints = pods.chain(nodes).chain(blocks);

        let cuts = Cuts::new(&written_cidrs(cluster));
        let mut places = Places::default();
        let mut members = Vec::new();
        let mut shown: Vec<Face> = Vec::new();
        for endpoint in endpoints {
            let end = world.end(endpoint);
            let sight = sight(world, &end);
            let whole = [false, true].map(|it| places.number(&cuts, &end.addresses, it));
            let families = end.families();
            let mut show = |places| {
                let face = Face { sight, places };
                // Replicas stand side by side.
                if shown.last() != Some(&face) {
                    shown.push(face);
                }
                number_of(shown.len() - 1)
            };
            let mut faces = [show(whole); 3];
            if families.are_both() {
                let [v4, v6] = whole;
                faces = [faces[0], show([v4, 0]), show([0, v6])];
            }
            members.push(Member {
                end,
                families,
                faces,
            });
        }
        number_faces(members, &shown)
    }

    /// The faces of the pods of one identity.
    pub(super) fn of_identity(&self, identity: IdentityNumber) -> Range<usize> {
        let sight = Sight::Pod(identity);
        let first = self.all.partition_point(|it| it.sight < sight);
        let last = self.all.partition_point(|it| it.sight <= sight);
        first..last
    }

    /// The faces by where their addresses are: equal places, equal answers of
    /// every block.
    pub(super) fn by_places(&self) -> Vec<Vec<usize>> {
        let places: Vec<_> = self.all.iter().map(|it| it.places).collect();
        groups(&places)
    }
}

/// Gives the faces that were shown their numbers, equal ones the same.
fn number_faces<'a>(mut members: Vec<Member<'a>>, shown: &[Face]) -> Faces<'a> {
    let numbers = numbers(shown);
    let count = numbers.iter().max().map_or(0, |it| *it as usize + 1);
    let mut all: Vec<Option<(Face, End<'a>)>> = vec![None; count];
    for member in &mut members {
        for (shown_at, view) in member.faces.iter_mut().zip(View::ALL) {
            let at = *shown_at as usize;
            let (Some(number), Some(face)) = (numbers.get(at), shown.get(at)) else {
                continue;
            };
            *shown_at = *number;
            if let Some(it @ None) = all.get_mut(*number as usize) {
                *it = Some((*face, seen(&member.end, view)));
            }
        }
    }
    let (all, examples) = all.into_iter().flatten().unzip();
    Faces {
        members,
        all,
        examples,
    }
}

/// An end with only the addresses of a view; all if it has none of those.
fn seen<'a>(end: &End<'a>, view: View) -> End<'a> {
    match view {
        View::Whole => end.clone(),
        View::V4 => end.over(Families::V4),
        View::V6 => end.over(Families::V6),
    }
}

impl View {
    /// All of them, in the order of [`Member::faces`].
    const ALL: [Self; 3] = [Self::Whole, Self::V4, Self::V6];

    /// What is seen this way, of what is seen each way.
    pub(super) fn of<T: Copy>(self, each: [T; 3]) -> T {
        let [whole, v4, v6] = each;
        match self {
            Self::Whole => whole,
            Self::V4 => v4,
            Self::V6 => v6,
        }
    }
}

fn sight(world: &World, end: &End<'_>) -> Sight {
    match end.role {
        Role::Pod(pod, _) => Sight::Pod(world.identities().of_pod(pod)),
        Role::Host(node) => Sight::Host {
            placed: node.is_some(),
        },
        Role::Outside => Sight::Outside,
    }
}

/// Numbers for where the addresses of one family are.
#[derive(Default)]
struct Places {
    /// Where those of several are, which is rare.
    several: Vec<Vec<usize>>,
}

impl Places {
    /// The number of where the addresses of one family are: even ones for a
    /// single place, odd ones for several.
    fn number(&mut self, cuts: &Cuts, addresses: &[IpAddr], is_v6: bool) -> u32 {
        let mut own = addresses.iter().filter(|it| it.is_ipv6() == is_v6);
        let Some(first) = own.next() else {
            return 0;
        };
        let first = cuts.around(*first);
        let mut places = Vec::new();
        for address in own {
            let place = cuts.around(*address);
            if place != first && !places.contains(&place) {
                places.push(place);
            }
        }
        if places.is_empty() {
            return number_of(2 * (first + 1));
        }
        places.insert(0, first);
        let known = self.several.iter().position(|it| *it == places);
        let number = known.unwrap_or_else(|| {
            self.several.push(places);
            self.several.len() - 1
        });
        number_of(2 * number + 1)
    }
}
