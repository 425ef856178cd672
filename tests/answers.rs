//! What follows from reachability: what closes a connection, and what would have
//! admitted one. `tests/oracle/` holds both against a second evaluator.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use netpol_engine::eval::{Change, Endpoint, LabelWish, SideCut, minimal_cut, near_misses};
use netpol_engine::model::{Direction, Ports, Protocol};
use netpol_engine::{Analysis, Options, analyze};

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

fn sql() -> Ports {
    Ports::of(Protocol::Tcp, [5432..=5432].into_iter().collect())
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
    let near = near_misses(&analysis.world, &reach, &sql());
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
    let near = near_misses(&analysis.world, &reach, &sql());
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
