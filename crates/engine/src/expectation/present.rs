use ipnet::IpNet;

use super::compact::{Party, Said, compact};
use super::{Claim, Expected, ExpectedPorts, Pattern};
use crate::eval::{self, Endpoint, Outcome, Reachability, World};
use crate::model::{Cluster, PodId, Ports, WorkloadId};
use crate::query::{EndpointName, Kind};

/// How a cluster is, as lines that hold for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PresentState {
    /// The lines: together they hold for no state in which somebody reaches
    /// somebody else on other ports.
    pub claims: Vec<Claim>,
    /// The pairs on which the input does not decide everything, or that no line
    /// can tell apart; of these less is said than is so.
    pub unsaid: Vec<(String, String)>,
}

/// Expects exactly what is: between all workloads, and with the outside.
pub fn present_state(world: &World, reachability: &Reachability) -> PresentState {
    let cluster = world.cluster();
    let with_pods = cluster.workloads().filter(|(_, it)| !it.pods.is_empty());
    let mut ends: Vec<eval::Party> = with_pods.map(|it| eval::Party::Workload(it.0)).collect();
    let mut parties: Vec<Party> = Vec::with_capacity(ends.len());
    for (id, it) in cluster.workloads().filter(|(_, it)| !it.pods.is_empty()) {
        parties.push(Party {
            name: Pattern::One(workload(cluster, id)),
            namespace: Some(cluster[it.namespace].name.clone()),
        });
    }
    for (block, name) in outside(world) {
        ends.push(eval::Party::Outside(block));
        parties.push(Party {
            name: Pattern::One(name),
            namespace: None,
        });
    }
    let survey = Survey {
        world,
        reachability,
        ends,
    };
    let mut present = PresentState {
        claims: compact(&parties, &parties, |from, to| survey.said(from, to)),
        unsaid: Vec::new(),
    };
    survey.add_members(&parties, &mut present);
    present
}

/// Every pair, to be asked by position.
struct Survey<'a> {
    world: &'a World,
    reachability: &'a Reachability,
    ends: Vec<eval::Party>,
}

impl Survey<'_> {
    /// What connects a pair, if both are different and policies decide.
    fn outcome(&self, from: usize, to: usize) -> Option<Outcome> {
        let (from, to) = (*self.ends.get(from)?, *self.ends.get(to)?);
        if from == to || from.is_outside() && to.is_outside() {
            return None;
        }
        let connection = self.reachability.connection(from, to);
        Some(connection.map_or_else(Outcome::default, |it| Outcome {
            ports: it.ports.clone(),
            unknown_ports: it.unknown_ports.clone(),
            mixed_ports: it.mixed_ports.clone(),
        }))
    }

    /// What a line can say of the two as a whole.
    fn said(&self, from: usize, to: usize) -> Said {
        let outcome = self.outcome(from, to);
        let whole = outcome.filter(|it| it.mixed_ports.is_empty());
        whole.map_or_else(Vec::new, |it| said(&it))
    }

    /// Where members differ, lines about each of them.
    fn add_members(&self, parties: &[Party], present: &mut PresentState) {
        for (from, source) in parties.iter().enumerate() {
            for (to, destination) in parties.iter().enumerate() {
                let Some(outcome) = self.outcome(from, to) else {
                    continue;
                };
                let mut is_said = outcome.unknown_ports.is_empty();
                if !outcome.mixed_ports.is_empty() {
                    is_said &= self.add_pods((from, source), (to, destination), present);
                }
                if !is_said {
                    let pair = (source.name.to_string(), destination.name.to_string());
                    present.unsaid.push(pair);
                }
            }
        }
    }

    /// Whether everything could be said.
    fn add_pods(
        &self,
        (from, source): (usize, &Party),
        (to, destination): (usize, &Party),
        present: &mut PresentState,
    ) -> bool {
        let mut is_said = true;
        for (from, source) in self.members(from, source) {
            for (to, destination) in self.members(to, destination) {
                let outcome = self.world.reach(from, to).outcome();
                is_said &= outcome.mixed_ports.is_empty() && outcome.unknown_ports.is_empty();
                for (expected, ports) in said(&outcome) {
                    present.claims.push(Claim {
                        source: Pattern::One(source.clone()),
                        destination: Pattern::One(destination.clone()),
                        ports,
                        expected,
                    });
                }
            }
        }
        is_said
    }

    fn members(&self, at: usize, party: &Party) -> Vec<(Endpoint, EndpointName)> {
        let cluster = self.world.cluster();
        match (self.ends.get(at), &party.name) {
            (Some(eval::Party::Workload(id)), _) => {
                let pods = cluster[*id].pods.iter();
                pods.map(|it| (Endpoint::Pod(*it), pod(cluster, *it)))
                    .collect()
            }
            (Some(end), Pattern::One(name)) => {
                let endpoint = self.world.representative(*end);
                endpoint.into_iter().map(|it| (it, name.clone())).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The outcome in lines: what is certain of it.
fn said(outcome: &Outcome) -> Said {
    let open = outcome.unknown_ports.union(&outcome.mixed_ports);
    let ports = &outcome.ports;
    if open.is_empty() && !ports.is_empty() && !ports.is_all() {
        return vec![(Expected::Only, ExpectedPorts::These(ports.clone()))];
    }
    let denied = Ports::all().difference(ports).difference(&open);
    let mut said = Vec::new();
    if !ports.is_empty() {
        said.push((Expected::Allowed, ExpectedPorts::These(ports.clone())));
    }
    if denied.is_all() {
        said.push((Expected::Denied, ExpectedPorts::Any));
    } else if !denied.is_empty() {
        said.push((Expected::Denied, ExpectedPorts::These(denied)));
    }
    said
}

/// A workload as it is always understood: with its kind where a pod, or another
/// workload, goes by the name.
pub(super) fn workload(cluster: &Cluster, id: WorkloadId) -> EndpointName {
    let it = &cluster[id];
    let namespace = cluster[it.namespace].name.clone();
    let namesakes = cluster
        .workloads()
        .filter(|(_, other)| other.namespace == it.namespace && other.name == it.name);
    let pod = cluster.find_pod(it.namespace, &it.name);
    let is_clear =
        namesakes.count() == 1 && pod.is_none_or(|pod| it.pods == [pod]) && namespace != "node";
    EndpointName::Object {
        namespace,
        kind: Kind::from_word(it.kind.name()).filter(|_| !is_clear),
        name: it.name.clone(),
    }
}

fn pod(cluster: &Cluster, id: PodId) -> EndpointName {
    let it = &cluster[id];
    EndpointName::Object {
        namespace: cluster[it.namespace].name.clone(),
        kind: Some(Kind::POD),
        name: it.name.clone(),
    }
}

/// The outside by the names that lines have for it: `external` where policies
/// do not cut it, else blocks, around the addresses of the cluster.
fn outside(world: &World) -> Vec<(usize, EndpointName)> {
    let blocks = &world.outside().blocks;
    if let [_] = blocks.as_slice() {
        return vec![(0, EndpointName::External)];
    }
    let cluster = world.cluster();
    let pods = cluster.pods().flat_map(|it| &it.1.addresses);
    let nodes = cluster.nodes().flat_map(|it| &it.1.addresses);
    let taken: Vec<IpNet> = pods
        .chain(nodes)
        .map(|it| IpNet::from(it.to_canonical()))
        .collect();
    let mut names = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let mut free = Vec::new();
        for cidr in &block.cidrs {
            around(*cidr, &taken, &mut free);
        }
        let free = IpNet::aggregate(&free);
        names.extend(free.into_iter().map(|it| (index, EndpointName::Block(it))));
    }
    names
}

/// The parts of a block in which none of these addresses is.
fn around(block: IpNet, taken: &[IpNet], free: &mut Vec<IpNet>) {
    let inside: Vec<IpNet> = taken
        .iter()
        .copied()
        .filter(|it| block.contains(it))
        .collect();
    if inside.is_empty() {
        free.push(block);
        return;
    }
    let halves = block.subnets(block.prefix_len() + 1);
    for half in halves.into_iter().flatten() {
        around(half, &inside, free);
    }
}
