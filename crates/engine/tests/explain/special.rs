//! Exemptions, and what the input does not say.

use expect_test::{Expect, expect};

use crate::explained::{Shop, explained};
use crate::policies::{for_db, from, policy};

/// Compares the explanation of one connection of the shop.
#[track_caller]
fn check(policies: &str, question: &str, expected: &Expect) {
    expected.assert_eq(&explained(&Shop::with(policies), question));
}

#[test]
fn an_address_that_the_input_does_not_give() {
    check(
        &from("ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}"),
        "shop/api -> shop/db",
        &expect![[r#"
            api may or may not reach db in shop, on every port
            Unknown: it depends on [A]
            Whether [A] admits it depends on what the input does not say.
            (shop/api to shop/db: may be allowed on all ports by for-db, rule 1, branch A)

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

            POD-IP: The input gives no address of shop/api, so whether an ipBlock matches it cannot be decided.
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
            Allowed: a pod always reaches itself
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
            Denied: entering web: for-web has no ingress rule
            *for-web* isolates `web` for ingress and has no ingress rule, so nothing may enter.
            (shop/web to another pod of shop/web: denied entering shop/web: for-web has no ingress rule)

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
            Allowed: a pod’s own node always reaches it
            A pod’s own node always reaches it, whatever the policies say.
            (node n1 to shop/db: allowed on all ports, a pod’s own node always reaches it)

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
            Denied: entering db: shop/for-db does not admit it
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

            HOSTNET: ops/prober uses its node’s network: most plugins neither restrict it nor match it by label, so it is treated as its node.
        "#]],
    );
}

#[test]
fn a_namespace_that_is_not_in_the_input() {
    let stray = "apiVersion: v1\nkind: Pod\n\
        metadata: {name: stray, namespace: lost, labels: {app: stray}}\n\
        spec: {containers: [{name: c, image: example/c:1}]}\n---\n";
    let policies = from("namespaceSelector: {matchLabels: {env: prod}}");
    check(
        &format!("{stray}{policies}"),
        "lost/stray -> shop/db",
        &expect![[r#"
            stray of lost cannot reach db of shop on any port
            Denied: entering db: [A] fails on namespace `env=prod`
            *for-db* isolates `db` for ingress, and none of its branches admits `stray`.
            (lost/stray to shop/db: denied, shop/for-db does not admit it)

            Leaving stray: Open
            No policy isolates `stray` for egress, so it may connect anywhere.
            (Not a permission: the absence of a rule.)

            Entering db: Rejected
            Isolated by *for-db*.
              for-db: Its rule 1 admits whoever matches:
                + selects it app=db: `db` has `app=db`
                + means [Ingress]: no `policyTypes`, so Ingress is meant
                [A] does not match (spec.ingress[0].from[0])
                  - namespace env=prod: `lost` has no label `env`, as far as the input says
                  + pod [any]: no `podSelector`, so every pod there

            NS-MISSING: Namespace lost is not in the input, so it is taken to have only the label kubernetes.io/metadata.name=lost; the selector on env was decided on that.
        "#]],
    );
}

#[test]
fn a_namespace_that_may_have_any_labels() {
    let stray = "apiVersion: v1\nkind: Pod\n\
        metadata: {name: stray, namespace: lost, labels: {app: stray}}\n\
        spec: {containers: [{name: c, image: example/c:1}]}\n---\n";
    let policies = from("namespaceSelector: {matchLabels: {env: prod}}");
    let shop = Shop::strict(&format!("{stray}{policies}"));
    expect![[r#"
        stray of lost may or may not reach db of shop on every port
        Unknown: it depends on [A]
        Whether [A] admits it depends on what the input does not say.
        (lost/stray to shop/db: may be allowed on all ports by shop/for-db, rule 1, branch A)

        Leaving stray: Open
        No policy isolates `stray` for egress, so it may connect anywhere.
        (Not a permission: the absence of a rule.)

        Entering db: Undecided
        Isolated by *for-db*.
        (The input does not say enough to decide.)
          for-db: Its rule 1 admits whoever matches:
            + selects it app=db: `db` has `app=db`
            + means [Ingress]: no `policyTypes`, so Ingress is meant
            [A] may admit stray of lost (spec.ingress[0].from[0])
              ? namespace env=prod: `lost` has perhaps a label `env`, which the input does not say
              + pod [any]: no `podSelector`, so every pod there

        NS-MISSING: Namespace lost is not in the input, so nothing is known of its label env.
    "#]]
    .assert_eq(&explained(&shop, "lost/stray -> shop/db"));
}

#[test]
fn a_policy_that_may_select() {
    check(
        &policy(
            "for-some",
            "matchLabels: {app: web, pod-template-hash: abc}",
            "ingress: [{from: [{podSelector: {}}]}]",
        ),
        "ops/grafana -> shop/web",
        &expect![[r#"
            grafana of ops may or may not reach web of shop on every port
            Unknown: the input does not say enough
            Whether *for-some* selects `web` depends on a label whose value a controller sets.
            (ops/grafana to shop/web: may be allowed on all ports, the input does not say enough)

            Leaving grafana: Open
            No policy isolates `grafana` for egress, so it may connect anywhere.
            (Not a permission: the absence of a rule.)

            Entering web: Undecided
            Perhaps isolated by *for-some*.
            (Whether *for-some* selects `web` depends on a label whose value a controller sets.)
              for-some: Its rule 1 admits whoever matches:
                ? selects it app=web, pod-template-hash=abc: `web` has `pod-template-hash` from its controller, and the input does not say its value
                + means [Ingress]: no `policyTypes`, so Ingress is meant
                [A] does not match (spec.ingress[0].from[0])
                  - namespace [shop]: no `namespaceSelector`, so the policy’s own; `grafana` is in `ops`
                  + pod any: the empty selector `{}` matches every pod

            SYNTH: A controller sets the label pod-template-hash of shop/web, and the input does not say to what.
        "#]],
    );
}

#[test]
fn a_pod_on_some_node() {
    check(
        &policy(
            "for-web",
            "matchLabels: {app: web}",
            "policyTypes: [Ingress]",
        ),
        "ops/prober -> shop/web",
        &expect![[r#"
            prober of ops may or may not reach web of shop on every port
            Unknown: the input does not say enough
            `prober` may be on the node of `web`, and would then be let in whatever the policies say.
            (ops/prober to shop/web: may be allowed on all ports, the input does not say enough)

            Leaving prober: Exempt
            `prober` uses its node’s network, so policies do not apply to it.

            Entering web: Undecided
            Isolated by *for-web*.
            (`prober` may be on the node of `web`, and would then be let in whatever the policies say.)
              for-web: It has no ingress rule, so nothing may enter.
                + selects it app=web: `web` has `app=web`
                + lists Ingress: so entering needs a rule

            NODE-UNKNOWN: The input does not say on which node shop/web runs; from its own node it could always be reached.
        "#]],
    );
}
