//! The founding case: what everybody should understand within a minute.

use expect_test::{Expect, expect};

use crate::explained::{explained, founding};

/// Compares the explanation of one connection of the founding case.
#[track_caller]
fn check(question: &str, expected: &Expect) {
    expected.assert_eq(&explained(&founding(), question));
}

#[test]
fn the_leak_of_the_founding_case() {
    check(
        "qa-test/frontend -> qa-test/db",
        &expect![[r#"
            frontend reaches db in qa-test, on every port
            Allowed: by db-np, rule 1, [A]
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
        "#]],
    );
}

#[test]
fn two_branches_that_are_each_enough() {
    check(
        "qa-test/api -> qa-test/db",
        &expect![[r#"
            api reaches db in qa-test, on every port
            Allowed: by db-np, rule 1, [A] and [B]
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
        "#]],
    );
}

#[test]
fn across_namespaces_one_of_two_policies_admits() {
    check(
        "qa-test/api -> staging/db",
        &expect![[r#"
            api of qa-test reaches db of staging on every port
            Allowed: by staging/db-np, rule 1, [D]
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
        "#]],
    );
}

#[test]
fn a_policy_without_rules_lets_nothing_leave() {
    check(
        "staging/frontend -> staging/api",
        &expect![[r#"
            frontend cannot reach api in staging, on any port
            Denied: leaving frontend: test-np has no egress rule
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
        "#]],
    );
}

#[test]
fn both_sides_refuse() {
    check(
        "staging/frontend -> staging/db",
        &expect![[r#"
            frontend cannot reach db in staging, on any port
            Denied: leaving frontend: test-np has no egress rule and entering db: [D] fails on pod `app=api`
            Both sides refuse: nothing lets it leave `frontend`, and nothing lets it enter `db`.
            (staging/frontend to staging/db: denied leaving staging/frontend: test-np has no egress rule; entering staging/db: db-np and test-np do not admit it)

            Leaving frontend: Rejected
            Isolated by *test-np*.
              test-np: It has no egress rule, so nothing may leave.
                + selects it {}: the empty selector matches every pod
                + lists Egress: so leaving needs a rule

            Entering db: Rejected
            Isolated by *db-np* and *test-np*. One that admits would be enough:
              db-np: Its rule 1 admits whoever matches:
                + selects it app=db: `db` has `app=db`
                + lists Ingress: so entering needs a rule
                [D] does not match (spec.ingress[0].from[0])
                  + namespace any: the empty selector `{}` matches every namespace
                  - pod app=api: `frontend` has `app=frontend`
              test-np: It has no ingress rule, so it admits nobody.
                + selects it {}: the empty selector matches every pod
                + lists Ingress: so entering needs a rule
        "#]],
    );
}

#[test]
fn nothing_isolates_either_end() {
    check(
        "qa-test/db -> qa-test/frontend",
        &expect![[r#"
            db reaches frontend in qa-test, on every port
            Allowed: nothing isolates either end
            No policy isolates either end, so everything is allowed.
            (qa-test/db to qa-test/frontend: allowed on all ports, nothing isolates either end)

            Leaving db: Open
            No policy isolates `db` for egress, so it may connect anywhere.
            (Not a permission: the absence of a rule.)

            Entering frontend: Open
            No policy isolates `frontend` for ingress, so anything may connect to it.
            (Not a permission: the absence of a rule.)
        "#]],
    );
}

#[test]
fn from_outside_to_an_open_pod() {
    check(
        "203.0.113.5 -> qa-test/frontend",
        &expect![[r#"
            203.0.113.5 reaches frontend in qa-test, on every port
            Allowed: nothing isolates qa-test/frontend
            No policy isolates `frontend`, so everything is allowed.
            (203.0.113.5 to qa-test/frontend: allowed on all ports, nothing isolates qa-test/frontend)

            Leaving 203.0.113.5: Exempt
            Policies select pods, and an address outside is none, so none applies at this end.

            Entering frontend: Open
            No policy isolates `frontend` for ingress, so anything may connect to it.
            (Not a permission: the absence of a rule.)
        "#]],
    );
}

#[test]
fn from_outside_to_an_isolated_pod() {
    check(
        "203.0.113.1 -> qa-test/db",
        &expect![[r#"
            No address outside can reach db in qa-test, on any port
            Denied: entering db: db-np does not admit it
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
                  - namespace env=qa: an address outside is in no namespace
                  - pod [any]: no `podSelector`, so every pod there; an address outside is no pod
                [B] does not match (spec.ingress[0].from[1])
                  - namespace [qa-test]: no `namespaceSelector`, so the policy’s own; an address outside is in no namespace
                  - pod app=api: an address outside is no pod
        "#]],
    );
}
