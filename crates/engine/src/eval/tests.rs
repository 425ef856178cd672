//! What the text of a manifest cannot easily say: doubts, blocks of the
//! outside, addresses that stand for others. The rest is in `tests/cases`.

use std::net::IpAddr;

use ipnet::IpNet;

use super::*;
use crate::model::{
    Backing, Basis, ClusterBuilder, ContainerPorts, IpBlock, Labels, Members, Namespace, Node,
    ObjectId, Operator, Peer, Peers, Pod, PodDns, PodId, Policy, PortEntry, PortSpec, Ports,
    Protocol, Readiness, Requirement, Rule, RulePorts, Scope, Selector, Service, ServiceShape,
    Workload, WorkloadKind, Written,
};

/// One namespace `x`, in which everything is.
struct Town {
    builder: ClusterBuilder,
}

impl Town {
    fn new() -> Self {
        let mut builder = ClusterBuilder::new();
        builder.namespace(Namespace {
            name: "x".to_owned(),
            labels: Labels::from_iter([(Namespace::NAME_LABEL, "x")]),
            declared_by: Some(ObjectId::new(0)),
        });
        Self { builder }
    }

    fn pod(&mut self, name: &str, change: impl FnOnce(&mut Pod)) -> PodId {
        let namespace = self.builder.cluster().find_namespace("x").unwrap();
        let workload = self.builder.workload(Workload {
            namespace,
            kind: WorkloadKind::Pod,
            name: name.to_owned(),
            replicas: 1,
            pods: Vec::new(),
            declared_by: ObjectId::new(0),
        });
        let mut pod = Pod {
            namespace,
            workload,
            name: name.to_owned(),
            labels: Labels::from_iter([("app", name)]),
            ports: ContainerPorts::Declared(Vec::new()),
            addresses: Vec::new(),
            node: None,
            host_network: false,
            dns: PodDns::default(),
            readiness: Readiness::default(),
            declared_by: ObjectId::new(0),
        };
        change(&mut pod);
        let id = self.builder.pod(pod);
        self.builder.attach(workload, id);
        id
    }

    /// A policy on the pods that `subject` selects, with these ingress peers;
    /// without any it denies everything.
    fn ingress(&mut self, subject: Selector, peers: Vec<Peer>) {
        self.ingress_on(subject, peers, RulePorts::Any);
    }

    /// The same on these ports.
    fn ingress_on(&mut self, subject: Selector, peers: Vec<Peer>, ports: RulePorts) {
        let rule = |peers| Rule {
            peers: Peers::OneOf(peers),
            ports,
        };
        let rules = Some(peers).filter(|it| !it.is_empty()).map(rule);
        self.builder.policy(Policy {
            namespace: self.builder.cluster().find_namespace("x").unwrap(),
            name: "np".to_owned(),
            subject,
            ingress: Scope {
                isolates: Some(Basis::Defaulted),
                rules: rules.into_iter().collect(),
            },
            egress: Scope {
                isolates: None,
                rules: Vec::new(),
            },
            declared_by: ObjectId::new(0),
        });
    }

    /// Another pod of the workload of one.
    fn replica(&mut self, of: PodId, change: impl FnOnce(&mut Pod)) -> PodId {
        let mut pod = self.builder.cluster()[of].clone();
        let workload = pod.workload;
        change(&mut pod);
        let id = self.builder.pod(pod);
        self.builder.attach(workload, id);
        id
    }

    fn world(self) -> World {
        World::new(self.builder.build())
    }
}

fn is(key: &str, value: &str) -> Selector {
    Selector::from_iter([Requirement {
        key: key.to_owned(),
        operator: Operator::In(vec![value.to_owned()]),
        written: Written::MatchLabels,
    }])
}

fn block(cidr: &str, except: &[&str]) -> Peer {
    Peer::Block(IpBlock {
        cidr: cidr.parse().unwrap(),
        except: except.iter().map(|it| it.parse().unwrap()).collect(),
    })
}

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn verdict(world: &World, source: PodId, destination: PodId) -> Verdict {
    let reach = world.reach(Endpoint::Pod(source), Endpoint::Pod(destination));
    reach.decide(Protocol::Tcp, 80).verdict
}

#[test]
fn labels_that_the_input_does_not_show_leave_the_answer_open() {
    let mut town = Town::new();
    let web = town.pod("web", |it| {
        it.labels = Labels::from_iter([("tier", "front")]).and_perhaps_others();
    });
    let db = town.pod("db", |_| ());
    town.ingress(is("app", "web"), vec![]);
    town.ingress(is("tier", "back"), vec![]);
    let world = town.world();
    assert_eq!(verdict(&world, db, web), Verdict::Unknown);
    let reach = world.reach(Endpoint::Pod(db), Endpoint::Pod(web));
    let key = "app".to_owned();
    assert_eq!(
        reach.disclosures,
        [Disclosure::TableLacksLabel { pod: web, key }]
    );
}

#[test]
fn a_named_port_of_unknown_ports_leaves_the_answer_open() {
    let mut town = Town::new();
    let web = town.pod("web", |it| it.ports = ContainerPorts::Unknown);
    let bare = town.pod("bare", |it| it.labels.set("app", "web"));
    let db = town.pod("db", |_| ());
    let http = PortEntry {
        protocol: Protocol::Tcp,
        port: PortSpec::Name("http".to_owned()),
    };
    let peers = vec![Peer::LocalPods(is("app", "db"))];
    town.ingress_on(is("app", "web"), peers, RulePorts::OneOf(vec![http]));
    let world = town.world();
    assert_eq!(verdict(&world, db, web), Verdict::Unknown);
    assert_eq!(verdict(&world, db, bare), Verdict::Denied);
    assert_eq!(verdict(&world, bare, web), Verdict::Denied);
    let reach = world.reach(Endpoint::Pod(db), Endpoint::Pod(web));
    assert_eq!(reach.disclosures, [Disclosure::TableLacksPorts(web)]);
    let udp = reach.decide(Protocol::Udp, 80).verdict;
    assert_eq!(udp, Verdict::Denied, "the name is of a TCP port");
}

#[test]
fn a_policy_that_may_select_leaves_the_answer_open() {
    let mut town = Town::new();
    let web = town.pod("web", |it| it.labels.set_generated("pod-template-hash"));
    let db = town.pod("db", |_| ());
    town.ingress(is("pod-template-hash", "abc"), vec![]);
    let world = town.world();
    assert_eq!(verdict(&world, db, web), Verdict::Unknown);
    let reach = world.reach(Endpoint::Pod(db), Endpoint::Pod(web));
    let key = "pod-template-hash".to_owned();
    let expected = [Disclosure::GeneratedLabel { pod: web, key }];
    assert_eq!(reach.disclosures, expected);
}

#[test]
fn a_policy_that_may_select_changes_nothing_for_what_it_admits() {
    let mut town = Town::new();
    let web = town.pod("web", |it| it.labels.set_generated("pod-template-hash"));
    let db = town.pod("db", |_| ());
    let api = town.pod("api", |_| ());
    let db_only = vec![Peer::LocalPods(is("app", "db"))];
    town.ingress(is("pod-template-hash", "abc"), db_only);
    let world = town.world();
    assert_eq!(verdict(&world, db, web), Verdict::Allowed);
    assert_eq!(verdict(&world, api, web), Verdict::Unknown);
}

#[test]
fn what_only_a_doubtful_policy_admits_is_unknown_beside_a_certain_one() {
    let mut town = Town::new();
    let web = town.pod("web", |it| it.labels.set_generated("pod-template-hash"));
    let db = town.pod("db", |_| ());
    let api = town.pod("api", |_| ());
    town.ingress(Selector::everything(), vec![]);
    let db_only = vec![Peer::LocalPods(is("app", "db"))];
    town.ingress(is("pod-template-hash", "abc"), db_only);
    let world = town.world();
    assert_eq!(verdict(&world, db, web), Verdict::Unknown);
    assert_eq!(verdict(&world, api, web), Verdict::Denied);
}

#[test]
fn without_blocks_the_outside_is_one() {
    let outside = Town::new().world().outside().clone();
    let all: Vec<IpNet> = vec!["0.0.0.0/0".parse().unwrap(), "::/0".parse().unwrap()];
    assert_eq!(outside.blocks.len(), 1);
    assert_eq!(outside.blocks[0].cidrs, all);
    assert_eq!(outside.blocks[0].representative, address("203.0.113.1"));
}

#[test]
fn the_outside_is_cut_at_blocks_and_holes_and_the_unnamed_comes_first() {
    let mut town = Town::new();
    let private = ["10.0.0.0/8", "192.168.0.0/16"];
    town.ingress(
        Selector::everything(),
        vec![block("198.51.100.0/24", &[]), block("0.0.0.0/0", &private)],
    );
    let world = town.world();
    let cidrs = |index: usize| -> Vec<String> {
        let block: &OutsideBlock = &world.outside().blocks[index];
        block.cidrs.iter().map(ToString::to_string).collect()
    };
    assert_eq!(world.outside().blocks.len(), 4);
    assert_eq!(cidrs(0), ["::/0"]);
    assert_eq!(cidrs(1), ["198.51.100.0/24"]);
    assert!(
        cidrs(2).contains(&"128.0.0.0/2".to_owned()),
        "{:?}",
        cidrs(2)
    );
    assert_eq!(cidrs(3), private);
}

#[test]
fn a_block_of_nothing_but_a_pod_is_not_outside() {
    let mut town = Town::new();
    town.pod("web", |it| it.addresses.push(address("10.0.0.1")));
    town.ingress(
        Selector::everything(),
        vec![block("10.0.0.1/32", &[]), block("10.0.0.0/30", &[])],
    );
    let world = town.world();
    let blocks = &world.outside().blocks;
    assert_eq!(blocks.len(), 2, "{blocks:?}");
    assert_eq!(blocks[1].representative, address("10.0.0.0"));
}

#[test]
fn an_address_stands_for_its_owner() {
    let mut town = Town::new();
    let web = town.pod("web", |it| it.addresses.push(address("10.0.0.1")));
    let node = town.builder.node(Node {
        name: "n1".to_owned(),
        labels: Labels::new(),
        addresses: vec![address("192.168.0.1")],
        declared_by: None,
    });
    town.pod("agent", |it| {
        it.host_network = true;
        it.node = Some(node);
        it.addresses.push(address("192.168.0.1"));
    });
    let world = town.world();
    let at = |text| world.endpoint_at(address(text));
    assert_eq!(at("10.0.0.1"), Endpoint::Pod(web));
    assert_eq!(at("::ffff:10.0.0.1"), Endpoint::Pod(web));
    assert_eq!(at("192.168.0.1"), Endpoint::Node(node));
    assert_eq!(at("10.0.0.2"), Endpoint::Address(address("10.0.0.2")));
}

#[test]
fn a_host_network_pod_of_unknown_node_may_be_let_in() {
    let mut town = Town::new();
    let web = town.pod("web", |_| ());
    let agent = town.pod("agent", |it| it.host_network = true);
    town.ingress(
        Selector::everything(),
        vec![Peer::LocalPods(is("app", "agent"))],
    );
    let world = town.world();
    assert_eq!(verdict(&world, agent, web), Verdict::Unknown);
    let reach = world.reach(Endpoint::Pod(agent), Endpoint::Pod(web));
    let codes: Vec<_> = reach.disclosures.iter().map(Disclosure::code).collect();
    assert_eq!(codes, ["HOSTNET", "NODE-UNKNOWN", "NODE-UNKNOWN"]);
}

/// Gives a pod an address of each family.
fn dual_stack(pod: &mut Pod, last: u8) {
    pod.addresses.push(address(&format!("10.0.0.{last}")));
    pod.addresses.push(address(&format!("fd00::{last}")));
}

#[test]
fn one_address_in_a_block_and_one_outside_make_it_mixed() {
    let mut town = Town::new();
    let web = town.pod("web", |it| dual_stack(it, 1));
    let api = town.pod("api", |it| dual_stack(it, 2));
    town.ingress(is("app", "web"), vec![block("fd00::/64", &[])]);
    let world = town.world();
    assert_eq!(verdict(&world, api, web), Verdict::Mixed);
    let over = |text| {
        let reach = world.reach(Endpoint::Address(address(text)), Endpoint::Pod(web));
        assert_eq!(reach.source, Endpoint::Pod(api));
        reach.verdict()
    };
    assert_eq!(over("fd00::2"), Verdict::Allowed);
    assert_eq!(over("10.0.0.2"), Verdict::Denied);
}

#[test]
fn blocks_of_both_families_hold_a_dual_stack_pod() {
    let mut town = Town::new();
    let web = town.pod("web", |it| dual_stack(it, 1));
    let api = town.pod("api", |it| dual_stack(it, 2));
    let everything = vec![block("0.0.0.0/0", &[]), block("::/0", &[])];
    town.ingress(is("app", "web"), everything);
    assert_eq!(verdict(&town.world(), api, web), Verdict::Allowed);
}

#[test]
fn nodes_of_several_addresses_are_told_apart_by_family() {
    let mut town = Town::new();
    let web = town.pod("web", |it| dual_stack(it, 1));
    let agents = ["10.1.0.2", "10.2.0.2"].map(|second| {
        town.pod("agent", |it| {
            it.host_network = true;
            it.addresses = ["10.1.0.1", second, "fd01::1"].map(address).to_vec();
        })
    });
    let peers = vec![block("10.1.0.0/16", &[]), block("fd01::/16", &[])];
    town.ingress(is("app", "web"), peers);
    let world = town.world();
    let certain = |pod: PodId| {
        let source = Party::Workload(world.cluster()[pod].workload);
        let connections: Vec<_> = Reachability::new(&world).connections();
        let connection = connections.iter().find(|it| it.source == source);
        connection.unwrap().ports.is_all()
    };
    assert_eq!(agents.map(certain), [true, false]);
    let alone = |pod: PodId| world.reach(Endpoint::Pod(pod), Endpoint::Pod(web)).ports();
    assert_eq!(agents.map(|it| alone(it).is_all()), [true, false]);
}

#[test]
fn connections_leave_out_the_outside_among_itself() {
    let mut town = Town::new();
    let pod = town.pod("web", |_| ());
    town.ingress(Selector::everything(), vec![block("198.51.100.0/24", &[])]);
    let world = town.world();
    let web = Party::Workload(world.cluster()[pod].workload);
    let connections: Vec<_> = Reachability::new(&world).connections();
    let pairs: Vec<_> = connections
        .iter()
        .map(|it| (it.source, it.destination))
        .collect();
    let expected = [
        (web, Party::Outside(0)),
        (web, Party::Outside(1)),
        (Party::Outside(1), web),
    ];
    assert_eq!(pairs, expected);
}

/// A Service in front of nobody that is known.
fn service(members: Members) -> Service {
    Service {
        namespace: Town::new().builder.cluster().find_namespace("x").unwrap(),
        name: "s".to_owned(),
        shape: ServiceShape::Headless(Backing {
            members,
            ports: Vec::new(),
            publishes_not_ready: false,
        }),
        declared_by: ObjectId::new(0),
    }
}

#[test]
fn whom_a_service_selects_may_be_unseen() {
    for (members, expected) in [
        (Members::Unseen, Verdict::Unknown),
        (Members::Listed, Verdict::NoBackend),
        (Members::Selected(is("app", "db")), Verdict::NoBackend),
        (Members::Selected(is("app", "web")), Verdict::Allowed),
    ] {
        let mut town = Town::new();
        let web = town.pod("web", |_| ());
        let id = town.builder.service(service(members));
        let world = town.world();
        let reach = world.reach_service(Endpoint::Pod(web), id);
        assert_eq!(reach.decide(Protocol::Tcp, 80).verdict, expected);
        assert_eq!(reach.verdict(), expected);
    }
}

#[test]
fn names_of_any_length_and_kind_have_an_answer() {
    let mut town = Town::new();
    let web = town.pod("web", |_| ());
    let world = town.world();
    let long = "a.".repeat(200);
    let deep = "a.b.c.d.e.f.svc.cluster.local";
    let names = [
        "",
        ".",
        "..",
        "svc.cluster.local",
        "cluster.local",
        "xcluster.local",
        deep,
        &long,
        "é.x",
    ];
    for name in names {
        let answer = world.look_up(Endpoint::Pod(web), name).answer;
        let is_foreign = ["xcluster.local", "é.x"].contains(&name) && answer == Answer::Outside;
        let is_nothing = matches!(answer, Answer::Nothing(_));
        assert!(is_foreign || is_nothing, "{name}: {answer:?}");
    }
}

#[track_caller]
fn check_parties(world: &World, source: PodId, destination: PodId, expected: [bool; 3]) {
    let party = |it: PodId| Party::Workload(world.cluster()[it].workload);
    let reachability = Reachability::new(world);
    let found = reachability.connection(party(source), party(destination));
    let found = found.map_or([false; 3], |it| {
        [&it.ports, &it.mixed_ports, &it.unknown_ports].map(Ports::is_all)
    });
    assert_eq!(found, expected, "allowed, mixed, unknown");
}

#[test]
fn a_workload_whose_pods_differ_is_mixed() {
    let mut town = Town::new();
    let web = town.pod("web", |it| it.addresses = vec![address("10.0.0.1")]);
    town.replica(web, |it| it.addresses = vec![address("10.1.0.1")]);
    let db = town.pod("db", |_| ());
    town.ingress(is("app", "db"), vec![block("10.0.0.0/16", &[])]);
    let world = town.world();
    check_parties(&world, web, db, [false, true, false]);
    check_parties(&world, db, web, [true, false, false]);
}

#[test]
fn a_workload_and_itself_are_all_pairs_of_its_pods() {
    let mut town = Town::new();
    let alone = town.pod("alone", |_| ());
    let web = town.pod("web", |_| ());
    town.replica(web, |_| ());
    town.ingress(Selector::everything(), vec![]);
    let world = town.world();
    check_parties(&world, alone, alone, [true, false, false]);
    check_parties(&world, web, web, [false, true, false]);
}

#[test]
fn agents_of_a_node_reach_the_pods_on_it_only() {
    let mut town = Town::new();
    let [one, two] = ["one", "two"].map(|it| {
        town.builder.node(Node {
            name: it.to_owned(),
            labels: Labels::new(),
            addresses: Vec::new(),
            declared_by: None,
        })
    });
    let agent = town.pod("agent", |it| {
        it.host_network = true;
        it.node = Some(one);
    });
    let web = town.pod("web", |it| it.node = Some(one));
    let spread = town.pod("spread", |it| it.node = Some(one));
    town.replica(spread, |it| it.node = Some(two));
    let far = town.pod("far", |it| it.node = Some(two));
    town.ingress(Selector::everything(), vec![]);
    let world = town.world();
    check_parties(&world, agent, web, [true, false, false]);
    check_parties(&world, agent, spread, [false, true, false]);
    check_parties(&world, agent, far, [false; 3]);
}
