//! Policies from intentions: the least that a set of expectation lines asks for.
//!
//! Every namespace that a line leads into is closed, and each connection that a
//! line wants is admitted by a policy of its destination, with selectors on the
//! workloads' own labels. Connections that only their source can deny close that
//! side too; names can be looked up all the same. What comes out is evaluated and
//! held against each line; one that does not hold comes with the reason.
//! How policies are written as YAML is not decided here.

mod draft;
mod obstacle;
mod selector;

use std::net::IpAddr;

use ipnet::IpNet;

use self::draft::{Closed, End, Wants, equal, everywhere, named, policies};
pub use self::obstacle::Obstacle;
use crate::analysis::Analysis;
use crate::eval::{DNS_PORT, DnsServers, Endpoint, NameLookup, Reachability, World};
use crate::expectation::{Claim, Expected, ExpectedPorts, Flow, Outcome, Pattern, check, flows};
use crate::model::{
    Cluster, Direction, IpBlock, NamespaceId, Peer, PodId, Policy, PolicyId, PortSet, Ports,
    Protocol, Selector,
};
use crate::options::Options;
use crate::query::EndpointName;

/// What becomes of the policies that are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Existing {
    /// Those of the namespaces concerned make room.
    #[default]
    Replaced,
    /// They stay, and go on admitting what they admit.
    Kept,
}

/// How policies are to be proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wish {
    /// What becomes of those that are there.
    pub existing: Existing,
    /// Whether sources are closed too, where no line needs it.
    pub closes_egress: bool,
}

/// A set of policies, and what it does.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The policies, in the order of their namespaces.
    pub policies: Vec<Policy>,
    /// Those of the input that they replace.
    pub replaced: Vec<PolicyId>,
    /// The cluster as it would be.
    pub world: World,
    /// Who would reach whom.
    pub reachability: Reachability,
    /// Line by line what becomes of it, and why if it does not hold.
    pub outcomes: Vec<(Outcome, Option<Obstacle>)>,
}

/// The policies that these lines ask for.
pub fn propose(analysis: &Analysis, claims: &[Claim], options: &Options, wish: Wish) -> Proposal {
    let cluster = analysis.cluster();
    let namespace = options.default_namespace.as_str();
    let open = rebuilt(analysis, options, &[], &[]);
    let flows_of = |it| flows(&open, it, namespace).unwrap_or_default();
    let plan = Plan {
        cluster,
        options,
        open: &open,
        lines: claims.iter().map(|it| (it, flows_of(it))).collect(),
        wish,
    };
    let closed = plan.closed();
    let replaced = plan.replaced(&closed);
    let kept: Vec<PolicyId> = ids(cluster).filter(|it| !replaced.contains(it)).collect();
    let kept_policies: Vec<Policy> = kept.iter().map(|it| cluster[*it].clone()).collect();
    let isolating = rebuilt(analysis, options, &kept_policies, &[]);
    let drafted = policies(
        cluster,
        &plan.wants(&closed),
        &closed,
        |pod, direction| {
            !isolating
                .isolating(Endpoint::Pod(pod), direction)
                .is_empty()
        },
        |home, name| {
            kept_policies
                .iter()
                .any(|it| it.namespace == home && it.name == name)
        },
    );
    let world = rebuilt(analysis, options, &kept_policies, &drafted);
    let shut = rebuilt(analysis, options, &[], &draft::shut(cluster));
    let outcomes = claims.iter().map(|claim| {
        let outcome = check(&world, claim, namespace);
        let worlds = [&open, &shut, &world];
        let obstacle = Obstacle::of(&outcome, claim, &plan.lines, worlds, kept.len(), namespace);
        (outcome, obstacle)
    });
    Proposal {
        outcomes: outcomes.collect(),
        reachability: Reachability::new(&world),
        policies: drafted,
        replaced,
        world,
    }
}

fn ids(cluster: &Cluster) -> impl Iterator<Item = PolicyId> {
    cluster.policies().map(|it| it.0)
}

/// The same cluster with other policies.
fn rebuilt(analysis: &Analysis, options: &Options, kept: &[Policy], new: &[Policy]) -> World {
    let policies = kept.iter().chain(new).cloned().collect();
    let rebuilt = analysis.cluster().clone().with_policies(policies);
    World::assuming(rebuilt, *analysis.world.assumptions())
        .with_pods_in(options.pod_networks.clone())
}

/// The lines with whom they are about, and what follows from them.
struct Plan<'a> {
    cluster: &'a Cluster,
    options: &'a Options,
    open: &'a World,
    lines: Vec<(&'a Claim, Vec<Flow>)>,
    wish: Wish,
}

impl Plan<'_> {
    /// The pod of an endpoint, if policies can select it.
    fn subject(&self, endpoint: Endpoint) -> Option<(NamespaceId, PodId)> {
        let owner = match endpoint {
            Endpoint::Address(address) => self.open.endpoint_at(address),
            other => other,
        };
        let Endpoint::Pod(pod) = owner else {
            return None;
        };
        let it = &self.cluster[pod];
        (!it.host_network).then_some((it.namespace, pod))
    }

    /// The namespaces that lines lead into; and those out of which a line denies
    /// what no destination can.
    fn closed(&self) -> Closed {
        let mut closed = Closed::new();
        for (claim, flows) in &self.lines {
            for flow in flows {
                let ends = flow.destinations.iter().map(|it| self.subject(it.0));
                let homes: Vec<_> = ends.map(|it| it.map(|it| it.0)).collect();
                for home in homes.iter().flatten() {
                    closed.entry(*home).or_default().insert(Direction::Ingress);
                }
                let is_denial = claim.expected != Expected::Allowed;
                let needs_source = is_denial && homes.contains(&None);
                if !needs_source && !self.wish.closes_egress {
                    continue;
                }
                for (home, _) in flow.sources.iter().filter_map(|it| self.subject(*it)) {
                    closed.entry(home).or_default().insert(Direction::Egress);
                }
            }
        }
        closed
    }

    fn replaced(&self, closed: &Closed) -> Vec<PolicyId> {
        match self.wish.existing {
            Existing::Kept => Vec::new(),
            Existing::Replaced => ids(self.cluster)
                .filter(|it| closed.contains_key(&self.cluster[*it].namespace))
                .collect(),
        }
    }

    fn wants(&self, closed: &Closed) -> Wants {
        let mut wants = Wants::default();
        for (claim, flows) in &self.lines {
            if claim.expected == Expected::Denied {
                continue;
            }
            for flow in flows {
                for (peer, ports) in &flow.destinations {
                    let ports = self.ports(flow, *peer, ports);
                    let to = self.ends(&[*peer], &claim.destination, flow);
                    let from = self.ends(&flow.sources, &claim.source, flow);
                    for (subjects, peers, direction) in [
                        (&to, &from, Direction::Ingress),
                        (&from, &to, Direction::Egress),
                    ] {
                        for subject in subjects {
                            let End::Pods(home, pods) = subject else {
                                continue;
                            };
                            for peer in peers {
                                let subject = (*home, pods.clone());
                                wants.add(subject, direction, peer.clone(), &ports);
                            }
                        }
                    }
                }
            }
        }
        self.add_dns(closed, &mut wants);
        wants
    }

    /// The ends that policies can name: pods with the others of the flow that are
    /// of their workload, or addresses.
    fn ends(&self, endpoints: &[Endpoint], pattern: &Pattern, flow: &Flow) -> Vec<End> {
        let mut ends: Vec<End> = Vec::new();
        let all = flow.sources.iter().copied();
        let all: Vec<Endpoint> = all.chain(flow.destinations.iter().map(|it| it.0)).collect();
        for endpoint in endpoints {
            let found = match self.subject(*endpoint) {
                Some((home, pod)) => vec![End::Pods(home, self.siblings(pod, &all))],
                None => self.addresses(*endpoint, pattern),
            };
            for it in found {
                if !ends.contains(&it) {
                    ends.push(it);
                }
            }
        }
        ends
    }

    /// The whole workload of a pod if all of it is meant, else the pod.
    fn siblings(&self, pod: PodId, all: &[Endpoint]) -> Vec<PodId> {
        let pods = &self.cluster[self.cluster[pod].workload].pods;
        let is_meant = |it: &PodId| {
            all.iter()
                .any(|end| self.subject(*end).is_some_and(|end| end.1 == *it))
        };
        if pods.iter().all(is_meant) {
            pods.clone()
        } else {
            vec![pod]
        }
    }

    fn addresses(&self, endpoint: Endpoint, pattern: &Pattern) -> Vec<End> {
        let block = |cidr: IpNet| {
            let except = Vec::new();
            End::Block(IpBlock { cidr, except })
        };
        match (endpoint, pattern) {
            (_, Pattern::One(EndpointName::External)) => {
                let networks = self.options.pod_networks.iter().map(|it| it.0);
                everywhere(self.cluster, &networks.collect::<Vec<_>>())
            }
            (Endpoint::Address(address), Pattern::One(EndpointName::Block(net)))
                if net.contains(&address) && self.open.endpoint_at(address) == endpoint =>
            {
                vec![block(*net)]
            }
            (Endpoint::Address(address), _) => vec![block(IpNet::from(address))],
            (Endpoint::Node(node), _) => {
                let addresses = self.cluster[node].addresses.iter();
                addresses
                    .map(|it| block(IpNet::from(IpAddr::to_canonical(it))))
                    .collect()
            }
            (Endpoint::Pod(pod), _) => {
                let host = self.cluster[pod].node;
                let addresses = host.map(|it| self.cluster[it].addresses.clone());
                let addresses = addresses.into_iter().flatten();
                addresses
                    .map(|it| block(IpNet::from(it.to_canonical())))
                    .collect()
            }
            (Endpoint::UnknownAddress, _) => Vec::new(),
        }
    }

    /// The ports that are admitted: where none is named, those that the
    /// destination declares, without those that a line denies.
    fn ports(&self, flow: &Flow, to: Endpoint, ports: &ExpectedPorts) -> Ports {
        let ExpectedPorts::Any = ports else {
            return match ports {
                ExpectedPorts::These(ports) => ports.clone(),
                ExpectedPorts::Any => Ports::all(),
            };
        };
        let denied = self.denied(flow, to);
        let mut declared = Ports::none();
        if let Some((_, pod)) = self.subject(to) {
            for it in self.cluster[pod].ports.known() {
                let port = PortSet::from_iter([it.number..=it.number]);
                declared = declared.union(&Ports::of(it.protocol, port));
            }
        }
        let all = Ports::all();
        let choices = [declared.difference(&denied), all.difference(&denied)];
        choices.into_iter().find(|it| !it.is_empty()).unwrap_or(all)
    }

    /// What lines deny between one of the sources and a destination.
    fn denied(&self, flow: &Flow, to: Endpoint) -> Ports {
        let mut denied = Ports::none();
        for (claim, flows) in &self.lines {
            if claim.expected == Expected::Allowed {
                continue;
            }
            for other in flows {
                let meets = |it: &&(Endpoint, ExpectedPorts)| it.0 == to;
                let Some((_, ports)) = other.destinations.iter().find(meets) else {
                    continue;
                };
                if !other.sources.iter().any(|it| flow.sources.contains(it)) {
                    continue;
                }
                denied = denied.union(&match (claim.expected, ports) {
                    (Expected::Only, ExpectedPorts::These(it)) => Ports::all().difference(it),
                    (_, ExpectedPorts::These(it)) => it.clone(),
                    (_, ExpectedPorts::Any) => Ports::all(),
                });
            }
        }
        denied
    }

    /// Lets everybody whose namespace is closed outwards look names up.
    fn add_dns(&self, closed: &Closed, wants: &mut Wants) {
        for (home, directions) in closed {
            if !directions.contains(&Direction::Egress) {
                continue;
            }
            let pods = self.cluster.pods().filter(|it| it.1.namespace == *home);
            let client = pods.map(|it| Endpoint::Pod(it.0)).next();
            let lookup = client.map(|it| self.open.name_lookup(it));
            for (server, ports) in dns_servers(lookup) {
                let peer = match server.and_then(|it| self.subject(it)) {
                    Some((namespace, pod)) => {
                        let all = self.cluster[self.cluster[pod].workload].pods.clone();
                        let inbound = (namespace, all.clone());
                        if closed
                            .get(&namespace)
                            .is_some_and(|it| it.contains(&Direction::Ingress))
                        {
                            let anybody = End::Others(anybody());
                            wants.add(inbound, Direction::Ingress, anybody, &ports);
                        }
                        End::Pods(namespace, all)
                    }
                    None => End::Others(usual_dns()),
                };
                wants.add((*home, Vec::new()), Direction::Egress, peer, &ports);
            }
        }
    }
}

fn anybody() -> Peer {
    Peer::Pods {
        namespaces: Selector::everything(),
        pods: None,
    }
}

/// The pods that answer for names in nearly every cluster.
fn usual_dns() -> Peer {
    let (key, value) = DnsServers::USUAL_LABEL;
    Peer::Pods {
        namespaces: named(DnsServers::USUAL_NAMESPACE),
        pods: Some(Selector::from_iter([equal(key, value)])),
    }
}

/// Who answers for names, on which ports of their own; nobody in particular
/// where the input has none.
fn dns_servers(lookup: Option<NameLookup>) -> Vec<(Option<Endpoint>, Ports)> {
    let one = |protocol, port| Ports::of(protocol, PortSet::from_iter([port..=port]));
    let usual = one(Protocol::Udp, DNS_PORT).union(&one(Protocol::Tcp, DNS_PORT));
    match lookup {
        Some(NameLookup::Judged {
            servers, udp, tcp, ..
        }) if servers != DnsServers::Undeclared => {
            let udp = udp.servers.iter().map(|it| (Protocol::Udp, it));
            let all = udp.chain(tcp.servers.iter().map(|it| (Protocol::Tcp, it)));
            all.map(|(protocol, it)| (Some(it.endpoint), one(protocol, it.port)))
                .collect()
        }
        _ => vec![(None, usual)],
    }
}
