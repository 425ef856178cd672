//! Random small clusters, as the objects a user would write.
//!
//! Few names, labels, ports and blocks, so that they meet often.

#![expect(
    clippy::indexing_slicing,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::fmt;

use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, analyze};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

/// The namespaces things are in; the last is never declared.
pub(crate) const NAMESPACES: [&str; 4] = ["red", "blue", "plain", "undeclared"];

/// Addresses outside that are worth asking about.
pub(crate) const OUTSIDE: [&str; 5] = [
    "203.0.113.5",
    "203.0.113.200",
    "8.8.8.8",
    "10.0.1.77",
    "2001:db8::5",
];

/// The objects of a cluster.
#[derive(Clone, PartialEq)]
pub(crate) struct Objects(pub(crate) Vec<Value>);

impl fmt::Debug for Objects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for object in &self.0 {
            writeln!(f, "--- {object}")?;
        }
        Ok(())
    }
}

impl Objects {
    /// What the engine makes of them.
    pub(crate) fn analyze(&self) -> Analysis {
        self.analyze_with(&Options::default())
    }

    pub(crate) fn analyze_with(&self, options: &Options) -> Analysis {
        self.read_with(options).1
    }

    /// The same with the text.
    pub(crate) fn read_with(&self, options: &Options) -> (Sources, Analysis) {
        let list = json!({ "apiVersion": "v1", "kind": "List", "items": self.0 });
        let mut sources = Sources::new();
        sources.push("objects.json", list.to_string());
        let analysis = analyze(&sources, options);
        assert!(!analysis.is_partial(), "{:?}", analysis.diagnostics);
        (sources, analysis)
    }
}

/// Any cluster: declared namespaces and nodes, pods, Deployments, policies.
pub(crate) fn any_objects() -> impl Strategy<Value = Objects> {
    let objects = (
        vec(pod(), 1..7),
        vec(deployment(), 0..2),
        vec(policy(), 0..5),
    );
    objects.prop_map(|(pods, deployments, policies)| {
        let mut objects = vec![
            namespace("red", &json!({ "team": "red" })),
            namespace("blue", &json!({ "team": "blue" })),
            namespace("plain", &json!({})),
            node("n1", &["192.168.0.1"]),
            node("n2", &["192.168.0.2", "192.168.1.2"]),
        ];
        let number = |(index, object): (usize, Sketch)| object(index);
        objects.extend(pods.into_iter().map(|it| it.0).enumerate().map(number));
        objects.extend(
            deployments
                .into_iter()
                .map(|it| it.0)
                .enumerate()
                .map(number),
        );
        objects.extend(policies.into_iter().map(|it| it.0).enumerate().map(number));
        Objects(objects)
    })
}

/// An object that waits for its number: names and addresses come from it.
type Sketch = Box<dyn FnOnce(usize) -> Value>;

/// A sketch that proptest can pass around.
struct Numbered(Sketch);

impl fmt::Debug for Numbered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object without its name")
    }
}

fn namespace(name: &str, labels: &Value) -> Value {
    json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": name, "labels": labels } })
}

fn node(name: &str, addresses: &[&str]) -> Value {
    let address = |it: &&str| json!({ "type": "InternalIP", "address": it });
    let addresses: Vec<Value> = addresses.iter().map(address).collect();
    json!({
        "apiVersion": "v1", "kind": "Node",
        "metadata": { "name": name }, "status": { "addresses": addresses },
    })
}

/// Which addresses a pod has.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Addresses {
    None,
    V4,
    V6,
    Both,
}

fn pod() -> impl Strategy<Value = Numbered> {
    let addresses = prop_oneof![
        3 => Just(Addresses::V4),
        2 => Just(Addresses::None),
        1 => Just(Addresses::V6),
        4 => Just(Addresses::Both),
    ];
    let node = option::of(select(vec!["n1", "n2", "n3"]));
    let host_network = prop::bool::weighted(0.2);
    (
        0..NAMESPACES.len(),
        labels(),
        [container_ports(), container_ports()],
        addresses,
        node,
        host_network,
    )
        .prop_map(
            |(namespace, labels, [ports, sidecar], addresses, node, host_network)| {
                Numbered(Box::new(move |number| {
                    let v4 = format!("10.0.{namespace}.{number}");
                    let v6 = format!("fd00::{namespace}:{number}");
                    let ips = match addresses {
                        _ if host_network => vec![],
                        Addresses::None => vec![],
                        Addresses::V4 => vec![v4],
                        Addresses::V6 => vec![v6],
                        Addresses::Both => vec![v4, v6],
                    };
                    let mut pod = json!({
                        "apiVersion": "v1", "kind": "Pod",
                        "metadata": {
                            "name": format!("p{number}"), "namespace": NAMESPACES[namespace],
                            "labels": labels,
                        },
                        "spec": {
                            "containers": [{ "name": "main", "image": "example", "ports": ports }],
                            "initContainers": [{
                                "name": "sidecar", "image": "example",
                                "restartPolicy": "Always", "ports": sidecar,
                            }],
                            "hostNetwork": host_network,
                        },
                    });
                    if let Some(node) = node {
                        pod["spec"]["nodeName"] = node.into();
                    }
                    if let Some(first) = ips.first() {
                        let all: Vec<Value> = ips.iter().map(|it| json!({ "ip": it })).collect();
                        pod["status"] = json!({ "podIP": first, "podIPs": all });
                    }
                    pod
                }))
            },
        )
}

/// A Deployment of a pod like others, on no node yet and without addresses.
fn deployment() -> impl Strategy<Value = Numbered> {
    (pod(), 1..4_u32).prop_map(|(pod, replicas)| {
        Numbered(Box::new(move |number| {
            let mut pod = (pod.0)(number);
            let (mut metadata, mut spec) = (pod["metadata"].take(), pod["spec"].take());
            // A selector must match the template, and may not be empty.
            metadata["labels"]["of"] = "deployment".into();
            spec["hostNetwork"] = false.into();
            if let Some(spec) = spec.as_object_mut() {
                spec.remove("nodeName");
            }
            json!({
                "apiVersion": "apps/v1", "kind": "Deployment",
                "metadata": { "name": format!("d{number}"), "namespace": metadata["namespace"] },
                "spec": {
                    "replicas": replicas,
                    "selector": { "matchLabels": { "of": "deployment" } },
                    "template": { "metadata": { "labels": metadata["labels"] }, "spec": spec },
                },
            })
        }))
    })
}

fn labels() -> impl Strategy<Value = Value> {
    let app = option::of(select(vec!["a", "b"]));
    let tier = option::of(select(vec!["", "front"]));
    (app, tier).prop_map(|(app, tier)| {
        let mut labels = Map::new();
        labels.extend(app.map(|it| ("app".to_owned(), it.into())));
        labels.extend(tier.map(|it| ("tier".to_owned(), it.into())));
        labels.into()
    })
}

fn container_ports() -> impl Strategy<Value = Vec<Value>> {
    let web = option::of(select(vec![80, 8080]));
    (web, any::<bool>(), any::<bool>()).prop_map(|(web, dns, unnamed)| {
        let mut ports = Vec::new();
        ports.extend(web.map(|it| json!({ "name": "web", "containerPort": it })));
        if dns {
            ports.push(json!({ "name": "dns", "containerPort": 53, "protocol": "UDP" }));
        }
        if unnamed {
            ports.push(json!({ "containerPort": 9090 }));
        }
        ports
    })
}

fn policy() -> impl Strategy<Value = Numbered> {
    let types = option::of(subsequence(vec!["Ingress", "Egress"], 0..=2));
    let rules = || option::weighted(0.7, vec(rule(), 0..3));
    (0..NAMESPACES.len(), pod_selector(), types, rules(), rules()).prop_map(
        |(namespace, subject, types, ingress, egress)| {
            Numbered(Box::new(move |number| {
                let mut spec = Map::new();
                spec.insert("podSelector".to_owned(), subject);
                spec.extend(types.map(|it| ("policyTypes".to_owned(), it.into())));
                let with = |peers: &'static str, rules: Vec<Rule>| -> Value {
                    rules.into_iter().map(|it| it.written(peers)).collect()
                };
                spec.extend(ingress.map(|it| ("ingress".to_owned(), with("from", it))));
                spec.extend(egress.map(|it| ("egress".to_owned(), with("to", it))));
                json!({
                    "apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
                    "metadata": { "name": format!("np{number}"), "namespace": NAMESPACES[namespace] },
                    "spec": spec,
                })
            }))
        },
    )
}

/// A rule of either direction.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    peers: Option<Vec<Value>>,
    ports: Option<Vec<Value>>,
}

impl Rule {
    /// The rule with its peers under `from` or `to`.
    pub(crate) fn written(self, peers: &str) -> Value {
        let mut rule = Map::new();
        rule.extend(self.peers.map(|it| (peers.to_owned(), it.into())));
        rule.extend(self.ports.map(|it| ("ports".to_owned(), it.into())));
        rule.into()
    }
}

/// Any rule.
pub(crate) fn rule() -> impl Strategy<Value = Rule> {
    let peers = prop_oneof![5 => vec(peer(), 0..4), 1 => blocks_of_both_families()];
    let peers = option::weighted(0.7, peers);
    let ports = option::weighted(0.6, vec(port(), 0..3));
    (peers, ports).prop_map(|(peers, ports)| Rule { peers, ports })
}

/// What holds pods over either family, by different entries.
fn blocks_of_both_families() -> impl Strategy<Value = Vec<Value>> {
    let block = |it: &str| json!({ "ipBlock": { "cidr": it } });
    let v4 = select(vec!["0.0.0.0/0", "10.0.0.0/15"]);
    let v6 = select(vec!["::/0", "fd00::/32"]);
    (v4, v6).prop_map(move |(v4, v6)| vec![block(v4), block(v6)])
}

fn peer() -> impl Strategy<Value = Value> {
    let both = (namespace_selector(), pod_selector());
    prop_oneof![
        2 => pod_selector().prop_map(|it| json!({ "podSelector": it })),
        2 => namespace_selector().prop_map(|it| json!({ "namespaceSelector": it })),
        2 => both.prop_map(|(namespaces, pods)| {
            json!({ "namespaceSelector": namespaces, "podSelector": pods })
        }),
        3 => ip_block().prop_map(|it| json!({ "ipBlock": it })),
    ]
}

fn ip_block() -> impl Strategy<Value = Value> {
    let blocks: &[(&str, &[&str])] = &[
        ("0.0.0.0/0", &[]),
        ("0.0.0.0/0", &["10.0.0.0/8", "192.168.0.0/16"]),
        ("10.0.0.0/16", &["10.0.1.0/24"]),
        ("10.0.1.0/24", &[]),
        ("10.0.0.1/32", &[]),
        ("192.168.0.0/24", &["192.168.0.2/32"]),
        ("203.0.113.0/24", &["203.0.113.128/25"]),
        ("::/0", &[]),
        ("fd00::/32", &["fd00::1:0/112"]),
    ];
    select(blocks).prop_map(|(cidr, except)| match except {
        [] => json!({ "cidr": cidr }),
        _ => json!({ "cidr": cidr, "except": except }),
    })
}

fn port() -> impl Strategy<Value = Value> {
    let protocol = option::of(select(vec!["TCP", "UDP", "SCTP"]));
    let port = prop_oneof![
        1 => Just(json!({})),
        2 => Just(json!({ "port": 80 })),
        1 => Just(json!({ "port": 53 })),
        2 => Just(json!({ "port": 8000, "endPort": 9000 })),
        1 => Just(json!({ "port": 80, "endPort": 80 })),
        3 => Just(json!({ "port": "web" })),
        3 => Just(json!({ "port": "dns" })),
        1 => Just(json!({ "port": "nosuch" })),
    ];
    (port, protocol).prop_map(|(mut port, protocol)| {
        if let Some(protocol) = protocol {
            port["protocol"] = protocol.into();
        }
        port
    })
}

fn pod_selector() -> impl Strategy<Value = Value> {
    selector(&["app", "tier", "nosuch"], &["a", "b", "front", ""])
}

fn namespace_selector() -> impl Strategy<Value = Value> {
    selector(
        &["team", "kubernetes.io/metadata.name"],
        &["red", "blue", "undeclared"],
    )
}

fn selector(
    keys: &'static [&'static str],
    values: &'static [&'static str],
) -> impl Strategy<Value = Value> {
    let equal = option::weighted(0.6, (select(keys), select(values)));
    let operator = select(vec!["In", "NotIn", "Exists", "DoesNotExist"]);
    let expression = (select(keys), operator, subsequence(values, 1..=2));
    let expressions = option::weighted(0.3, vec(expression, 0..3));
    (equal, expressions).prop_map(|(equal, expressions)| {
        let mut selector = Map::new();
        if let Some((key, value)) = equal {
            selector.insert("matchLabels".to_owned(), json!({ key: value }));
        }
        if let Some(expressions) = expressions {
            let written = |(key, operator, values): (&str, &str, Vec<&str>)| match operator {
                "In" | "NotIn" => json!({ "key": key, "operator": operator, "values": values }),
                _ => json!({ "key": key, "operator": operator }),
            };
            let expressions: Value = expressions.into_iter().map(written).collect();
            selector.insert("matchExpressions".to_owned(), expressions);
        }
        selector.into()
    })
}
