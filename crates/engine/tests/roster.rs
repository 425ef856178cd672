//! What policies are listed with, and that leaving one out is as if its document
//! were not there.

#![expect(
    clippy::unwrap_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]
#![expect(
    clippy::needless_raw_string_hashes,
    reason = "snapshots are written by expect-test"
)]

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use netpol_engine::letters::Letters;
use netpol_engine::roster::{Permits, Roster, Standing};
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, PolicyName, analyze};

const FOUNDING: [&str; 2] = [
    include_str!("../../../static/examples/leaky-policies/cluster.yaml"),
    include_str!("../../../static/examples/leaky-policies/policies-before.yaml"),
];

fn without(texts: &[&str], left_out: &[&str]) -> Analysis {
    let named = (0..).zip(texts);
    let sources: Sources = named.map(|(at, it)| (format!("{at}.yaml"), *it)).collect();
    let name = |it: &&str| {
        let (namespace, name) = it.split_once('/').unwrap();
        PolicyName {
            namespace: namespace.to_owned(),
            name: name.to_owned(),
        }
    };
    let options = Options {
        left_out: left_out.iter().map(name).collect(),
        ..Options::default()
    };
    let analysis = analyze(&sources, &options);
    assert!(!analysis.is_partial(), "{:#?}", analysis.diagnostics);
    analysis
}

fn roster(analysis: &Analysis) -> Roster {
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    Roster::of(
        &analysis.world,
        &analysis.reachability,
        &letters,
        &analysis.left_out,
        analysis.places(),
    )
}

/// Compares the list of these texts without some policies.
#[track_caller]
fn check(texts: &[&str], left_out: &[&str], expected: &Expect) {
    let mut text = String::new();
    for entry in roster(&without(texts, left_out)).entries {
        let standing = match entry.standing {
            Standing::Counts => "",
            Standing::LeftOut => " (left out)",
        };
        let _ = writeln!(
            text,
            "{}/{}{standing}: {}: {} pods of {}",
            entry.name.namespace,
            entry.name.name,
            entry.subject,
            entry.pods,
            entry.workloads.join(", ")
        );
        assert!(entry.span.is_some(), "a policy has a place");
        for scope in entry.scopes {
            let sign = if scope.isolates { "+" } else { "-" };
            let _ = writeln!(text, "  {sign} {:?}: {}", scope.direction, scope.why);
            for branch in scope.branches {
                assert!(branch.span.is_some(), "a branch has a place");
                let _ = writeln!(
                    text,
                    "    {} rule {}: {}{}{}",
                    branch.letter,
                    branch.rule + 1,
                    branch.words,
                    permits("alone", &branch.alone),
                    permits("among others", &branch.among_others),
                );
            }
        }
    }
    expected.assert_eq(&text);
}

fn permits(how: &str, permits: &Permits) -> String {
    match permits.count {
        0 => String::new(),
        count => format!("; {how} {count}: {}", permits.first.join(", ")),
    }
}

#[test]
fn the_founding_policies_as_a_list() {
    check(
        &FOUNDING,
        &[],
        &expect![[r#"
        qa-test/db-np: pods with app=db: 1 pods of db
          + Ingress: policyTypes lists Ingress
            A rule 1: every pod in namespaces with env=qa, on every port; alone 1: qa-test/frontend to qa-test/db; among others 1: qa-test/api to qa-test/db
            B rule 1: pods with app=api of qa-test, on every port; among others 1: qa-test/api to qa-test/db
          - Egress: neither policyTypes nor any egress rule asks for it
        qa-test/frontend-api-np: pods with app=api: 1 pods of api
          + Ingress: policyTypes lists Ingress
            C rule 1: pods with app=frontend of qa-test, on every port; alone 1: qa-test/frontend to qa-test/api
          - Egress: neither policyTypes nor any egress rule asks for it
        staging/db-np: pods with app=db: 1 pods of db
          + Ingress: policyTypes lists Ingress
            D rule 1: pods with app=api in every namespace, on every port; alone 1: qa-test/api to staging/db
          - Egress: neither policyTypes nor any egress rule asks for it
        staging/frontend-api-np: pods with app=api: 1 pods of api
          + Ingress: policyTypes lists Ingress
            E rule 1: pods with app=frontend of staging, on every port
          - Egress: neither policyTypes nor any egress rule asks for it
        staging/test-np: every pod: 3 pods of frontend, api, db
          + Ingress: policyTypes lists Ingress
          + Egress: policyTypes lists Egress
    "#]],
    );
}

#[test]
fn what_is_left_out_stays_in_its_place() {
    check(
        &FOUNDING,
        &["staging/db-np"],
        &expect![[r#"
        qa-test/db-np: pods with app=db: 1 pods of db
          + Ingress: policyTypes lists Ingress
            A rule 1: every pod in namespaces with env=qa, on every port; alone 1: qa-test/frontend to qa-test/db; among others 1: qa-test/api to qa-test/db
            B rule 1: pods with app=api of qa-test, on every port; among others 1: qa-test/api to qa-test/db
          - Egress: neither policyTypes nor any egress rule asks for it
        qa-test/frontend-api-np: pods with app=api: 1 pods of api
          + Ingress: policyTypes lists Ingress
            C rule 1: pods with app=frontend of qa-test, on every port; alone 1: qa-test/frontend to qa-test/api
          - Egress: neither policyTypes nor any egress rule asks for it
        staging/db-np (left out): pods with app=db: 1 pods of db
          + Ingress: policyTypes lists Ingress
             rule 1: pods with app=api in every namespace, on every port
          - Egress: neither policyTypes nor any egress rule asks for it
        staging/frontend-api-np: pods with app=api: 1 pods of api
          + Ingress: policyTypes lists Ingress
            D rule 1: pods with app=frontend of staging, on every port
          - Egress: neither policyTypes nor any egress rule asks for it
        staging/test-np: every pod: 3 pods of frontend, api, db
          + Ingress: policyTypes lists Ingress
          + Egress: policyTypes lists Egress
    "#]],
    );
}

const KINDS: &str = "
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: c }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: defaults, namespace: shop }
spec:
  podSelector: {}
  egress:
    - ports: [{ port: 53, protocol: UDP }, { port: dns }]
    - to:
        - ipBlock: { cidr: 203.0.113.0/24, except: [203.0.113.128/25] }
        - namespaceSelector: {}
        - namespaceSelector: { matchLabels: { env: qa } }
          podSelector: { matchExpressions: [{ key: app, operator: In, values: [a, b] }] }
        - podSelector: {}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: forgotten, namespace: shop }
spec:
  podSelector: { matchLabels: { app: nobody } }
  policyTypes: [Ingress]
  egress: [{}]
";

#[test]
fn every_kind_of_entry_has_its_words() {
    check(
        &[KINDS],
        &[],
        &expect![[r#"
        shop/defaults: every pod: 1 pods of web
          + Ingress: by default: there are no policyTypes, and ingress is always meant then
          + Egress: by default: there are no policyTypes, but egress rules
            A rule 1: anyone: every pod and every address, on 53/UDP, dns/TCP; alone 2: shop/web to any other address outside, shop/web to 203.0.113.128/25; among others 1: shop/web to the rest of 203.0.113.0/24
            B rule 2: addresses of 203.0.113.0/24 except 203.0.113.128/25, on every port; alone 1: shop/web to the rest of 203.0.113.0/24
            C rule 2: every pod in every namespace, on every port
            D rule 2: pods with app In (a, b) in namespaces with env=qa, on every port
            E rule 2: every pod of shop, on every port
        shop/forgotten: pods with app=nobody: 0 pods of 
          + Ingress: policyTypes lists Ingress
          - Egress: its egress rules mean nothing, since policyTypes does not list Egress
    "#]],
    );
}

/// Leaves out each policy in turn, and compares with the text without its
/// document.
#[track_caller]
fn check_left_out(cluster: &str, documents: &[&str]) {
    for at in 0..documents.len() {
        let all = documents.join("---\n");
        let mut others = documents.to_vec();
        let gone = others.remove(at);
        let name = gone
            .lines()
            .find_map(|it| it.strip_prefix("metadata: { name: "));
        let (name, rest) = name.unwrap().split_once(", namespace: ").unwrap();
        let namespace = rest.trim_end_matches(" }");
        let left_out = without(&[cluster, &all], &[&format!("{namespace}/{name}")]);
        let deleted = without(&[cluster, &others.join("---\n")], &[]);
        assert_eq!(left_out.left_out.len(), 1, "{name}");
        assert_eq!(left_out.connections(), deleted.connections(), "{name}");
        assert_eq!(left_out.world.outside(), deleted.world.outside(), "{name}");
        let policies = |it: &Analysis| -> Vec<String> {
            it.cluster()
                .policies()
                .map(|it| it.1.name.clone())
                .collect()
        };
        let namespaces = |it: &Analysis| -> Vec<String> {
            it.cluster()
                .namespaces()
                .map(|it| it.1.name.clone())
                .collect()
        };
        assert_eq!(policies(&left_out), policies(&deleted), "{name}");
        assert_eq!(namespaces(&left_out), namespaces(&deleted), "{name}");
    }
}

#[test]
fn leaving_out_is_as_good_as_deleting() {
    let (cluster, policies) = KINDS.trim_start().split_once("---\n").unwrap();
    let mut documents: Vec<&str> = policies.split("---\n").collect();
    let elsewhere = "apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: alone, namespace: elsewhere }
spec: { podSelector: {} }
";
    documents.push(elsewhere);
    check_left_out(cluster, &documents);
}

#[test]
fn a_name_that_no_policy_has_leaves_nothing_out() {
    let analysis = without(&FOUNDING, &["qa-test/nobody"]);
    assert_eq!(analysis.left_out, []);
    assert_eq!(
        analysis.connections(),
        without(&FOUNDING, &[]).connections()
    );
}
