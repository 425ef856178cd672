//! Every pair of parties at once, the denied ones too: what a table shows.

use super::class::Group;
use super::identity::number_of;
use super::reachability::PairAnswer;
use super::register::Register;
use super::{Outcome, Party, Passage, Reachability};
use crate::model::Direction;
use crate::order::{Numbers, numbers};

/// What becomes of connections from one party to another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Encounter {
    /// On which ports they connect; denied when on none.
    pub outcome: Outcome,
    /// How what connects gets out of the source; by no branch when nothing does.
    pub egress: Passage,
    /// How it gets into the destination.
    pub ingress: Passage,
    /// When nothing connects, the ends that let nothing pass; none when each lets
    /// something pass, but no port in common.
    pub refusing: Vec<Direction>,
}

/// The encounters of all ordered pairs of some parties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encounters {
    /// For each source, in the order asked for, the encounter with every
    /// destination, by its position in [`Self::distinct`]. Between a party and
    /// itself it is that of two different members, if there are two.
    pub rows: Vec<Vec<u32>>,
    /// Every encounter there is, each once.
    pub distinct: Vec<Encounter>,
}

impl Reachability {
    /// What becomes of every pair of these parties. One that has no pods meets
    /// nobody, and everybody as if policies denied it.
    pub fn encounters(&self, parties: &[Party]) -> Encounters {
        let groups: Vec<Option<&Group>> =
            parties.iter().map(|it| self.classes.group(*it)).collect();
        let mut register = Register::new(self);
        let mut rows: Vec<Vec<u32>> = groups.iter().map(|it| register.row(*it, &groups)).collect();
        let all = register.found().iter().map(|it| self.encounter(it));
        let all: Vec<Encounter> = all.collect();
        let Numbers { of, first } = numbers(&all);
        for number in rows.iter_mut().flatten() {
            *number = of.get(*number as usize).map_or(0, |it| number_of(*it));
        }
        let distinct = first.into_iter().filter_map(|it| all.get(it).cloned());
        Encounters {
            distinct: distinct.collect(),
            rows,
        }
    }

    fn encounter(&self, answers: &[PairAnswer]) -> Encounter {
        let outcome = self.outcome_of_all(answers);
        let refuses = |direction: &Direction| {
            let mut routes = answers.iter().flat_map(PairAnswer::routes);
            routes.any(|it| {
                self.opening(*it, *direction)
                    .is_some_and(|it| it.passing.perhaps.is_empty())
            })
        };
        let is_denied = outcome.is_denied();
        let passage = |direction| {
            if is_denied {
                Passage::Admitted(Vec::new())
            } else {
                self.passage_of(answers, direction)
            }
        };
        Encounter {
            egress: passage(Direction::Egress),
            ingress: passage(Direction::Ingress),
            refusing: Direction::BOTH
                .into_iter()
                .filter(|it| is_denied && refuses(it))
                .collect(),
            outcome,
        }
    }
}
