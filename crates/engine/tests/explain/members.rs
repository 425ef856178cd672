//! Answers about several that differ: replicas, families of addresses, backends.

use expect_test::{Expect, expect};
use netpol_engine::letters::Letters;
use netpol_engine::query::PortQuestion;
use netpol_engine::{Analysis, eval::Party};

use crate::explained::{Shop, advice, read, write_advice};
use crate::policies::{for_db, from, policy};

/// The explanation of two workloads with all their pods.
fn between(analysis: &Analysis, question: &str, port: PortQuestion) -> String {
    let (source, destination) = question.split_once(" -> ").expect("`a -> b`");
    let party = |it: &str| {
        let (namespace, name) = it.split_once('/').expect("`namespace/name`");
        let cluster = analysis.cluster();
        let namespace = cluster.find_namespace(namespace).expect("it is there");
        Party::Workload(cluster.find_workload(namespace, name).expect("it is there"))
    };
    let explanation = analysis.explain_between(party(source), party(destination), port);
    let letters = Letters::of(analysis.cluster(), &analysis.branches());
    let mut text = String::new();
    let explanation = explanation.expect("both have pods");
    write_advice(&mut text, &explanation, &letters).expect("a string takes everything");
    let punch = explanation.punch.plain(&letters);
    let sentence = explanation.sentence.plain(&letters);
    format!(
        "{text}{punch}\n({sentence})\n{}\n",
        explanation.egress.title
    )
}

#[track_caller]
fn check_between(policies: &str, question: &str, expected: &Expect) {
    let analysis = Shop::with(policies);
    expected.assert_eq(&between(&analysis, question, PortQuestion::Any));
}

#[test]
fn a_workload_and_itself() {
    check_between(
        &policy(
            "web-in",
            "matchLabels: {app: web}",
            "policyTypes: [Ingress]",
        ),
        "shop/web -> shop/web",
        &expect![[r#"
            web reaches its own pods in part in shop, on every port: Mixed
            - web-1 to itself and 1 pair like it: Allowed, on every port, a pod always reaches itself
              No policy can close it: a pod always reaches itself.
            > web-1 to web-2 and 1 pair like it: Denied, entering web: web-in has no ingress rule
            Entering `web`, nothing is near: web-in has no ingress rule.
            Their pods differ: 2 of 4 pairs are connected.
            (shop/web to shop/web: web-1 to itself and 1 pair like it allowed, on every port, a pod always reaches itself; web-1 to web-2 and 1 pair like it denied, entering web: web-in has no ingress rule)
            Leaving web
        "#]],
    );
}

#[test]
fn workloads_that_agree() {
    check_between(
        &from("podSelector: {}"),
        "shop/web -> shop/db",
        &expect![[r#"
            web reaches db in shop, on every port: Allowed
            Closing it takes removing rule 1 of *for-db* at `db`, or isolating `web` for egress.
            [A] alone permits 2 connections.
              alone: shop/web -> shop/db
              alone: shop/api -> shop/db
            Only branch A admits it. Without branch A it would be denied.
            (shop/web to shop/db: allowed on all ports by for-db, rule 1, branch A)
            Leaving web
        "#]],
    );
}

const PAIR: &str = "
apiVersion: v1
kind: Namespace
metadata: {name: x}
---
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: x, labels: {app: a}}
spec: {containers: [{name: c, image: example}]}
status: {podIPs: [{ip: 10.0.0.1}, {ip: 'fd00::1'}]}
---
apiVersion: v1
kind: Pod
metadata: {name: b, namespace: x, labels: {app: b}}
spec: {containers: [{name: c, image: example}]}
status: {podIPs: [{ip: 10.0.0.2}, {ip: 'fd00::2'}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: b-in, namespace: x}
spec:
  podSelector: {matchLabels: {app: b}}
  ingress:
";

#[track_caller]
fn check_families(rules: &str, expected: &Expect) {
    let analysis = read(&[&format!("{PAIR}{rules}")]);
    expected.assert_eq(&crate::explained::explained(&analysis, "x/a -> x/b"));
}

#[test]
fn families_that_differ() {
    check_families(
        "  - {from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 80}]}\n",
        &expect![[r#"
            a reaches b in part in x, on 80/TCP
            Mixed: over IPv4 allowed, on 80/TCP, by b-in, rule 1, [A]; over IPv6 denied, entering b: [A] fails on address `10.0.0.0/8`
            It depends on the family of addresses: over IPv4 allowed, on 80/TCP, by b-in, rule 1, [A]; over IPv6 denied, entering b: [A] fails on address `10.0.0.0/8`.
            (x/a to x/b: over IPv4 allowed, on 80/TCP, by b-in, rule 1, branch A; over IPv6 denied, entering b: branch A fails on address 10.0.0.0/8)

            Leaving a: Open
            No policy isolates `a` for egress, so it may connect anywhere.
            (Not a permission: the absence of a rule.)

            Entering b: Rejected
            Isolated by *b-in*.
              b-in: Its rule 1 admits whoever matches:
                + selects it app=b: `b` has `app=b`
                + means [Ingress]: no `policyTypes`, so Ingress is meant
                [A] does not match (spec.ingress[0].from[0])
                  - address 10.0.0.0/8: an IPv4 block, and the address of `a` is IPv6
                  + ports 80/TCP: the rule lists no other port
        "#]],
    );
    let rules = "  - {from: [{ipBlock: {cidr: 10.0.0.0/8}}, {ipBlock: {cidr: 'fd00::/64', except: ['fd00::/120']}}]}\n";
    let analysis = read(&[&format!("{PAIR}{rules}")]);
    expect![[r#"
        a reaches b in part in x, on every port: Mixed
        - over IPv4: Allowed, on every port, by b-in, rule 1, [A]
          Closing it takes removing [A] at `b`, or isolating `a` for egress.
        > over IPv6: Denied, entering b: b-in does not admit it
        Entering `b`, one change would be enough:
          [B] would admit it if its block did not except `fd00::/120`. (spec.ingress[0].from[1].ipBlock)
        Closing it takes removing [A] at `b`, or isolating `a` for egress.
        [A] alone permits 2 connections.
          alone: x/a -> x/b
          alone: 10.0.0.0/8 -> x/b
    "#]].assert_eq(&advice(&analysis, "x/a -> x/b"));
}

#[test]
fn families_that_agree_by_different_branches() {
    check_families(
        "  - {from: [{ipBlock: {cidr: 10.0.0.0/8}}, {ipBlock: {cidr: 'fd00::/64'}}]}\n",
        &expect![[r#"
            a reaches b in x, on every port
            Allowed: by b-in, rule 1, [A] and [B]
            Over IPv4 it is admitted by [A], over IPv6 by [B].
            (x/a to x/b: allowed on all ports by b-in, rule 1, branch A and branch B)

            Leaving a: Open
            No policy isolates `a` for egress, so it may connect anywhere.
            (Not a permission: the absence of a rule.)

            Entering b: Admitted
            Isolated by *b-in*.
              b-in: Its rule 1 admits whoever matches *one* of:
                + selects it app=b: `b` has `app=b`
                + means [Ingress]: no `policyTypes`, so Ingress is meant
                [A] admits a over IPv4 (spec.ingress[0].from[0])
                  + address 10.0.0.0/8: `10.0.0.1` of `a` is in it
                [B] admits a over IPv6 (spec.ingress[0].from[1])
                  + address fd00::/64: `fd00::1` of `a` is in it

            IPBLOCK-POD: This relies on an ipBlock matching the address of x/a; some plugins, Cilium by default, never match pods by address.
        "#]],
    );
}

#[test]
fn closing_looks_at_both_families() {
    let rules = "  - {from: [{ipBlock: {cidr: 10.0.0.0/8}}, {ipBlock: {cidr: 'fd00::/64'}}, {ipBlock: {cidr: 192.0.2.0/24}}]}\n";
    let analysis = read(&[&format!("{PAIR}{rules}")]);
    expect![[r#"
        a reaches b in x, on every port: Allowed
        Closing it takes removing [A] and [B] at `b`, or isolating `a` for egress.
        [A] alone permits 2 connections.
          alone: x/a -> x/b
          alone: 10.0.0.0/8 -> x/b
        [B] alone permits 2 connections.
          alone: x/a -> x/b
          alone: fd00::/64 -> x/b
    "#]]
    .assert_eq(&advice(&analysis, "x/a -> x/b"));
}

/// A Service with two backends, one of which is closed.
const BACKENDS: &str = "
apiVersion: v1
kind: Namespace
metadata: {name: x}
---
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: x}
spec: {containers: [{name: c, image: example}]}
---
apiVersion: v1
kind: Pod
metadata: {name: b-open, namespace: x, labels: {app: b}}
spec: {containers: [{name: c, image: example}]}
---
apiVersion: v1
kind: Pod
metadata: {name: b-shut, namespace: x, labels: {app: b, shut: 'yes'}}
spec: {containers: [{name: c, image: example}]}
---
apiVersion: v1
kind: Service
metadata: {name: b, namespace: x}
spec: {selector: {app: b}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shut, namespace: x}
spec:
  podSelector: {matchLabels: {shut: 'yes'}}
  ingress: [{from: [{podSelector: {matchLabels: {app: c}}}]}]
";

#[test]
fn backends_that_differ() {
    let analysis = read(&[BACKENDS]);
    let told = crate::services::members_told(&analysis, "x/a -> b:80");
    expect![[r#"
        a reaches some backends of b on 80/TCP: Some(Mixed)
        - b-open on 8080/TCP: Allowed, nothing isolates either end
          Closing it takes isolating `b-open` for ingress, or isolating `a` for egress.
        - b-shut on 8080/TCP: Denied, entering b-shut: [A] fails on pod `app=c`
        Entering `b-shut`, one change would be enough:
          [A] would admit it if `a` had the label `app=c`. (spec.ingress[0].from[0].podSelector)
    "#]]
    .assert_eq(&told);
}

/// A Service whose slices list one pod by both of its addresses.
const LISTED: &str = "
---
apiVersion: v1
kind: Service
metadata: {name: both, namespace: x}
spec: {ports: [{port: 80}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: both-4, namespace: x, labels: {kubernetes.io/service-name: both}}
addressType: IPv4
endpoints: [{addresses: [10.0.0.2]}]
ports: [{port: 80}]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: both-6, namespace: x, labels: {kubernetes.io/service-name: both}}
addressType: IPv6
endpoints: [{addresses: ['fd00::2']}]
ports: [{port: 80}]
";

#[test]
fn a_backend_that_is_listed_by_two_addresses() {
    let rules = "  - {from: [{ipBlock: {cidr: 10.0.0.0/8}}]}\n";
    let analysis = read(&[&format!("{PAIR}{rules}{LISTED}")]);
    let told = crate::services::members_told(&analysis, "x/a -> both:80");
    expect![[r#"
        a reaches some backends of both on 80/TCP: Some(Mixed)
        - b at 10.0.0.2 on 80/TCP: Allowed, by b-in, rule 1, [A]
          Closing it takes removing rule 1 of *b-in* at `b`, or isolating `a` for egress.
        - b at fd00::2 on 80/TCP: Denied, entering b: [A] fails on address `10.0.0.0/8`
        Entering `b`, nothing is near: no single change would be enough.
        [A] alone permits 2 connections.
    "#]]
    .assert_eq(&told);
}

#[test]
fn a_single_backend() {
    let service = "
---
apiVersion: v1
kind: Service
metadata: {name: db-svc, namespace: shop}
spec: {selector: {app: db}, ports: [{port: 80, targetPort: sql}]}
";
    let policies = for_db("ingress: [{from: [{podSelector: {}}]}]");
    let analysis = Shop::with(&format!("{policies}{service}"));
    let told = crate::services::members_told(&analysis, "shop/web -> db-svc:80");
    expect![[r#"
        web reaches db-svc on 80/TCP: Some(Allowed)
        - db on 5432/TCP: Allowed, by for-db, rule 1, [A]
          Closing it takes removing rule 1 of *for-db* at `db`, or isolating `web` for egress.
        [A] alone permits 2 connections.
    "#]]
    .assert_eq(&told);
}
