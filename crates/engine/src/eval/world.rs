use std::net::IpAddr;

use super::disclose::disclosures;
use super::end::{End, Families};
use super::identity::{Identities, IdentityNumber};
use super::judge::{depends_on_address, gate};
use super::selecting::{Selecting, SelectingPolicies};
use super::{Endpoint, Meter, Outside, OutsideBlock, Party, Reach};
use crate::model::{Cluster, Direction, PodId, PolicyId};
use crate::options::{Assumptions, PodNetwork, Point};
use crate::order::sorted_by;

/// A cluster made ready for questions: what every selector matches is worked
/// out once.
#[derive(Debug, Clone)]
pub struct World {
    cluster: Cluster,
    assumptions: Assumptions,
    pod_networks: Vec<PodNetwork>,
    outside: Outside,
    identities: Identities,
    selecting: SelectingPolicies,
    owners: Owners,
}

impl World {
    /// Prepares `cluster`, with the defaults of the reference for all that is the
    /// network plugin's.
    pub fn new(cluster: Cluster) -> Self {
        Self::assuming(cluster, Assumptions::default())
    }

    /// Prepares `cluster` for a plugin that does what is assumed here.
    pub fn assuming(cluster: Cluster, assumptions: Assumptions) -> Self {
        Self::within(cluster, assumptions, &Meter::endless())
    }

    /// The same in no more steps than `meter` allows. When it says that those
    /// were not enough, the world is good for nothing.
    pub fn within(cluster: Cluster, assumptions: Assumptions, meter: &Meter) -> Self {
        let owners = Owners::new(&cluster);
        let identities = Identities::new(&cluster);
        let is_taken = |address| owners.at(address).is_some();
        Self {
            outside: Outside::new(&cluster, is_taken, meter),
            selecting: SelectingPolicies::new(&cluster, &identities, meter),
            identities,
            owners,
            assumptions,
            pod_networks: Vec::new(),
            cluster,
        }
    }

    /// The cluster.
    pub fn cluster(&self) -> &Cluster {
        &self.cluster
    }

    /// What the network plugin is taken to do.
    pub fn assumptions(&self) -> &Assumptions {
        &self.assumptions
    }

    /// The same where pods without a known address have one of these networks.
    #[must_use]
    pub fn with_pods_in(self, pod_networks: Vec<PodNetwork>) -> Self {
        Self {
            pod_networks,
            ..self
        }
    }

    /// Where pods have their addresses of which the input gives none.
    pub(super) fn pod_networks(&self) -> &[PodNetwork] {
        &self.pod_networks
    }

    /// Whether the alternative to the default is taken at a point.
    pub(super) fn assumes(&self, point: Point) -> bool {
        self.assumptions.is_alternative(point)
    }

    /// The world outside the cluster, cut where the policies cut it.
    pub fn outside(&self) -> &Outside {
        &self.outside
    }

    /// Whom an address stands for: the live pod that has it, else the node,
    /// else itself (SEMANTICS.md V-6). Pods on their node's network share its
    /// address and are not meant by it.
    pub fn endpoint_at(&self, address: IpAddr) -> Endpoint {
        let address = address.to_canonical();
        let owner = self.owners.at(address);
        owner.unwrap_or(Endpoint::Address(address))
    }

    /// Why and on which ports `source` reaches `destination`.
    ///
    /// An address of the cluster may be asked for as any other: it stands for
    /// whoever [`has it`](Self::endpoint_at), whom the answer then names. It
    /// also says which of a dual-stack pod's addresses is meant (SEMANTICS.md
    /// B-8).
    pub fn reach(&self, source: Endpoint, destination: Endpoint) -> Reach {
        let source = self.end(source);
        let destination = self.end(destination);
        let mut reach = self.reach_between(&source, &destination);
        let gates = [&reach.egress, &reach.ingress];
        if source.families().are_both()
            && destination.families().are_both()
            && gates.iter().any(|it| depends_on_address(it))
        {
            let by_family = [Families::V4, Families::V6]
                .map(|it| self.reach_between(&source.over(it), &destination.over(it)));
            if let [v4, v6] = &by_family
                && !v4.passes_as(v6)
            {
                reach.by_family = by_family.into();
            }
        }
        reach
    }

    /// Why and on which ports one end reaches another, whichever of their
    /// addresses are used.
    fn reach_between(&self, source: &End<'_>, destination: &End<'_>) -> Reach {
        let egress = gate(self, Direction::Egress, source, destination);
        let ingress = gate(self, Direction::Ingress, destination, source);
        Reach {
            disclosures: disclosures(self, source, destination, &egress, &ingress),
            source: source.endpoint,
            destination: destination.endpoint,
            egress,
            ingress,
            by_family: Vec::new(),
        }
    }

    /// The party that an endpoint belongs to. An address belongs to its block, whoever has it
    /// in the cluster; see [`Self::endpoint_at`].
    pub fn party_of(&self, endpoint: Endpoint) -> Option<Party> {
        match endpoint {
            Endpoint::Pod(pod) => Some(Party::Workload(self.cluster()[pod].workload)),
            Endpoint::Node(node) => Some(Party::Node(node)),
            Endpoint::Address(address) => {
                let mut blocks = self.outside().blocks.iter();
                let holds = |it: &OutsideBlock| it.cidrs.iter().any(|it| it.contains(&address));
                blocks.position(holds).map(Party::Outside)
            }
            Endpoint::UnknownAddress => None,
        }
    }

    /// The policies that isolate `subject` in `direction`, in document order;
    /// also those that do if a label turns out so (SEMANTICS.md W-7).
    pub fn isolating(&self, subject: Endpoint, direction: Direction) -> Vec<PolicyId> {
        match subject {
            Endpoint::Pod(pod) => self.selecting(pod, direction).map(|it| it.policy).collect(),
            Endpoint::Node(_) | Endpoint::Address(_) | Endpoint::UnknownAddress => Vec::new(),
        }
    }

    /// An endpoint that behaves as the party does, when it connects to or is
    /// connected from another; `None` for a workload without pods. Towards
    /// itself a workload is two different pods, if it has two.
    pub fn representative(&self, party: Party) -> Option<Endpoint> {
        match party {
            Party::Workload(id) => self.cluster[id].pods.first().copied().map(Endpoint::Pod),
            Party::Node(id) => Some(Endpoint::Node(id)),
            Party::Outside(index) => {
                let block = self.outside.blocks.get(index)?;
                Some(Endpoint::Address(block.representative))
            }
        }
    }

    /// The policies that isolate `pod`, or may, and which of the two; none for a
    /// pod on its node's network (SEMANTICS.md S-6).
    pub(super) fn selecting(
        &self,
        pod: PodId,
        direction: Direction,
    ) -> impl Iterator<Item = Selecting> {
        let identity = self.identities.of_pod(pod);
        let is_subject = !self.cluster[pod].host_network || self.assumes(Point::HostNet);
        let selecting = self.selecting.isolating(&self.cluster, identity, direction);
        selecting.filter(move |_| is_subject)
    }

    /// The same for every pod of an identity that has a network of its own.
    pub(super) fn selecting_all(
        &self,
        identity: IdentityNumber,
        direction: Direction,
    ) -> impl Iterator<Item = Selecting> {
        self.selecting.isolating(&self.cluster, identity, direction)
    }

    /// The pods by what policies can tell of them.
    pub(super) fn identities(&self) -> &Identities {
        &self.identities
    }

    fn end_of(&self, endpoint: Endpoint) -> End<'_> {
        End::new(&self.cluster, endpoint, self.assumes(Point::HostNet))
    }

    /// Looks up an endpoint; an address of the cluster becomes its owner, with
    /// that address alone.
    pub(super) fn end(&self, endpoint: Endpoint) -> End<'_> {
        let Endpoint::Address(address) = endpoint else {
            return self.end_of(endpoint);
        };
        End {
            addresses: vec![address.to_canonical()],
            ..self.end_of(self.endpoint_at(address))
        }
    }
}

/// Whose each address of the cluster is, in the order of the addresses.
#[derive(Debug, Clone)]
struct Owners(Vec<(IpAddr, Endpoint)>);

impl Owners {
    /// Where several claim an address, pods with a network of their own come
    /// before nodes, and those before pods on a node's network.
    fn new(cluster: &Cluster) -> Self {
        let mut claims = Vec::new();
        claim_for_pods(cluster, false, &mut claims);
        for (id, node) in cluster.nodes() {
            claim(&node.addresses, Endpoint::Node(id), &mut claims);
        }
        claim_for_pods(cluster, true, &mut claims);
        let mut owners = sorted_by(&claims, |a, b| a.0.cmp(&b.0));
        owners.dedup_by_key(|it| it.0);
        Self(owners)
    }

    fn at(&self, address: IpAddr) -> Option<Endpoint> {
        let found = self.0.binary_search_by_key(&address, |it| it.0).ok()?;
        self.0.get(found).map(|it| it.1)
    }
}

fn claim_for_pods(cluster: &Cluster, host_network: bool, claims: &mut Vec<(IpAddr, Endpoint)>) {
    for (id, pod) in cluster.pods() {
        if pod.host_network == host_network {
            claim(&pod.addresses, Endpoint::Pod(id), claims);
        }
    }
}

fn claim(addresses: &[IpAddr], owner: Endpoint, claims: &mut Vec<(IpAddr, Endpoint)>) {
    for address in addresses {
        claims.push((address.to_canonical(), owner));
    }
}
