//! What holds for the lints on every cluster, whatever is in it.

#![expect(
    clippy::expect_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

#[expect(dead_code, reason = "other tests need more of it")]
mod clusters;

use clusters::any_objects;
use netpol_engine::eval::{BranchRef, Endpoint, Party, World};
use netpol_engine::lint::{lint, twin_of};
use netpol_engine::model::{Direction, Peers, PodId, Policy, PolicyId, Ports, WorkloadId};
use netpol_engine::text::FieldPath;
use netpol_engine::{Analysis, Options};
use proptest::prelude::*;

/// The policy without one entry of a rule, or without the rule when that was its only one.
fn without(policy: &Policy, branch: BranchRef) -> Policy {
    let mut policy = policy.clone();
    let scope = match branch.direction {
        Direction::Ingress => &mut policy.ingress,
        Direction::Egress => &mut policy.egress,
    };
    let rule = scope.rules.get_mut(branch.rule).expect("the rule is there");
    match (&mut rule.peers, branch.peer) {
        (Peers::OneOf(peers), Some(at)) if peers.len() > 1 => {
            peers.remove(at);
        }
        _ => {
            scope.rules.remove(branch.rule);
        }
    }
    policy
}

/// The same cluster with another policy in the place of one, evaluated from nothing.
fn replaced(analysis: &Analysis, id: PolicyId, policy: Policy) -> World {
    let cluster = analysis.cluster();
    let mut policies: Vec<Policy> = cluster.policies().map(|it| it.1.clone()).collect();
    *policies.get_mut(id.index()).expect("it is there") = policy;
    World::new(cluster.clone().with_policies(policies))
}

/// The ports that connect every pod with every other, for certain and perhaps.
fn answers(world: &World) -> Vec<(Endpoint, Endpoint, Ports, Ports)> {
    let pods: Vec<Endpoint> = world
        .cluster()
        .pods()
        .map(|it| Endpoint::Pod(it.0))
        .collect();
    let mut answers = Vec::new();
    for source in &pods {
        for destination in &pods {
            let reach = world.reach(*source, *destination);
            answers.push((*source, *destination, reach.ports(), reach.unknown_ports()));
        }
    }
    answers
}

/// Every pair of different workloads that have one pod each.
fn single_pods(analysis: &Analysis) -> Vec<(WorkloadId, WorkloadId)> {
    let workloads = analysis.cluster().workloads();
    let single = workloads.filter(|it| it.1.pods.len() == 1).map(|it| it.0);
    let single: Vec<WorkloadId> = single.collect();
    let pairs = single
        .iter()
        .flat_map(|a| single.iter().map(move |b| (*a, *b)));
    pairs.filter(|(a, b)| a != b).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Without an entry that is called redundant, nothing changes.
    #[test]
    fn a_redundant_entry_can_go(objects in any_objects()) {
        let (sources, analysis) = objects.read_with(&Options::default());
        let found = lint(&sources, &Options::default(), &analysis);
        for it in found.iter().filter(|it| it.code.0 == "redundant-entry") {
            let branch = analysis.branch_at(it.primary.source, it.primary.start);
            let Some(branch) = branch else {
                panic!("no entry stands at {:?}", it.primary);
            };
            let policy = without(&analysis.cluster()[branch.policy], branch);
            let world = replaced(&analysis, branch.policy, policy);
            prop_assert_eq!(answers(&world), answers(&analysis.world));
        }
    }

    /// The same without a policy that is called redundant.
    #[test]
    fn a_redundant_policy_can_go(objects in any_objects()) {
        let (sources, analysis) = objects.read_with(&Options::default());
        let found = lint(&sources, &Options::default(), &analysis);
        let redundant = found.iter().filter(|it| it.code.0 == "redundant-policy");
        for it in redundant {
            let name = analysis.cluster().policies().find(|(id, _)| {
                let path = FieldPath::root().field("metadata").field("name");
                analysis.policy_span(*id, &path) == Some(it.primary)
            });
            let (id, policy) = name.expect("it stands at a policy's name");
            let mut gone = policy.clone();
            (gone.ingress.isolates, gone.egress.isolates) = (None, None);
            let world = replaced(&analysis, id, gone);
            prop_assert_eq!(answers(&world), answers(&analysis.world));
        }
    }

    /// Many who ask for names are answered as each of them alone.
    #[test]
    fn names_are_looked_up_for_many_as_for_one(objects in any_objects()) {
        let (_, analysis) = objects.read_with(&Options::default());
        let world = &analysis.world;
        let pods: Vec<PodId> = world.cluster().pods().map(|it| it.0).collect();
        let alone = pods.iter().map(|it| world.name_lookup(Endpoint::Pod(*it)));
        prop_assert_eq!(world.name_lookups(&pods), alone.collect::<Vec<_>>());
    }

    /// The difference to a twin is that of two evaluations, asked pair by pair.
    #[test]
    fn a_twin_differs_as_two_evaluations_do(objects in any_objects()) {
        let (_, analysis) = objects.read_with(&Options::default());
        for branch in analysis.branches() {
            let policy = without(&analysis.cluster()[branch.policy], branch);
            let world = replaced(&analysis, branch.policy, policy.clone());
            let twin = twin_of(&Options::default(), &analysis, branch.policy, policy);
            let Some(twin) = twin else {
                continue;
            };
            for (source, destination) in single_pods(&analysis) {
                let ends = [source, destination].map(Party::Workload);
                let ports = |world: &World| {
                    let [from, to] = ends.map(|it| world.representative(it).expect("a pod"));
                    world.reach(from, to).ports()
                };
                let (now, then) = (ports(&analysis.world), ports(&world));
                let found = twin.changes.iter().find(|it| it.now == Some((ends[0], ends[1])));
                let none = Ports::none();
                let [gained, lost] = found.map_or([&none, &none], |it| [&it.gained, &it.lost]);
                prop_assert_eq!(gained, &now.difference(&then));
                prop_assert_eq!(lost, &then.difference(&now));
            }
        }
    }
}
