//! The founding case, repaired by nothing but fixes.

use expect_test::expect;
use netpol_engine::diagnostic::Code;
use netpol_engine::eval::BranchRef;
use netpol_engine::fix::{Effect, Remedy};
use netpol_engine::model::{Cluster, Direction, NamespaceId, PolicyId};
use netpol_engine::{Diagnostic, Options};

use crate::shown::Case;

const CLUSTER: &str = include_str!("../../../../static/examples/leaky-policies/cluster.yaml");
const BEFORE: &str =
    include_str!("../../../../static/examples/leaky-policies/policies-before.yaml");
const AFTER: &str = include_str!("../../../../static/examples/leaky-policies/policies-after.yaml");

fn namespace(cluster: &Cluster, name: &str) -> NamespaceId {
    cluster.find_namespace(name).expect("it is declared")
}

fn policy(cluster: &Cluster, home: &str, name: &str) -> PolicyId {
    let found = cluster.find_policy(namespace(cluster, home), name);
    found.expect("it is there")
}

/// The first entry of the first rule of `db-np`.
fn database(cluster: &Cluster, home: &str) -> BranchRef {
    BranchRef {
        policy: policy(cluster, home, "db-np"),
        direction: Direction::Ingress,
        rule: 0,
        peer: Some(0),
    }
}

#[test]
fn four_fixes_connect_as_the_repaired_policies_do() {
    let remedies: [fn(&Cluster) -> Remedy; 4] = [
        |it| Remedy::JoinEntries(database(it, "qa-test")),
        |it| Remedy::DefaultDeny(namespace(it, "qa-test"), Direction::Ingress),
        |it| Remedy::RemoveType(policy(it, "staging", "test-np"), Direction::Egress),
        |it| Remedy::NameNamespace(database(it, "staging"), namespace(it, "staging")),
    ];
    let mut case = Case::new(&[CLUSTER, BEFORE]);
    let mut shown = String::new();
    for remedy in remedies {
        let options = Options::default();
        let remedy = remedy(case.analysis.cluster());
        let fix = case.workshop(&options).remedy(&remedy);
        let fix = fix.expect("it is offered");
        shown += &case.show(std::slice::from_ref(&fix));
        case = case.after(&fix);
    }
    expect![[r#"
        Join `ingress[0].from[0]` of qa-test/db-np with the next entry: both selectors must match: removes 1 connection
            - qa-test/frontend -> qa-test/db, all ports
          -            - podSelector:
          +              podSelector:
        Add a default deny for ingress to the namespace `qa-test`: removes 3 connections
            - qa-test/api -> qa-test/frontend, all ports
            - qa-test/db -> qa-test/frontend, all ports
            - external -> qa-test/frontend, all ports
          +  - apiVersion: networking.k8s.io/v1
          +    kind: NetworkPolicy
          +    metadata:
          +      name: default-deny-ingress
          +      namespace: qa-test
          +    spec:
          +      podSelector: {}
          +      policyTypes:
          +        - Ingress
        Remove `Egress` from policyTypes of staging/test-np: adds 5 connections
            + staging/frontend -> staging/api, all ports
            + staging/frontend -> external, all ports
            + staging/api -> staging/db, all ports
            + staging/api -> external, all ports
            + staging/db -> external, all ports
          -        - Egress
        Mean the namespace `staging` in `ingress[0].from[0]` of staging/db-np: removes 1 connection
            - qa-test/api -> staging/db, all ports
          -            - namespaceSelector: {}
          +            - namespaceSelector:
          +                matchLabels:
          +                  kubernetes.io/metadata.name: staging
    "#]].assert_eq(&shown);

    let repaired = Case::new(&[CLUSTER, AFTER]);
    let differing = Effect::between(&case.analysis, &repaired.analysis);
    assert_eq!(differing, Some(Effect::default()));
}

#[test]
fn whoever_finds_that_an_entry_opens_too_much_is_offered_its_own_namespace() {
    let case = Case::new(&[CLUSTER, BEFORE]);
    let options = Options::default();
    let branch = database(case.analysis.cluster(), "staging");
    let place = case.analysis.branch_span(branch).expect("it is written");
    let code = Code("opens-more-than-its-neighbours");
    let finding = Diagnostic::warning(code, place, "it admits pods of other namespaces");
    let fixes = case.workshop(&options).mend(&finding);
    expect![[r#"
        Mean the namespace `staging` in `ingress[0].from[0]` of staging/db-np: removes 1 connection
            - qa-test/api -> staging/db, all ports
          -            - namespaceSelector: {}
          +            - namespaceSelector:
          +                matchLabels:
          +                  kubernetes.io/metadata.name: staging
    "#]]
    .assert_eq(&case.show(&fixes));
}
