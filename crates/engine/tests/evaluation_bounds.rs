//! The bound on what an evaluation may cost: just within it there are answers, just
//! beyond it nobody is left to be answered for, and a finding says where it ended.

use std::fmt::Write as _;

use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Limits, Options, Severity, analyze};

/// Pods of different labels, and policies that admit each other's.
fn cluster(pods: usize, policies: usize) -> String {
    let mut text = String::new();
    for pod in 0..pods {
        let _ = write!(
            text,
            "apiVersion: v1\nkind: Pod\nmetadata: {{ name: p{pod}, labels: {{ app: a{pod} }} }}\n---\n"
        );
    }
    for policy in 0..policies {
        let _ = write!(
            text,
            "apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {{ name: np{policy} }}
spec:
  podSelector: {{ matchLabels: {{ app: a{policy} }} }}
  ingress: [{{ from: [{{ podSelector: {{ matchLabels: {{ app: a{} }} }} }}] }}]
---
",
            policy + 1
        );
    }
    text
}

fn within(text: &str, limits: Limits) -> Analysis {
    let sources: Sources = [("text.yaml", text)].into_iter().collect();
    let options = Options {
        limits,
        ..Options::default()
    };
    analyze(&sources, &options)
}

fn in_steps(text: &str, steps: u64) -> Analysis {
    let limits = Limits {
        steps,
        ..Limits::default()
    };
    within(text, limits)
}

/// How many steps are just enough.
fn cost(text: &str) -> u64 {
    let (mut too_few, mut enough) = (0, Limits::default().steps);
    assert!(in_steps(text, enough).is_evaluated());
    while enough - too_few > 1 {
        let middle = u64::midpoint(too_few, enough);
        if in_steps(text, middle).is_evaluated() {
            enough = middle;
        } else {
            too_few = middle;
        }
    }
    enough
}

#[test]
fn just_within_the_bound_everything_is_answered() {
    let text = cluster(6, 4);
    let bounded = in_steps(&text, cost(&text));
    let whole = in_steps(&text, u64::MAX);
    assert!(!bounded.is_partial());
    assert_eq!(bounded.connections(), whole.connections());
    assert_eq!(bounded.diagnostics, whole.diagnostics);
}

#[test]
fn beyond_it_a_finding_says_so_at_the_policy_where_it_ended() {
    let text = cluster(6, 4);
    for (steps, name) in [(0, "np0"), (cost(&text) - 1, "np3")] {
        let analysis = in_steps(&text, steps);
        let found = analysis
            .diagnostics
            .iter()
            .find(|it| it.code.0 == "evaluation-limit");
        let finding = found.expect("a finding");
        assert_eq!(finding.severity, Severity::Error);
        assert_eq!(
            finding.message,
            format!(
                "to work out who reaches whom takes more than {steps} steps; it ended at this \
                 policy, and nothing is said of anybody"
            )
        );
        let place = &text[finding.primary.start as usize..finding.primary.end as usize];
        assert!(place.contains(&format!("name: {name} ")), "{place}");
    }
}

#[test]
fn wherever_it_ends_nobody_is_said_to_be_allowed_or_denied() {
    let text = cluster(6, 4);
    let all = cost(&text);
    for steps in (0..all).step_by(7) {
        let analysis = in_steps(&text, steps);
        assert!(!analysis.is_evaluated(), "{steps}");
        assert!(analysis.is_partial(), "{steps}");
        let cluster = analysis.cluster();
        assert_eq!(cluster.workloads().len() + cluster.pods().len(), 0);
        assert_eq!(analysis.connections(), [], "{steps}");
        assert_eq!(analysis.branches(), [], "{steps}");
    }
}

#[test]
fn the_same_text_costs_the_same() {
    // Also in 32 bits: no count may depend on how wide a number is.
    assert_eq!(cost(&cluster(6, 4)), 832);
}

#[test]
fn more_behaviours_cost_more_and_more_replicas_hardly_do() {
    let few = cost(&cluster(20, 10));
    assert!(cost(&cluster(40, 20)) > 2 * few);
    let replica = "apiVersion: v1\nkind: Pod\nmetadata: { name: x, labels: { app: a1 } }\n---\n";
    let replicas: String = (0..100)
        .map(|it| replica.replace("name: x", &format!("name: x{it}")))
        .collect();
    assert_eq!(cost(&format!("{}{replicas}", cluster(20, 10))), few);
}

#[test]
fn blocks_of_addresses_count() {
    let blocks = |count: usize| {
        let peers: Vec<String> = (0..count)
            .map(|it| {
                format!(
                    "{{ ipBlock: {{ cidr: 10.{}.{}.0/24 }} }}",
                    it / 250,
                    it % 250
                )
            })
            .collect();
        format!(
            "apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {{ name: np }}
spec: {{ podSelector: {{}}, ingress: [{{ from: [{}] }}] }}
",
            peers.join(", ")
        )
    };
    assert!(cost(&blocks(80)) > 3 * cost(&blocks(40)));
    assert!(in_steps(&blocks(400), 5_000_000).is_evaluated());
    // Each is held against each.
    assert!(!in_steps(&blocks(4000), 5_000_000).is_evaluated());
}

#[test]
fn more_connections_than_may_be_listed_are_not_and_each_is_answered() {
    let text = cluster(3, 0);
    // Each pod with the others and with the outside, both ways.
    let all = 3 * 2 + 3 * 2;
    let listing = |connections| {
        let limits = Limits {
            connections,
            ..Limits::default()
        };
        within(&text, limits)
    };
    let listed = listing(all);
    assert_eq!(listed.listed().map(<[_]>::len), Some(all));
    let not_listed = listing(all - 1);
    assert_eq!(not_listed.listed(), None);
    assert!(not_listed.is_evaluated());
    for it in listed.connections() {
        let again = not_listed
            .reachability
            .connection(it.source, it.destination);
        assert_eq!(again.as_ref(), Some(it));
    }
}
