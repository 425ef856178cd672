//! Expectations that are made of a cluster, and policies that are made of
//! expectations, on random clusters.

#![expect(
    clippy::indexing_slicing,
    reason = "clippy knows the tests here, but not the functions they share"
)]

#[expect(dead_code, reason = "other tests use more of it")]
mod clusters;

use clusters::{Objects, any_objects};
use netpol_engine::diff::{Seen, diff};
use netpol_engine::eval::Reachability;
use netpol_engine::expectation::{self, Claim, present_state};
use netpol_engine::synthesis::{Existing, Obstacle, Proposal, Wish, propose};
use netpol_engine::text::{SourceId, Sources};
use netpol_engine::{Analysis, Options, analyze};
use netpol_export::policies as policies_yaml;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_present_state_holds_where_it_is_and_nowhere_else(
        objects in any_objects(), which: Index,
    ) {
        let present = objects.analyze();
        let state = present_state(&present.world, &present.reachability);
        for claim in &state.claims {
            let outcome = expectation::check(&present.world, claim, "default");
            prop_assert!(outcome.holds(), "{}: {:?}", claim, outcome);
        }

        let all: Vec<usize> = (0..objects.0.len())
            .filter(|it| objects.0[*it]["kind"] == "NetworkPolicy")
            .collect();
        prop_assume!(!all.is_empty() && state.unsaid.is_empty());
        let mut without = objects.clone();
        without.0.remove(*which.get(&all));
        let other = without.analyze();
        let seen = |it| -> Seen<'_> {
            let it: &Analysis = it;
            Seen { world: &it.world, connections: it.connections() }
        };
        if !diff(seen(&present), seen(&other)).is_empty() {
            let holds = |it| expectation::check(&other.world, it, "default").holds();
            prop_assert!(!state.claims.iter().all(holds), "another state is not told apart");
        }
    }

    #[test]
    fn policies_from_the_present_state_hold_it_or_say_what_stands_in_the_way(
        objects in any_objects(), closes_egress: bool, is_kept: bool,
    ) {
        let present = objects.analyze();
        // Blocks around every address of a cluster are hundreds of entries, and each
        // line is held against all of them: that takes minutes, not more truth.
        prop_assume!(present.world.outside().blocks.len() == 1);
        let state = present_state(&present.world, &present.reachability);
        let wish = Wish {
            existing: if is_kept { Existing::Kept } else { Existing::Replaced },
            closes_egress,
        };
        let options = Options::default();
        let proposal = propose(&present, &state.claims, &options, wish);
        prop_assert_eq!(&proposal.policies, &propose(&present, &state.claims, &options, wish).policies);
        for (claim, (outcome, obstacle)) in state.claims.iter().zip(&proposal.outcomes) {
            let again = expectation::check(&proposal.world, claim, "default");
            prop_assert_eq!(outcome, &again);
            prop_assert_eq!(outcome.holds(), obstacle.is_none(), "{}: {:?}", claim, obstacle);
        }

        // As YAML they are read without a fault, and do the same.
        let read_back = read_back(&present, &proposal, &objects);
        let written = Reachability::new(&read_back.world).connections();
        prop_assert_eq!(proposal.reachability.connections(), written);

        // Where every line holds and says all, the state is the same.
        let holds_all = proposal.outcomes.iter().all(|it| it.0.holds());
        if holds_all && state.unsaid.is_empty() {
            let connections = proposal.reachability.connections();
            let before = Seen { world: &present.world, connections: present.connections() };
            let after = Seen { world: &proposal.world, connections: &connections };
            prop_assert!(diff(before, after).is_empty());
        }
    }
}

/// Who is asked about: workloads of several namespaces, each with a label of its own, and
/// addresses outside.
const ENDS: [&str; 8] = [
    "shop/web",
    "shop/api",
    "shop/db",
    "ops/web",
    "ops/agent",
    "lab/api",
    "203.0.113.5",
    "198.51.100.7",
];
const PORTS: [&str; 3] = ["80", "443", "5353/UDP"];

/// Pods of these workloads, two of each second.
fn cluster_of_ends() -> Objects {
    let workloads = ENDS.iter().filter_map(|it| it.split_once('/'));
    let pods = workloads.enumerate().flat_map(|(index, (namespace, app))| {
        (0..=index % 2).map(move |replica| {
            json!({
                "apiVersion": "v1",
                "kind": "Pod",
                "metadata": {
                    "namespace": namespace,
                    "name": format!("{app}-{replica}"),
                    "labels": { "app": app, "tier": if index % 3 == 0 { "front" } else { "back" } },
                    "ownerReferences": [{ "apiVersion": "apps/v1", "kind": "StatefulSet",
                        "name": app, "uid": format!("{namespace}-{app}"), "controller": true }],
                },
                "spec": { "containers": [{ "name": "main", "image": "main" }] },
                // Without an address it might be in any block that a line names.
                "status": { "podIP": format!("10.1.{index}.{replica}") },
            })
        })
    });
    Objects(pods.collect())
}

/// A wish about two of the ends and a port: any, but for what no policy decides.
fn any_wish() -> impl Strategy<Value = (usize, usize, usize, bool)> {
    let ends = 0..ENDS.len();
    let wish = (ends.clone(), ends, 0..PORTS.len(), any::<bool>());
    wish.prop_filter("policies decide it", |(from, to, ..)| {
        from != to && [from, to].iter().any(|it| ENDS[**it].contains('/'))
    })
}

fn claims(wishes: &[(usize, usize, usize, bool)]) -> Vec<Claim> {
    let line = |(from, to, port, allowed): &(usize, usize, usize, bool)| {
        let verdict = if *allowed { "allowed" } else { "denied" };
        format!(
            "{} -> {}:{} {verdict}",
            ENDS[*from], ENDS[*to], PORTS[*port]
        )
    };
    let lines: Vec<String> = wishes.iter().map(line).collect();
    let read = expectation::read(SourceId::default(), &lines.join("\n"));
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    read.value.into_iter().map(|it| it.claim).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Lines that do not contradict each other, about workloads that labels tell apart, can
    /// all hold; and so they do.
    #[test]
    fn policies_satisfy_every_line_that_can_be_satisfied(
        wishes in prop::collection::vec(any_wish(), 1..24), closes_egress: bool,
    ) {
        let mut seen = std::collections::BTreeSet::new();
        let wishes: Vec<_> = wishes.into_iter().filter(|it| seen.insert((it.0, it.1, it.2))).collect();
        let objects = cluster_of_ends();
        let present = objects.analyze();
        let claims = claims(&wishes);
        let wish = Wish { closes_egress, ..Wish::default() };
        let proposal = propose(&present, &claims, &Options::default(), wish);
        let written = read_back(&present, &proposal, &objects);
        for (claim, (outcome, obstacle)) in claims.iter().zip(&proposal.outcomes) {
            prop_assert!(outcome.holds(), "{}: {:?}", claim, obstacle);
            prop_assert!(expectation::check(&written.world, claim, "default").holds(), "{}", claim);
        }
    }

    /// Of two lines that contradict each other one is said not to hold, and which other it
    /// contradicts; the rest holds.
    #[test]
    fn a_line_that_contradicts_another_is_named(
        wishes in prop::collection::vec(any_wish(), 1..12), which: Index,
    ) {
        let mut seen = std::collections::BTreeSet::new();
        let mut wishes: Vec<_> = wishes.into_iter().filter(|it| seen.insert((it.0, it.1, it.2))).collect();
        let first = which.index(wishes.len());
        let (from, to, port, allowed) = wishes[first];
        wishes.push((from, to, port, !allowed));
        let claims = claims(&wishes);
        let proposal = propose(&cluster_of_ends().analyze(), &claims, &Options::default(), Wish::default());
        let last = wishes.len() - 1;
        let [wanted, refused] = if allowed { [first, last] } else { [last, first] };
        for (index, (outcome, obstacle)) in proposal.outcomes.iter().enumerate() {
            let expected = (index == refused).then_some(Obstacle::Contradicted(wanted));
            prop_assert_eq!(obstacle, &expected, "{}", claims[index]);
            prop_assert_eq!(outcome.holds(), index != refused);
        }
    }
}

/// The cluster with the policies that are proposed, read from their text.
fn read_back(present: &Analysis, proposal: &Proposal, objects: &Objects) -> Analysis {
    let cluster = present.cluster();
    let is_replaced = |it: &Value| {
        let mut replaced = proposal.replaced.iter().map(|id| &cluster[*id]);
        it["kind"] == "NetworkPolicy"
            && replaced.any(|policy| {
                it["metadata"]["name"] == *policy.name
                    && it["metadata"]["namespace"] == *cluster[policy.namespace].name
            })
    };
    let kept: Vec<&Value> = objects.0.iter().filter(|it| !is_replaced(it)).collect();
    let mut sources = Sources::new();
    let list = json!({ "apiVersion": "v1", "kind": "List", "items": kept });
    sources.push("kept.json", list.to_string());
    sources.push("proposed.yaml", policies_yaml(cluster, &proposal.policies));
    let analysis = analyze(&sources, &Options::default());
    assert!(!analysis.is_partial(), "{:?}", analysis.diagnostics);
    analysis
}
