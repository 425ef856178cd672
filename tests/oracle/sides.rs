//! One end of a connection, taken apart into the entries of its policies.

use netpol_engine::eval::Clause;
use netpol_engine::model::Direction;
use serde_json::{Map, Value, json};

use crate::attempt::{Attempt, End, is_meant, of_kind, selects};
use crate::blocks::{Holds, items, text};

/// One end of a connection: the policies on the subject judge the peer.
#[derive(Clone, Copy)]
pub(crate) struct Side<'a> {
    pub(crate) attempt: &'a Attempt<'a>,
    pub(crate) direction: Direction,
}

/// An entry of `from` or `to`, or a whole rule that admits anyone.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) policy: &'a Value,
    /// The rule's index, and the entry's if there is one.
    pub(crate) at: (usize, Option<usize>),
    pub(crate) rule: &'a Value,
    pub(crate) peer: Option<&'a Value>,
}

impl Entry<'_> {
    pub(crate) fn policy_name(&self) -> String {
        text(&self.policy["metadata"]["name"]).to_owned()
    }
}

impl<'a> Side<'a> {
    pub(crate) fn subject(&self) -> &'a End<'a> {
        match self.direction {
            Direction::Egress => &self.attempt.source,
            Direction::Ingress => &self.attempt.destination,
        }
    }

    pub(crate) fn peer(&self) -> &'a End<'a> {
        match self.direction {
            Direction::Egress => &self.attempt.destination,
            Direction::Ingress => &self.attempt.source,
        }
    }

    pub(crate) fn passes(&self) -> Holds {
        let direction = self.direction.name();
        self.attempt.passes(direction, self.subject(), self.peer())
    }

    /// Every entry of the policies that isolate the subject, as they are written.
    pub(crate) fn entries(&self) -> Vec<Entry<'a>> {
        let Some(pod) = self.subject().pod() else {
            return Vec::new();
        };
        let mut entries = Vec::new();
        for policy in of_kind(self.attempt.objects, "NetworkPolicy") {
            let spec = &policy["spec"];
            let is_subject = policy["metadata"]["namespace"] == pod["metadata"]["namespace"]
                && selects(&spec["podSelector"], &pod["metadata"]["labels"]);
            if !is_subject || !is_meant(spec, self.direction.name()) {
                continue;
            }
            let rules = items(&spec[self.direction.rules_field()]);
            for (index, rule) in rules.iter().enumerate() {
                let entry = |peer: Option<usize>| Entry {
                    policy,
                    at: (index, peer),
                    rule,
                    peer: peer.map(|it| &rule[self.direction.peers_field()][it]),
                };
                match items(&rule[self.direction.peers_field()]).len() {
                    0 => entries.push(entry(None)),
                    count => entries.extend((0..count).map(|it| entry(Some(it)))),
                }
            }
        }
        entries
    }

    /// A rule with this peer alone.
    pub(crate) fn rule(&self, peer: Option<&Value>, ports: &Value) -> Value {
        let mut rule = Map::new();
        let peers = peer.map(|it| json!([it]));
        rule.extend(peers.map(|it| (self.direction.peers_field().to_owned(), it)));
        rule.insert("ports".to_owned(), ports.clone());
        rule.into()
    }

    /// Whether a rule of a policy admits the connection.
    pub(crate) fn admits(&self, policy: &Value, rule: &Value) -> Holds {
        let direction = self.direction.name();
        self.attempt
            .admits(policy, direction, rule, self.subject(), self.peer())
    }

    /// The rule with the entry alone and one clause of it that cannot fail, for
    /// each of its clauses; `None` for the ports.
    pub(crate) fn repairs(&self, entry: &Entry<'_>) -> Vec<(Option<Clause>, Value)> {
        let mut repairs = Vec::new();
        let ports = &entry.rule["ports"];
        for (clause, field, holds) in clauses(entry) {
            let mut peer = entry.peer.cloned();
            if let Some(it) = &mut peer {
                it[field] = holds;
            }
            repairs.push((Some(clause), self.rule(peer.as_ref(), ports)));
        }
        repairs.push((None, self.rule(entry.peer, &Value::Null)));
        repairs
    }

    /// The rule with the entry alone and one clause of it that may fail.
    pub(crate) fn single_clauses(&self, entry: &Entry<'_>) -> Vec<(Option<Clause>, Value)> {
        let mut singles = Vec::new();
        let all = clauses(entry);
        for (clause, field, _) in &all {
            let mut peer = entry.peer.cloned();
            if let Some(it) = &mut peer {
                let others = all.iter().filter(|other| other.1 != *field);
                others.for_each(|(_, other, holds)| it[*other] = holds.clone());
            }
            singles.push((Some(*clause), self.rule(peer.as_ref(), &Value::Null)));
        }
        singles.push((None, self.rule(None, &entry.rule["ports"])));
        singles
    }
}

/// The clauses of an entry about the peer, each with the field that says it and
/// what holds there for everybody.
fn clauses(entry: &Entry<'_>) -> Vec<(Clause, &'static str, Value)> {
    let Some(peer) = entry.peer else {
        return Vec::new();
    };
    let block = &peer["ipBlock"];
    if block.is_object() {
        let is_v6 = text(&block["cidr"]).contains(':');
        let all = if is_v6 { "::/0" } else { "0.0.0.0/0" };
        return vec![(Clause::IpBlock, "ipBlock", json!({ "cidr": all }))];
    }
    let namespaces = if peer["namespaceSelector"].is_null() {
        Clause::OwnNamespace
    } else {
        Clause::NamespaceSelector
    };
    let mut clauses = vec![(namespaces, "namespaceSelector", json!({}))];
    if !peer["podSelector"].is_null() {
        clauses.push((Clause::PodSelector, "podSelector", json!({})));
    }
    clauses
}
