//! What follows from reachability: what an entry is for, what closes a
//! connection, and what would have admitted one.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

mod clusters;

use clusters::{OUTSIDE, Objects, any_objects};
use netpol_engine::eval::{
    Change, Endpoint, Entry, LabelWish, SideCut, entry_effects, minimal_cut, near_misses,
};
use netpol_engine::model::{Direction, Ports, Protocol};
use netpol_engine::{Analysis, Options, analyze};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The same objects with the types that policies have by default written out,
/// so that a rule less does not change them.
fn with_explicit_types(mut objects: Objects) -> Objects {
    for object in &mut objects.0 {
        let spec = &object["spec"];
        let is_empty = |it: &Value| it.as_array().is_none_or(Vec::is_empty);
        if object["kind"] == "NetworkPolicy" && is_empty(&spec["policyTypes"]) {
            object["spec"]["policyTypes"] = if is_empty(&spec["egress"]) {
                json!(["Ingress"])
            } else {
                json!(["Ingress", "Egress"])
            };
        }
    }
    objects
}

/// The same objects without some entries of their policies.
fn without(objects: &Objects, analysis: &Analysis, entries: &[Entry]) -> Objects {
    let mut objects = objects.clone();
    let mut entries = entries.to_vec();
    // Backwards, so that the indexes of those before stay right.
    entries.sort_unstable();
    for entry in entries.iter().rev() {
        let name = &analysis.cluster()[entry.policy()].name;
        let mut all = objects.0.iter_mut();
        let policy = all.find(|it| it["metadata"]["name"] == **name).unwrap();
        let mut list = |direction: Direction| policy["spec"][direction.rules_field()].take();
        let (direction, rule) = match *entry {
            Entry::Rule {
                direction, rule, ..
            }
            | Entry::Port {
                direction, rule, ..
            } => (direction, rule),
            Entry::Peer(branch) => (branch.direction, branch.rule),
        };
        let mut rules = list(direction);
        let (holder, index) = match *entry {
            Entry::Rule { rule, .. } => (&mut rules, rule),
            Entry::Peer(branch) => {
                let peers = &mut rules[rule][direction.peers_field()];
                (peers, branch.peer.unwrap())
            }
            Entry::Port { port, .. } => (&mut rules[rule]["ports"], port),
        };
        holder.as_array_mut().unwrap().remove(index);
        policy["spec"][direction.rules_field()] = rules;
    }
    objects
}

/// The pods and the blocks of the outside. Pods of both families are left out:
/// where they get the same answer over both, it is told for IPv4 alone.
fn endpoints(analysis: &Analysis) -> Vec<Endpoint> {
    let pods = analysis.cluster().pods();
    let single = pods.filter(|(_, it)| it.addresses.len() < 2);
    let pods = single.map(|(id, _)| Endpoint::Pod(id));
    let blocks = analysis.world.outside().blocks.iter();
    let blocks = blocks.map(|it| Endpoint::Address(it.representative));
    pods.chain(blocks).collect()
}

/// Whether classes know all of a pair: it is not one pod, nor on one node.
fn is_ordinary(analysis: &Analysis, source: Endpoint, destination: Endpoint) -> bool {
    let reachability = &analysis.reachability;
    let class = |it| reachability.class_of(it).unwrap();
    let of_classes = reachability.answer(class(source), class(destination));
    reachability.between(source, destination) == Some(of_classes)
}

fn perhaps(analysis: &Analysis, source: Endpoint, destination: Endpoint) -> Ports {
    analysis.reach(source, destination).outcome().perhaps()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_an_entry_permits_alone_is_lost_without_it(objects in any_objects()) {
        let objects = with_explicit_types(objects);
        let before = objects.analyze();
        let reachability = &before.reachability;
        for branch in before.branches() {
            let rules = &before.cluster()[branch.policy].scope(branch.direction).rules;
            let is_last = branch.peer.is_none() || rules[branch.rule].peer(1).is_none();
            let entry = if is_last {
                let (policy, direction, rule) = (branch.policy, branch.direction, branch.rule);
                Entry::Rule { policy, direction, rule }
            } else {
                Entry::Peer(branch)
            };
            let after = without(&objects, &before, &[entry]).analyze();
            let effects = entry_effects(reachability, branch);
            for source in endpoints(&before) {
                for destination in endpoints(&before) {
                    if !is_ordinary(&before, source, destination) {
                        continue;
                    }
                    let pair = [source, destination].map(|it| reachability.class_of(it).unwrap());
                    let mut of_pair = effects.iter().filter(|it| [it.source, it.destination] == pair);
                    let alone = of_pair.next().map_or_else(Ports::none, |it| it.alone.clone());
                    let with = perhaps(&before, source, destination);
                    let lost = with.difference(&perhaps(&after, source, destination));
                    prop_assert_eq!(alone, lost, "{:?}: {:?} → {:?}", branch, source, destination);
                }
            }
        }
    }

    #[test]
    fn a_cut_closes_and_nothing_of_it_is_in_vain(objects in any_objects()) {
        let objects = with_explicit_types(objects);
        let before = objects.analyze();
        let pods = endpoints(&before).into_iter().take(3);
        for source in pods {
            let outside = OUTSIDE.iter().map(|it| Endpoint::Address(it.parse().unwrap()));
            for destination in endpoints(&before).into_iter().chain(outside) {
                let reach = before.reach(source, destination);
                let ports = reach.outcome().perhaps();
                let cut = minimal_cut(before.cluster(), &reach, &ports);
                for side in [&cut.egress, &cut.ingress] {
                    let SideCut::Remove(entries) = side else {
                        continue;
                    };
                    if ports.is_empty() {
                        continue;
                    }
                    let after = without(&objects, &before, entries).analyze();
                    let left = perhaps(&after, source, destination);
                    prop_assert!(left.is_empty(), "{:?} leave {}", entries, left);
                    for spared in 0..entries.len() {
                        let mut fewer = entries.clone();
                        fewer.remove(spared);
                        let after = without(&objects, &before, &fewer).analyze();
                        let left = perhaps(&after, source, destination);
                        prop_assert!(!left.is_empty(), "{:?} is in vain", entries[spared]);
                    }
                }
            }
        }
    }
}

const CLUSTER: &str = "
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: red } }
---
apiVersion: v1
kind: Namespace
metadata: { name: other, labels: { team: blue } }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web, tier: front } }
spec: { containers: [{ name: main, image: example }] }
status: { podIP: 10.0.0.1 }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: shop, labels: { app: db } }
spec: { containers: [{ name: main, image: example, ports: [{ name: sql, containerPort: 5432 }] }] }
status: { podIP: 10.0.0.2 }
---
apiVersion: v1
kind: Pod
metadata: { name: far, namespace: other, labels: { app: web } }
spec: { containers: [{ name: main, image: example }] }
status: { podIP: 10.0.1.1 }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress:
";

fn shop(ingress: &str) -> Analysis {
    let text = format!("{CLUSTER}{ingress}");
    let sources = [("shop.yaml", text)].into_iter().collect();
    let analysis = analyze(&sources, &Options::default());
    assert_eq!(analysis.diagnostics, []);
    analysis
}

fn pod(analysis: &Analysis, name: &str) -> Endpoint {
    let mut pods = analysis.cluster().pods();
    Endpoint::Pod(pods.find(|(_, it)| it.name == name).unwrap().0)
}

fn in_words(change: &Change) -> String {
    let labels = |all: &[netpol_engine::eval::LabelChange]| -> Vec<String> {
        let wish = |it: &LabelWish| match it {
            LabelWish::OneOf(values) => format!("in {}", values.join("|")),
            LabelWish::NoneOf(values) => format!("notin {}", values.join("|")),
            LabelWish::Present => "present".to_owned(),
            LabelWish::Missing => "missing".to_owned(),
        };
        all.iter()
            .map(|it| format!("{} {}", it.key, wish(&it.to)))
            .collect()
    };
    match change {
        Change::Namespace(_) => "own namespace".to_owned(),
        Change::NamespaceLabels(all) => format!("namespace: {}", labels(all).join(", ")),
        Change::PodLabels(all) => format!("pod: {}", labels(all).join(", ")),
        Change::Address(block) => format!("in {}", block.cidr),
        Change::Hole(block, hole) => format!("out of {}", block.except[*hole]),
        Change::Port {
            admitted,
            missing_names,
        } => format!("{admitted} {}", missing_names.join(" "))
            .trim()
            .to_owned(),
    }
}

#[track_caller]
fn check_near(ingress: &str, source: &str, expected: &[&str]) {
    let analysis = shop(ingress);
    let reach = analysis.reach(pod(&analysis, source), pod(&analysis, "db"));
    let near = near_misses(&analysis.world, &reach, Protocol::Tcp, 5432);
    assert_eq!(near.egress, None, "the source denies nothing");
    let words: Vec<String> = near
        .ingress
        .unwrap()
        .iter()
        .map(|it| format!("{} {}", it.branch.path(), in_words(&it.change)))
        .collect();
    assert_eq!(words, expected);
}

#[test]
fn a_near_miss_names_the_label_that_is_missing() {
    check_near(
        "  - from: [podSelector: { matchLabels: { tier: back } }]",
        "web",
        &["spec.ingress[0].from[0] pod: tier in back"],
    );
    check_near(
        "  - from: [namespaceSelector: { matchLabels: { team: red } }]",
        "far",
        &["spec.ingress[0].from[0] namespace: team in red"],
    );
    check_near(
        "  - from: [podSelector: { matchLabels: { app: web } }]",
        "far",
        &["spec.ingress[0].from[0] own namespace"],
    );
    check_near(
        "  - from: [podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [web] }, { key: tier, operator: DoesNotExist }, { key: zone, operator: Exists }] }]",
        "web",
        &["spec.ingress[0].from[0] pod: app notin web, tier missing, zone present"],
    );
}

#[test]
fn a_near_miss_names_the_address_or_the_port() {
    check_near(
        "  - from: [ipBlock: { cidr: 10.1.0.0/16 }, ipBlock: { cidr: 10.0.0.0/8, except: [10.0.0.0/24] }]",
        "web",
        &[
            "spec.ingress[0].from[0] in 10.1.0.0/16",
            "spec.ingress[0].from[1] out of 10.0.0.0/24",
        ],
    );
    check_near(
        "  - ports: [port: 80, port: http]",
        "web",
        &["spec.ingress[0] 80/TCP http"],
    );
}

#[test]
fn what_fails_twice_is_not_near() {
    check_near(
        "  - from: [podSelector: { matchLabels: { tier: back } }]\n    ports: [port: 80]",
        "web",
        &[],
    );
    check_near("    []", "web", &[]);
}

#[test]
fn where_both_ends_deny_both_must_change() {
    let analysis = shop(
        "  - from: [podSelector: { matchLabels: { tier: back } }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Egress]
  egress: [{ to: [{ podSelector: { matchLabels: { app: cache } } }] }]
",
    );
    let reach = analysis.reach(pod(&analysis, "web"), pod(&analysis, "db"));
    let near = near_misses(&analysis.world, &reach, Protocol::Tcp, 5432);
    assert_eq!(near.egress.unwrap().len(), 1);
    assert_eq!(near.ingress.unwrap().len(), 1);
    let cut = minimal_cut(analysis.cluster(), &reach, &Ports::all());
    assert_eq!(
        (cut.egress, cut.ingress),
        (SideCut::Closed, SideCut::Closed)
    );
}

#[track_caller]
fn check_cut(ingress: &str, port: Option<u16>, expected: &[&str]) {
    let analysis = shop(ingress);
    let reach = analysis.reach(pod(&analysis, "web"), pod(&analysis, "db"));
    let ports = match port {
        Some(port) => Ports::of(Protocol::Tcp, [port..=port].into_iter().collect()),
        None => Ports::all(),
    };
    let cut = minimal_cut(analysis.cluster(), &reach, &ports);
    assert_eq!(cut.egress, SideCut::Isolate, "nothing isolates the source");
    let SideCut::Remove(entries) = &cut.ingress else {
        panic!("{:?}", cut.ingress);
    };
    let paths: Vec<String> = entries.iter().map(|it| it.path().to_string()).collect();
    assert_eq!(paths, expected);
    assert_eq!(cut.smallest(), [Direction::Ingress]);
}

#[test]
fn a_cut_takes_peers_or_ports_whichever_are_fewer() {
    let two_of_three = "  - from:
    - podSelector: { matchLabels: { app: web } }
    - podSelector: { matchLabels: { tier: front } }
    - podSelector: { matchLabels: { app: cache } }
    ports: [port: 80, port: 5432]";
    check_cut(two_of_three, Some(5432), &["spec.ingress[0].ports[1]"]);
    check_cut(
        two_of_three,
        None,
        &["spec.ingress[0].from[0]", "spec.ingress[0].from[1]"],
    );
}

#[test]
fn a_cut_takes_the_rule_where_less_would_mean_more() {
    check_cut(
        "  - from: [podSelector: { matchLabels: { app: web } }]\n  - ports: [port: 5432]",
        Some(5432),
        &["spec.ingress[0]", "spec.ingress[1]"],
    );
}
