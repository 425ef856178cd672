//! What hints say.

use super::{Hint, Strength};
use crate::analysis::Analysis;
use crate::eval::{Endpoint, Entry, Gate, Reach, SideCut, minimal_cut};
use crate::explain::{Name, Near, NearEnd, Phrase};
use crate::model::{Direction, PolicyId, Ports};
use crate::query::workload_name;
use crate::text::{FieldPath, Span};

/// A connection between two endpoints that is not as it is to be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Matter<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) reach: &'a Reach,
    pub(super) ports: &'a Ports,
}

impl Matter<'_> {
    /// For a connection that is there and is not to be.
    pub(super) fn to_close(self) -> Vec<Hint> {
        let cut = minimal_cut(self.analysis.cluster(), self.reach, self.ports);
        let sides = [
            (Direction::Ingress, &cut.ingress),
            (Direction::Egress, &cut.egress),
        ];
        let smallest = cut.smallest();
        let entries = sides.into_iter().find_map(|(direction, side)| match side {
            SideCut::Remove(it) if smallest.contains(&direction) => Some((direction, it)),
            _ => None,
        });
        if let Some((direction, entries)) = entries {
            return self.admitted(direction, entries);
        }
        let open = |it: &(Direction, &SideCut)| *it.1 == SideCut::Isolate;
        let open: Vec<Direction> = sides.into_iter().filter(open).map(|it| it.0).collect();
        match open.as_slice() {
            [] => Vec::new(),
            [first, ..] => self.not_isolated(&open, *first),
        }
    }

    /// Entries of policies let it through.
    fn admitted(self, direction: Direction, entries: &[Entry]) -> Vec<Hint> {
        let mut policies: Vec<PolicyId> = entries.iter().map(|it| it.policy()).collect();
        policies.dedup();
        let names = Phrase::list(policies.iter().map(|it| self.policy(*it)));
        let phrase = self
            .at(direction)
            .text(", it is let through by ")
            .then(names)
            .text(".");
        let mut first = Hint::new(Strength::Where, phrase);
        first.places = self.places(policies.iter().map(|it| (*it, FieldPath::root())));
        let each = entries.iter().map(|it| {
            let path = Phrase::new().code(it.path().to_string());
            path.text(" of ").then(self.policy(it.policy()))
        });
        let phrase = Phrase::from("Without ")
            .then(Phrase::list(each))
            .text(" it would not pass, nor with something narrower in its place.");
        let mut second = Hint::new(Strength::What, phrase);
        second.places = self.places(entries.iter().map(|it| (it.policy(), it.path())));
        vec![first, second]
    }

    /// No policy says anything about it.
    fn not_isolated(self, open: &[Direction], first: Direction) -> Vec<Hint> {
        let mut nowhere = Phrase::new();
        for (at, direction) in open.iter().enumerate() {
            let before = if at == 0 {
                "No policy isolates "
            } else {
                ", nor "
            };
            let rules = direction.rules_field();
            nowhere = nowhere
                .text(before)
                .then(self.subject(*direction))
                .text(" for ")
                .code(rules);
        }
        let selector = Phrase::from("A policy in its namespace would: one whose ")
            .code("podSelector")
            .text(" selects ")
            .then(self.subject(first))
            .text(" and whose ")
            .code("policyTypes")
            .text(" list ")
            .code(first.name())
            .text(".");
        vec![
            Hint::new(
                Strength::Where,
                nowhere.text(": without one, everything passes."),
            ),
            Hint::new(Strength::What, selector),
        ]
    }

    /// For a connection that is not there and is to be.
    pub(super) fn to_open(self, near: Option<&Near>) -> Vec<Hint> {
        let mut hints = Vec::new();
        for direction in [Direction::Ingress, Direction::Egress] {
            let Gate::Isolated { by, .. } = self.reach.gate(direction) else {
                continue;
            };
            let passes = self.reach.gate(direction).passes();
            if !passes.intersection(self.ports).is_empty() {
                continue;
            }
            let names = Phrase::list(by.iter().map(|it| self.policy(*it)));
            let verb = if by.len() == 1 {
                " isolates it, and does not admit this."
            } else {
                " isolate it, and none of them admits this."
            };
            let phrase = self.at(direction).text(": ").then(names).text(verb);
            let mut hint = Hint::new(Strength::Where, phrase);
            hint.places = self.places(by.iter().map(|it| (*it, FieldPath::root())));
            hints.push(hint);
        }
        let ends = near.map_or(&[][..], |it| it.ends.as_slice());
        hints.extend(ends.iter().map(|it| self.near(it)));
        hints
    }

    /// What would almost have admitted it at one end.
    fn near(self, end: &NearEnd) -> Hint {
        let mut phrase = end.lead.clone();
        for branch in &end.branches {
            phrase = phrase.text(" ").then(branch.sentence.clone());
        }
        let mut hint = Hint::new(Strength::What, phrase);
        let branches = end.branches.iter();
        hint.places = self.places(branches.map(|it| (it.branch.policy, it.path.clone())));
        hint
    }

    /// `Entering qa-test/db`.
    fn at(self, direction: Direction) -> Phrase {
        let verb = match direction {
            Direction::Egress => "Leaving ",
            Direction::Ingress => "Entering ",
        };
        Phrase::from(verb).then(self.subject(direction))
    }

    fn subject(self, direction: Direction) -> Phrase {
        let endpoint: Endpoint = match direction {
            Direction::Egress => self.reach.source,
            Direction::Ingress => self.reach.destination,
        };
        let cluster = self.analysis.cluster();
        match endpoint {
            Endpoint::Pod(pod) => {
                Phrase::new().strong(workload_name(cluster, cluster[pod].workload))
            }
            _ => Name::of_endpoint(&self.analysis.world, endpoint).mention(),
        }
    }

    fn policy(self, id: PolicyId) -> Phrase {
        let cluster = self.analysis.cluster();
        let policy = &cluster[id];
        let namespace = &cluster[policy.namespace].name;
        Phrase::new().strong(format!("{namespace}/{}", policy.name))
    }

    fn places(self, paths: impl Iterator<Item = (PolicyId, FieldPath)>) -> Vec<Span> {
        paths
            .filter_map(|(policy, path)| self.analysis.policy_span(policy, &path))
            .collect()
    }
}
