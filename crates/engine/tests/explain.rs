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
    check_founding("qa-test/frontend -> qa-test/db", &expect![[""]]);
}

#[test]
fn two_branches_that_are_each_enough() {
    check_founding("qa-test/api -> qa-test/db", &expect![[""]]);
}

#[test]
fn across_namespaces_one_of_two_policies_admits() {
    check_founding("qa-test/api -> staging/db", &expect![[""]]);
}

#[test]
fn a_policy_without_rules_lets_nothing_leave() {
    check_founding("staging/frontend -> staging/api", &expect![[""]]);
}

#[test]
fn both_sides_refuse() {
    check_founding("staging/frontend -> staging/db", &expect![[""]]);
}

#[test]
fn nothing_isolates_either_end() {
    check_founding("qa-test/db -> qa-test/frontend", &expect![[""]]);
}

#[test]
fn from_outside_to_an_open_pod() {
    check_founding("203.0.113.5 -> qa-test/frontend", &expect![[""]]);
}

#[test]
fn from_outside_to_an_isolated_pod() {
    check_founding("203.0.113.1 -> qa-test/db", &expect![[""]]);
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
        &expect![[""]],
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
        &expect![[""]],
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
        &expect![[""]],
    );
}

#[test]
fn a_branch_that_matches_but_opens_no_port() {
    check(
        &for_db("ingress: [{from: [{podSelector: {}}], ports: [{port: http}]}]"),
        "shop/api -> shop/db",
        &expect![[""]],
    );
}

#[test]
fn an_address_that_the_input_does_not_give() {
    check(
        &from("ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}"),
        "shop/api -> shop/db",
        &expect![[""]],
    );
}

#[test]
fn a_pod_and_itself() {
    check(
        &from("podSelector: {}"),
        "shop/db -> shop/db",
        &expect![[""]],
    );
}

#[test]
fn two_pods_of_one_workload() {
    check(
        &policy("for-web", "", "policyTypes: [Ingress]"),
        "shop/web -> shop/web#2",
        &expect![[""]],
    );
}

#[test]
fn a_pod_and_its_own_node() {
    check(
        &for_db("policyTypes: [Ingress]"),
        "node/n1 -> shop/db",
        &expect![[""]],
    );
}

#[test]
fn a_pod_on_its_nodes_network() {
    check(
        &from("namespaceSelector: {}, podSelector: {}"),
        "ops/prober -> shop/db",
        &expect![[""]],
    );
}

#[test]
fn egress_by_default() {
    check(
        &policy("leave", "", "egress: [{}]"),
        "shop/api -> ops/grafana",
        &expect![[""]],
    );
}

#[test]
fn ingress_by_default_when_only_egress_is_written() {
    check(
        &policy("leave", "", "egress: [{}]"),
        "ops/grafana -> shop/api",
        &expect![[""]],
    );
}

#[test]
fn labels_of_the_peer() {
    for (selector, expected) in [
        ("matchLabels: {app: web, tier: front}", expect![[""]]),
        ("matchLabels: {app: web, tier: back}", expect![[""]]),
        ("matchLabels: {region: eu}", expect![[""]]),
        (
            "matchExpressions: [{key: app, operator: In, values: [api, web]}]",
            expect![[""]],
        ),
        (
            "matchExpressions: [{key: app, operator: In, values: [api, db]}]",
            expect![[""]],
        ),
        (
            "matchExpressions: [{key: app, operator: NotIn, values: [api]}]",
            expect![[""]],
        ),
        (
            "matchExpressions: [{key: app, operator: NotIn, values: [web]}]",
            expect![[""]],
        ),
        (
            "matchExpressions: [{key: region, operator: NotIn, values: [eu]}]",
            expect![[""]],
        ),
        (
            "matchExpressions: [{key: tier, operator: Exists}]",
            expect![[""]],
        ),
        (
            "matchExpressions: [{key: region, operator: Exists}]",
            expect![[""]],
        ),
        (
            "matchExpressions: [{key: region, operator: DoesNotExist}]",
            expect![[""]],
        ),
        (
            "matchExpressions: [{key: tier, operator: DoesNotExist}]",
            expect![[""]],
        ),
        (
            "matchExpressions: [{key: pod-template-hash, operator: Exists}]",
            expect![[""]],
        ),
        (
            "matchExpressions: [{key: pod-template-hash, operator: In, values: [abc]}]",
            expect![[""]],
        ),
    ] {
        let policies = from(&format!("podSelector: {{{selector}}}"));
        check_facts(&policies, "shop/web -> shop/db", &expected);
    }
}

#[test]
fn namespace_of_the_peer() {
    for (entry, expected) in [
        ("podSelector: {}", expect![[""]]),
        ("namespaceSelector: {}", expect![[""]]),
        (
            "namespaceSelector: {matchLabels: {team: infra}}",
            expect![[""]],
        ),
        (
            "namespaceSelector: {matchLabels: {env: prod}}",
            expect![[""]],
        ),
        ("namespaceSelector: {matchLabels: {zone: a}}", expect![[""]]),
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
            expect![[""]],
        ),
        (
            "ipBlock: {cidr: 203.0.113.0/24}",
            "203.0.113.1",
            expect![[""]],
        ),
        (
            "ipBlock: {cidr: 198.51.100.0/24}",
            "203.0.113.5",
            expect![[""]],
        ),
        (
            "ipBlock: {cidr: 203.0.113.0/24, except: [203.0.113.0/28]}",
            "203.0.113.5",
            expect![[""]],
        ),
        ("ipBlock: {cidr: 0.0.0.0/0}", "shop/api", expect![[""]]),
        (
            "ipBlock: {cidr: 192.168.0.0/16}",
            "ops/prober",
            expect![[""]],
        ),
        ("podSelector: {}", "203.0.113.5", expect![[""]]),
        ("namespaceSelector: {}", "node/n2", expect![[""]]),
    ] {
        check_facts(&from(entry), &format!("{source} -> shop/db"), &expected);
    }
}

#[test]
fn ports_of_the_destination() {
    for (ports, expected) in [
        ("{port: 5432}", expect![[""]]),
        ("{port: 5432}, {port: 9187}", expect![[""]]),
        ("{port: 8000, endPort: 9000}", expect![[""]]),
        ("{}", expect![[""]]),
        ("{protocol: UDP}, {port: 53}", expect![[""]]),
        ("{port: sql}", expect![[""]]),
        ("{port: sql}, {port: metrics}", expect![[""]]),
        ("{port: sql, protocol: UDP}", expect![[""]]),
    ] {
        let policies = for_db(&format!("ingress: [{{ports: [{ports}]}}]"));
        check_facts(&policies, "shop/api -> shop/db", &expected);
    }
}
