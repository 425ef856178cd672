//! What is said of single clauses: labels, namespaces, addresses, ports.

use expect_test::{Expect, expect};

use crate::explained::{Shop, facts};
use crate::policies::{for_db, from};

/// Compares only the clauses that were held against the peer, one per line.
#[track_caller]
fn check(policies: &str, question: &str, expected: &Expect) {
    expected.assert_eq(&facts(&Shop::with(policies), question));
}

#[test]
fn values_of_labels() {
    for (selector, expected) in [
        (
            "matchLabels: {app: web, tier: front}",
            expect![[r#"
                + namespace [shop]: no `namespaceSelector`, so the policy’s own
                + pod app=web, tier=front: `web` has `app=web` and `tier=front`
            "#]],
        ),
        (
            "matchLabels: {app: web, tier: back}",
            expect![[r#"
                + namespace [shop]: no `namespaceSelector`, so the policy’s own
                - pod app=web, tier=back: `web` has `tier=front`
            "#]],
        ),
        (
            "matchLabels: {region: eu}",
            expect![[r#"
                + namespace [shop]: no `namespaceSelector`, so the policy’s own
                - pod region=eu: `web` has no label `region`
            "#]],
        ),
        (
            "matchExpressions: [{key: app, operator: In, values: [api, web]}]",
            expect![[r#"
                + namespace [shop]: no `namespaceSelector`, so the policy’s own
                + pod app In (api, web): `web` has `app=web`
            "#]],
        ),
        (
            "matchExpressions: [{key: app, operator: In, values: [api, db]}]",
            expect![[r#"
                + namespace [shop]: no `namespaceSelector`, so the policy’s own
                - pod app In (api, db): `web` has `app=web`
            "#]],
        ),
        (
            "matchExpressions: [{key: app, operator: NotIn, values: [api]}]",
            expect![[r#"
                + namespace [shop]: no `namespaceSelector`, so the policy’s own
                + pod app NotIn (api): `web` has `app=web`, which is not excluded
            "#]],
        ),
        (
            "matchExpressions: [{key: app, operator: NotIn, values: [web]}]",
            expect![[r#"
                + namespace [shop]: no `namespaceSelector`, so the policy’s own
                - pod app NotIn (web): `web` has `app=web`, which is excluded
            "#]],
        ),
        (
            "matchExpressions: [{key: region, operator: NotIn, values: [eu]}]",
            expect![[r#"
                + namespace [shop]: no `namespaceSelector`, so the policy’s own
                + pod region NotIn (eu): `web` has no label `region`, which satisfies `NotIn`
            "#]],
        ),
    ] {
        let policies = from(&format!("podSelector: {{{selector}}}"));
        check(&policies, "shop/web -> shop/db", &expected);
    }
}

#[test]
fn presence_of_labels() {
    for (selector, expected) in [
        (
            "matchExpressions: [{key: tier, operator: Exists}]",
            expect![[r#"
                + namespace [shop]: no `namespaceSelector`, so the policy’s own
                + pod tier Exists: `web` has `tier=front`
            "#]],
        ),
        (
            "matchExpressions: [{key: region, operator: Exists}]",
            expect![[r#"
                + namespace [shop]: no `namespaceSelector`, so the policy’s own
                - pod region Exists: `web` has no label `region`
            "#]],
        ),
        (
            "matchExpressions: [{key: region, operator: DoesNotExist}]",
            expect![[r#"
                + namespace [shop]: no `namespaceSelector`, so the policy’s own
                + pod region DoesNotExist: `web` has no label `region`
            "#]],
        ),
        (
            "matchExpressions: [{key: tier, operator: DoesNotExist}]",
            expect![[r#"
                + namespace [shop]: no `namespaceSelector`, so the policy’s own
                - pod tier DoesNotExist: `web` has `tier=front`, and must not have that label
            "#]],
        ),
        (
            "matchExpressions: [{key: pod-template-hash, operator: Exists}]",
            expect![[r#"
                + namespace [shop]: no `namespaceSelector`, so the policy’s own
                + pod pod-template-hash Exists: `web` has `pod-template-hash` from its controller
            "#]],
        ),
        (
            "matchExpressions: [{key: pod-template-hash, operator: In, values: [abc]}]",
            expect![[r#"
                + namespace [shop]: no `namespaceSelector`, so the policy’s own
                ? pod pod-template-hash In (abc): `web` has `pod-template-hash` from its controller, and the input does not say its value
            "#]],
        ),
    ] {
        let policies = from(&format!("podSelector: {{{selector}}}"));
        check(&policies, "shop/web -> shop/db", &expected);
    }
}

#[test]
fn namespace_of_the_peer() {
    for (entry, expected) in [
        (
            "podSelector: {}",
            expect![[r#"
                - namespace [shop]: no `namespaceSelector`, so the policy’s own; `grafana` is in `ops`
                + pod any: the empty selector `{}` matches every pod
            "#]],
        ),
        (
            "namespaceSelector: {}",
            expect![[r#"
                + namespace any: the empty selector `{}` matches every namespace
                + pod [any]: no `podSelector`, so every pod there
            "#]],
        ),
        (
            "namespaceSelector: {matchLabels: {team: infra}}",
            expect![[r#"
                + namespace team=infra: `ops` has `team=infra`
                + pod [any]: no `podSelector`, so every pod there
            "#]],
        ),
        (
            "namespaceSelector: {matchLabels: {env: prod}}",
            expect![[r#"
                - namespace env=prod: `ops` has `env=ops`
                + pod [any]: no `podSelector`, so every pod there
            "#]],
        ),
        (
            "namespaceSelector: {matchLabels: {zone: a}}",
            expect![[r#"
                - namespace zone=a: `ops` has no label `zone`
                + pod [any]: no `podSelector`, so every pod there
            "#]],
        ),
    ] {
        check(&from(entry), "ops/grafana -> shop/db", &expected);
    }
}

#[test]
fn address_of_the_peer() {
    for (entry, source, expected) in [
        (
            "ipBlock: {cidr: 203.0.113.0/24}",
            "203.0.113.5",
            expect![[r#"
                + address 203.0.113.0/24: `203.0.113.5` is in it
            "#]],
        ),
        (
            "ipBlock: {cidr: 203.0.113.0/24}",
            "203.0.113.1",
            expect![[r#"
                + address 203.0.113.0/24: exactly this block
            "#]],
        ),
        (
            "ipBlock: {cidr: 198.51.100.0/24}",
            "203.0.113.5",
            expect![[r#"
                - address 198.51.100.0/24: `203.0.113.5` is not in it
            "#]],
        ),
        (
            "ipBlock: {cidr: 203.0.113.0/24, except: [203.0.113.0/28]}",
            "203.0.113.5",
            expect![[r#"
                - address 203.0.113.0/24 except 203.0.113.0/28: `203.0.113.5` is in the block, but also in its exception `203.0.113.0/28`
            "#]],
        ),
        (
            "ipBlock: {cidr: 0.0.0.0/0}",
            "shop/api",
            expect![[r#"
                + address 0.0.0.0/0: every IPv4 address is in it
            "#]],
        ),
        (
            "ipBlock: {cidr: 192.168.0.0/16}",
            "ops/prober",
            expect![[r#"
                + address 192.168.0.0/16: `192.168.0.2` of `prober` is in it
            "#]],
        ),
        (
            "podSelector: {}",
            "203.0.113.5",
            expect![[r#"
                - namespace [shop]: no `namespaceSelector`, so the policy’s own; `203.0.113.5` is in no namespace
                - pod any: `203.0.113.5` is no pod
            "#]],
        ),
        (
            "namespaceSelector: {}",
            "node/n2",
            expect![[r#"
                - namespace any: node n2 is in no namespace
                - pod [any]: no `podSelector`, so every pod there; node n2 is no pod
            "#]],
        ),
    ] {
        check(&from(entry), &format!("{source} -> shop/db"), &expected);
    }
}

#[test]
fn ports_of_the_destination() {
    for (ports, expected) in [
        (
            "{port: 5432}",
            expect![[r#"
                + peer [anyone]: no `from`, so anyone: every pod and every address
                + ports 5432/TCP: the rule lists no other port
            "#]],
        ),
        (
            "{port: 5432}, {port: 9187}",
            expect![[r#"
                + peer [anyone]: no `from`, so anyone: every pod and every address
                + ports 5432/TCP, 9187/TCP: the rule lists no other port
            "#]],
        ),
        (
            "{port: 8000, endPort: 9000}",
            expect![[r#"
                + peer [anyone]: no `from`, so anyone: every pod and every address
                + ports 8000-9000/TCP: the rule lists no other port
            "#]],
        ),
        (
            "{}",
            expect![[r#"
                + peer [anyone]: no `from`, so anyone: every pod and every address
                + ports every TCP port: the rule lists no other port
            "#]],
        ),
        (
            "{protocol: UDP}, {port: 53}",
            expect![[r#"
                + peer [anyone]: no `from`, so anyone: every pod and every address
                + ports every UDP port, 53/TCP: the rule lists no other port
            "#]],
        ),
        (
            "{port: sql}",
            expect![[r#"
                + peer [anyone]: no `from`, so anyone: every pod and every address
                + ports sql/TCP: `sql` is 5432/TCP on `db`
            "#]],
        ),
        (
            "{port: sql}, {port: metrics}",
            expect![[r#"
                + peer [anyone]: no `from`, so anyone: every pod and every address
                + ports sql/TCP, metrics/TCP: `sql` is 5432/TCP on `db` and `db` has no TCP port named `metrics`
            "#]],
        ),
        (
            "{port: sql, protocol: UDP}",
            expect![[r#"
                + peer [anyone]: no `from`, so anyone: every pod and every address
                - ports sql/UDP: `db` has no UDP port named `sql`
            "#]],
        ),
    ] {
        let policies = for_db(&format!("ingress: [{{ports: [{ports}]}}]"));
        check(&policies, "shop/api -> shop/db", &expected);
    }
}
