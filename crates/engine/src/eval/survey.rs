use std::net::IpAddr;

use super::bits::Bits;
use super::branch::{Branch, branches};
use super::end::{End, Families, Role, by_family};
use super::judge::{exemption, gate, may_share_node};
use super::opening::Opening;
use super::{Exemption, Party, World};
use crate::model::{ContainerPort, Direction, PolicyId, PortSpec, Protocol, RulePorts, Truth};
use crate::order::groups;

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
    of_policy: Vec<((PolicyId, Direction), Bits)>,
    /// What the branches say of each party, by the kinds of addresses the
    /// subject has.
    rows: Vec<(Families, Vec<Row>)>,
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
            rows: Vec::new(),
        };
        for families in survey.ends.iter().map(|(_, it)| it.families()) {
            if survey.rows_for(families).is_none() {
                let rows = survey.ends.iter().map(|(_, it)| survey.row(it, families));
                survey.rows.push((families, rows.collect()));
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
        let ends = self.ends.iter().map(|(_, it)| it);
        let keys: Vec<(Families, Bits)> = ends
            .map(|it| (it.families(), self.branches_on(direction, it)))
            .collect();
        let mut sides: Vec<Option<Side>> = self.ends.iter().map(|_| None).collect();
        for alike in groups(&keys) {
            let key = alike.first().and_then(|it| keys.get(*it));
            let matches = key.map_or_else(Vec::new, |it| self.alike(it.0, &it.1));
            for position in alike {
                if let (Some(side), Some((_, subject))) =
                    (sides.get_mut(position), self.ends.get(position))
                {
                    *side = Some(self.side(direction, subject, &matches));
                }
            }
        }
        sides.into_iter().flatten().collect()
    }

    /// Numbers the parties by what these branches say of them: equal numbers,
    /// equal rows. Subjects of the same policies share the result.
    fn alike(&self, families: Families, branches: &Bits) -> Vec<usize> {
        let rows = self.rows_for(families);
        number(rows.into_iter().flatten().map(|it| it.among(branches)))
    }

    fn rows_for(&self, families: Families) -> Option<&[Row]> {
        let found = self.rows.iter().find(|it| it.0 == families);
        found.map(|it| it.1.as_slice())
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
        let mut sorts = Vec::with_capacity(self.ends.len());
        for (((_, peer), matches), names) in self.ends.iter().zip(matches).zip(&self.names) {
            sorts.push(Sort {
                exemption: exemption(direction, subject, peer),
                may_share_node: may_share_node(direction, subject, peer),
                names: if asks_names { *names } else { 0 },
                matches: *matches,
            });
        }
        let groups = groups(&sorts);
        let first = |alike: &Vec<usize>| self.ends.get(*alike.first()?);
        let openings = groups
            .iter()
            .filter_map(first)
            .map(|(_, peer)| Opening::new(&gate(self.world, direction, subject, peer)))
            .collect();
        Side {
            openings,
            by_peer: numbered(sorts.len(), &groups),
        }
    }

    /// The branches of the policies that isolate the subject.
    fn branches_on(&self, direction: Direction, subject: &End<'_>) -> Bits {
        let mut all = Bits::new(self.branches.len());
        for policy in self.world.isolating(subject.endpoint, direction) {
            let found = self
                .of_policy
                .binary_search_by_key(&(policy, direction), |it| it.0);
            if let Some((_, own)) = found.ok().and_then(|it| self.of_policy.get(it)) {
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

/// The branches of each policy in each direction; they stand in that order
/// already.
fn of_policy(branches: &[Branch<'_>]) -> Vec<((PolicyId, Direction), Bits)> {
    let mut of_policy: Vec<((PolicyId, Direction), Bits)> = Vec::new();
    for (index, branch) in branches.iter().enumerate() {
        let key = (branch.at.policy, branch.at.direction);
        if of_policy.last().is_none_or(|it| it.0 != key) {
            of_policy.push((key, Bits::new(branches.len())));
        }
        if let Some((_, own)) = of_policy.last_mut() {
            own.insert(index);
        }
    }
    of_policy
}

/// Gives equal things equal numbers.
fn number<T: Ord>(things: impl Iterator<Item = T>) -> Vec<usize> {
    let things: Vec<T> = things.collect();
    numbered(things.len(), &groups(&things))
}

/// By position, the number of the group it is in.
fn numbered(count: usize, groups: &[Vec<usize>]) -> Vec<usize> {
    let mut numbers = vec![0; count];
    for (number, alike) in groups.iter().enumerate() {
        for position in alike {
            if let Some(it) = numbers.get_mut(*position) {
                *it = number;
            }
        }
    }
    numbers
}

/// The names that an end's ports have; `None` when they are not known.
fn names_of<'a>(end: &End<'a>) -> Option<Vec<(&'a str, Protocol, u16)>> {
    match end.role {
        Role::Pod(_, pod) if pod.ports.is_unknown() => None,
        Role::Pod(_, pod) => {
            let ports = pod.ports.known().iter();
            let name = |it: &'a ContainerPort| Some((it.name.as_deref()?, it.protocol, it.number));
            Some(ports.filter_map(name).collect())
        }
        Role::Host(_) | Role::Outside => Some(Vec::new()),
    }
}
