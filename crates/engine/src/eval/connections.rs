use super::class::{Group, Place};
use super::reachability::{PairAnswer, in_document_order};
use super::{Connection, Outcome, Party, Passage, Reachability};
use crate::model::Direction;

impl Reachability {
    /// Every pair of distinct parties that are or may be connected, ordered by
    /// source, then destination: workloads in document order, then the outside.
    /// What the outside does within itself is nobody's business here.
    ///
    /// Each is made when it is asked for; there may be millions.
    pub fn connections(&self) -> impl Iterator<Item = Connection> {
        let groups = self.classes.groups();
        groups.iter().flat_map(move |source| {
            let destinations = groups.iter().filter(move |it| {
                it.party != source.party && !(source.party.is_outside() && it.party.is_outside())
            });
            destinations.filter_map(move |it| self.connect(source, it))
        })
    }

    /// What connects two parties, if anything does. A workload and itself are
    /// all pairs of its pods, each with itself included (SEMANTICS.md S-2b).
    pub fn connection(&self, source: Party, destination: Party) -> Option<Connection> {
        let group = |party| {
            let mut groups = self.classes.groups().iter();
            groups.find(|it| it.party == party)
        };
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
    /// own node is let in.
    fn let_in_by_their_node(&self) -> usize {
        let pods = self.classes.pods();
        let hosts = (0..)
            .zip(pods)
            .filter(|(_, it)| matches!(it.1, Place::Host(Some(_))));
        let mut count = 0;
        for (from, (source, host)) in hosts {
            for (to, (destination, own)) in (0..).zip(pods) {
                if let (Place::Host(host), Place::Pod(own)) = (host, own)
                    && host == own
                    && !self.is_connected(self.answer(*source, *destination))
                    && let Some(answer) = self.between_members(from, to)
                {
                    count += usize::from(self.is_connected(answer));
                }
            }
        }
        count
    }

    /// What connects the members of two parties.
    fn connect(&self, source: &Group, destination: &Group) -> Option<Connection> {
        let answers = self.answers(source, destination);
        if !answers.iter().any(|it| self.is_connected(*it)) {
            return None;
        }
        let outcome = match answers.as_slice() {
            [only] => self.outcome(*only).into_owned(),
            several => {
                let outcomes = several.iter().map(|it| self.outcome(*it).into_owned());
                Outcome::together(&outcomes.collect::<Vec<_>>())
            }
        };
        Some(Connection {
            source: source.party,
            destination: destination.party,
            ports: outcome.ports,
            unknown_ports: outcome.unknown_ports,
            mixed_ports: outcome.mixed_ports,
            egress: self.passage_of(&answers, Direction::Egress),
            ingress: self.passage_of(&answers, Direction::Ingress),
        })
    }

    /// The answers about all pairs of members, each once.
    fn answers(&self, source: &Group, destination: &Group) -> Vec<PairAnswer> {
        let is_same = source.party == destination.party;
        let mut answers = Vec::new();
        if let ([from], [to], false, false) = (
            self.classes.classes(source),
            self.classes.classes(destination),
            source.has_hosts,
            is_same,
        ) {
            answers.push(self.answer(*from, *to));
            return answers;
        }
        if source.has_hosts || is_same {
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
    fn passage_of(&self, answers: &[PairAnswer], direction: Direction) -> Passage {
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

fn note(answers: &mut Vec<PairAnswer>, answer: Option<PairAnswer>) {
    answers.extend(answer.filter(|it| !answers.contains(it)));
}
