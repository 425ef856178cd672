//! Every way in which two sides can answer, on a small cluster.

use expect_test::{Expect, expect};

use crate::explained::{Shop, explained};
use crate::policies::{for_db, from, policy};

/// Compares the explanation of one connection of the shop.
#[track_caller]
fn check(policies: &str, question: &str, expected: &Expect) {
    expected.assert_eq(&explained(&Shop::with(policies), question));
}

#[test]
fn different_ports_by_different_branches() {
    check(
        &for_db(
            "ingress: [{from: [{podSelector: {}}], ports: [{port: 5432}]}, \
             {ports: [{port: 9187}, {port: 53, protocol: UDP}]}]",
        ),
        "shop/api -> shop/db",
        &expect![[r#"
            api reaches db in shop, on 5432/TCP, 9187/TCP and 53/UDP
            Allowed: by for-db, rule 1, [A], and by for-db, rule 2, [B]
            [A] admits it on 5432/TCP and [B] on 9187/TCP and 53/UDP.
            (shop/api to shop/db: allowed on 5432/TCP, 9187/TCP, 53/UDP by for-db, rule 1, branch A, and by for-db, rule 2, branch B)

            Leaving api: Open
            No policy isolates `api` for egress, so it may connect anywhere.
            (Not a permission: the absence of a rule.)

            Entering db: Admitted
            Isolated by *for-db*.
              for-db: Each of its 2 rules is enough. A rule admits whoever matches *one* of:
                + selects it app=db: `db` has `app=db`
                + means [Ingress]: no `policyTypes`, so Ingress is meant
                [A] admits api (spec.ingress[0].from[0])
                  + namespace [shop]: no `namespaceSelector`, so the policy’s own
                  + pod any: the empty selector `{}` matches every pod
                  + ports 5432/TCP: the rule lists no other port
                [B] admits api (spec.ingress[1])
                  + peer [anyone]: no `from`, so anyone: every pod and every address
                  + ports 9187/TCP, 53/UDP: the rule lists no other port
        "#]],
    );
}

#[test]
fn both_sides_admit() {
    check(
        &[
            from("podSelector: {}"),
            policy(
                "api-out",
                "matchLabels: {app: api}",
                "egress: [{to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: sql}]}]",
            ),
        ]
        .join("---\n"),
        "shop/api -> shop/db",
        &expect![[r#"
            api reaches db in shop, on 5432/TCP
            Allowed: leaving by api-out, rule 1, [B] and entering by for-db, rule 1, [A]
            [B] lets it leave `api` and [A] lets it enter `db`. Both sides must say yes.
            (shop/api to shop/db: allowed on 5432/TCP, leaving by api-out, rule 1, branch B and entering by for-db, rule 1, branch A)

            Leaving api: Admitted
            Isolated by *api-out*.
              api-out: Its rule 1 admits whoever matches:
                + selects it app=api: `api` has `app=api`
                + means [Egress]: no `policyTypes`, and it has egress rules
                [B] admits db (spec.egress[0].to[0])
                  + namespace [shop]: no `namespaceSelector`, so the policy’s own
                  + pod app=db: `db` has `app=db`
                  + ports sql/TCP: `sql` is 5432/TCP on `db`

            Entering db: Admitted
            Isolated by *for-db*.
              for-db: Its rule 1 admits whoever matches:
                + selects it app=db: `db` has `app=db`
                + means [Ingress]: no `policyTypes`, so Ingress is meant
                [A] admits api (spec.ingress[0].from[0])
                  + namespace [shop]: no `namespaceSelector`, so the policy’s own
                  + pod any: the empty selector `{}` matches every pod
        "#]],
    );
}

#[test]
fn no_port_passes_both_sides() {
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
            api cannot reach db in shop, on any port
            Denied: no port passes both ends
            It may leave on 443/TCP and enter on 5432/TCP: no port passes both sides.
            (shop/api to shop/db: denied, no port passes both ends)

            Leaving api: Admitted
            Isolated by *api-out*.
              api-out: Its rule 1 admits anyone, on the ports it lists.
                + selects it app=api: `api` has `app=api`
                + lists Egress: so leaving needs a rule
                [B] admits db (spec.egress[0])
                  + peer [anyone]: no `to`, so anyone: every pod and every address
                  + ports 443/TCP: the rule lists no other port

            Entering db: Admitted
            Isolated by *for-db*.
              for-db: Its rule 1 admits anyone, on the ports it lists.
                + selects it app=db: `db` has `app=db`
                + means [Ingress]: no `policyTypes`, so Ingress is meant
                [A] admits api (spec.ingress[0])
                  + peer [anyone]: no `from`, so anyone: every pod and every address
                  + ports 5432/TCP: the rule lists no other port
        "#]],
    );
}

#[test]
fn a_branch_that_matches_but_opens_no_port() {
    check(
        &for_db("ingress: [{from: [{podSelector: {}}], ports: [{port: http}]}]"),
        "shop/api -> shop/db",
        &expect![[r#"
            api cannot reach db in shop, on any port
            Denied: entering db: for-db does not admit it
            *for-db* isolates `db`, and [A] matches, but opens no port.
            (shop/api to shop/db: denied, for-db does not admit it)

            Leaving api: Open
            No policy isolates `api` for egress, so it may connect anywhere.
            (Not a permission: the absence of a rule.)

            Entering db: Rejected
            Isolated by *for-db*.
              for-db: Its rule 1 admits whoever matches:
                + selects it app=db: `db` has `app=db`
                + means [Ingress]: no `policyTypes`, so Ingress is meant
                [A] matches, but opens no port (spec.ingress[0].from[0])
                  + namespace [shop]: no `namespaceSelector`, so the policy’s own
                  + pod any: the empty selector `{}` matches every pod
                  - ports http/TCP: `db` has no TCP port named `http`
        "#]],
    );
}

#[test]
fn egress_by_default() {
    check(
        &policy("api-out", "", "egress: [{}]"),
        "shop/api -> ops/grafana",
        &expect![[r#"
            api of shop reaches grafana of ops on every port
            Allowed: by shop/api-out, rule 1, [A]
            Only [A] admits it. Without [A] it would be denied.
            (shop/api to ops/grafana: allowed on all ports by shop/api-out, rule 1, branch A)

            Leaving api: Admitted
            Isolated by *api-out*.
              api-out: Its rule 1 admits anyone.
                + selects it {}: the empty selector matches every pod
                + means [Egress]: no `policyTypes`, and it has egress rules
                [A] admits grafana of ops (spec.egress[0])
                  + peer [anyone]: no `to`, so anyone: every pod and every address

            Entering grafana: Open
            No policy isolates `grafana` for ingress, so anything may connect to it.
            (Not a permission: the absence of a rule.)
        "#]],
    );
}

#[test]
fn ingress_by_default_when_only_egress_is_written() {
    check(
        &policy("api-out", "", "egress: [{}]"),
        "ops/grafana -> shop/api",
        &expect![[r#"
            grafana of ops cannot reach api of shop on any port
            Denied: entering api: shop/api-out has no ingress rule
            *api-out* isolates `api` for ingress and has no ingress rule, so nothing may enter.
            (ops/grafana to shop/api: denied entering shop/api: shop/api-out has no ingress rule)

            Leaving grafana: Open
            No policy isolates `grafana` for egress, so it may connect anywhere.
            (Not a permission: the absence of a rule.)

            Entering api: Rejected
            Isolated by *api-out*.
              api-out: It has no ingress rule, so nothing may enter.
                + selects it {}: the empty selector matches every pod
                + means [Ingress]: no `policyTypes`, so Ingress is meant
        "#]],
    );
}
