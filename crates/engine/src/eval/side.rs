use super::Meter;
use super::end::{End, Role};
use super::faces::Sight;
use super::identity::{number_of, numbers};
use super::judge::{exempts_own_node, policed_gate};
use super::opening::{Opening, Passing};
use super::partition::Partition;
use super::selecting::Selecting;
use super::survey::{Survey, names};
use crate::model::{Direction, PortSpec, RulePorts};

/// How many steps a thing counts for that is kept: there is less room than time.
const ROOM: usize = 8;

/// One direction of every connection: what the policies on any endpoint let
/// through from or to any other.
///
/// Endpoints with the same policies are one group of subjects. For a group most
/// faces are alike, and what is alike is judged once, by the same gate that
/// answers a single question.
#[derive(Debug, Clone)]
pub(super) struct Side {
    /// By the member's position, its group; 0 is for those whom nothing
    /// isolates.
    pub(super) groups: Vec<u32>,
    /// The openings; the first is the one without any policy.
    pub(super) openings: Vec<Opening>,
    /// By opening, the number of its ports.
    pub(super) kinds: Vec<u32>,
    /// The ports of each number.
    pub(super) passing: Vec<Passing>,
    /// Row by row the number of an opening: for egress a row for each group,
    /// for ingress one for each face, so that all destinations of one source
    /// are neighbours in memory.
    table: Vec<u32>,
    width: usize,
}

/// What distinguishes one group of subjects from another.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Subject {
    policies: Vec<Selecting>,
    /// The names of its own ports, if rules of those policies ask for names.
    names: u32,
}

impl Side {
    /// Judges every group against every face.
    pub(super) fn new(survey: &Survey<'_>, direction: Direction, meter: &Meter) -> Self {
        let groups = groups(survey, direction);
        let count = groups.iter().max().map_or(1, |it| *it as usize + 1);
        let faces = survey.faces.len();
        let (width, height) = match direction {
            Direction::Egress => (faces, count),
            Direction::Ingress => (count, faces),
        };
        let cells = if meter.spend(width, height * ROOM) {
            width * height
        } else {
            0
        };
        let mut side = Self {
            openings: vec![Opening::open()],
            kinds: Vec::new(),
            passing: Vec::new(),
            table: vec![0; cells],
            width,
            groups,
        };
        let mut examples = vec![None; count];
        for (member, group) in side.groups.iter().enumerate() {
            if let Some(it @ None) = examples.get_mut(*group as usize) {
                *it = Some(member);
            }
        }
        for (group, example) in examples.into_iter().enumerate().skip(1) {
            if let Some(example) = example {
                side.judge(survey, direction, (group, example), meter);
            }
            if meter.is_exhausted() {
                break;
            }
        }
        let passing: Vec<&Passing> = side.openings.iter().map(|it| &it.passing).collect();
        side.kinds = numbers(&passing);
        let mut distinct: Vec<Option<&Passing>> = vec![None; passing.len()];
        for (passing, kind) in passing.iter().zip(&side.kinds) {
            if let Some(it) = distinct.get_mut(*kind as usize) {
                *it = Some(passing);
            }
        }
        side.passing = distinct.into_iter().flatten().cloned().collect();
        side
    }

    /// A row of the table: openings by face for egress, by group for ingress.
    pub(super) fn row(&self, row: u32) -> &[u32] {
        let first = row as usize * self.width;
        self.table
            .get(first..first + self.width)
            .unwrap_or_default()
    }

    /// What a group opens towards every face.
    fn judge(
        &mut self,
        survey: &Survey<'_>,
        direction: Direction,
        (group, example): (usize, usize),
        meter: &Meter,
    ) {
        let Some(subject) = survey.members.get(example) else {
            return;
        };
        let policies = policies(survey, direction, example);
        let asks_names = direction == Direction::Egress && ask_names(survey, direction, &policies);
        let mut branches = 0;
        for policy in &policies {
            meter.turn_to(policy.policy);
            let own = survey.matching(policy.policy, direction).count();
            branches += own;
            if !meter.spend(survey.faces.len(), 1 + own) {
                return;
            }
        }
        let kind = |sight: Sight| match sight {
            Sight::Pod(it) if asks_names => 3 + names(survey.world, it),
            Sight::Pod(_) | Sight::Outside => 0,
            Sight::Host { placed } => 1 + u32::from(placed),
        };
        let mut partition = Partition::new(survey.faces.iter().map(|it| kind(it.0)).collect());
        for policy in &policies {
            for matching in survey.matching(policy.policy, direction) {
                for it in matching {
                    partition.split(it.iter());
                }
            }
        }
        survey.part_twofold(&mut partition);
        let cells = partition.finish();
        if !meter.spend(cells.firsts.len(), ROOM * (1 + branches)) {
            return;
        }
        // A face has just the addresses that count.
        let subject = End {
            addresses: Vec::new(),
            ..subject.end.clone()
        };
        let first = number_of(self.openings.len());
        for face in &cells.firsts {
            if let Some((_, peer)) = survey.faces.get(*face) {
                let gate = policed_gate(survey.world, direction, &subject, peer);
                self.openings.push(Opening::new(&gate));
            }
        }
        for (face, cell) in cells.of.iter().enumerate() {
            let at = match direction {
                Direction::Egress => group * self.width + face,
                Direction::Ingress => face * self.width + group,
            };
            if let Some(it) = self.table.get_mut(at) {
                *it = first + cell;
            }
        }
    }
}

/// The group of each member.
fn groups(survey: &Survey<'_>, direction: Direction) -> Vec<u32> {
    let identities = survey.world.identities();
    let subjects: Vec<Subject> = identities
        .iter()
        .map(|(number, identity)| {
            let policies: Vec<_> = survey.world.selecting_all(number, direction).collect();
            let asks_names =
                direction == Direction::Ingress && ask_names(survey, direction, &policies);
            Subject {
                names: if asks_names { identity.names } else { 0 },
                policies,
            }
        })
        .collect();
    let numbers = numbers(&subjects);

    let are_hosts = survey
        .members
        .iter()
        .any(|it| matches!(it.end.role, Role::Host(_)));
    let is_own_node_exempt = exempts_own_node(survey.world, direction);
    let mut groups: Vec<u32> = Vec::with_capacity(survey.members.len());
    let mut given: Vec<u32> = vec![0; 2 * numbers.len()];
    let mut next = 1;
    for member in &survey.members {
        let group = match member.end.role {
            Role::Pod(id, pod) => {
                let identity = identities.of_pod(id) as usize;
                let is_isolated = subjects
                    .get(identity)
                    .is_some_and(|it| !it.policies.is_empty());
                // Whether it may share a node with the other end is a doubt.
                let is_unplaced = are_hosts && pod.node.is_none() && is_own_node_exempt;
                let number = numbers.get(identity).copied().unwrap_or_default();
                let slot = 2 * number as usize + usize::from(is_unplaced);
                match given.get_mut(slot) {
                    Some(it) if is_isolated => {
                        if *it == 0 {
                            *it = next;
                            next += 1;
                        }
                        *it
                    }
                    _ => 0,
                }
            }
            Role::Host(_) | Role::Outside => 0,
        };
        groups.push(group);
    }
    groups
}

/// The policies that isolate a member.
fn policies(survey: &Survey<'_>, direction: Direction, member: usize) -> Vec<Selecting> {
    match survey.members.get(member).map(|it| it.end.role) {
        Some(Role::Pod(pod, _)) => survey.world.selecting(pod, direction).collect(),
        Some(Role::Host(_) | Role::Outside) | None => Vec::new(),
    }
}

/// Whether a rule of these policies names ports: what it opens then depends on
/// the names that the destination has.
fn ask_names(survey: &Survey<'_>, direction: Direction, policies: &[Selecting]) -> bool {
    let cluster = survey.world.cluster();
    policies
        .iter()
        .flat_map(|it| &cluster[it.policy].scope(direction).rules)
        .any(|it| match &it.ports {
            RulePorts::Any => false,
            RulePorts::OneOf(entries) => entries
                .iter()
                .any(|it| matches!(it.port, PortSpec::Name(_))),
        })
}
