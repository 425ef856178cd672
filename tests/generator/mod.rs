//! A cluster of any size, always the same for the same size.
//!
//! It looks like one that people have: namespaces with a few applications of
//! three tiers each, a default deny here and there, rules by label, by
//! namespace, by block, by named port.

#![expect(
    clippy::indexing_slicing,
    reason = "clippy knows the tests here, but not the functions they share"
)]

use std::fmt::{self, Write as _};

/// How large the cluster is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// How many pods; each is a workload of its own.
    pub(crate) pods: usize,
    /// How many policies.
    pub(crate) policies: usize,
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} pods, {} policies", self.pods, self.policies)
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

const TIERS: [&str; 3] = ["frontend", "api", "db"];
const TEAMS: [&str; 3] = ["red", "blue", "green"];

/// The manifests of a cluster: namespaces, pods with addresses, policies.
pub(crate) fn manifests(size: Size) -> String {
    let mut numbers = Numbers(42);
    let namespaces = size.pods.div_ceil(10).max(1);
    let mut text = String::new();
    for namespace in 0..namespaces {
        add_namespace(&mut text, namespace);
    }
    for pod in 0..size.pods {
        add_pod(&mut text, pod, namespaces);
    }
    for policy in 0..size.policies {
        let namespace = policy % namespaces;
        add_policy(&mut text, policy, namespace, &mut numbers);
    }
    text
}

fn add_namespace(text: &mut String, namespace: usize) {
    let team = TEAMS[namespace % TEAMS.len()];
    let _ = write!(
        text,
        "apiVersion: v1
kind: Namespace
metadata: {{ name: ns-{namespace}, labels: {{ team: {team} }} }}
---
"
    );
}

fn add_pod(text: &mut String, pod: usize, namespaces: usize) {
    let namespace = pod % namespaces;
    let tier = TIERS[pod / namespaces % TIERS.len()];
    let port = [8080, 9090, 5432][pod / namespaces % TIERS.len()];
    let (high, low) = (pod / 250, pod % 250 + 1);
    let _ = write!(
        text,
        "apiVersion: v1
kind: Pod
metadata:
  name: {tier}-{pod}
  namespace: ns-{namespace}
  labels: {{ app: app-{}, tier: {tier} }}
spec:
  containers:
    - name: main
      image: example/{tier}:1
      ports: [{{ name: serve, containerPort: {port} }}]
status: {{ podIP: 10.1.{high}.{low} }}
---
",
        pod % 7
    );
}

fn add_policy(text: &mut String, policy: usize, namespace: usize, numbers: &mut Numbers) {
    let _ = write!(
        text,
        "apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {{ name: np-{policy}, namespace: ns-{namespace} }}
spec:
"
    );
    let tier = numbers.one_of(&TIERS);
    let _ = match numbers.below(5) {
        0 => write!(text, "  podSelector: {{}}\n  policyTypes: [Ingress]\n"),
        1 => {
            let _ = write!(
                text,
                "  podSelector: {{ matchLabels: {{ tier: {tier} }} }}
  policyTypes: [Egress]
  egress:
    - ports: [{{ port: 53, protocol: UDP }}, {{ port: 53 }}]
"
            );
            add_rule(text, "to", numbers)
        }
        _ => {
            let _ = write!(
                text,
                "  podSelector: {{ matchLabels: {{ tier: {tier} }} }}
  policyTypes: [Ingress]
  ingress:
"
            );
            let _ = add_rule(text, "from", numbers);
            add_rule(text, "from", numbers)
        }
    };
    text.push_str("---\n");
}

/// A rule with two peers and ports.
fn add_rule(text: &mut String, peers: &str, numbers: &mut Numbers) -> fmt::Result {
    let ports = numbers.one_of(&[
        "[{ port: serve }]",
        "[{ port: 8080 }, { port: 9090 }]",
        "[{ port: 8000, endPort: 9000 }]",
        "[]",
    ]);
    let (first, second) = (peer(numbers), peer(numbers));
    write!(
        text,
        "    - {peers}:
        - {first}
        - {second}
      ports: {ports}
"
    )
}

fn peer(numbers: &mut Numbers) -> String {
    let tier = numbers.one_of(&TIERS);
    let team = numbers.one_of(&TEAMS);
    match numbers.below(5) {
        0 => format!("podSelector: {{ matchLabels: {{ tier: {tier} }} }}"),
        1 => format!("namespaceSelector: {{ matchLabels: {{ team: {team} }} }}"),
        2 => format!(
            "{{ namespaceSelector: {{ matchLabels: {{ team: {team} }} }}, podSelector: {{ matchLabels: {{ tier: {tier} }} }} }}"
        ),
        3 => format!(
            "podSelector: {{ matchExpressions: [{{ key: app, operator: In, values: [app-{}, app-{}] }}] }}",
            numbers.below(7),
            numbers.below(7)
        ),
        _ => format!("ipBlock: {{ cidr: 203.0.{}.0/24 }}", numbers.below(20)),
    }
}
