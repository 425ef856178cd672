//! What holds for every cluster, whatever is in it.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

mod clusters;
mod generator;

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::rc::Rc;

use clusters::{OUTSIDE, Objects, any_objects, rule};
use generator::{Size, parts};
use netpol_engine::eval::{
    Connection, Endpoint, Gate, JudgedBranch, Manner, Outcome, Party, Passage, Reach, Verdict,
    World,
};
use netpol_engine::model::{Direction, PodId, PortSet, Ports, Protocol, Workload};
use netpol_engine::{Analysis, Options, analyze};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

/// Every endpoint with a name that does not depend on the order of documents.
fn endpoints(world: &World) -> Vec<(String, Endpoint)> {
    let cluster = world.cluster();
    let pods = cluster.pods().map(|(id, it)| {
        let namespace = &cluster[it.namespace].name;
        (format!("{namespace}/{}", it.name), Endpoint::Pod(id))
    });
    let nodes = cluster
        .nodes()
        .map(|(id, it)| (format!("node/{}", it.name), Endpoint::Node(id)));
    let outside = OUTSIDE
        .iter()
        .map(|it| (it.to_string(), Endpoint::Address(it.parse().unwrap())));
    pods.chain(nodes).chain(outside).collect()
}

/// What connects, and what may, by the names of both ends.
fn answers(world: &World) -> BTreeMap<(String, String), (Ports, Ports)> {
    let mut answers = BTreeMap::new();
    for (from, source) in endpoints(world) {
        for (to, destination) in endpoints(world) {
            let reach = world.reach(source, destination);
            let ports = (reach.ports(), maybe(&reach));
            answers.insert((from.clone(), to), ports);
        }
    }
    answers
}

/// The ports that may connect, or connect a part.
fn maybe(reach: &Reach) -> Ports {
    reach.unknown_ports().union(&reach.mixed_ports())
}

fn is_within(part: &Ports, whole: &Ports) -> bool {
    part.difference(whole).is_empty()
}

/// The same policy with the types it has by default written out, so that a rule
/// more does not change them.
fn with_explicit_types(policy: &Value) -> Value {
    let mut policy = policy.clone();
    let spec = &policy["spec"];
    let is_empty = |it: &Value| it.as_array().is_none_or(Vec::is_empty);
    if is_empty(&spec["policyTypes"]) {
        policy["spec"]["policyTypes"] = if is_empty(&spec["egress"]) {
            json!(["Ingress"])
        } else {
            json!(["Ingress", "Egress"])
        };
    }
    policy
}

fn policies(objects: &Objects) -> Vec<usize> {
    let is_policy = |it: &usize| objects.0[*it]["kind"] == "NetworkPolicy";
    (0..objects.0.len()).filter(is_policy).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_documents_never_matters(
        (objects, shuffled) in any_objects().prop_flat_map(|it| {
            let shuffled = Just(it.0.clone()).prop_shuffle().prop_map(Objects);
            (Just(it), shuffled)
        })
    ) {
        prop_assert_eq!(answers(&objects.analyze().world), answers(&shuffled.analyze().world));
    }

    #[test]
    fn names_of_policies_never_matter(objects in any_objects()) {
        let mut renamed = objects.clone();
        for index in policies(&objects) {
            let name = objects.0[index]["metadata"]["name"].as_str().unwrap();
            renamed.0[index]["metadata"]["name"] = format!("a-{name}").into();
        }
        let before = objects.analyze();
        let after = renamed.analyze();
        prop_assert_eq!(answers(&before.world), answers(&after.world));
        prop_assert_eq!(before.connections(), after.connections());
    }

    #[test]
    fn another_rule_never_takes_a_connection_away(
        objects in any_objects(), which: Index, rule in rule(), is_ingress: bool,
    ) {
        let all = policies(&objects);
        prop_assume!(!all.is_empty());
        let policy = *which.get(&all);
        let mut before = objects.clone();
        before.0[policy] = with_explicit_types(&objects.0[policy]);
        let mut after = before.clone();
        let (field, peers) = if is_ingress { ("ingress", "from") } else { ("egress", "to") };
        let mut rules = before.0[policy]["spec"][field].as_array().cloned().unwrap_or_default();
        rules.push(rule.written(peers));
        after.0[policy]["spec"][field] = rules.into();

        let before = answers(&before.analyze().world);
        let after = answers(&after.analyze().world);
        for (pair, (ports, unknown)) in before {
            let (more, more_unknown) = &after[&pair];
            prop_assert!(is_within(&ports, more), "{:?}", pair);
            let may = ports.union(&unknown);
            prop_assert!(is_within(&may, &more.union(more_unknown)), "{:?}", pair);
        }
    }

    #[test]
    fn a_policy_matters_only_to_whom_it_isolates(objects in any_objects(), which: Index) {
        let all = policies(&objects);
        prop_assume!(!all.is_empty());
        let removed = *which.get(&all);
        let before = objects.analyze();
        let mut without = objects.clone();
        let policy = without.0.remove(removed);
        let after = answers(&without.analyze().world);

        let world = &before.world;
        let cluster = world.cluster();
        let name = policy["metadata"]["name"].as_str().unwrap();
        let (id, _) = cluster.policies().find(|(_, it)| it.name == name).unwrap();
        for (from, source) in endpoints(world) {
            for (to, destination) in endpoints(world) {
                let isolates_source = world.isolating(source, Direction::Egress).contains(&id);
                let isolates_destination =
                    world.isolating(destination, Direction::Ingress).contains(&id);
                if !isolates_source && !isolates_destination {
                    let reach = world.reach(source, destination);
                    let ports = (reach.ports(), maybe(&reach));
                    prop_assert_eq!(&ports, &after[&(from.clone(), to)]);
                }
            }
        }
    }

    #[test]
    fn the_set_of_ports_is_what_single_answers_add_up_to(objects in any_objects()) {
        let world = objects.analyze().world;
        for (_, source) in endpoints(&world) {
            for (_, destination) in endpoints(&world) {
                let reach = world.reach(source, destination);
                for (protocol, port) in edges(&reach) {
                    let expected = if reach.ports().contains(protocol, port) {
                        Verdict::Allowed
                    } else if reach.mixed_ports().contains(protocol, port) {
                        Verdict::Mixed
                    } else if reach.unknown_ports().contains(protocol, port) {
                        Verdict::Unknown
                    } else {
                        Verdict::Denied
                    };
                    prop_assert_eq!(reach.decide(protocol, port).verdict, expected);
                }
            }
        }
    }

    #[test]
    fn an_answer_for_two_families_is_what_both_get(objects in any_objects()) {
        let world = objects.analyze().world;
        let may = |it: &Reach| it.outcome().perhaps();
        for (source, addresses) in dual_stack_pods(&world) {
            for (destination, _) in dual_stack_pods(&world) {
                let destination = Endpoint::Pod(destination);
                let whole = world.reach(Endpoint::Pod(source), destination);
                for address in &addresses {
                    let over = world.reach(Endpoint::Address(*address), destination);
                    prop_assert!(is_within(&whole.ports(), &over.ports()), "{}", address);
                    prop_assert!(is_within(&may(&over), &may(&whole)), "{}", address);
                }
            }
        }
    }

    #[test]
    fn the_list_of_connections_is_what_single_answers_add_up_to(objects in any_objects()) {
        let analysis = objects.analyze();
        prop_assert_eq!(analysis.connections(), &one_by_one(&analysis.world));
    }

    #[test]
    fn every_encounter_is_what_single_answers_add_up_to(objects in any_objects()) {
        check_encounters(&objects.analyze());
    }

    #[test]
    fn what_is_known_of_all_pairs_is_what_each_pair_is_told(objects in any_objects()) {
        let analysis = objects.analyze();
        let (world, reachability) = (&analysis.world, &analysis.reachability);
        let blocks = world.outside().blocks.iter();
        let blocks = blocks.map(|it| Endpoint::Address(it.representative));
        let named = endpoints(world).into_iter().map(|it| it.1);
        let inside = named.filter(|it| !matches!(it, Endpoint::Address(_)));
        let endpoints: Vec<_> = inside.chain(blocks).collect();
        let mut connected_pods = 0;
        for source in &endpoints {
            for destination in &endpoints {
                let reach = world.reach(*source, *destination);
                let answer = reachability.between(*source, *destination).unwrap();
                let outcome = reachability.outcome(answer);
                prop_assert_eq!(outcome.as_ref(), &reach.outcome(), "{:?} → {:?}", source, destination);
                let is_connected = reachability.is_connected(answer);
                prop_assert_eq!(is_connected, !reach.outcome().is_denied());
                for (direction, gate) in [
                    (Direction::Egress, (|it| &it.egress) as fn(&Reach) -> &Gate),
                    (Direction::Ingress, |it| &it.ingress),
                ] {
                    let passage = passage(std::slice::from_ref(&reach), gate);
                    prop_assert_eq!(reachability.passage(answer, direction), passage);
                }
                let are_pods = [source, destination].iter().all(|it| matches!(it, Endpoint::Pod(_)));
                connected_pods += usize::from(is_connected && are_pods && source != destination);
            }
        }
        prop_assert_eq!(reachability.connected_pods(), connected_pods);
    }

    #[test]
    fn the_outside_is_cut_into_disjoint_blocks_that_cover_it(
        objects in any_objects(), addresses in prop::collection::vec(any::<IpAddr>(), 20),
    ) {
        let world = objects.analyze().world;
        let blocks = &world.outside().blocks;
        let typical = OUTSIDE.iter().map(|it| it.parse().unwrap());
        for address in addresses.into_iter().chain(typical) {
            let address = address.to_canonical();
            let holding: Vec<_> = blocks
                .iter()
                .filter(|it| it.cidrs.iter().any(|cidr| cidr.contains(&address)))
                .collect();
            prop_assert_eq!(holding.len(), 1, "{} is in {:?}", address, holding);
            let representative = Endpoint::Address(holding[0].representative);
            prop_assert_eq!(world.endpoint_at(holding[0].representative), representative);
            for (_, pod) in endpoints(&world) {
                let same = |a: Reach, b: Reach| a.outcome() == b.outcome();
                let into = [representative, Endpoint::Address(address)].map(|it| world.reach(it, pod));
                let [a, b] = into;
                prop_assert!(same(a, b), "{} as a source", address);
                let out = [representative, Endpoint::Address(address)].map(|it| world.reach(pod, it));
                let [a, b] = out;
                prop_assert!(same(a, b), "{} as a destination", address);
            }
        }
    }
}

fn dual_stack_pods(world: &World) -> Vec<(PodId, Vec<IpAddr>)> {
    let pods = world.cluster().pods();
    pods.filter(|(_, it)| it.addresses.len() == 2)
        .map(|(id, it)| (id, it.addresses.clone()))
        .collect()
}

/// The ports at which an answer could change, and their neighbours.
fn edges(reach: &Reach) -> Vec<(Protocol, u16)> {
    let mut edges = Vec::new();
    let gates = [&reach.egress, &reach.ingress];
    for ports in gates
        .iter()
        .flat_map(|it| named_ports(it))
        .chain([Ports::all()])
    {
        for protocol in Protocol::ALL {
            for (first, last) in ports.get(protocol).ranges() {
                let around = [
                    first.saturating_sub(1).max(1),
                    first,
                    last,
                    last.saturating_add(1),
                ];
                edges.extend(around.map(|it| (protocol, it)));
            }
        }
    }
    edges
}

fn named_ports(gate: &Gate) -> Vec<Ports> {
    match gate {
        Gate::Isolated { branches, .. } => branches.iter().map(JudgedBranch::named_ports).collect(),
        Gate::Exempt(_) | Gate::NotIsolated => Vec::new(),
    }
}

/// The workloads and the outside with their members.
fn parties(world: &World) -> Vec<(Party, Vec<Endpoint>)> {
    let workloads = world
        .cluster()
        .workloads()
        .map(|(id, it)| (Party::Workload(id), pods(it)));
    let blocks = world.outside().blocks.iter().enumerate();
    let outside = blocks.map(|(index, it)| {
        let representative = Endpoint::Address(it.representative);
        (Party::Outside(index), vec![representative])
    });
    workloads.chain(outside).collect()
}

/// The answers about every pair of members.
fn reaches(world: &World, from: &[Endpoint], to: &[Endpoint]) -> Vec<Reach> {
    let pairs = from.iter().flat_map(|it| to.iter().map(move |to| (it, to)));
    pairs.map(|(a, b)| world.reach(*a, *b)).collect()
}

/// The connections of a world, asked for pair by pair.
fn one_by_one(world: &World) -> Vec<Connection> {
    let parties = parties(world);
    let mut connections = Vec::new();
    for (source, from) in &parties {
        for (destination, to) in &parties {
            if source == destination || source.is_outside() && destination.is_outside() {
                continue;
            }
            let reaches = reaches(world, from, to);
            connections.extend(connection(*source, *destination, &reaches));
        }
    }
    connections
}

/// Holds every encounter, those of nodes too, against the answers about all
/// pairs of its members.
fn check_encounters(analysis: &Analysis) {
    let world = &analysis.world;
    let nodes = world.cluster().nodes();
    let nodes = nodes.map(|(id, _)| (Party::Node(id), vec![Endpoint::Node(id)]));
    let parties: Vec<_> = parties(world).into_iter().chain(nodes).collect();
    let asked: Vec<Party> = parties.iter().map(|it| it.0).collect();
    let encounters = analysis.reachability.encounters(&asked);
    for (row, (source, from)) in encounters.rows.iter().zip(&parties) {
        for (code, (destination, to)) in row.iter().zip(&parties) {
            if source == destination {
                continue;
            }
            let found = &encounters.distinct[*code as usize];
            let reaches = reaches(world, from, to);
            let connection = connection(*source, *destination, &reaches);
            let pair = format!("{source:?} to {destination:?}");
            assert_eq!(found.outcome.is_denied(), connection.is_none(), "{pair}");
            if let Some(it) = connection {
                let outcome = [&it.ports, &it.unknown_ports, &it.mixed_ports].map(Ports::clone);
                let Outcome {
                    ports,
                    unknown_ports,
                    mixed_ports,
                } = found.outcome.clone();
                assert_eq!([ports, unknown_ports, mixed_ports], outcome, "{pair}");
                assert_eq!(
                    (&found.egress, &found.ingress),
                    (&it.egress, &it.ingress),
                    "{pair}"
                );
                assert_eq!(found.refusing, [], "{pair}");
            } else {
                assert_eq!(found.refusing, refusing(&reaches), "{pair}");
            }
        }
    }
}

/// The ends at which nothing passes.
fn refusing(reaches: &[Reach]) -> Vec<Direction> {
    let gate = |it: &Reach, direction| match direction {
        Direction::Egress => it.egress.may_pass().is_empty(),
        Direction::Ingress => it.ingress.may_pass().is_empty(),
    };
    let refuses = |direction: &Direction| {
        reaches.iter().any(|it| match it.by_family.as_slice() {
            [] => gate(it, *direction),
            both => both.iter().any(|it| gate(it, *direction)),
        })
    };
    Direction::BOTH.into_iter().filter(refuses).collect()
}

fn pods(workload: &Workload) -> Vec<Endpoint> {
    workload.pods.iter().map(|it| Endpoint::Pod(*it)).collect()
}

/// The verdict on a port over all pairs of members.
fn together(reaches: &[Reach], protocol: Protocol, port: u16) -> Verdict {
    let verdicts: Vec<_> = reaches
        .iter()
        .map(|it| it.decide(protocol, port).verdict)
        .collect();
    let has = |verdict| verdicts.contains(&verdict);
    if has(Verdict::Mixed) || has(Verdict::Allowed) && has(Verdict::Denied) {
        Verdict::Mixed
    } else if has(Verdict::Unknown) {
        Verdict::Unknown
    } else if has(Verdict::Allowed) {
        Verdict::Allowed
    } else {
        Verdict::Denied
    }
}

fn connection(source: Party, destination: Party, reaches: &[Reach]) -> Option<Connection> {
    let may = |it: &Reach| it.outcome().perhaps();
    let connected = reaches
        .iter()
        .fold(Ports::none(), |all, it| all.union(&may(it)));
    let mut found = Manner {
        ports: Ports::none(),
        unknown_ports: Ports::none(),
        mixed_ports: Ports::none(),
        egress: passage(reaches, |it| &it.egress),
        ingress: passage(reaches, |it| &it.ingress),
    };
    let mut edges: Vec<_> = reaches.iter().flat_map(edges).collect();
    edges.sort_unstable();
    edges.dedup();
    for (at, (protocol, first)) in edges.iter().enumerate() {
        let next = edges.get(at + 1).filter(|it| it.0 == *protocol);
        let last = next.map_or(u16::MAX, |it| it.1 - 1);
        let set = match together(reaches, *protocol, *first) {
            Verdict::Allowed => &mut found.ports,
            Verdict::Mixed => &mut found.mixed_ports,
            Verdict::Unknown => &mut found.unknown_ports,
            Verdict::Denied | Verdict::NoBackend => continue,
        };
        *set = set.union(&Ports::of(*protocol, PortSet::from_iter([*first..=last])));
    }
    (!connected.is_empty()).then(|| Connection {
        source,
        destination,
        how: Rc::new(found),
    })
}

fn passage(reaches: &[Reach], gate: fn(&Reach) -> &Gate) -> Passage {
    let single: Vec<&Reach> = reaches
        .iter()
        .flat_map(|it| match it.by_family.as_slice() {
            [] => std::slice::from_ref(it),
            both => both,
        })
        .collect();
    let is_open = |it: &&Reach| !matches!(gate(it), Gate::Isolated { .. });
    if single.iter().all(is_open) {
        return Passage::Open;
    }
    let mut admitting = BTreeSet::new();
    for reach in single {
        let connected = reach.outcome().perhaps();
        if let Gate::Isolated { branches, .. } = gate(reach) {
            let counts = |it: &&JudgedBranch| !it.may_admit().intersection(&connected).is_empty();
            admitting.extend(branches.iter().filter(counts).map(|it| it.at));
        }
    }
    Passage::Admitted(admitting.into_iter().collect())
}

fn generated(size: Size) -> Analysis {
    let sources = parts(size).into_iter().collect();
    let analysis = analyze(&sources, &Options::default());
    assert_eq!(
        analysis.diagnostics,
        [],
        "the generator writes what is right"
    );
    analysis
}

#[test]
fn the_list_of_connections_holds_for_a_larger_cluster_too() {
    let analysis = generated(Size::new(60, 40));
    assert_eq!(analysis.connections(), one_by_one(&analysis.world));
}

#[test]
fn encounters_hold_for_a_larger_cluster_too() {
    check_encounters(&generated(Size::new(60, 40)));
}

#[test]
fn the_generator_writes_clusters_worth_measuring() {
    let analysis = generated(Size::new(100, 50));
    let cluster = analysis.cluster();
    assert_eq!((cluster.pods().len(), cluster.policies().len()), (100, 50));
    let is_open = |it: &&Connection| it.egress == Passage::Open && it.ingress == Passage::Open;
    let open = analysis.connections().iter().filter(is_open).count();
    let admitted = analysis.connections().len() - open;
    assert!(open > 1000, "{open} connections are open");
    assert!(
        admitted > 1000,
        "{admitted} connections are admitted by rules"
    );
    assert!(analysis.connections().len() < 9900, "something is denied");
}

#[test]
fn replicas_are_no_classes_of_their_own() {
    let size = Size::new(200, 40);
    let few = generated(size);
    let many = generated(size.times(3));
    let classes = |it: &Analysis| it.reachability.classes().len();
    assert!(many.cluster().pods().len() > 2 * few.cluster().pods().len());
    assert_eq!(classes(&few), classes(&many));
    assert!(classes(&few) < few.cluster().pods().len() / 2);
}
