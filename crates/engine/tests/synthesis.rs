//! Policies from intentions: lines in, policies and what they do out.

use netpol_engine::diff::{Seen, diff};
use netpol_engine::expectation::{Claim, read, tiers};
use netpol_engine::synthesis::{Existing, Proposal, Wish, propose};
use netpol_engine::text::{SourceId, Sources};
use netpol_engine::{Analysis, Options, analyze};

const CLUSTER: &str = include_str!("../../../static/examples/leaky-policies/cluster.yaml");
const BEFORE: &str = include_str!("../../../static/examples/leaky-policies/policies-before.yaml");
const AFTER: &str = include_str!("../../../static/examples/leaky-policies/policies-after.yaml");
const SHOP: &str = include_str!("query/shop.yaml");

fn analysis(texts: &[&str]) -> Analysis {
    let mut sources = Sources::new();
    for text in texts {
        sources.push("input.yaml", *text);
    }
    analyze(&sources, &Options::default())
}

fn claims(lines: &str) -> Vec<Claim> {
    let read = read(SourceId::default(), lines);
    assert_eq!(read.diagnostics, []);
    read.value.into_iter().map(|it| it.claim).collect()
}

/// The policies by name, with what becomes of each line.
fn told(analysis: &Analysis, proposal: &Proposal) -> Vec<String> {
    let cluster = analysis.cluster();
    let policies = proposal.policies.iter();
    let mut told: Vec<String> = policies
        .map(|it| format!("{}/{}", cluster[it.namespace].name, it.name))
        .collect();
    for (line, (outcome, obstacle)) in (1..).zip(&proposal.outcomes) {
        assert_eq!(outcome.holds(), obstacle.is_none(), "line {line}");
        told.extend(obstacle.as_ref().map(|it| format!("{line}: {it}")));
    }
    told
}

#[track_caller]
fn check(lines: &str, expected: &[&str]) {
    let analysis = analysis(&[SHOP]);
    let proposal = propose(
        &analysis,
        &claims(lines),
        &Options::default(),
        Wish::default(),
    );
    assert_eq!(told(&analysis, &proposal), expected, "{lines}");
}

#[test]
fn the_founding_case_comes_out_of_its_design() {
    let before = analysis(&[CLUSTER, BEFORE]);
    let cluster = before.cluster();
    let mut design = Vec::new();
    for home in ["qa-test", "staging"] {
        let home = cluster.find_namespace(home).unwrap();
        let order = ["frontend", "api", "db"];
        let order = order.map(|it| cluster.find_workload(home, it).unwrap());
        design.extend(tiers(cluster, &order));
    }
    let proposal = propose(&before, &design, &Options::default(), Wish::default());
    assert_eq!(
        told(&before, &proposal),
        [
            "qa-test/default-deny-ingress",
            "staging/default-deny-ingress",
            "qa-test/allow-to-api",
            "qa-test/allow-to-db",
            "staging/allow-to-api",
            "staging/allow-to-db",
        ]
    );
    assert_eq!(proposal.replaced.len(), cluster.policies().len());

    // As those who repaired it by hand have it, on the ports that are declared.
    let after = analysis(&[CLUSTER, AFTER]);
    let connections = proposal.reachability.connections();
    let proposed = Seen {
        world: &proposal.world,
        connections: &connections,
    };
    let by_hand = Seen {
        world: &after.world,
        connections: after.connections(),
    };
    let changes = diff(by_hand, proposed);
    assert!(changes.iter().all(|it| it.gained.is_empty()), "{changes:?}");
    let narrowed: Vec<String> = changes
        .iter()
        .map(|it| format!("{} -> {}", it.source, it.destination))
        .collect();
    assert_eq!(
        narrowed,
        [
            "qa-test/frontend -> qa-test/api",
            "qa-test/api -> qa-test/db",
            "staging/frontend -> staging/api",
            "staging/api -> staging/db",
        ]
    );
}

#[test]
fn a_source_is_closed_where_only_it_can_deny() {
    check(
        "shop/api -> external denied",
        &["shop/default-deny-egress", "shop/allow-dns"],
    );
    check(
        "shop/api -> external denied\nshop/api -> shop/web:80 allowed",
        &[
            "shop/default-deny",
            "shop/allow-dns",
            "shop/allow-to-web",
            "shop/allow-from-api",
        ],
    );
}

#[test]
fn what_no_policies_can_do_is_said() {
    check(
        "shop/web -> shop/web denied",
        &[
            "shop/default-deny-ingress",
            "1: no policies deny it: a pod always reaches itself",
        ],
    );
    check(
        "node/n1 -> shop/web denied",
        &[
            "shop/default-deny-ingress",
            "1: no policies deny it: a node always reaches its own pods",
        ],
    );
    check(
        "shop/nobody -> shop/web denied",
        &["1: there is no pod, workload or Service `nobody` in namespace `shop`"],
    );
    check(
        "shop/api -> shop/web:80 allowed\nshop/* -> shop/web denied",
        &[
            "shop/default-deny-ingress",
            "shop/allow-to-web",
            "2: it contradicts line 1",
        ],
    );
    // The pods of `api` have no address, so the block that is asked for may hold them.
    check(
        "203.0.113.5 -> shop/web:80 allowed\nshop/api -> shop/web:80 denied\n\
         shop/api -> shop/web:443 allowed",
        &[
            "shop/default-deny-ingress",
            "shop/allow-to-web",
            "2: the input does not say enough to decide it",
        ],
    );
    // The pod `db` and the Deployment have the same labels.
    check(
        "shop/api -> shop/pod/db:80 allowed\nshop/api -> shop/deployment/db:80 denied",
        &[
            "shop/default-deny-ingress",
            "shop/allow-to-db",
            "2: labels do not tell these pods from others, for whom `shop/allow-to-db` admits it",
        ],
    );
}

#[test]
fn a_port_that_a_line_denies_is_not_chosen() {
    check(
        "default/tool -> shop/web allowed\ndefault/tool -> shop/web:8080 denied",
        &["shop/default-deny-ingress", "shop/allow-to-web"],
    );
}

#[test]
fn policies_that_stay_are_minded() {
    let before = analysis(&[CLUSTER, BEFORE]);
    let wish = Wish {
        existing: Existing::Kept,
        ..Wish::default()
    };
    let lines =
        claims("qa-test/frontend -> qa-test/db denied\nstaging/api -> staging/db:3306 allowed");
    let proposal = propose(&before, &lines, &Options::default(), wish);
    assert_eq!(proposal.replaced, []);
    assert_eq!(
        told(&before, &proposal),
        [
            "qa-test/default-deny-ingress",
            "staging/default-deny-ingress",
            "staging/allow-from-api",
            "staging/allow-to-db",
            "1: what stays admits it: `qa-test/db-np`",
        ]
    );
}
