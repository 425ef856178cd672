use std::ops::Range;

use super::bits::Bits;
use super::branch::{Branch, branches};
use super::end::{End, Families, Role};
use super::judge::{exemption, gate, may_share_node};
use super::opening::Opening;
use super::{Exemption, Party, World};
use crate::model::{Direction, PolicyId, PortSpec, Protocol, RulePorts, Truth};
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
    /// Which of the branches are those of a policy in a direction, by
    /// [`slot`].
    of_policy: Vec<Range<usize>>,
    /// What the branches say of each party, by the kinds of addresses the
    /// subject has.
    rows: Vec<(Families, Vec<Row>)>,
    /// For each party a number that stands for the names of its ports.
    names: Vec<usize>,
}

/// What the branches say of one party.
#[derive(Debug)]
struct Row {
    matching: Bits,
    perhaps: Bits,
}

/// All that a subject can tell of a peer: equal sorts get equal answers.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sort {
    exemption: Option<Exemption>,
    may_share_node: bool,
    names: usize,
    matching: Bits,
    perhaps: Bits,
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
            names: names(&ends),
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
        let subjects = self.ends.iter().map(|(_, it)| it);
        subjects.map(|it| self.side(direction, it)).collect()
    }

    fn rows_for(&self, families: Families) -> Option<&[Row]> {
        let found = self.rows.iter().find(|it| it.0 == families);
        found.map(|it| it.1.as_slice())
    }

    fn row(&self, peer: &End<'_>, families: Families) -> Row {
        let cluster = self.world.cluster();
        let addresses = peer.addresses_towards(families);
        let mut row = Row {
            matching: Bits::new(self.branches.len()),
            perhaps: Bits::new(self.branches.len()),
        };
        for (index, branch) in self.branches.iter().enumerate() {
            let clauses = branch.clauses(cluster, peer, &addresses);
            match Truth::all(clauses.iter().map(|it| it.held)) {
                Truth::Yes => row.matching.insert(index),
                Truth::Unknown => row.perhaps.insert(index),
                Truth::No => {}
            }
        }
        row
    }

    fn side(&self, direction: Direction, subject: &End<'_>) -> Side {
        let own = self.branches_on(direction, subject);
        let asks_names = direction == Direction::Egress && self.asks_names(direction, subject);
        let rows = self.rows_for(subject.families()).unwrap_or_default();

        let mut sorts = Vec::with_capacity(self.ends.len());
        for (((_, peer), row), names) in self.ends.iter().zip(rows).zip(&self.names) {
            sorts.push(Sort {
                exemption: exemption(direction, subject, peer),
                may_share_node: may_share_node(direction, subject, peer),
                names: if asks_names { *names } else { 0 },
                matching: row.matching.intersection(&own),
                perhaps: row.perhaps.intersection(&own),
            });
        }
        let mut openings = Vec::new();
        let mut by_peer = vec![0; sorts.len()];
        for alike in groups(&sorts) {
            if let Some((_, peer)) = alike.first().and_then(|it| self.ends.get(*it)) {
                number(&mut by_peer, &alike, openings.len());
                openings.push(Opening::new(&gate(self.world, direction, subject, peer)));
            }
        }
        Side { openings, by_peer }
    }

    /// The branches of the policies that isolate the subject.
    fn branches_on(&self, direction: Direction, subject: &End<'_>) -> Bits {
        let mut all = Bits::new(self.branches.len());
        for policy in self.world.isolating(subject.endpoint, direction) {
            let own = self.of_policy.get(slot(policy, direction));
            for index in own.cloned().unwrap_or_default() {
                all.insert(index);
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

/// Where a policy has its branches of one direction.
fn slot(policy: PolicyId, direction: Direction) -> usize {
    policy.index() * Direction::BOTH.len() + usize::from(direction == Direction::Ingress)
}

/// The branches of a policy in one direction stand side by side.
fn of_policy(branches: &[Branch<'_>]) -> Vec<Range<usize>> {
    let mut of_policy: Vec<Range<usize>> = Vec::new();
    for (index, branch) in branches.iter().enumerate() {
        let slot = slot(branch.at.policy, branch.at.direction);
        if of_policy.len() <= slot {
            of_policy.resize(slot + 1, index..index);
        }
        if let Some(range) = of_policy.last_mut() {
            range.end = index + 1;
        }
    }
    of_policy
}

/// Numbers the parties by the names of their ports: equal numbers, equal names.
fn names(ends: &[(Party, End<'_>)]) -> Vec<usize> {
    let names: Vec<_> = ends.iter().map(|(_, it)| names_of(it)).collect();
    let mut numbers = vec![0; names.len()];
    for (next, alike) in groups(&names).iter().enumerate() {
        number(&mut numbers, alike, next);
    }
    numbers
}

/// Gives all of these positions one number.
fn number(numbers: &mut [usize], positions: &[usize], number: usize) {
    for position in positions {
        if let Some(it) = numbers.get_mut(*position) {
            *it = number;
        }
    }
}

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
