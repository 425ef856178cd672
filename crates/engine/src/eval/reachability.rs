use std::borrow::Cow;

use super::class::{Class, ClassId, Classes, Place};
use super::end::Families;
use super::faces::View;
use super::identity::number_of;
use super::judge::exempts_own_node;
use super::meetings::Meetings;
use super::opening::Opening;
use super::side::Side;
use super::survey::Survey;
use super::{BranchRef, Endpoint, Meter, Outcome, Passage, World};
use crate::model::Direction;
use crate::order::sorted;

/// How many looks it takes to find out what becomes of a pair of classes.
const LOOKS_AT_A_PAIR: usize = 4;

/// Who reaches whom, for all endpoints of a world at once.
///
/// Endpoints that nothing can tell apart are one [`Class`], and answers are kept
/// for pairs of classes: what is kept grows with the number of distinct
/// behaviours, not with that of pods. An answer is a pair of numbers; ports and
/// branches are looked up when they are asked for.
#[derive(Debug, Clone)]
pub struct Reachability {
    pub(super) classes: Classes,
    egress: Side,
    ingress: Side,
    meetings: Meetings,
    /// Whether a pod is taken to reach its own node whatever the policies say.
    pub(super) lets_out_to_own_node: bool,
}

/// How one endpoint reaches another: a name for ports and passages, the same for
/// all pairs that are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PairAnswer {
    /// Over IPv4 and over IPv6; the same route when that makes no difference.
    routes: [Route; 2],
}

/// The openings at both ends, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Route {
    pub(super) egress: u32,
    pub(super) ingress: u32,
}

impl PairAnswer {
    /// Nothing stands in the way.
    const OPEN: Self = Self::over(Route {
        egress: 0,
        ingress: 0,
    });

    const fn over(route: Route) -> Self {
        Self {
            routes: [route, route],
        }
    }

    /// The same, but let in whatever the policies say.
    fn let_in(self) -> Self {
        Self {
            routes: self.routes.map(|it| Route { ingress: 0, ..it }),
        }
    }

    /// The same, but let out whatever the policies say.
    fn let_out(self) -> Self {
        Self {
            routes: self.routes.map(|it| Route { egress: 0, ..it }),
        }
    }

    /// The same with each opening under another number, by direction.
    pub(super) fn renumbered(self, egress: &[usize], ingress: &[usize]) -> Self {
        let number =
            |numbers: &[usize], it: u32| numbers.get(it as usize).map_or(it, |it| number_of(*it));
        Self {
            routes: self.routes.map(|it| Route {
                egress: number(egress, it.egress),
                ingress: number(ingress, it.ingress),
            }),
        }
    }

    /// One route, or one for each family.
    pub(super) fn routes(&self) -> &[Route] {
        let [v4, v6] = &self.routes;
        if v4 == v6 {
            std::slice::from_ref(v4)
        } else {
            &self.routes
        }
    }
}

impl Reachability {
    /// Works out every answer about a world.
    pub fn new(world: &World) -> Self {
        Self::within(world, &Meter::endless())
    }

    /// The same in no more steps than `meter` allows. When it says that those
    /// were not enough, the answers are good for nothing.
    pub fn within(world: &World, meter: &Meter) -> Self {
        let survey = Survey::new(world, meter);
        let egress = Side::new(&survey, Direction::Egress, meter);
        let ingress = Side::new(&survey, Direction::Ingress, meter);
        let mut reachability = Self {
            classes: Classes::new(&survey, &egress.groups, &ingress.groups),
            meetings: Meetings::new(&egress.passing, &ingress.passing),
            egress,
            ingress,
            lets_out_to_own_node: exempts_own_node(world, Direction::Egress),
        };
        reachability.meet(meter);
        reachability
    }

    /// Works out the ports of every pair of classes.
    fn meet(&mut self, meter: &Meter) {
        let all = self.classes.all().len();
        if !meter.spend(all, all * LOOKS_AT_A_PAIR) {
            return;
        }
        let mut meetings = std::mem::take(&mut self.meetings);
        let open = self.kinds(Route {
            egress: 0,
            ingress: 0,
        });
        for (_, answer) in self.pairs() {
            for route in answer.routes() {
                let kinds = self.kinds(*route);
                meetings.note(kinds, &self.egress.passing, &self.ingress.passing);
                // What comes from the own node is let in.
                let let_in = [kinds[0], open[1]];
                meetings.note(let_in, &self.egress.passing, &self.ingress.passing);
                if self.lets_out_to_own_node {
                    let let_out = [open[0], kinds[1]];
                    meetings.note(let_out, &self.egress.passing, &self.ingress.passing);
                }
            }
        }
        self.meetings = meetings;
    }

    /// The classes, in the order of their first members.
    pub fn classes(&self) -> &[Class] {
        self.classes.all()
    }

    /// The class of an endpoint: a pod, a node, or the
    /// [representative](super::OutsideBlock) of a block.
    pub fn class_of(&self, endpoint: Endpoint) -> Option<ClassId> {
        let member = self.classes.member(endpoint)?;
        self.classes.of_member(member)
    }

    /// Every ordered pair of classes with its answer.
    pub fn pairs(&self) -> impl Iterator<Item = ((ClassId, ClassId), PairAnswer)> {
        self.classes.iter().flat_map(move |(from, source)| {
            let rows = Rows::new(self, source);
            self.classes
                .iter()
                .map(move |(to, destination)| ((from, to), rows.answer(self, destination)))
        })
    }

    /// How a member of one class reaches a member of another, or another member
    /// of the same; unless both are on one node, see
    /// [`between`](Self::between).
    pub fn answer(&self, source: ClassId, destination: ClassId) -> PairAnswer {
        match (self.classes.get(source), self.classes.get(destination)) {
            (Some(source), Some(destination)) => Rows::new(self, source).answer(self, destination),
            _ => PairAnswer::OPEN,
        }
    }

    /// How one endpoint reaches another. Also knows what classes do not: that a
    /// pod reaches itself, and that its own node reaches it (SEMANTICS.md S-1,
    /// S-3).
    pub fn between(&self, source: Endpoint, destination: Endpoint) -> Option<PairAnswer> {
        let source = self.classes.member(source)?;
        let destination = self.classes.member(destination)?;
        self.between_members(source, destination)
    }

    pub(super) fn between_members(&self, source: usize, destination: usize) -> Option<PairAnswer> {
        let places = [source, destination].map(|it| self.classes.place(it));
        if source == destination && self.classes.is_pod(source) {
            return Some(PairAnswer::OPEN);
        }
        let from = self.classes.of_member(source)?;
        let to = self.classes.of_member(destination)?;
        let answer = self.answer(from, to);
        Some(match places {
            [Place::Host(Some(host)), Place::Pod(Some(own))] if host == own => answer.let_in(),
            [Place::Pod(Some(own)), Place::Host(Some(host))]
                if host == own && self.lets_out_to_own_node =>
            {
                answer.let_out()
            }
            _ => answer,
        })
    }

    /// On which ports.
    pub fn outcome(&self, answer: PairAnswer) -> Cow<'_, Outcome> {
        match answer.routes() {
            [only] => self.outcome_of(*only),
            both => {
                let both: Vec<Outcome> = both
                    .iter()
                    .map(|it| self.outcome_of(*it).into_owned())
                    .collect();
                Cow::Owned(Outcome::together(&both))
            }
        }
    }

    /// Whether anything connects, or may.
    pub fn is_connected(&self, answer: PairAnswer) -> bool {
        let routes = answer.routes().iter();
        routes
            .into_iter()
            .any(|it| !self.outcome_of(*it).is_denied())
    }

    /// How what connects passes one end.
    pub fn passage(&self, answer: PairAnswer, direction: Direction) -> Passage {
        let mut admitted: Option<Vec<BranchRef>> = None;
        for route in answer.routes() {
            let opening = self.opening(*route, direction);
            let Some(admitting) = opening.and_then(Opening::admitting) else {
                continue;
            };
            let connected = self.outcome_of(*route).perhaps();
            let all = admitted.get_or_insert_default();
            let counting = admitting
                .iter()
                .filter(|it| !it.1.intersection(&connected).is_empty());
            all.extend(counting.map(|it| it.0));
        }
        match admitted {
            None => Passage::Open,
            Some(branches) => Passage::Admitted(in_document_order(branches)),
        }
    }

    fn outcome_of(&self, route: Route) -> Cow<'_, Outcome> {
        let kinds = self.kinds(route);
        self.meetings
            .outcome(kinds, &self.egress.passing, &self.ingress.passing)
    }

    /// By opening in the direction of a branch, whether the branch may admit
    /// something there.
    pub(super) fn mentioning(&self, branch: BranchRef) -> Vec<bool> {
        let openings = match branch.direction {
            Direction::Egress => &self.egress.openings,
            Direction::Ingress => &self.ingress.openings,
        };
        let mentions = |it: &Opening| {
            let mut admitting = it.admitting().unwrap_or_default().iter();
            admitting.any(|it| it.0 == branch)
        };
        openings.iter().map(mentions).collect()
    }

    /// The pairs of classes of which one opens one of these to the other.
    pub(super) fn pairs_through(
        &self,
        direction: Direction,
        openings: &[bool],
    ) -> Vec<(ClassId, ClassId)> {
        let is_meant = |it: &u32| openings.get(*it as usize).copied().unwrap_or_default();
        let mut pairs = Vec::new();
        for (from, source) in self.classes.iter() {
            let rows = Rows::new(self, source);
            let is_idle = match direction {
                Direction::Egress => !rows.egress.iter().any(is_meant),
                Direction::Ingress => !rows.ingress.iter().any(|it| it.iter().any(is_meant)),
            };
            if is_idle {
                continue;
            }
            for (to, destination) in self.classes.iter() {
                let mut routes = rows.each_family(destination).into_iter();
                let is_through = |it: Route| match direction {
                    Direction::Egress => is_meant(&it.egress),
                    Direction::Ingress => is_meant(&it.ingress),
                };
                if routes.any(is_through) {
                    pairs.push((from, to));
                }
            }
        }
        pairs
    }

    /// The routes between two classes: one, or one for each family, even where
    /// those let the same ports through.
    pub(super) fn each_family(&self, source: ClassId, destination: ClassId) -> Vec<Route> {
        let ends = self.classes.get(source).zip(self.classes.get(destination));
        ends.map_or_else(Vec::new, |(source, destination)| {
            let [v4, v6] = Rows::new(self, source).each_family(destination);
            if v4 == v6 { vec![v4] } else { vec![v4, v6] }
        })
    }

    /// The numbers of the ports that a route's openings let through.
    fn kinds(&self, route: Route) -> [u32; 2] {
        let kind = |kinds: &[u32], opening: u32| kinds.get(opening as usize).copied();
        [
            kind(&self.egress.kinds, route.egress).unwrap_or_default(),
            kind(&self.ingress.kinds, route.ingress).unwrap_or_default(),
        ]
    }

    /// The openings of one direction, by their numbers.
    pub(super) fn openings(&self, direction: Direction) -> &[Opening] {
        match direction {
            Direction::Egress => &self.egress.openings,
            Direction::Ingress => &self.ingress.openings,
        }
    }

    pub(super) fn opening(&self, route: Route, direction: Direction) -> Option<&Opening> {
        let number = match direction {
            Direction::Egress => route.egress,
            Direction::Ingress => route.ingress,
        };
        self.openings(direction).get(number as usize)
    }
}

/// Each branch once; they stand in the order of their names.
pub(super) fn in_document_order(branches: Vec<BranchRef>) -> Vec<BranchRef> {
    if branches.is_sorted_by(|a, b| a < b) {
        return branches;
    }
    let mut branches = sorted(&branches);
    branches.dedup();
    branches
}

/// All that is known about one source.
#[derive(Clone, Copy)]
struct Rows<'a> {
    families: Families,
    /// What it opens towards every face.
    egress: &'a [u32],
    /// What every group opens towards each of its own faces.
    ingress: [&'a [u32]; 3],
}

impl<'a> Rows<'a> {
    fn new(reachability: &'a Reachability, source: &Class) -> Self {
        Self {
            families: source.families,
            egress: reachability.egress.row(source.groups[0]),
            ingress: source.faces.map(|it| reachability.ingress.row(it)),
        }
    }

    fn answer(&self, reachability: &Reachability, destination: &Class) -> PairAnswer {
        let [v4, v6] = self.each_family(destination);
        // As for a single question: where both get the same, it is IPv4's.
        if v4 == v6 || reachability.kinds(v4) == reachability.kinds(v6) {
            return PairAnswer::over(v4);
        }
        PairAnswer { routes: [v4, v6] }
    }

    /// The routes over IPv4 and over IPv6; the same unless both ends have both.
    fn each_family(&self, destination: &Class) -> [Route; 2] {
        if self.families.are_both() && destination.families.are_both() {
            return [View::V4, View::V6].map(|it| self.route(destination, it, it));
        }
        let own = view(self.families, destination.families);
        let other = view(destination.families, self.families);
        [self.route(destination, own, other); 2]
    }

    fn route(&self, destination: &Class, own: View, other: View) -> Route {
        let at = |row: &[u32], at: u32| row.get(at as usize).copied().unwrap_or_default();
        Route {
            egress: at(self.egress, other.of(destination.faces)),
            ingress: at(own.of(self.ingress), destination.groups[1]),
        }
    }
}

/// Which of the addresses of an end count towards another (SEMANTICS.md B-8).
fn view(own: Families, other: Families) -> View {
    match (own.are_both(), other) {
        (true, Families::V4) => View::V4,
        (true, Families::V6) => View::V6,
        _ => View::Whole,
    }
}
