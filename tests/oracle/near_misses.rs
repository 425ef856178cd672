//! What is said to be near a denial would end it, and nothing else would.

use std::collections::BTreeMap;

use netpol_engine::eval::{Change, Clause, LabelChange, LabelWish, NearMiss, near_misses_of};
use netpol_engine::model::{Direction, PortSet, Ports, Protocol};
use netpol_engine::{Analysis, eval::Reach};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::PORTS;
use crate::attempt::{Attempt, End, Who, of_kind, selects};
use crate::blocks::{items, text};
use crate::clusters::{Objects, any_objects};
use crate::ends::{Families, endpoint, ends, families, pods};
use crate::sides::{Entry, Side};

const NAME_LABEL: &str = "kubernetes.io/metadata.name";

/// A clause of an entry, by the name of the policy, the rule, the entry, and the
/// clause; `None` for the ports.
type Spot = (String, usize, Option<usize>, Option<Clause>);

/// A denial at one end, and what is said to be near.
struct Denial<'a> {
    side: Side<'a>,
    near: &'a [NearMiss],
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn one_clause_is_what_keeps_a_near_miss_out(objects in any_objects()) {
        let analysis = objects.analyze();
        let pods = pods(&objects);
        let ends = ends(&objects, &pods, &[]);
        for source in &ends {
            for destination in &ends {
                let is_one = matches!(families(source, destination), Families::One);
                let is_same = matches!(source.who, Who::Pod(_)) && source.who == destination.who;
                if is_one && !is_same {
                    check_pair(&objects, &analysis, source, destination)?;
                }
            }
        }
    }
}

fn check_pair(
    objects: &Objects,
    analysis: &Analysis,
    source: &End<'_>,
    destination: &End<'_>,
) -> Result<(), TestCaseError> {
    let reach = analysis.reach(endpoint(analysis, source), endpoint(analysis, destination));
    for (protocol, port) in PORTS {
        let attempt = Attempt {
            objects,
            unusual: &[],
            source: source.clone(),
            destination: destination.clone(),
            protocol,
            port: port.into(),
        };
        for direction in Direction::BOTH {
            check_end(analysis, &reach, &attempt, direction, port)?;
        }
    }
    Ok(())
}

fn check_end(
    analysis: &Analysis,
    reach: &Reach,
    attempt: &Attempt<'_>,
    direction: Direction,
    port: u16,
) -> Result<(), TestCaseError> {
    let side = Side { attempt, direction };
    let (subject, peer) = (side.subject(), side.peer());
    let protocol = Protocol::from_name(attempt.protocol).unwrap();
    let asked = Ports::of(protocol, PortSet::from_iter([port..=port]));
    let near = near_misses_of(&analysis.world, reach, direction, &asked);
    prop_assert_eq!(near.is_some(), side.passes() == Some(false));
    let Some(near) = near else {
        return Ok(());
    };
    let denial = Denial { side, near: &near };
    let (mut said, mut found) = (denial.said(analysis), denial.found());
    if is_dual(peer) && (is_dual(subject) || !meet(subject, peer)) || peer.is_host {
        // It is not said for certain what another address would need, which the
        // connection could use as well.
        for certain in said.iter_mut().chain(&mut found) {
            *certain.1 &= certain.0.3 != Some(Clause::IpBlock);
        }
    }
    prop_assert_eq!(said, found);
    for miss in &near {
        denial.check_change(analysis, miss)?;
    }
    Ok(())
}

impl Denial<'_> {
    /// What is said to be near, and whether for certain.
    fn said(&self, analysis: &Analysis) -> BTreeMap<Spot, bool> {
        let spot = |it: &NearMiss| {
            let name = analysis.cluster()[it.branch.policy].name.clone();
            let spot = (name, it.branch.rule, it.branch.peer, it.clause);
            (spot, it.is_enough())
        };
        self.near.iter().map(spot).collect()
    }

    /// The same, found by repairing every clause of every entry, one at a time.
    fn found(&self) -> BTreeMap<Spot, bool> {
        let mut found = BTreeMap::new();
        for entry in self.side.entries() {
            for (clause, repaired) in self.side.repairs(&entry) {
                let admits = self.side.admits(entry.policy, &repaired);
                if admits != Some(false) && self.is_within_reach(&entry, clause) {
                    let (rule, peer) = entry.at;
                    let spot = (entry.policy_name(), rule, peer, clause);
                    found.insert(spot, admits == Some(true));
                }
            }
        }
        found
    }

    /// Whether anything at all could make the clause hold.
    fn is_within_reach(&self, entry: &Entry<'_>, clause: Option<Clause>) -> bool {
        match (clause, entry.peer) {
            (Some(Clause::PodSelector), Some(peer)) => {
                let values = ["a", "b", "front", "", "other"];
                some_labels(&["app", "tier", "nosuch"], &values)
                    .any(|it| selects(&peer["podSelector"], &it))
            }
            (Some(Clause::NamespaceSelector), Some(peer)) => {
                let values = ["red", "blue", "undeclared", "other"];
                some_labels(&["team", NAME_LABEL], &values)
                    .filter(|it| !it[NAME_LABEL].is_null())
                    .any(|it| selects(&peer["namespaceSelector"], &it))
            }
            (None, _) => self.is_port_within_reach(entry),
            _ => true,
        }
    }

    /// Whether the rule names any port, or a name that the port could have.
    fn is_port_within_reach(&self, entry: &Entry<'_>) -> bool {
        let alone = self.side.rule(entry.peer, &entry.rule["ports"]);
        let direction = self.side.direction;
        let admits = |it: Attempt<'_>| {
            let side = Side {
                attempt: &it,
                direction,
            };
            side.admits(entry.policy, &alone) != Some(false)
        };
        let others = ["TCP", "UDP", "SCTP"].into_iter();
        let mut others = others.flat_map(|it| [1, 53, 80, 8000, 8080].map(|port| (it, port)));
        others.any(|(protocol, port)| admits(self.on(protocol, port)))
            || names(entry.rule).iter().any(|name| {
                let pod = self.named(name);
                pod.as_ref().is_some_and(|it| admits(self.towards(it)))
            })
    }

    /// The same connection on another port.
    fn on<'s>(&'s self, protocol: &'s str, port: u64) -> Attempt<'s> {
        Attempt {
            objects: self.side.attempt.objects,
            unusual: &[],
            source: self.side.attempt.source.clone(),
            destination: self.side.attempt.destination.clone(),
            protocol,
            port,
        }
    }

    /// The destination with this name for the port that is asked for; `None`
    /// where it is no pod.
    fn named(&self, name: &str) -> Option<Value> {
        let mut pod = self.side.attempt.destination.pod()?.clone();
        let port = json!({
            "name": name,
            "containerPort": self.side.attempt.port,
            "protocol": self.side.attempt.protocol,
        });
        let ports = pod["spec"]["containers"][0]["ports"].as_array_mut();
        ports.unwrap().push(port);
        Some(pod)
    }

    fn towards<'s>(&'s self, pod: &'s Value) -> Attempt<'s> {
        Attempt {
            destination: End {
                who: Who::Pod(pod),
                ..self.side.attempt.destination.clone()
            },
            ..self.on(self.side.attempt.protocol, self.side.attempt.port)
        }
    }

    /// What is said to be wanting is what is wanting, and no more.
    fn check_change(&self, analysis: &Analysis, miss: &NearMiss) -> Result<(), TestCaseError> {
        let name = &analysis.cluster()[miss.branch.policy].name;
        let mut policies = of_kind(self.side.attempt.objects, "NetworkPolicy");
        let policy = policies
            .find(|it| it["metadata"]["name"] == **name)
            .unwrap();
        let rule = &policy["spec"][self.side.direction.rules_field()][miss.branch.rule];
        let entry = miss
            .branch
            .peer
            .map(|it| &rule[self.side.direction.peers_field()][it]);
        match &miss.change {
            Change::PodLabels(changes) => {
                let labels = &self.side.peer().pod().unwrap()["metadata"]["labels"];
                check_labels(&entry.unwrap()["podSelector"], labels, changes)
            }
            Change::NamespaceLabels(changes) => {
                let pod = self.side.peer().pod().unwrap();
                let namespace = text(&pod["metadata"]["namespace"]);
                let labels = self.side.attempt.namespace_labels(namespace);
                check_labels(&entry.unwrap()["namespaceSelector"], &labels, changes)
            }
            Change::Hole(_, hole) => {
                let mut entry = entry.unwrap().clone();
                entry["ipBlock"]["except"]
                    .as_array_mut()
                    .unwrap()
                    .remove(*hole);
                let rule = self.side.rule(Some(&entry), &rule["ports"]);
                let admits = self.side.admits(policy, &rule);
                prop_assert_ne!(admits, Some(false));
                prop_assert!(!miss.is_enough() || admits == Some(true));
                Ok(())
            }
            Change::Port {
                admitted,
                missing_names,
            } => {
                let alone = self.side.rule(entry, &rule["ports"]);
                self.check_ports(policy, &alone, admitted, missing_names, miss.is_enough())
            }
            Change::Namespace(_) | Change::Address(_) => Ok(()),
        }
    }

    fn check_ports(
        &self,
        policy: &Value,
        rule: &Value,
        admitted: &Ports,
        missing_names: &[String],
        is_certain: bool,
    ) -> Result<(), TestCaseError> {
        let direction = self.side.direction;
        let admits = |it: Attempt<'_>| {
            let side = Side {
                attempt: &it,
                direction,
            };
            side.admits(policy, rule)
        };
        let if_held = if is_certain { Some(true) } else { None };
        for (protocol, port) in PORTS {
            let is_admitted = admitted.contains(Protocol::from_name(protocol).unwrap(), port);
            let expected = if is_admitted { if_held } else { Some(false) };
            prop_assert_eq!(admits(self.on(protocol, port.into())), expected);
        }
        for name in missing_names {
            let pod = self.named(name).expect("only pods have named ports");
            prop_assert_eq!(admits(self.towards(&pod)), if_held, "{} on {}", name, pod);
        }
        Ok(())
    }
}

/// Whether it is a pod with addresses of both families.
fn is_dual(end: &End<'_>) -> bool {
    end.pod()
        .is_some_and(|it| items(&it["status"]["podIPs"]).len() > 1)
}

/// Whether two ends have addresses of one family.
fn meet(one: &End<'_>, other: &End<'_>) -> bool {
    let has = |it: &End<'_>, v4| it.addresses.iter().any(|it| it.is_ipv4() == v4);
    [true, false]
        .iter()
        .any(|it| has(one, *it) && has(other, *it))
}

/// The names among the ports of a rule.
fn names(rule: &Value) -> Vec<&str> {
    let ports = items(&rule["ports"]).iter();
    ports.filter_map(|it| it["port"].as_str()).collect()
}

/// Labels of these keys, each with one of these values or missing.
fn some_labels(keys: &[&str], values: &[&str]) -> impl Iterator<Item = Value> {
    let mut all = vec![json!({})];
    for key in keys {
        let before = all.clone();
        for value in values {
            all.extend(before.iter().cloned().map(|mut it| {
                it[*key] = (*value).into();
                it
            }));
        }
    }
    all.into_iter()
}

/// The selector selects these labels after the changes, and not after fewer.
fn check_labels(
    selector: &Value,
    labels: &Value,
    changes: &[LabelChange],
) -> Result<(), TestCaseError> {
    for last in [false, true] {
        let after = changed(labels, changes, last);
        prop_assert!(
            selects(selector, &after),
            "{} of {}: {:?}",
            selector,
            labels,
            changes
        );
    }
    for spared in 0..changes.len() {
        let mut fewer = changes.to_vec();
        fewer.remove(spared);
        let is_open = |it: &LabelChange| it.key == changes[spared].key;
        if !fewer.iter().any(is_open) {
            let after = changed(labels, &fewer, false);
            prop_assert!(
                !selects(selector, &after),
                "{:?} is in vain",
                changes[spared]
            );
        }
    }
    Ok(())
}

/// The labels after the changes, with the first or the last of several values.
fn changed(labels: &Value, changes: &[LabelChange], last: bool) -> Value {
    let mut labels = labels.as_object().cloned().unwrap_or_default();
    for LabelChange { key, to } in changes {
        match to {
            LabelWish::OneOf(values) => {
                let value = if last { values.last() } else { values.first() };
                labels.insert(key.clone(), value.unwrap().as_str().into());
            }
            LabelWish::NoneOf(values) => {
                if values
                    .iter()
                    .any(|it| labels.get(key).is_some_and(|own| own == it))
                {
                    labels.remove(key);
                }
            }
            LabelWish::Present => _ = labels.insert(key.clone(), "other".into()),
            LabelWish::Missing => _ = labels.remove(key),
        }
    }
    labels.into()
}
