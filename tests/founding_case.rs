//! The case that the project began with: one application in two namespaces,
//! meant to be frontend → api → db in each, with policies that leak and block.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

mod question;

use netpol_engine::eval::{
    Admission, BranchRef, Clause, Decision, Endpoint, Exemption, Gate, Miss, Party, Trace, Verdict,
};
use netpol_engine::model::{Cluster, Direction, PolicyId, Protocol};
use netpol_engine::{Analysis, Options, analyze};
use question::{Expectation, named};

const CLUSTER: &str = include_str!("../static/examples/leaky-policies/cluster.yaml");
const BEFORE: &str = include_str!("../static/examples/leaky-policies/policies-before.yaml");
const AFTER: &str = include_str!("../static/examples/leaky-policies/policies-after.yaml");

fn with(policies: &str) -> Analysis {
    let sources = [("cluster.yaml", CLUSTER), ("policies.yaml", policies)];
    let analysis = analyze(&sources.into_iter().collect(), &Options::default());
    assert!(!analysis.is_partial(), "{:?}", analysis.diagnostics);
    analysis
}

fn one(analysis: &Analysis, name: &str) -> Endpoint {
    let named = named(&analysis.world, name);
    named[0].endpoints[0]
}

/// Every port gets the same answer here: no policy of the case names any.
fn decide(analysis: &Analysis, source: &str, destination: &str) -> Decision {
    let reach = analysis.reach(one(analysis, source), one(analysis, destination));
    reach.decide(Protocol::Tcp, 3306)
}

fn policy(cluster: &Cluster, namespace: &str, name: &str) -> PolicyId {
    let namespace = cluster.find_namespace(namespace).unwrap();
    cluster.find_policy(namespace, name).unwrap()
}

/// The entry `spec.ingress[0].from[peer]` of a policy.
fn entry(analysis: &Analysis, namespace: &str, name: &str, peer: usize) -> BranchRef {
    BranchRef {
        policy: policy(analysis.cluster(), namespace, name),
        direction: Direction::Ingress,
        rule: 0,
        peer: Some(peer),
    }
}

/// The policies that isolate an end: that of the entry, and those beside it.
fn isolated_by(branch: BranchRef, beside: &[PolicyId]) -> Vec<PolicyId> {
    [&[branch.policy], beside].concat()
}

fn admitted(branches: &[BranchRef], beside: &[PolicyId]) -> Trace {
    let admission = |branch: &BranchRef| Admission {
        branch: *branch,
        port: None,
    };
    Trace::Admitted {
        isolated_by: isolated_by(branches[0], beside),
        by: branches.iter().map(admission).collect(),
    }
}

fn rejected(branch: BranchRef, beside: &[PolicyId], failed: &[Clause]) -> Trace {
    Trace::Rejected {
        isolated_by: isolated_by(branch, beside),
        misses: vec![Miss {
            branch,
            failed: failed.to_vec(),
            ports_failed: false,
        }],
    }
}

/// The policy of staging that selects every pod and has no rules.
fn test_np(analysis: &Analysis) -> PolicyId {
    policy(analysis.cluster(), "staging", "test-np")
}

#[test]
fn any_pod_of_the_namespace_reaches_the_database_by_the_first_entry() {
    let before = with(BEFORE);
    let decision = decide(&before, "qa-test/frontend", "qa-test/db");
    assert_eq!(decision.verdict, Verdict::Allowed);
    assert_eq!(decision.egress, Trace::NotIsolated);
    let namespace = entry(&before, "qa-test", "db-np", 0);
    assert_eq!(decision.ingress, admitted(&[namespace], &[]));
}

#[test]
fn the_api_reaches_the_database_by_both_entries() {
    let before = with(BEFORE);
    let decision = decide(&before, "qa-test/api", "qa-test/db");
    let both = [0, 1].map(|peer| entry(&before, "qa-test", "db-np", peer));
    assert_eq!(decision.verdict, Verdict::Allowed);
    assert_eq!(decision.ingress, admitted(&both, &[]));
}

#[test]
fn nothing_isolates_the_frontend() {
    let before = with(BEFORE);
    let decision = decide(&before, "qa-test/api", "qa-test/frontend");
    assert_eq!(decision.verdict, Verdict::Allowed);
    assert_eq!(decision.ingress, Trace::NotIsolated);
    assert_eq!(decision.egress, Trace::NotIsolated);
}

#[test]
fn the_database_is_no_frontend_to_the_api() {
    let before = with(BEFORE);
    let decision = decide(&before, "qa-test/db", "qa-test/api");
    let only = entry(&before, "qa-test", "frontend-api-np", 0);
    assert_eq!(decision.verdict, Verdict::Denied);
    assert_eq!(
        decision.ingress,
        rejected(only, &[], &[Clause::PodSelector])
    );
}

#[test]
fn the_api_reaches_the_other_database_since_every_namespace_is_meant() {
    let before = with(BEFORE);
    let decision = decide(&before, "qa-test/api", "staging/db");
    let only = entry(&before, "staging", "db-np", 0);
    assert_eq!(decision.verdict, Verdict::Allowed);
    let beside = [test_np(&before)];
    assert_eq!(decision.ingress, admitted(&[only], &beside));
    let reach = before.reach(one(&before, "qa-test/api"), one(&before, "staging/db"));
    let branches = match reach.ingress {
        Gate::Isolated { branches, .. } => branches,
        other => panic!("{other:?}"),
    };
    let clauses: Vec<_> = branches[0].clauses.iter().map(|it| it.clause).collect();
    assert_eq!(clauses, [Clause::NamespaceSelector, Clause::PodSelector]);
}

#[test]
fn the_frontend_does_not_for_its_labels_alone() {
    let before = with(BEFORE);
    let decision = decide(&before, "qa-test/frontend", "staging/db");
    let only = entry(&before, "staging", "db-np", 0);
    assert_eq!(decision.verdict, Verdict::Denied);
    let beside = [test_np(&before)];
    let failed = [Clause::PodSelector];
    assert_eq!(decision.ingress, rejected(only, &beside, &failed));
}

#[test]
fn the_frontend_does_not_reach_the_other_api_for_its_namespace_alone() {
    let before = with(BEFORE);
    let decision = decide(&before, "qa-test/frontend", "staging/api");
    let only = entry(&before, "staging", "frontend-api-np", 0);
    assert_eq!(decision.verdict, Verdict::Denied);
    let beside = [test_np(&before)];
    let failed = [Clause::OwnNamespace];
    assert_eq!(decision.ingress, rejected(only, &beside, &failed));
}

#[test]
fn nothing_leaves_staging() {
    let before = with(BEFORE);
    let denied = Trace::Rejected {
        isolated_by: vec![test_np(&before)],
        misses: vec![],
    };
    let destinations = named(&before.world, "*/*");
    let outside = named(&before.world, "external");
    for source in named(&before.world, "staging/*") {
        for destination in destinations.iter().chain(&outside) {
            let decision = decide(&before, &source.name, &destination.name);
            if source == *destination {
                assert_eq!(decision.egress, Trace::Exempt(Exemption::SamePod));
                assert_eq!(decision.verdict, Verdict::Allowed);
            } else {
                assert_eq!(
                    decision.egress, denied,
                    "{} → {}",
                    source.name, destination.name
                );
                assert_eq!(decision.verdict, Verdict::Denied);
            }
        }
    }
}

#[test]
fn the_repaired_set_admits_exactly_the_design() {
    let after = with(AFTER);
    let name = |party| match party {
        Party::Workload(id) => {
            let workload = &after.cluster()[id];
            let namespace = &after.cluster()[workload.namespace].name;
            Some(format!("{namespace}/{}", workload.name))
        }
        Party::Node(_) | Party::Outside(_) => None,
    };
    let inside: Vec<_> = after
        .connections()
        .iter()
        .filter_map(|it| Some(format!("{} -> {}", name(it.source)?, name(it.destination)?)))
        .collect();
    let design = [
        "qa-test/frontend -> qa-test/api",
        "qa-test/api -> qa-test/db",
        "staging/frontend -> staging/api",
        "staging/api -> staging/db",
    ];
    assert_eq!(inside, design);
    for line in [
        "qa-test/* -> staging/* denied",
        "staging/* -> qa-test/* denied",
        "external -> qa-test/frontend denied",
        "qa-test/frontend -> external allowed",
        "qa-test/frontend -> api-svc:80 allowed",
        "qa-test/frontend -> db-svc:3306 denied",
        "qa-test/api -> db-svc:3306 allowed",
        "qa-test/api -> db-svc.staging:3306 denied",
        "qa-test/api -> db-svc:80 nobody",
    ] {
        assert_eq!(Expectation::parse(line).failures(&after.world), [""; 0]);
    }
}
