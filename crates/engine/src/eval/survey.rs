use std::collections::BTreeMap;
use std::net::IpAddr;

use super::bits::Bits;
use super::branch::{Branch, branches};
use super::end::{End, Families, Role, by_family};
use super::judge::{exemption, gate, may_share_node};
use super::opening::Opening;
use super::{Exemption, Party, World};
use crate::model::{Direction, PolicyId, PortSpec, Protocol, RulePorts, Truth};

/// What every branch says of every party, worked out once.
///
/// For one subject most peers are alike: the same of its branches match them.
/// So peers are sorted by all that those branches can tell of them, and each
/// sort is judged once, by the same [`gate`] that answers a single question.
pub(super) struct Survey<'a> {
    world: &'a World,
    ends: Vec<(Party, End<'a>)>,
    branches: Vec<Branch<'a>>,
    /// Which of the branches are those of a policy in a direction.
    of_policy: BTreeMap<(PolicyId, Direction), Bits>,
    /// What the branches say of each party, by the kinds of addresses the
    /// subject has.
    rows: BTreeMap<Families, Vec<Row>>,
    /// For each party a number that stands for the names of its ports.
    names: Vec<usize>,
}

/// What the branches say of one party: those that match it, and those of which
/// it is unknown; for a dual-stack party also by each family.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Row(Vec<Bits>);

impl Row {
    /// What some of the branches say.
    fn among(&self, branches: &Bits) -> Self {
        Self(self.0.iter().map(|it| it.intersection(branches)).collect())
    }
}

/// All that a subject can tell of a peer: equal sorts get equal answers.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sort {
    exemption: Option<Exemption>,
    may_share_node: bool,
    names: usize,
    /// What the subject's branches say of it, as [`Survey::alike`] numbers it.
    matches: usize,
}

/// One end in one direction, towards every party.
#[derive(Debug)]
pub(super) struct Side {
    openings: Vec<Opening>,
    /// By the peer's position, which opening is its.
    by_peer: Vec<usize>,
}

impl Side {
    /// What passes between this end and the party at a position.
    pub(super) fn towards(&self, peer: usize) -> Option<&Opening> {
        self.openings.get(*self.by_peer.get(peer)?)
    }
}

impl<'a> Survey<'a> {
    /// Holds every branch that counts against every party that has an endpoint.
    pub(super) fn new(world: &'a World) -> Self {
        let cluster = world.cluster();
        let workloads = cluster.workloads().map(|(id, _)| Party::Workload(id));
        let blocks = (0..world.outside().blocks.len()).map(Party::Outside);
        let ends: Vec<_> = workloads
            .chain(blocks)
            .filter_map(|it| Some((it, world.end(world.representative(it)?))))
            .collect();
        let branches: Vec<_> = cluster
            .policies()
            .flat_map(|(id, _)| Direction::BOTH.map(|it| (id, it)))
            .filter(|(id, direction)| cluster[*id].scope(*direction).isolates.is_some())
            .flat_map(|(id, direction)| branches(cluster, id, direction))
            .collect();
        let mut survey = Self {
            world,
            of_policy: of_policy(&branches),
            names: number(ends.iter().map(|(_, it)| names_of(it))),
            ends,
            branches,
            rows: BTreeMap::new(),
        };
        for families in survey.ends.iter().map(|(_, it)| it.families()) {
            if !survey.rows.contains_key(&families) {
                let rows = survey.ends.iter().map(|(_, it)| survey.row(it, families));
                survey.rows.insert(families, rows.collect());
            }
        }
        survey
    }

    /// The parties that have an endpoint, in the order of their positions.
    pub(super) fn parties(&self) -> impl ExactSizeIterator<Item = Party> {
        self.ends.iter().map(|(party, _)| *party)
    }

    /// Every party's side of its connections in one direction.
    pub(super) fn sides(&self, direction: Direction) -> Vec<Side> {
        let mut alike = BTreeMap::new();
        let mut sides = Vec::new();
        for (_, subject) in &self.ends {
            let own = self.branches_on(direction, subject);
            let families = subject.families();
            let matches = alike
                .entry((families, own))
                .or_insert_with_key(|(families, own)| self.alike(*families, own));
            sides.push(self.side(direction, subject, matches));
        }
        sides
    }

    /// Numbers the parties by what these branches say of them: equal numbers,
    /// equal rows. Subjects of the same policies share the result.
    fn alike(&self, families: Families, branches: &Bits) -> Vec<usize> {
        let rows = self.rows.get(&families);
        number(rows.into_iter().flatten().map(|it| it.among(branches)))
    }

    fn row(&self, peer: &End<'_>, families: Families) -> Row {
        let addresses = peer.addresses_towards(families);
        let each = by_family(&addresses).into_iter().flatten();
        let views = [addresses.clone()].into_iter().chain(each);
        Row(views.flat_map(|it| self.matches(peer, &it)).collect())
    }

    /// The branches that match a peer, and those of which it is unknown.
    fn matches(&self, peer: &End<'_>, addresses: &[IpAddr]) -> [Bits; 2] {
        let mut matching = Bits::new(self.branches.len());
        let mut perhaps = Bits::new(self.branches.len());
        for (index, branch) in self.branches.iter().enumerate() {
            let clauses = branch.clauses(self.world.cluster(), peer, addresses);
            match Truth::all(clauses.iter().map(|it| it.held)) {
                Truth::Yes => matching.insert(index),
                Truth::Unknown => perhaps.insert(index),
                Truth::No => {}
            }
        }
        [matching, perhaps]
    }

    fn side(&self, direction: Direction, subject: &End<'_>, matches: &[usize]) -> Side {
        let asks_names = direction == Direction::Egress && self.asks_names(direction, subject);
        let mut openings = Vec::new();
        let mut sorts = BTreeMap::new();
        let mut by_peer = Vec::new();
        for (((_, peer), matches), names) in self.ends.iter().zip(matches).zip(&self.names) {
            let sort = Sort {
                exemption: exemption(direction, subject, peer),
                may_share_node: may_share_node(direction, subject, peer),
                names: if asks_names { *names } else { 0 },
                matches: *matches,
            };
            let opening = *sorts.entry(sort).or_insert_with(|| {
                openings.push(Opening::new(&gate(self.world, direction, subject, peer)));
                openings.len() - 1
            });
            by_peer.push(opening);
        }
        Side { openings, by_peer }
    }

    /// The branches of the policies that isolate the subject.
    fn branches_on(&self, direction: Direction, subject: &End<'_>) -> Bits {
        let mut all = Bits::new(self.branches.len());
        for policy in self.world.isolating(subject.endpoint, direction) {
            if let Some(own) = self.of_policy.get(&(policy, direction)) {
                all = all.union(own);
            }
        }
        all
    }

    /// Whether a rule on the subject names ports: what it opens then depends on
    /// the names that the destination has.
    fn asks_names(&self, direction: Direction, subject: &End<'_>) -> bool {
        let cluster = self.world.cluster();
        self.world
            .isolating(subject.endpoint, direction)
            .into_iter()
            .flat_map(|it| &cluster[it].scope(direction).rules)
            .any(|it| match &it.ports {
                RulePorts::Any => false,
                RulePorts::OneOf(entries) => entries
                    .iter()
                    .any(|it| matches!(it.port, PortSpec::Name(_))),
            })
    }
}

fn of_policy(branches: &[Branch<'_>]) -> BTreeMap<(PolicyId, Direction), Bits> {
    let mut of_policy = BTreeMap::new();
    for (index, branch) in branches.iter().enumerate() {
        of_policy
            .entry((branch.at.policy, branch.at.direction))
            .or_insert_with(|| Bits::new(branches.len()))
            .insert(index);
    }
    of_policy
}

/// Gives equal things equal numbers, from 0 in the order they appear.
fn number<T: Ord>(things: impl Iterator<Item = T>) -> Vec<usize> {
    let mut numbers = BTreeMap::new();
    let mut all = Vec::new();
    for thing in things {
        let next = numbers.len();
        all.push(*numbers.entry(thing).or_insert(next));
    }
    all
}

/// The names that an end's ports have.
fn names_of<'a>(end: &End<'a>) -> Vec<(&'a str, Protocol, u16)> {
    match end.role {
        Role::Pod(_, pod) => pod
            .ports
            .iter()
            .filter_map(|it| Some((it.name.as_deref()?, it.protocol, it.number)))
            .collect(),
        Role::Host(_) | Role::Outside => Vec::new(),
    }
}
