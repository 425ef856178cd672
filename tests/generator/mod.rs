//! A cluster of any size, always the same for the same size.
//!
//! It looks like one that people have: namespaces of teams with a few
//! applications each, most of them with replicas that differ only in name,
//! address, node and the hash of their template; agents on the network of every
//! node; and the policies that one finds in such places, from default denials
//! over rules between applications to blocks of addresses with holes.

#![expect(
    clippy::indexing_slicing,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::fmt::{self, Write as _};

/// How large the cluster is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// How many pods.
    pub(crate) pods: usize,
    /// How many policies.
    pub(crate) policies: usize,
    /// How many pods an application has.
    pub(crate) replicas: usize,
}

impl Size {
    /// A cluster with five pods of each application.
    pub(crate) const fn new(pods: usize, policies: usize) -> Self {
        Self {
            pods,
            policies,
            replicas: 5,
        }
    }

    /// The same applications and policies with so many times the pods.
    pub(crate) const fn times(self, factor: usize) -> Self {
        Self {
            pods: self.pods * factor,
            replicas: self.replicas * factor,
            ..self
        }
    }

    fn applications(self) -> usize {
        self.pods.div_ceil(self.replicas)
    }

    fn namespaces(self) -> usize {
        self.applications().div_ceil(8).max(2)
    }

    /// Nodes hold fifty pods, but are not more for more replicas: those would be
    /// other classes of endpoints, not replicas.
    fn nodes(self) -> usize {
        self.applications().div_ceil(10).max(2)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} pods, {} policies", self.pods, self.policies)?;
        match self.replicas {
            5 => Ok(()),
            replicas => write!(f, ", {replicas} replicas"),
        }
    }
}

/// Numbers that look random and never change.
struct Numbers(u64);

impl Numbers {
    /// A number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

const TIERS: [(&str, u16); 4] = [
    ("frontend", 8080),
    ("api", 9090),
    ("worker", 9100),
    ("db", 5432),
];
const TEAMS: [&str; 5] = ["red", "blue", "green", "violet", "amber"];

/// The manifests of a cluster: namespaces, nodes, pods, Deployments, policies.
pub(crate) fn manifests(size: Size) -> String {
    let mut numbers = Numbers(42);
    let mut text = String::new();
    for namespace in 0..size.namespaces() {
        add_namespace(&mut text, namespace);
    }
    for node in 0..size.nodes() {
        add_node(&mut text, node);
    }
    // As a cluster lists them: by namespace, replicas side by side.
    for namespace in 0..size.namespaces() {
        for application in (namespace..size.applications()).step_by(size.namespaces()) {
            for replica in 0..size.replicas {
                let pod = replica * size.applications() + application;
                if pod < size.pods {
                    add_pod(&mut text, pod, size);
                }
            }
        }
    }
    for policy in 0..size.policies {
        add_policy(&mut text, policy, size, &mut numbers);
    }
    text
}

/// How long a part of a large cluster's manifests is at most, in bytes: the
/// engine bounds what one text may hold.
const PART: usize = 1 << 18;

/// The same in as many texts as it takes.
pub(crate) fn parts(size: Size) -> Vec<(String, String)> {
    let mut parts: Vec<(String, String)> = Vec::new();
    for document in manifests(size).split_inclusive("---\n") {
        match parts.last_mut() {
            Some((_, part)) if part.len() + document.len() <= PART => part.push_str(document),
            _ => parts.push((format!("part-{}.yaml", parts.len()), document.to_owned())),
        }
    }
    parts
}

fn add_namespace(text: &mut String, namespace: usize) {
    let team = TEAMS[namespace % TEAMS.len()];
    let stage = ["production", "staging"][namespace / TEAMS.len() % 2];
    let _ = write!(
        text,
        "apiVersion: v1
kind: Namespace
metadata: {{ name: ns-{namespace}, labels: {{ team: {team}, stage: {stage} }} }}
---
"
    );
}

fn add_node(text: &mut String, node: usize) {
    let _ = write!(
        text,
        "apiVersion: v1
kind: Node
metadata: {{ name: node-{node} }}
status: {{ addresses: [{{ type: InternalIP, address: 192.168.{}.{} }}] }}
---
",
        node / 250,
        node % 250 + 1
    );
}

/// One pod of an application: every fiftieth application's are agents on their
/// nodes' networks, every tenth a Deployment of which only the template is
/// known.
fn add_pod(text: &mut String, pod: usize, size: Size) {
    let application = pod % size.applications();
    let replica = pod / size.applications();
    let namespace = application % size.namespaces();
    let (tier, port) = tier_of(application, size);
    let name = format!("{tier}-{application}");
    let labels = format!("app: {name}, tier: {tier}, version: v{}", application % 3);
    let containers = format!(
        "containers:
    - name: main
      image: example/{tier}:1
      ports: [{{ name: serve, containerPort: {port} }}, {{ name: metrics, containerPort: 9102 }}]"
    );
    if application % 10 == 9 && replica < 2 {
        let _ = match replica {
            // A template stands for two pods.
            0 if size.replicas > 1 => add_deployment(text, &name, namespace, &labels, &containers),
            _ => Ok(()),
        };
        return;
    }
    let agent = if application % 50 == 7 {
        "  hostNetwork: true\n"
    } else {
        ""
    };
    let _ = write!(
        text,
        "apiVersion: v1
kind: Pod
metadata:
  name: {name}-{replica}
  namespace: ns-{namespace}
  labels: {{ {labels}, pod-template-hash: h{:x} }}
spec:
  nodeName: node-{}
{agent}  {containers}
status: {{ phase: Running, podIP: 10.{}.{}.{} }}
---
",
        application * 7919 + 65_536,
        pod % size.nodes(),
        pod / 62_500,
        pod / 250 % 250,
        pod % 250 + 1
    );
}

fn tier_of(application: usize, size: Size) -> (&'static str, u16) {
    TIERS[application / size.namespaces() % TIERS.len()]
}

fn add_deployment(
    text: &mut String,
    name: &str,
    namespace: usize,
    labels: &str,
    containers: &str,
) -> fmt::Result {
    let containers = containers.replace('\n', "\n    ");
    write!(
        text,
        "apiVersion: apps/v1
kind: Deployment
metadata: {{ name: {name}, namespace: ns-{namespace} }}
spec:
  replicas: 2
  selector: {{ matchLabels: {{ app: {name} }} }}
  template:
    metadata: {{ labels: {{ {labels} }} }}
    spec:
      {containers}
---
"
    )
}

/// The policies of a namespace, one after another: a default denial, names and
/// metrics for all, then rules of single applications.
fn add_policy(text: &mut String, policy: usize, size: Size, numbers: &mut Numbers) {
    let namespace = policy % size.namespaces();
    let turn = policy / size.namespaces();
    let _ = write!(
        text,
        "apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {{ name: np-{policy}, namespace: ns-{namespace} }}
spec:
"
    );
    match (turn, namespace % 3) {
        (0, 0) => text.push_str("  podSelector: {}\n  policyTypes: [Ingress, Egress]\n"),
        (0, 1) => text.push_str("  podSelector: {}\n  policyTypes: [Ingress]\n"),
        (1, 0) => text.push_str(
            "  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ns-0 } } }]
      ports: [{ port: 53, protocol: UDP }, { port: 53 }]
",
        ),
        (2, _) => text.push_str(
            "  podSelector: {}
  policyTypes: [Ingress]
  ingress:
    - from:
        - { namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ns-1 } }, podSelector: { matchLabels: { tier: worker } } }
      ports: [{ port: metrics }]
",
        ),
        _ => add_rules(text, namespace, size, numbers),
    }
    text.push_str("---\n");
}

/// A policy of one application or one tier with two rules of its own.
fn add_rules(text: &mut String, namespace: usize, size: Size, numbers: &mut Numbers) {
    let (direction, field, peers) = numbers.one_of(&[
        ("Ingress", "ingress", "from"),
        ("Ingress", "ingress", "from"),
        ("Egress", "egress", "to"),
    ]);
    let subject = match numbers.below(3) {
        0 => format!("tier: {}", numbers.one_of(&TIERS).0),
        _ => format!("app: {}", application_of(namespace, size, numbers)),
    };
    let _ = write!(
        text,
        "  podSelector: {{ matchLabels: {{ {subject} }} }}
  policyTypes: [{direction}]
  {field}:
"
    );
    for _ in 0..2 {
        let ports = numbers.one_of(&[
            "[{ port: serve }]",
            "[{ port: 8080 }, { port: 9090 }]",
            "[{ port: 8000, endPort: 9000 }]",
            "[{ port: 5432 }, { port: 53, protocol: UDP }]",
            "[]",
        ]);
        let (first, second) = (
            peer(namespace, size, numbers),
            peer(namespace, size, numbers),
        );
        let _ = write!(
            text,
            "    - {peers}:
        - {first}
        - {second}
      ports: {ports}
"
        );
    }
}

/// The name of some application in a namespace.
fn application_of(namespace: usize, size: Size, numbers: &mut Numbers) -> String {
    let all = size.applications();
    let here = all.saturating_sub(namespace).div_ceil(size.namespaces());
    let application = namespace + size.namespaces() * numbers.below(here.max(1));
    format!("{}-{application}", tier_of(application, size).0)
}

fn peer(namespace: usize, size: Size, numbers: &mut Numbers) -> String {
    let tier = numbers.one_of(&TIERS).0;
    let team = numbers.one_of(&TEAMS);
    match numbers.below(8) {
        0 | 1 => {
            let application = application_of(namespace, size, numbers);
            format!("podSelector: {{ matchLabels: {{ app: {application} }} }}")
        }
        2 => format!("podSelector: {{ matchLabels: {{ tier: {tier} }} }}"),
        3 => {
            let other = numbers.below(size.namespaces());
            format!(
                "{{ namespaceSelector: {{ matchLabels: {{ kubernetes.io/metadata.name: ns-{other} }} }}, podSelector: {{ matchLabels: {{ tier: {tier} }} }} }}"
            )
        }
        4 => format!("namespaceSelector: {{ matchLabels: {{ team: {team}, stage: production }} }}"),
        5 => format!(
            "podSelector: {{ matchExpressions: [{{ key: version, operator: In, values: [v{}, v{}] }}] }}",
            numbers.below(3),
            numbers.below(3)
        ),
        6 => format!("ipBlock: {{ cidr: 203.0.{}.0/24 }}", numbers.below(20)),
        _ => format!(
            "ipBlock: {{ cidr: 0.0.0.0/0, except: [10.0.0.0/8, 192.168.{}.0/24] }}",
            numbers.below(8)
        ),
    }
}
