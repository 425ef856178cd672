//! Whole explanations, as one would read them.
//!
//! In the snapshots a badge is `[A]`, code stands in backticks and stressed
//! words in asterisks; `+`, `-` and `?` say whether a clause held, and brackets
//! stand around what is not written in the text.

mod explained;

use expect_test::{Expect, expect};

use self::explained::{Shop, explained, facts, founding};

/// Compares the explanation of one connection of the founding case.
#[track_caller]
fn check_founding(question: &str, expected: &Expect) {
    expected.assert_eq(&explained(&founding(), question));
}

/// Compares the explanation of one connection of the shop.
#[track_caller]
fn check(policies: &str, question: &str, expected: &Expect) {
    expected.assert_eq(&explained(&Shop::with(policies), question));
}

/// Compares only the clauses that were held against the peer, one per line.
#[track_caller]
fn check_facts(policies: &str, question: &str, expected: &Expect) {
    expected.assert_eq(&facts(&Shop::with(policies), question));
}

#[test]
fn the_leak_of_the_founding_case() {
    check_founding("qa-test/frontend -> qa-test/db", &expect![[r#"
        frontend reaches db in qa-test, on every port
        Only [A] admits it. Without [A] it would be denied.
        (qa-test/frontend to qa-test/db: allowed on all ports by db-np, rule 1, branch A)

        Leaving frontend: Open
        No policy isolates `frontend` for egress, so it may connect anywhere.
        (Not a permission: the absence of a rule.)

        Entering db: Admitted
        Isolated by *db-np*.
          db-np: Its rule 1 admits whoever matches *one* of:
            + selects it app=db: `db` has `app=db`
            + lists Ingress: so entering needs a rule
            [A] admits frontend (spec.ingress[0].from[0])
              + namespace env=qa: `qa-test` has `env=qa`
              + pod [any]: no `podSelector`, so every pod there
            [B] does not match (spec.ingress[0].from[1])
              + namespace [qa-test]: no `namespaceSelector`, so the policy’s own
              - pod app=api: `frontend` has `app=frontend`
    "#]]);
}

#[test]
fn two_branches_that_are_each_enough() {
    check_founding("qa-test/api -> qa-test/db", &expect![[r#"
        api reaches db in qa-test, on every port
        [A] and [B] both admit it; it stays allowed without either one.
        (qa-test/api to qa-test/db: allowed on all ports by db-np, rule 1, branch A and branch B)

        Leaving api: Open
        No policy isolates `api` for egress, so it may connect anywhere.
        (Not a permission: the absence of a rule.)

        Entering db: Admitted
        Isolated by *db-np*.
          db-np: Its rule 1 admits whoever matches *one* of:
            + selects it app=db: `db` has `app=db`
            + lists Ingress: so entering needs a rule
            [A] admits api (spec.ingress[0].from[0])
              + namespace env=qa: `qa-test` has `env=qa`
              + pod [any]: no `podSelector`, so every pod there
            [B] admits api (spec.ingress[0].from[1])
              + namespace [qa-test]: no `namespaceSelector`, so the policy’s own
              + pod app=api: `api` has `app=api`
    "#]]);
}

#[test]
fn across_namespaces_one_of_two_policies_admits() {
    check_founding("qa-test/api -> staging/db", &expect![[r#"
        api of qa-test reaches db of staging on every port
        Only [D] admits it. Without [D] it would be denied.
        (qa-test/api to staging/db: allowed on all ports by staging/db-np, rule 1, branch D)

        Leaving api: Open
        No policy isolates `api` for egress, so it may connect anywhere.
        (Not a permission: the absence of a rule.)

        Entering db: Admitted
        Isolated by *db-np* and *test-np*. One that admits is enough:
          db-np: Its rule 1 admits whoever matches:
            + selects it app=db: `db` has `app=db`
            + lists Ingress: so entering needs a rule
            [D] admits api of qa-test (spec.ingress[0].from[0])
              + namespace any: the empty selector `{}` matches every namespace
              + pod app=api: `api` has `app=api`
          test-np: It has no ingress rule, so it admits nobody. It cannot take back what another policy admits: rules only add.
            + selects it {}: the empty selector matches every pod
            + lists Ingress: so entering needs a rule
    "#]]);
}

#[test]
fn a_policy_without_rules_lets_nothing_leave() {
    check_founding("staging/frontend -> staging/api", &expect![[r#"
        frontend cannot reach api in staging, on any port
        *test-np* isolates `frontend` for egress and has no egress rule, so nothing may leave. [E] would let it enter `api`, but both sides must say yes.
        (staging/frontend to staging/api: denied leaving staging/frontend: test-np has no egress rule)

        Leaving frontend: Rejected
        Isolated by *test-np*.
          test-np: It has no egress rule, so nothing may leave.
            + selects it {}: the empty selector matches every pod
            + lists Egress: so leaving needs a rule

        Entering api: Admitted
        Isolated by *frontend-api-np* and *test-np*. One that admits is enough:
          frontend-api-np: Its rule 1 admits whoever matches:
            + selects it app=api: `api` has `app=api`
            + lists Ingress: so entering needs a rule
            [E] admits frontend (spec.ingress[0].from[0])
              + namespace [staging]: no `namespaceSelector`, so the policy’s own
              + pod app=frontend: `frontend` has `app=frontend`
          test-np: It has no ingress rule, so it admits nobody. It cannot take back what another policy admits: rules only add.
            + selects it {}: the empty selector matches every pod
            + lists Ingress: so entering needs a rule
    "#]]);
}

#[test]
fn both_sides_refuse() {
    check_founding("staging/frontend -> staging/db", &expect![[r#"
        frontend cannot reach db in staging, on any port
        Both sides refuse: nothing lets it leave `frontend`, and nothing lets it enter `db`.
        (staging/frontend to staging/db: denied leaving staging/frontend: test-np has no egress rule; denied, db-np and test-np do not admit it)

        Leaving frontend: Rejected
        Isolated by *test-np*.
          test-np: It has no egress rule, so nothing may leave.
            + selects it {}: the empty selector matches every pod
            + lists Egress: so leaving needs a rule

        Entering db: Rejected
        Isolated by *db-np* and *test-np*. One that admits is enough:
          db-np: Its rule 1 admits whoever matches:
            + selects it app=db: `db` has `app=db`
            + lists Ingress: so entering needs a rule
            [D] does not match (spec.ingress[0].from[0])
              + namespace any: the empty selector `{}` matches every namespace
              - pod app=api: `frontend` has `app=frontend`
          test-np: It has no ingress rule, so it admits nobody.
            + selects it {}: the empty selector matches every pod
            + lists Ingress: so entering needs a rule
    "#]]);
}

#[test]
fn nothing_isolates_either_end() {
    check_founding("qa-test/db -> qa-test/frontend", &expect![[r#"
        db reaches frontend in qa-test, on every port
        No policy isolates either end, so everything is allowed.
        (qa-test/db to qa-test/frontend: allowed on all ports, nothing isolates either end)

        Leaving db: Open
        No policy isolates `db` for egress, so it may connect anywhere.
        (Not a permission: the absence of a rule.)

        Entering frontend: Open
        No policy isolates `frontend` for ingress, so anything may connect to it.
        (Not a permission: the absence of a rule.)
    "#]]);
}

#[test]
fn from_outside_to_an_open_pod() {
    check_founding("203.0.113.5 -> qa-test/frontend", &expect![[r#"
        203.0.113.5 reaches frontend in qa-test, on every port
        No policy isolates `frontend`, so everything is allowed.
        (203.0.113.5 to qa-test/frontend: allowed on all ports, nothing isolates qa-test/frontend)

        Leaving 203.0.113.5: Exempt
        Policies select pods, and an address outside is none, so none applies at this end.

        Entering frontend: Open
        No policy isolates `frontend` for ingress, so anything may connect to it.
        (Not a permission: the absence of a rule.)
    "#]]);
}

#[test]
fn from_outside_to_an_isolated_pod() {
    check_founding("203.0.113.1 -> qa-test/db", &expect![[r#"
        No address outside can reach db in qa-test, on any port
        *db-np* isolates `db` for ingress, and none of its branches admits any address outside.
        (any address outside to qa-test/db: denied, db-np does not admit it)

        Leaving any address outside: Exempt
        Policies select pods, and an address outside is none, so none applies at this end.

        Entering db: Rejected
        Isolated by *db-np*.
          db-np: Its rule 1 admits whoever matches *one* of:
            + selects it app=db: `db` has `app=db`
            + lists Ingress: so entering needs a rule
            [A] does not match (spec.ingress[0].from[0])
              - namespace env=qa: selectors match pods only, and an address outside is none
              - pod [any]: no `podSelector`, so every pod there; selectors match pods only, and an address outside is none
            [B] does not match (spec.ingress[0].from[1])
              - namespace [qa-test]: no `namespaceSelector`, so the policy’s own; selectors match pods only, and an address outside is none
              - pod app=api: selectors match pods only, and an address outside is none
    "#]]);
}

/// A policy of `shop` for the pods of `db`, with this `spec` besides.
fn for_db(spec: &str) -> String {
    policy("for-db", "matchLabels: {app: db}", spec)
}

/// A policy of `shop`; `spec` are lines of two spaces' indentation.
fn policy(name: &str, pod_selector: &str, spec: &str) -> String {
    format!(
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n\
         metadata: {{name: {name}, namespace: shop}}\n\
         spec:\n  podSelector: {{{pod_selector}}}\n  {spec}\n"
    )
}

/// A policy that admits to `db` what this entry of `from` matches.
fn from(entry: &str) -> String {
    for_db(&format!("ingress: [{{from: [{{{entry}}}]}}]"))
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
                  + ports 5432/TCP: the rule lists nothing else
                [B] admits api (spec.ingress[1])
                  + peer [anyone]: no `from`, so anyone: every pod and every address
                  + ports 9187/TCP, 53/UDP: one of these, and nothing else
        "#]],
    );
}

#[test]
fn both_sides_admit() {
    check(
        &[
            from("podSelector: {}"),
            policy(
                "leave",
                "matchLabels: {app: api}",
                "egress: [{to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: sql}]}]",
            ),
        ]
        .join("---\n"),
        "shop/api -> shop/db",
        &expect![[r#"
            api reaches db in shop, on 5432/TCP
            [B] lets it leave `api` and [A] lets it enter `db`. Both sides must say yes.
            (shop/api to shop/db: allowed on 5432/TCP, leaving by leave, rule 1, branch B and entering by for-db, rule 1, branch A)

            Leaving api: Admitted
            Isolated by *leave*.
              leave: Its rule 1 admits whoever matches:
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
                "leave",
                "matchLabels: {app: api}",
                "policyTypes: [Egress]\n  egress: [{ports: [{port: 443}]}]",
            ),
        ]
        .join("---\n"),
        "shop/api -> shop/db",
        &expect![[r#"
            api cannot reach db in shop, on any port
            It may leave on 443/TCP and enter on 5432/TCP: no port passes both sides.
            (shop/api to shop/db: denied, no port passes both ends)

            Leaving api: Admitted
            Isolated by *leave*.
              leave: Its rule 1 admits anyone, on the ports it lists.
                + selects it app=api: `api` has `app=api`
                + lists Egress: so leaving needs a rule
                [B] admits db (spec.egress[0])
                  + peer [anyone]: no `to`, so anyone: every pod and every address
                  + ports 443/TCP: the rule lists nothing else

            Entering db: Admitted
            Isolated by *for-db*.
              for-db: Its rule 1 admits anyone, on the ports it lists.
                + selects it app=db: `db` has `app=db`
                + means [Ingress]: no `policyTypes`, so Ingress is meant
                [A] admits api (spec.ingress[0])
                  + peer [anyone]: no `from`, so anyone: every pod and every address
                  + ports 5432/TCP: the rule lists nothing else
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
fn an_address_that_the_input_does_not_give() {
    check(
        &from("ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}"),
        "shop/api -> shop/db",
        &expect![[r#"
            api may or may not reach db in shop, on every port
            Whether [A] admits it depends on what the input does not say.
            (shop/api to shop/db: not known, the input does not say enough)

            Leaving api: Open
            No policy isolates `api` for egress, so it may connect anywhere.
            (Not a permission: the absence of a rule.)

            Entering db: Undecided
            Isolated by *for-db*.
            (The input does not say enough to decide.)
              for-db: Its rule 1 admits whoever matches:
                + selects it app=db: `db` has `app=db`
                + means [Ingress]: no `policyTypes`, so Ingress is meant
                [A] may admit api (spec.ingress[0].from[0])
                  ? address 10.0.0.0/8 except 10.1.0.0/16: the input gives no address of `api`, so it cannot be compared

            POD-IP: The input gives no address of api-1, so whether an ipBlock matches it cannot be decided.
        "#]],
    );
}

#[test]
fn a_pod_and_itself() {
    check(
        &from("podSelector: {}"),
        "shop/db -> shop/db",
        &expect![[r#"
            db reaches itself in shop, on every port
            A pod always reaches itself, whatever the policies say.
            (shop/db to shop/db: allowed on all ports, a pod always reaches itself)

            Leaving db: Exempt
            No policy can keep a pod from itself.

            Entering db: Exempt
            No policy can keep a pod from itself.

            SELF: A pod always reaches itself; no policy can change that.
        "#]],
    );
}

#[test]
fn two_pods_of_one_workload() {
    check(
        &policy("for-web", "", "policyTypes: [Ingress]"),
        "shop/web -> shop/web#2",
        &expect![[r#"
            web cannot reach another pod of web in shop, on any port
            *for-web* isolates `web` for ingress and has no ingress rule, so nothing may enter.
            (shop/web to shop/web: denied entering shop/web: for-web has no ingress rule)

            Leaving web: Open
            No policy isolates `web` for egress, so it may connect anywhere.
            (Not a permission: the absence of a rule.)

            Entering web: Rejected
            Isolated by *for-web*.
              for-web: It has no ingress rule, so nothing may enter.
                + selects it {}: the empty selector matches every pod
                + lists Ingress: so entering needs a rule
        "#]],
    );
}

#[test]
fn a_pod_and_its_own_node() {
    check(
        &for_db("policyTypes: [Ingress]"),
        "node/n1 -> shop/db",
        &expect![[r#"
            Node n1 reaches db in shop, on every port
            A pod’s own node always reaches it, whatever the policies say.
            (node n1 to shop/db: allowed on all ports, nothing isolates shop/db)

            Leaving node n1: Exempt
            Policies select pods, and a node is none, so none applies at this end.

            Entering db: Exempt
            No policy can keep out what comes from the pod’s own node.

            OWN-NODE: n1 is the pod’s own node, and what comes from there cannot be blocked.
        "#]],
    );
}

#[test]
fn a_pod_on_its_nodes_network() {
    check(
        &from("namespaceSelector: {}, podSelector: {}"),
        "ops/prober -> shop/db",
        &expect![[r#"
            prober of ops cannot reach db of shop on any port
            *for-db* isolates `db` for ingress, and none of its branches admits `prober`.
            (ops/prober to shop/db: denied, shop/for-db does not admit it)

            Leaving prober: Exempt
            `prober` uses its node’s network, so policies do not apply to it.

            Entering db: Rejected
            Isolated by *for-db*.
              for-db: Its rule 1 admits whoever matches:
                + selects it app=db: `db` has `app=db`
                + means [Ingress]: no `policyTypes`, so Ingress is meant
                [A] does not match (spec.ingress[0].from[0])
                  - namespace any: `prober` uses its node’s network, so selectors do not match it
                  - pod any: `prober` uses its node’s network, so selectors do not match it

            HOSTNET: prober uses its node’s network: most plugins neither restrict it nor match it by label, so it is treated as its node.
        "#]],
    );
}

#[test]
fn egress_by_default() {
    check(
        &policy("leave", "", "egress: [{}]"),
        "shop/api -> ops/grafana",
        &expect![[r#"
            api of shop reaches grafana of ops on every port
            Only [A] admits it. Without [A] it would be denied.
            (shop/api to ops/grafana: allowed on all ports by shop/leave, rule 1, branch A)

            Leaving api: Admitted
            Isolated by *leave*.
              leave: Its rule 1 admits anyone.
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
        &policy("leave", "", "egress: [{}]"),
        "ops/grafana -> shop/api",
        &expect![[r#"
            grafana of ops cannot reach api of shop on any port
            *leave* isolates `api` for ingress and has no ingress rule, so nothing may enter.
            (ops/grafana to shop/api: denied entering shop/api: shop/leave has no ingress rule)

            Leaving grafana: Open
            No policy isolates `grafana` for egress, so it may connect anywhere.
            (Not a permission: the absence of a rule.)

            Entering api: Rejected
            Isolated by *leave*.
              leave: It has no ingress rule, so nothing may enter.
                + selects it {}: the empty selector matches every pod
                + means [Ingress]: no `policyTypes`, so Ingress is meant
        "#]],
    );
}

#[test]
fn labels_of_the_peer() {
    for (selector, expected) in [
        ("matchLabels: {app: web, tier: front}", expect![[r#"
            + namespace [shop]: no `namespaceSelector`, so the policy’s own
            + pod app=web, tier=front: `web` has `app=web` and has `tier=front`
        "#]]),
        ("matchLabels: {app: web, tier: back}", expect![[r#"
            + namespace [shop]: no `namespaceSelector`, so the policy’s own
            - pod app=web, tier=back: `web` has `tier=front`
        "#]]),
        ("matchLabels: {region: eu}", expect![[r#"
            + namespace [shop]: no `namespaceSelector`, so the policy’s own
            - pod region=eu: `web` has no label `region`
        "#]]),
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
        check_facts(&policies, "shop/web -> shop/db", &expected);
    }
}

#[test]
fn namespace_of_the_peer() {
    for (entry, expected) in [
        ("podSelector: {}", expect![[r#"
            - namespace [shop]: no `namespaceSelector`, so the policy’s own; `grafana` is in `ops`
            + pod any: the empty selector `{}` matches every pod
        "#]]),
        ("namespaceSelector: {}", expect![[r#"
            + namespace any: the empty selector `{}` matches every namespace
            + pod [any]: no `podSelector`, so every pod there
        "#]]),
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
        ("namespaceSelector: {matchLabels: {zone: a}}", expect![[r#"
            - namespace zone=a: `ops` has no label `zone`
            + pod [any]: no `podSelector`, so every pod there
        "#]]),
    ] {
        check_facts(&from(entry), "ops/grafana -> shop/db", &expected);
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
                + address 203.0.113.0/24: `203.0.113.0/24` is in it
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
        ("ipBlock: {cidr: 0.0.0.0/0}", "shop/api", expect![[r#"
            + address 0.0.0.0/0: every IPv4 address is in it
        "#]]),
        (
            "ipBlock: {cidr: 192.168.0.0/16}",
            "ops/prober",
            expect![[r#"
                + address 192.168.0.0/16: `192.168.0.2` of `prober` is in it
            "#]],
        ),
        ("podSelector: {}", "203.0.113.5", expect![[r#"
            - namespace [shop]: no `namespaceSelector`, so the policy’s own; selectors match pods only, and `203.0.113.5` is none
            - pod any: selectors match pods only, and `203.0.113.5` is none
        "#]]),
        ("namespaceSelector: {}", "node/n2", expect![[r#"
            - namespace any: selectors match pods only, and a node is none
            - pod [any]: no `podSelector`, so every pod there; selectors match pods only, and a node is none
        "#]]),
    ] {
        check_facts(&from(entry), &format!("{source} -> shop/db"), &expected);
    }
}

#[test]
fn ports_of_the_destination() {
    for (ports, expected) in [
        ("{port: 5432}", expect![[r#"
            + peer [anyone]: no `from`, so anyone: every pod and every address
            + ports 5432/TCP: the rule lists nothing else
        "#]]),
        ("{port: 5432}, {port: 9187}", expect![[r#"
            + peer [anyone]: no `from`, so anyone: every pod and every address
            + ports 5432/TCP, 9187/TCP: one of these, and nothing else
        "#]]),
        ("{port: 8000, endPort: 9000}", expect![[r#"
            + peer [anyone]: no `from`, so anyone: every pod and every address
            + ports 8000-9000/TCP: the rule lists nothing else
        "#]]),
        ("{}", expect![[r#"
            + peer [anyone]: no `from`, so anyone: every pod and every address
            + ports every TCP port: the rule lists nothing else
        "#]]),
        ("{protocol: UDP}, {port: 53}", expect![[r#"
            + peer [anyone]: no `from`, so anyone: every pod and every address
            + ports every UDP port, 53/TCP: one of these, and nothing else
        "#]]),
        ("{port: sql}", expect![[r#"
            + peer [anyone]: no `from`, so anyone: every pod and every address
            + ports sql/TCP: `sql` is 5432/TCP on `db`
        "#]]),
        ("{port: sql}, {port: metrics}", expect![[r#"
            + peer [anyone]: no `from`, so anyone: every pod and every address
            + ports sql/TCP, metrics/TCP: `sql` is 5432/TCP on `db` and `db` has no TCP port named `metrics`
        "#]]),
        ("{port: sql, protocol: UDP}", expect![[r#"
            + peer [anyone]: no `from`, so anyone: every pod and every address
            - ports sql/UDP: `db` has no UDP port named `sql`
        "#]]),
    ] {
        let policies = for_db(&format!("ingress: [{{ports: [{ports}]}}]"));
        check_facts(&policies, "shop/api -> shop/db", &expected);
    }
}
