use std::collections::BTreeMap;

use super::class::Group;
use super::connections::note;
use super::identity::number_of;
use super::reachability::PairAnswer;
use super::{ClassId, Reachability};
use crate::model::Direction;
use crate::order::firsts;

/// Gives numbers to what happens between parties. Most are of one class, so that
/// the answer between two classes is the answer for them.
pub(super) struct Register<'a> {
    reachability: &'a Reachability,
    /// By direction, for each opening the first that is the same.
    same: [Vec<usize>; 2],
    /// The answers that pairs have, each set of them once.
    found: Vec<Vec<PairAnswer>>,
    single: BTreeMap<PairAnswer, u32>,
    several: BTreeMap<Vec<PairAnswer>, u32>,
    /// By the class of the source, the number for every class of destinations;
    /// empty while nobody asked.
    lines: Vec<Vec<u32>>,
}

impl<'a> Register<'a> {
    pub(super) fn new(reachability: &'a Reachability) -> Self {
        Self {
            same: Direction::BOTH.map(|it| firsts(reachability.openings(it))),
            found: Vec::new(),
            single: BTreeMap::new(),
            several: BTreeMap::new(),
            lines: vec![Vec::new(); reachability.classes().len()],
            reachability,
        }
    }

    /// The numbers of one source with every destination.
    pub(super) fn row(
        &mut self,
        source: Option<&Group>,
        destinations: &[Option<&Group>],
    ) -> Vec<u32> {
        let of_class = source.and_then(|it| self.only_class(it));
        if let Some(class) = of_class {
            self.know(class);
        }
        let mut row = Vec::with_capacity(destinations.len());
        for destination in destinations {
            let class = destination.and_then(|it| self.classes(it).first().copied());
            let is_one = destination.is_some_and(|it| {
                let minds_nodes = it.has_hosts && self.reachability.lets_out_to_own_node;
                self.classes(it).len() == 1 && !minds_nodes
            });
            let known = of_class.zip(class.filter(|_| is_one));
            let known = known.and_then(|(from, to)| {
                let line = self.lines.get(from.index())?;
                line.get(to.index()).copied()
            });
            row.push(known.unwrap_or_else(|| self.between(source, *destination)));
        }
        row
    }

    fn classes(&self, group: &Group) -> &'a [ClassId] {
        self.reachability.classes.classes(group)
    }

    /// The class of a group that nothing but its class can tell from others.
    fn only_class(&self, group: &Group) -> Option<ClassId> {
        match self.classes(group) {
            [only] if !group.has_hosts => Some(*only),
            _ => None,
        }
    }

    /// Works out what a class meets, unless that is known.
    fn know(&mut self, source: ClassId) {
        let is_known = |it: &Vec<u32>| !it.is_empty();
        if self.lines.get(source.index()).is_none_or(is_known) {
            return;
        }
        let reachability = self.reachability;
        let mut line = Vec::with_capacity(self.lines.len());
        for (destination, _) in reachability.classes.iter() {
            let answer = self.plain(reachability.answer(source, destination));
            line.push(self.number(answer));
        }
        if let Some(it) = self.lines.get_mut(source.index()) {
            *it = line;
        }
    }

    /// The number for two groups of which one at least is not all alike.
    fn between(&mut self, source: Option<&Group>, destination: Option<&Group>) -> u32 {
        let mut answers = Vec::new();
        if let Some((source, destination)) = source.zip(destination) {
            let reachability = self.reachability;
            if reachability.minds_nodes(source, destination) {
                let classes = &reachability.classes;
                for from in classes.members(source) {
                    for to in classes.members(destination) {
                        let answer = reachability.between_members(*from as usize, *to as usize);
                        note(&mut answers, answer.map(|it| self.plain(it)));
                    }
                }
            } else {
                for from in self.classes(source) {
                    for to in self.classes(destination) {
                        let answer = reachability.answer(*from, *to);
                        note(&mut answers, Some(self.plain(answer)));
                    }
                }
            }
        }
        match answers.as_slice() {
            [only] => self.number(*only),
            _ => self.number_of_several(answers),
        }
    }

    /// The same answer by the first of the openings that are the same.
    fn plain(&self, answer: PairAnswer) -> PairAnswer {
        let [egress, ingress] = &self.same;
        answer.renumbered(egress, ingress)
    }

    fn number(&mut self, answer: PairAnswer) -> u32 {
        let next = number_of(self.found.len());
        let number = *self.single.entry(answer).or_insert(next);
        if number == next {
            self.found.push(vec![answer]);
        }
        number
    }

    fn number_of_several(&mut self, answers: Vec<PairAnswer>) -> u32 {
        let next = number_of(self.found.len());
        let number = *self.several.entry(answers.clone()).or_insert(next);
        if number == next {
            self.found.push(answers);
        }
        number
    }

    /// The answers that pairs have, each set of them once, by their numbers.
    pub(super) fn found(&self) -> &[Vec<PairAnswer>] {
        &self.found
    }
}
