use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::class::{Group, Place};
use super::reachability::{PairAnswer, in_document_order};
use super::register::Register;
use super::{ClassId, Connection, Manner, Outcome, Party, Passage, Reachability};
use crate::model::Direction;

impl Reachability {
    /// Every pair of distinct parties that are or may be connected, ordered by
    /// source, then destination: workloads in document order, then the outside.
    /// What the outside does within itself is nobody's business here, and nodes
    /// are asked about by name.
    pub fn connections(&self) -> Vec<Connection> {
        self.connections_up_to(usize::MAX).unwrap_or_default()
    }

    /// The same; nothing if there are more than `most`.
    pub fn connections_up_to(&self, most: usize) -> Option<Vec<Connection>> {
        let is_node = |it: &&Group| matches!(it.party, Party::Node(_));
        let drawn = self.classes.groups().iter().filter(|it| !is_node(it));
        let drawn: Vec<Option<&Group>> = drawn.map(Some).collect();
        let mut register = Register::new(self);
        let mut manners: Vec<Option<Rc<Manner>>> = Vec::new();
        let mut connections = Vec::new();
        for source in &drawn {
            let row = register.row(*source, &drawn);
            let new = register.found().iter().skip(manners.len());
            manners.extend(new.map(|it| self.manner(it).map(Rc::new)));
            for (destination, number) in drawn.iter().zip(row) {
                let (Some(source), Some(destination)) = (source, destination) else {
                    continue;
                };
                let how = manners.get(number as usize).and_then(Option::as_ref);
                let Some(how) = how.filter(|_| are_two(source.party, destination.party)) else {
                    continue;
                };
                if connections.len() == most {
                    return None;
                }
                connections.push(Connection {
                    source: source.party,
                    destination: destination.party,
                    how: Rc::clone(how),
                });
            }
        }
        Some(connections)
    }

    /// Those of them that one of `sources` opens, or that lead to one of `destinations`, in
    /// the same order.
    pub fn connections_of(
        &self,
        sources: &BTreeSet<Party>,
        destinations: &BTreeSet<Party>,
    ) -> Vec<Connection> {
        let is_node = |it: &&Group| matches!(it.party, Party::Node(_));
        let drawn = self.classes.groups().iter().filter(|it| !is_node(it));
        let drawn: Vec<&Group> = drawn.collect();
        let meant = drawn
            .iter()
            .copied()
            .filter(|it| destinations.contains(&it.party));
        let meant: Vec<&Group> = meant.collect();
        let mut manners: BTreeMap<Vec<PairAnswer>, Option<Rc<Manner>>> = BTreeMap::new();
        let mut connections = Vec::new();
        for source in &drawn {
            let is_meant = sources.contains(&source.party);
            for destination in if is_meant { &drawn } else { &meant } {
                if !are_two(source.party, destination.party) {
                    continue;
                }
                let how = manners
                    .entry(self.answers(source, destination))
                    .or_insert_with_key(|it| self.manner(it).map(Rc::new));
                connections.extend(how.as_ref().map(|how| Connection {
                    source: source.party,
                    destination: destination.party,
                    how: Rc::clone(how),
                }));
            }
        }
        connections
    }

    /// How many pairs there are to look at for [`connections`](Self::connections).
    pub fn pairs_of_parties(&self) -> u64 {
        let all = u64::try_from(self.classes.groups().len()).unwrap_or(u64::MAX);
        all.saturating_mul(all)
    }

    /// What connects two parties, if anything does. A workload and itself are
    /// all pairs of its pods, each with itself included (SEMANTICS.md S-2b).
    pub fn connection(&self, source: Party, destination: Party) -> Option<Connection> {
        let group = |party| self.classes.group(party);
        self.connect(group(source)?, group(destination)?)
    }

    /// How many ordered pairs of different pods are or may be connected.
    pub fn connected_pods(&self) -> usize {
        let mut sizes = vec![0_usize; self.classes().len()];
        for (class, _) in self.classes.pods() {
            if let Some(it) = sizes.get_mut(class.index()) {
                *it += 1;
            }
        }
        let size = |index: usize| sizes.get(index).copied().unwrap_or_default();
        let mut count = 0;
        for ((from, to), answer) in self.pairs() {
            if self.is_connected(answer) {
                let others = size(to.index()) - usize::from(from == to && size(to.index()) > 0);
                count += size(from.index()) * others;
            }
        }
        count + self.let_in_by_their_node()
    }

    /// How many pairs of pods are connected only because what comes from the
    /// own node is let in, or what goes there is let out.
    fn let_in_by_their_node(&self) -> usize {
        let pods = self.classes.pods();
        let hosts = (0..)
            .zip(pods)
            .filter(|(_, it)| matches!(it.1, Place::Host(Some(_))));
        let mut count = 0;
        for (from, (source, host)) in hosts {
            for (to, (destination, own)) in (0..).zip(pods) {
                let (Place::Host(host), Place::Pod(own)) = (host, own) else {
                    continue;
                };
                if host != own {
                    continue;
                }
                let there = [(*source, from), (*destination, to)];
                count += usize::from(self.is_let_by_node(there));
                if self.lets_out_to_own_node {
                    let [a, b] = there;
                    count += usize::from(self.is_let_by_node([b, a]));
                }
            }
        }
        count
    }

    /// Whether two members of these classes are connected only since they are on
    /// one node.
    fn is_let_by_node(&self, [source, destination]: [(ClassId, usize); 2]) -> bool {
        let answer = self.between_members(source.1, destination.1);
        !self.is_connected(self.answer(source.0, destination.0))
            && answer.is_some_and(|it| self.is_connected(it))
    }

    /// Whether it may matter which of the members of two groups are on one node.
    pub(super) fn minds_nodes(&self, source: &Group, destination: &Group) -> bool {
        source.has_hosts || self.lets_out_to_own_node && destination.has_hosts
    }

    /// What connects the members of two parties.
    fn connect(&self, source: &Group, destination: &Group) -> Option<Connection> {
        let how = self.manner(&self.answers(source, destination))?;
        Some(Connection {
            source: source.party,
            destination: destination.party,
            how: Rc::new(how),
        })
    }

    /// How those are connected who have these answers, if they are.
    fn manner(&self, answers: &[PairAnswer]) -> Option<Manner> {
        if !answers.iter().any(|it| self.is_connected(*it)) {
            return None;
        }
        let outcome = self.outcome_of_all(answers);
        Some(Manner {
            ports: outcome.ports,
            unknown_ports: outcome.unknown_ports,
            mixed_ports: outcome.mixed_ports,
            egress: self.passage_of(answers, Direction::Egress),
            ingress: self.passage_of(answers, Direction::Ingress),
        })
    }

    /// What becomes of several answers taken together.
    pub(super) fn outcome_of_all(&self, answers: &[PairAnswer]) -> Outcome {
        match answers {
            [only] => self.outcome(*only).into_owned(),
            several => {
                let outcomes = several.iter().map(|it| self.outcome(*it).into_owned());
                Outcome::together(&outcomes.collect::<Vec<_>>())
            }
        }
    }

    /// The answers about all pairs of members, each once.
    fn answers(&self, source: &Group, destination: &Group) -> Vec<PairAnswer> {
        let is_same = source.party == destination.party;
        let mut answers = Vec::new();
        if let ([from], [to], false, false) = (
            self.classes.classes(source),
            self.classes.classes(destination),
            self.minds_nodes(source, destination),
            is_same,
        ) {
            answers.push(self.answer(*from, *to));
            return answers;
        }
        if self.minds_nodes(source, destination) || is_same {
            for from in self.classes.members(source) {
                for to in self.classes.members(destination) {
                    let answer = self.between_members(*from as usize, *to as usize);
                    note(&mut answers, answer);
                }
            }
        } else {
            for from in self.classes.classes(source) {
                for to in self.classes.classes(destination) {
                    note(&mut answers, Some(self.answer(*from, *to)));
                }
            }
        }
        answers
    }

    /// How several answers pass one end: open only if all are.
    pub(super) fn passage_of(&self, answers: &[PairAnswer], direction: Direction) -> Passage {
        let mut admitted = None;
        for answer in answers {
            if let Passage::Admitted(branches) = self.passage(*answer, direction) {
                let all: &mut Vec<_> = admitted.get_or_insert_default();
                all.extend(branches);
            }
        }
        admitted.map_or(Passage::Open, |it| Passage::Admitted(in_document_order(it)))
    }
}

/// Whether these are two parties of which policies decide.
fn are_two(source: Party, destination: Party) -> bool {
    source != destination && !(source.is_outside() && destination.is_outside())
}

pub(super) fn note(answers: &mut Vec<PairAnswer>, answer: Option<PairAnswer>) {
    answers.extend(answer.filter(|it| !answers.contains(it)));
}
