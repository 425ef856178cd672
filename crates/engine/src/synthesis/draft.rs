use std::collections::{BTreeMap, BTreeSet};

use ipnet::IpNet;

use super::selector::selector_of;
use crate::model::{
    Basis, Cluster, Direction, IpBlock, Namespace, NamespaceId, ObjectId, Operator, Peer, Peers,
    PodId, Policy, PortEntry, PortSpec, Ports, Protocol, Requirement, Rule, RulePorts, Scope,
    Selector, Written,
};

/// One end of what is wanted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    /// These pods of a namespace: those of a workload, or one.
    Pods(NamespaceId, Vec<PodId>),
    /// Pods by labels that the input does not show, or all there are.
    Others(Peer),
    /// Addresses.
    Block(IpBlock),
}

/// What is to be admitted, by the pods whose policy has to say so.
#[derive(Debug, Default)]
pub(super) struct Wants(BTreeMap<(NamespaceId, Vec<PodId>, Direction), BTreeMap<End, Ports>>);

impl Wants {
    pub(super) fn add(
        &mut self,
        (home, pods): (NamespaceId, Vec<PodId>),
        direction: Direction,
        peer: End,
        ports: &Ports,
    ) {
        let peers = self.0.entry((home, pods, direction)).or_default();
        let known = peers.entry(peer).or_default();
        *known = known.union(ports);
    }
}

/// Where everything that is not admitted is to be denied.
pub(super) type Closed = BTreeMap<NamespaceId, BTreeSet<Direction>>;

/// The policies: a denial for each namespace, then one for each subject.
/// `is_isolated` knows who is by policies that stay.
pub(super) fn policies(
    cluster: &Cluster,
    wants: &Wants,
    closed: &Closed,
    is_isolated: impl Fn(PodId, Direction) -> bool,
    is_taken: impl Fn(NamespaceId, &str) -> bool,
) -> Vec<Policy> {
    let mut policies: Vec<Policy> = Vec::new();
    let mut add = |home: NamespaceId, name: &str, subject, rules: Vec<(Direction, Vec<Rule>)>| {
        let is_new = |name: &str| {
            !is_taken(home, name)
                && !policies
                    .iter()
                    .any(|it| it.namespace == home && it.name == name)
        };
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        let name = names.find(|it| is_new(it)).unwrap_or_default();
        let scope = |direction| {
            let mut rules = rules.iter().enumerate();
            let found = rules.find(|it| it.1.0 == direction);
            Scope {
                isolates: found.as_ref().map(|it| Basis::Listed(it.0)),
                rules: found.map_or_else(Vec::new, |it| it.1.1.clone()),
            }
        };
        policies.push(Policy {
            namespace: home,
            name,
            subject,
            ingress: scope(Direction::Ingress),
            egress: scope(Direction::Egress),
            declared_by: ObjectId::new(usize::MAX),
        });
    };
    for (home, directions) in closed {
        let name = match directions.iter().collect::<Vec<_>>().as_slice() {
            [Direction::Ingress] => "default-deny-ingress",
            [Direction::Egress] => "default-deny-egress",
            _ => "default-deny",
        };
        let nothing = directions.iter().rev().map(|it| (*it, Vec::new()));
        add(*home, name, Selector::everything(), nothing.collect());
    }
    for ((home, pods, direction), peers) in &wants.0 {
        let is_closed = closed.get(home).is_some_and(|it| it.contains(direction));
        if !is_closed && !pods.iter().any(|it| is_isolated(*it, *direction)) {
            continue;
        }
        let everybody = pods.is_empty();
        let name = match (direction, everybody) {
            (_, true) => "allow-dns".to_owned(),
            (Direction::Ingress, _) => format!("allow-to-{}", name_of(cluster, pods)),
            (Direction::Egress, _) => format!("allow-from-{}", name_of(cluster, pods)),
        };
        let subject = if everybody {
            Selector::everything()
        } else {
            selector_of(cluster, *home, pods)
        };
        let rules = rules(cluster, *home, peers);
        add(*home, &name, subject, vec![(*direction, rules)]);
    }
    policies
}

/// Everybody closed on both sides.
pub(super) fn shut(cluster: &Cluster) -> Vec<Policy> {
    let homes = cluster.namespaces().map(|it| it.0);
    let closed: Closed = homes
        .map(|it| (it, BTreeSet::from(Direction::BOTH)))
        .collect();
    let nobody = Wants::default();
    policies(cluster, &nobody, &closed, |_, _| false, |_, _| false)
}

/// What a policy for these pods is called after.
fn name_of<'a>(cluster: &'a Cluster, pods: &[PodId]) -> &'a str {
    let Some(first) = pods.first() else {
        return "";
    };
    let workload = &cluster[cluster[*first].workload];
    if workload.pods.len() == pods.len() {
        &workload.name
    } else {
        &cluster[*first].name
    }
}

/// A rule for all peers that are admitted on the same ports.
fn rules(cluster: &Cluster, home: NamespaceId, peers: &BTreeMap<End, Ports>) -> Vec<Rule> {
    let mut rules: Vec<(Ports, Vec<Peer>)> = Vec::new();
    for (end, ports) in peers {
        let peer = match end {
            End::Pods(namespace, pods) => {
                let pods = selector_of(cluster, *namespace, pods);
                if *namespace == home {
                    Peer::LocalPods(pods)
                } else {
                    Peer::Pods {
                        namespaces: named(&cluster[*namespace].name),
                        pods: Some(pods),
                    }
                }
            }
            End::Others(peer) => peer.clone(),
            End::Block(block) => Peer::Block(block.clone()),
        };
        match rules.iter_mut().find(|it| it.0 == *ports) {
            Some((_, known)) if known.contains(&peer) => {}
            Some((_, known)) => known.push(peer),
            None => rules.push((ports.clone(), vec![peer])),
        }
    }
    let rule = |(ports, peers): (Ports, Vec<Peer>)| Rule {
        peers: Peers::OneOf(peers),
        ports: entries(&ports),
    };
    rules.into_iter().map(rule).collect()
}

fn entries(ports: &Ports) -> RulePorts {
    if ports.is_all() {
        return RulePorts::Any;
    }
    let mut entries = Vec::new();
    for protocol in Protocol::ALL {
        let set = ports.get(protocol);
        let port = |(first, last)| match (first, last) {
            _ if set.is_all() => PortSpec::All,
            (first, last) if first == last => PortSpec::Number(first),
            (first, last) => PortSpec::Range(first, last),
        };
        let ranges = set.ranges().map(port);
        entries.extend(ranges.map(|port| PortEntry { protocol, port }));
    }
    RulePorts::OneOf(entries)
}

/// The namespace of this name, by the label that every one has.
pub(super) fn named(namespace: &str) -> Selector {
    Selector::from_iter([equal(Namespace::NAME_LABEL, namespace)])
}

pub(super) fn equal(key: &str, value: &str) -> Requirement {
    Requirement {
        key: key.to_owned(),
        operator: Operator::In(vec![value.to_owned()]),
        written: Written::MatchLabels,
    }
}

/// Every address, those of the cluster's pods left out as far as they are known.
pub(super) fn everywhere(cluster: &Cluster, networks: &[IpNet]) -> Vec<End> {
    let pods: Vec<_> = cluster.pods().map(|it| it.1).collect();
    let is_hidden = |it: &crate::model::Pod| it.addresses.is_empty() && !it.host_network;
    // A hole would make it unknown whether the others are in the block.
    let is_known = !networks.is_empty() || !pods.iter().any(|it| is_hidden(it));
    let addresses = pods
        .iter()
        .filter(|it| !it.host_network)
        .flat_map(|it| &it.addresses);
    let mut taken: Vec<IpNet> = addresses.map(|it| IpNet::from(it.to_canonical())).collect();
    taken.extend(networks);
    let taken = if is_known {
        IpNet::aggregate(&taken)
    } else {
        Vec::new()
    };
    let all = ["0.0.0.0/0", "::/0"]
        .into_iter()
        .filter_map(|it| it.parse().ok());
    let block = |cidr: IpNet| IpBlock {
        except: taken
            .iter()
            .copied()
            .filter(|it| cidr.contains(it))
            .collect(),
        cidr,
    };
    all.map(|it| End::Block(block(it))).collect()
}
