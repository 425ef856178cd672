//! What stands beside an answer: what was near, what closes it, and what its
//! entries are for.

use expect_test::{Expect, expect};
use netpol_engine::query::PortQuestion;

use crate::explained::{Shop, advice, advice_on, founding};
use crate::policies::{for_db, from, policy};

#[track_caller]
fn check(policies: &str, question: &str, expected: &Expect) {
    expected.assert_eq(&advice(&Shop::with(policies), question));
}

#[track_caller]
fn check_on(port: &str, policies: &str, question: &str, expected: &Expect) {
    let port = PortQuestion::parse(port).expect("a port");
    expected.assert_eq(&advice_on(&Shop::with(policies), question, port));
}

#[test]
fn the_leak_of_the_founding_case() {
    expect![[r#"
        frontend reaches db in qa-test, on every port: Allowed
        Closing it takes removing [A] at `db`, or isolating `frontend` for egress.
        [A] alone permits 1 connection, and 1 that is permitted without it too.
          alone: qa-test/frontend -> qa-test/db
          too: qa-test/api -> qa-test/db
    "#]]
    .assert_eq(&advice(&founding(), "qa-test/frontend -> qa-test/db"));
}

#[test]
fn the_denial_of_the_founding_case() {
    expect![[r#"
        frontend of qa-test cannot reach db of staging on any port: Denied
        Entering `db`, one change would be enough:
          [D] would admit it if `frontend` had the label `app=api`. (spec.ingress[0].from[0].podSelector)
    "#]].assert_eq(&advice(&founding(), "qa-test/frontend -> staging/db"));
}

#[test]
fn both_ends_of_the_founding_case() {
    expect![[r#"
        api of staging cannot reach api of qa-test on any port: Denied
        Both ends refuse, so something must change at each.
        Leaving `api`, nothing is near: staging/test-np has no egress rule.
        Entering `api`, nothing is near: no single change would be enough.
    "#]]
    .assert_eq(&advice(&founding(), "staging/api -> qa-test/api"));
}

#[test]
fn labels_that_a_pod_would_need() {
    check(
        &from(
            "podSelector: {matchLabels: {app: api, tier: back}, matchExpressions: [\
             {key: zone, operator: Exists}, {key: tier, operator: NotIn, values: [front, edge]}]}",
        ),
        "shop/web -> shop/db",
        &expect![[r#"
            web cannot reach db in shop, on any port: Denied
            Entering `db`, one change would be enough:
              [A] would admit it if `web` had the labels `app=api` and `tier=back` and had a label `zone`. (spec.ingress[0].from[0].podSelector)
        "#]],
    );
    check(
        &from(
            "podSelector: {matchExpressions: [{key: app, operator: In, values: [api, job]}, {key: tier, operator: DoesNotExist}]}",
        ),
        "shop/web -> shop/db",
        &expect![[r#"
            web cannot reach db in shop, on any port: Denied
            Entering `db`, one change would be enough:
              [A] would admit it if `web` had the label `app=api` or `app=job` and had no label `tier`. (spec.ingress[0].from[0].podSelector)
        "#]],
    );
}

#[test]
fn labels_that_a_namespace_would_need() {
    check(
        &for_db(
            "ingress: [{from: [{namespaceSelector: {matchLabels: {env: prod}}}, {podSelector: {}}]}]",
        ),
        "ops/grafana -> shop/db",
        &expect![[r#"
            grafana of ops cannot reach db of shop on any port: Denied
            Entering `db`, any one of these would be enough:
              [A] would admit it if namespace `ops` had the label `env=prod`. (spec.ingress[0].from[0].namespaceSelector)
              [B] would admit it if `grafana` were a pod of `shop`. (spec.ingress[0].from[1])
        "#]],
    );
}

#[test]
fn an_address_that_would_be_needed() {
    check(
        &for_db(
            "ingress: [{from: [{ipBlock: {cidr: 198.51.100.0/24}}, {ipBlock: {cidr: 203.0.113.0/24, except: [203.0.113.64/26]}}]}]",
        ),
        "203.0.113.70 -> shop/db",
        &expect![[r#"
            203.0.113.70 cannot reach db in shop, on any port: Denied
            Entering `db`, any one of these would be enough:
              [A] would admit it if `203.0.113.70` were in `198.51.100.0/24`. (spec.ingress[0].from[0].ipBlock)
              [B] would admit it if its block did not except `203.0.113.64/26`. (spec.ingress[0].from[1].ipBlock)
        "#]],
    );
}

#[test]
fn another_port() {
    check_on(
        "443",
        &for_db("ingress: [{from: [{podSelector: {}}], ports: [{port: 5432}, {port: http}]}]"),
        "shop/api -> shop/db",
        &expect![[r#"
            api cannot reach db in shop, on any port: Denied
            Entering `db`, one change would be enough:
              [A] would admit it on 5432/TCP instead, or if 443/TCP of `db` were named `http`. (spec.ingress[0].ports)
        "#]],
    );
    check(
        &for_db("ingress: [{ports: [{port: http}]}]"),
        "shop/api -> shop/db",
        &expect![[r#"
            api cannot reach db in shop, on any port: Denied
            Entering `db`, one change would be enough:
              [A] would admit it if `db` had a port named `http`. (spec.ingress[0].ports)
        "#]],
    );
}

#[test]
fn ports_that_do_not_meet() {
    check(
        &[
            for_db("ingress: [{ports: [{port: 5432}]}]"),
            policy(
                "api-out",
                "matchLabels: {app: api}",
                "policyTypes: [Egress]\n  egress: [{ports: [{port: 443}]}]",
            ),
        ]
        .join("---\n"),
        "shop/api -> shop/db",
        &expect![[r#"
            api cannot reach db in shop, on any port: Denied
            It is enough if one end lets pass what the other does.
            Leaving `api`, one change would be enough:
              [B] would admit it on 443/TCP instead. (spec.egress[0].ports)
            Entering `db`, one change would be enough:
              [A] would admit it on 5432/TCP instead. (spec.ingress[0].ports)
        "#]],
    );
}

#[test]
fn nothing_is_near() {
    check(
        &for_db("ingress: [{from: [{podSelector: {}}], ports: [{port: http}]}]"),
        "203.0.113.5 -> shop/db",
        &expect![[r#"
            203.0.113.5 cannot reach db in shop, on any port: Denied
            Entering `db`, nothing is near: no single change would be enough.
        "#]],
    );
    check(
        &for_db("policyTypes: [Ingress]"),
        "shop/api -> shop/db",
        &expect![[r#"
            api cannot reach db in shop, on any port: Denied
            Entering `db`, nothing is near: for-db has no ingress rule.
        "#]],
    );
}

#[test]
fn what_is_open_about_another_clause() {
    check(
        &for_db("ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/16}}], ports: [{port: 80}]}]"),
        "shop/api -> shop/db",
        &expect![[r#"
            api may or may not reach db in shop, on 80/TCP: Unknown
            Closing it takes removing rule 1 of *for-db* at `db`, or isolating `api` for egress.
            [A] alone may permit 5 connections.
              alone: shop/web -> shop/db
              alone: shop/api -> shop/db
              alone: ops/grafana -> shop/db
              alone: 10.0.0.0/16 -> shop/db
              alone: nodes -> shop/db
        "#]],
    );
    check_on(
        "443",
        &for_db("ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/16}}], ports: [{port: 80}]}]"),
        "shop/api -> shop/db",
        &expect![[r#"
            api cannot reach db in shop, on any port: Denied
            Entering `db`, one change would be enough:
              [A] might admit it on 80/TCP instead. (spec.ingress[0].ports)
        "#]],
    );
}

#[test]
fn closing_at_either_end() {
    check(
        &[
            for_db("ingress: [{from: [{podSelector: {}}, {podSelector: {matchLabels: {app: api}}}, {namespaceSelector: {}}, {podSelector: {matchLabels: {app: job}}}]}]"),
            policy(
                "api-out",
                "matchLabels: {app: api}",
                "egress: [{to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: sql}]}, {}]",
            ),
        ]
        .join("---\n"),
        "shop/api -> shop/db",
        &expect![[r#"
            api reaches db in shop, on every port: Allowed
            Closing it takes removing rule 1 of *api-out* and rule 2 of *api-out* at `api`, or removing [A], [B] and [C] at `db`.
            [E] permits 1 connection, which is permitted without it too.
              too: shop/api -> shop/db
            [F] alone permits 6 connections.
              alone: shop/api -> shop/web
              alone: shop/api -> shop/db
              alone: shop/api -> ops/prober
              alone: shop/api -> ops/grafana
              alone: shop/api -> any address outside
              alone: shop/api -> nodes
            [A] permits 2 connections, which are all permitted without it too.
              too: shop/web -> shop/db
              too: shop/api -> shop/db
            [B] permits 1 connection, which is permitted without it too.
              too: shop/api -> shop/db
            [C] alone permits 1 connection, and 2 that are permitted without it too.
              alone: ops/grafana -> shop/db
              too: shop/web -> shop/db
              too: shop/api -> shop/db
        "#]],
    );
}

#[test]
fn closing_by_the_port() {
    check_on(
        "5432",
        &for_db(
            "ingress: [{from: [{podSelector: {}}, {namespaceSelector: {}}, {podSelector: {matchLabels: {app: job}}}], ports: [{port: 80}, {port: sql}]}]",
        ),
        "shop/api -> shop/db",
        &expect![[r#"
            api reaches db in shop, on 5432/TCP: Allowed
            Closing it takes removing port `sql/TCP` in rule 1 of *for-db* at `db`, or isolating `api` for egress.
            [A] permits 2 connections, which are all permitted without it too.
              too: shop/web -> shop/db
              too: shop/api -> shop/db
            [B] alone permits 1 connection, and 2 that are permitted without it too.
              alone: ops/grafana -> shop/db
              too: shop/web -> shop/db
              too: shop/api -> shop/db
        "#]],
    );
}

#[test]
fn what_no_policy_closes() {
    check(
        "",
        "shop/db -> shop/db",
        &expect![[r#"
        db reaches itself in shop, on every port: Allowed
        No policy can close it: a pod always reaches itself.
    "#]],
    );
    check(
        &from("podSelector: {}"),
        "node/n1 -> shop/db",
        &expect![[r#"
            Node n1 reaches db in shop, on every port: Allowed
            No policy can close it: a pod and its own node are not kept apart.
        "#]],
    );
    check(
        "",
        "ops/prober -> node/n1",
        &expect![[r#"
        prober reaches node n1 in ops, on every port: Allowed
        No policy can close it: policies do not apply to a pod on its node’s network.
    "#]],
    );
    check(
        "",
        "shop/web -> 203.0.113.5",
        &expect![[r#"
        web reaches 203.0.113.5 in shop, on every port: Allowed
        Closing it takes isolating `web` for egress.
    "#]],
    );
}

#[test]
fn an_entry_that_could_go() {
    check(
        &for_db(
            "ingress: [{from: [{podSelector: {}}]}, {from: [{podSelector: {matchLabels: {app: api}}}]}]",
        ),
        "shop/api -> shop/db",
        &expect![[r#"
            api reaches db in shop, on every port: Allowed
            Closing it takes removing rule 1 of *for-db* and rule 2 of *for-db* at `db`, or isolating `api` for egress.
            [A] alone permits 1 connection, and 1 that is permitted without it too.
              alone: shop/web -> shop/db
              too: shop/api -> shop/db
            [B] permits 1 connection, which is permitted without it too.
              too: shop/api -> shop/db
        "#]],
    );
}
