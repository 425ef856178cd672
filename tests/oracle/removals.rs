//! What entries are said to be there for is lost without them, and what is said
//! to close a connection does.

use netpol_engine::Analysis;
use netpol_engine::eval::{
    BranchRef, Endpoint, Entry, Gate, JudgedBranch, Reach, SideCut, Verdict, entry_effects,
    minimal_cut,
};
use netpol_engine::model::{Direction, Ports};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::PORTS;
use crate::attempt::{End, Who};
use crate::clusters::{Objects, any_objects};
use crate::ends::{Families, endpoint, ends, families, pods};
use crate::verdicts::expected;

/// The same objects with the types that policies have by default written out,
/// so that a rule less does not change them.
fn with_explicit_types(mut objects: Objects) -> Objects {
    for object in &mut objects.0 {
        let spec = &object["spec"];
        let is_empty = |it: &Value| it.as_array().is_none_or(Vec::is_empty);
        if object["kind"] == "NetworkPolicy" && is_empty(&spec["policyTypes"]) {
            object["spec"]["policyTypes"] = if is_empty(&spec["egress"]) {
                json!(["Ingress"])
            } else {
                json!(["Ingress", "Egress"])
            };
        }
    }
    objects
}

/// The same objects without some entries of their policies.
fn without(objects: &Objects, analysis: &Analysis, entries: &[Entry]) -> Objects {
    let mut objects = objects.clone();
    let mut entries = entries.to_vec();
    // Backwards, so that the indexes of those before stay right.
    entries.sort_unstable();
    for entry in entries.iter().rev() {
        let name = &analysis.cluster()[entry.policy()].name;
        let mut all = objects.0.iter_mut();
        let policy = all.find(|it| it["metadata"]["name"] == **name).unwrap();
        let mut list = |direction: Direction| policy["spec"][direction.rules_field()].take();
        let (direction, rule) = match *entry {
            Entry::Rule {
                direction, rule, ..
            }
            | Entry::Port {
                direction, rule, ..
            } => (direction, rule),
            Entry::Peer(branch) => (branch.direction, branch.rule),
        };
        let mut rules = list(direction);
        let (holder, index) = match *entry {
            Entry::Rule { rule, .. } => (&mut rules, rule),
            Entry::Peer(branch) => {
                let peers = &mut rules[rule][direction.peers_field()];
                (peers, branch.peer.unwrap())
            }
            Entry::Port { port, .. } => (&mut rules[rule]["ports"], port),
        };
        holder.as_array_mut().unwrap().remove(index);
        policy["spec"][direction.rules_field()] = rules;
    }
    objects
}

/// The pods and the blocks of the outside.
fn endpoints(analysis: &Analysis) -> Vec<Endpoint> {
    let pods = analysis.cluster().pods();
    let pods = pods.map(|(id, _)| Endpoint::Pod(id));
    let blocks = analysis.world.outside().blocks.iter();
    let blocks = blocks.map(|it| Endpoint::Address(it.representative));
    pods.chain(blocks).collect()
}

/// Those without pods of both families: what one of those loses over a single
/// family is lost in part only.
fn single_stack(analysis: &Analysis) -> Vec<Endpoint> {
    let mut endpoints = endpoints(analysis);
    endpoints.retain(|it| match it {
        Endpoint::Pod(pod) => analysis.cluster()[*pod].addresses.len() < 2,
        Endpoint::Node(_) | Endpoint::Address(_) | Endpoint::UnknownAddress => true,
    });
    endpoints
}

/// Whether classes know all of a pair: it is not one pod, nor on one node.
fn is_ordinary(analysis: &Analysis, source: Endpoint, destination: Endpoint) -> bool {
    let reachability = &analysis.reachability;
    let class = |it| reachability.class_of(it).unwrap();
    let of_classes = reachability.answer(class(source), class(destination));
    reachability.between(source, destination) == Some(of_classes)
}

/// The ports that a branch admits, or may.
fn through(reach: &Reach, branch: BranchRef) -> Ports {
    let Gate::Isolated { branches, .. } = reach.gate(branch.direction) else {
        return Ports::none();
    };
    let judged = branches.iter().find(|it| it.at == branch);
    judged.map_or_else(Ports::none, JudgedBranch::may_admit)
}

fn perhaps(analysis: &Analysis, source: Endpoint, destination: Endpoint) -> Ports {
    analysis.reach(source, destination).outcome().perhaps()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_an_entry_permits_alone_is_lost_without_it(objects in any_objects()) {
        let objects = with_explicit_types(objects);
        let before = objects.analyze();
        let reachability = &before.reachability;
        for branch in before.branches() {
            let rules = &before.cluster()[branch.policy].scope(branch.direction).rules;
            let is_last = branch.peer.is_none() || rules[branch.rule].peer(1).is_none();
            let entry = if is_last {
                let (policy, direction, rule) = (branch.policy, branch.direction, branch.rule);
                Entry::Rule { policy, direction, rule }
            } else {
                Entry::Peer(branch)
            };
            let after = without(&objects, &before, &[entry]).analyze();
            let effects = entry_effects(reachability, branch);
            for source in single_stack(&before) {
                for destination in single_stack(&before) {
                    if !is_ordinary(&before, source, destination) {
                        continue;
                    }
                    let pair = [source, destination].map(|it| reachability.class_of(it).unwrap());
                    let of_pair = effects.iter().find(|it| [it.source, it.destination] == pair);
                    let [alone, among_others] = of_pair.map_or_else(
                        || [Ports::none(), Ports::none()],
                        |it| [it.alone.clone(), it.among_others.clone()],
                    );
                    let with = perhaps(&before, source, destination);
                    let lost = with.difference(&perhaps(&after, source, destination));
                    prop_assert_eq!(&alone, &lost, "{:?}: {:?} → {:?}", branch, source, destination);
                    let through = through(&before.reach(source, destination), branch);
                    let shared = through.intersection(&with).difference(&lost);
                    prop_assert_eq!(among_others, shared, "{:?}: {:?} → {:?}", branch, source, destination);
                }
            }
        }
    }

    #[test]
    fn a_cut_closes_and_nothing_of_it_is_in_vain(objects in any_objects()) {
        let objects = with_explicit_types(objects);
        let before = objects.analyze();
        let pods = pods(&objects);
        let ends = ends(&objects, &pods, &[]);
        let is_pod = |it: &&End<'_>| matches!(it.who, Who::Pod(_));
        for source in ends.iter().filter(is_pod).take(4) {
            for destination in &ends {
                if matches!(families(source, destination), Families::Unknown) {
                    continue;
                }
                let cut = Cut { objects: &objects, before: &before, source, destination };
                cut.check()?;
            }
        }
    }
}

/// A connection that is to be closed.
struct Cut<'a> {
    objects: &'a Objects,
    before: &'a Analysis,
    source: &'a End<'a>,
    destination: &'a End<'a>,
}

impl Cut<'_> {
    fn check(&self) -> Result<(), TestCaseError> {
        let [source, destination] =
            [self.source, self.destination].map(|it| endpoint(self.before, it));
        let reach = self.before.reach(source, destination);
        let ports = reach.outcome().perhaps();
        let cut = minimal_cut(self.before.cluster(), &reach, &ports);
        for side in [&cut.egress, &cut.ingress] {
            let SideCut::Remove(entries) = side else {
                continue;
            };
            let after = without(self.objects, self.before, entries);
            let left = perhaps(&after.analyze(), source, destination);
            prop_assert!(left.is_empty(), "{:?} leave {}", entries, left);
            for port in PORTS {
                let verdict = expected(&after, &[], self.source, self.destination, port);
                prop_assert_eq!(verdict, Verdict::Denied, "{:?} leave {:?}", entries, port);
            }
            for spared in 0..entries.len() {
                let mut fewer = entries.clone();
                fewer.remove(spared);
                let after = without(self.objects, self.before, &fewer).analyze();
                let left = perhaps(&after, source, destination);
                prop_assert!(!left.is_empty(), "{:?} is in vain", entries[spared]);
            }
        }
        Ok(())
    }
}
