use crate::analysis::Analysis;
use crate::eval::{Endpoint, Outcome, Party, World};
use crate::model::{Cluster, Direction, Ports, WorkloadId};
use crate::query::PortQuestion;

/// A connection that somebody wants to be there, or not to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Who connects.
    pub source: Party,
    /// Whom to.
    pub destination: Party,
    /// On which ports; all of them stand for any.
    pub ports: Ports,
}

impl Pair {
    /// The parties that two endpoints belong to, on the port that was asked for.
    pub fn of(
        world: &World,
        source: Endpoint,
        destination: Endpoint,
        port: PortQuestion,
    ) -> Option<Self> {
        Some(Self {
            source: party(world, source)?,
            destination: party(world, destination)?,
            ports: port.ports().unwrap_or_else(Ports::all),
        })
    }

    /// Whom the policies of a direction are on, and who is to be admitted by them or
    /// kept out.
    pub(super) fn subject_and_peer(&self, direction: Direction) -> (Party, Party) {
        match direction {
            Direction::Ingress => (self.destination, self.source),
            Direction::Egress => (self.source, self.destination),
        }
    }

    /// One pod or address of each, two different ones where that is possible.
    pub(super) fn endpoints(&self, world: &World) -> Option<(Endpoint, Endpoint)> {
        let source = world.representative(self.source)?;
        let mut destination = world.representative(self.destination)?;
        if let Party::Workload(id) = self.destination
            && source == destination
        {
            destination = Endpoint::Pod(*world.cluster()[id].pods.get(1)?);
        }
        Some((source, destination))
    }

    /// How the two are connected.
    pub(super) fn outcome(&self, analysis: &Analysis) -> Outcome {
        let [sources, destinations] =
            [self.source, self.destination].map(|it| members(analysis, it));
        let pairs = sources
            .iter()
            .flat_map(|a| destinations.iter().map(move |b| (*a, *b)));
        let pairs = pairs.filter(|(a, b)| a != b);
        let parts: Vec<Outcome> = pairs.map(|(a, b)| analysis.reach(a, b).outcome()).collect();
        Outcome::together(&parts)
    }

    pub(super) fn is_denied_in(&self, before: &Analysis, after: &Analysis) -> bool {
        let now = self.outcome_in(before, after);
        now.is_some_and(|it| it.perhaps().intersection(&self.ports).is_empty())
    }

    pub(super) fn is_allowed_in(&self, before: &Analysis, after: &Analysis) -> bool {
        let now = self.outcome_in(before, after);
        now.is_some_and(|it| self.is_met_by(&it.ports))
    }

    /// Whether enough passes: all of the ports that are named, or any.
    pub(super) fn is_met_by(&self, ports: &Ports) -> bool {
        let met = ports.intersection(&self.ports);
        met == self.ports || self.ports.is_all() && !met.is_empty()
    }

    /// How the same two are connected in another cluster.
    fn outcome_in(&self, before: &Analysis, after: &Analysis) -> Option<Outcome> {
        let [source, destination] =
            [self.source, self.destination].map(|it| counterpart(before, after, it));
        let pair = Self {
            source: source?,
            destination: destination?,
            ports: self.ports.clone(),
        };
        Some(pair.outcome(after))
    }
}

/// The party of an endpoint; an address that a pod or a node has is theirs.
fn party(world: &World, endpoint: Endpoint) -> Option<Party> {
    world.party_of(match endpoint {
        Endpoint::Address(address) => world.endpoint_at(address),
        other => other,
    })
}

/// Pods that behave differently, or an address that stands for its block. Two of
/// a kind stay, since they may connect to each other.
fn members(analysis: &Analysis, party: Party) -> Vec<Endpoint> {
    let Party::Workload(id) = party else {
        let one = analysis.world.representative(party);
        return one.into_iter().collect();
    };
    let mut members: Vec<(Option<_>, Endpoint)> = Vec::new();
    for pod in &analysis.cluster()[id].pods {
        let endpoint = Endpoint::Pod(*pod);
        let class = analysis.reachability.class_of(endpoint);
        if members.iter().filter(|it| it.0 == class).count() < 2 {
            members.push((class, endpoint));
        }
    }
    members.into_iter().map(|it| it.1).collect()
}

/// Who a party of one cluster is in another, by name or by an address of it.
fn counterpart(before: &Analysis, after: &Analysis, party: Party) -> Option<Party> {
    match party {
        Party::Workload(id) => same_workload(before.cluster(), after.cluster(), id),
        Party::Node(id) => {
            let name = &before.cluster()[id].name;
            let mut nodes = after.cluster().nodes();
            nodes
                .find(|it| it.1.name == *name)
                .map(|it| Party::Node(it.0))
        }
        Party::Outside(_) => {
            let Endpoint::Address(address) = before.world.representative(party)? else {
                return None;
            };
            after.world.party_of(Endpoint::Address(address))
        }
    }
}

fn same_workload(before: &Cluster, after: &Cluster, id: WorkloadId) -> Option<Party> {
    let it = &before[id];
    let home = after.find_namespace(&before[it.namespace].name)?;
    let mut workloads = after.workloads();
    let found = workloads
        .find(|(_, other)| (other.namespace, other.kind, &other.name) == (home, it.kind, &it.name));
    found.map(|it| Party::Workload(it.0))
}
