use super::backend::{Backend, backends};
use super::end::Role;
use super::judge::policed_gate;
use super::lookup::{ZoneAnswer, answer_of_zone};
use super::service_decision::{NoBackend, ServiceDecision, decide, verdict_over_ports};
use super::{Clause, Disclosure, Endpoint, Reach, Verdict, World};
use crate::model::{
    Direction, FromOutside, IpBlock, Members, Peer, Peers, PodId, Protocol, ServiceId, ServicePort,
    ServiceShape, Truth,
};
use crate::options::Point;

/// Whether, on which ports and why one endpoint reaches a Service.
///
/// Policies never see the Service: each backend is judged by itself, with its
/// own address and port (SEMANTICS.md V-1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceReach {
    /// Who opens the connection.
    pub source: Endpoint,
    /// The Services that were asked: the one meant, then those that external
    /// names lead to. The last one answers.
    pub through: Vec<ServiceId>,
    /// What becomes of the connection there.
    pub way: Way,
    /// Why nobody serves, if there are no backends at all.
    pub if_nobody: NoBackend,
    /// Everybody who serves or would, with whether and why they are reached.
    pub backends: Vec<BackendReach>,
    /// What it discloses whichever backend is taken.
    pub disclosures: Vec<Disclosure>,
}

/// What becomes of a connection to a Service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// It is passed on to a backend, from one of these ports to its target.
    Translated(Vec<ServicePort>),
    /// It goes straight to a backend, on the port the client chose (V-5).
    Direct,
    /// The name leads out of the cluster to this one (V-8).
    Elsewhere(String),
    /// The name leads to this one, which the cluster does not have, or back to
    /// where it came from.
    Nowhere(String),
}

/// One backend, as the client reaches it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackendReach {
    /// Who it is, and on which ports it serves.
    pub backend: Backend,
    /// Whether and why the client reaches it.
    pub reach: Reach,
    /// The same for everybody else whom the backend may take for the client;
    /// nobody, unless nodes rewrite addresses and a rule asks for those
    /// (SEMANTICS.md B-6).
    pub seen_as: Vec<Reach>,
}

impl ServiceReach {
    /// The answer for one port of one protocol: as the client asks for it.
    pub fn decide(&self, protocol: Protocol, port: u16) -> ServiceDecision {
        decide(self, protocol, port)
    }

    /// The verdict over all ports: allowed when at least one connects.
    pub fn verdict(&self) -> Verdict {
        verdict_over_ports(self)
    }
}

impl World {
    /// Why and on which ports `source` reaches a Service (SEMANTICS.md V-1…V-10).
    pub fn reach_service(&self, source: Endpoint, service: ServiceId) -> ServiceReach {
        let mut through = vec![service];
        loop {
            let last = through.last().copied().unwrap_or(service);
            let ServiceShape::ExternalName(name) = &self.cluster()[last].shape else {
                return self.reach_backends(source, through, last);
            };
            let way = match answer_of_zone(self, name) {
                ZoneAnswer::Service(next) if !through.contains(&next) => {
                    through.push(next);
                    continue;
                }
                ZoneAnswer::Member(_, member) => {
                    return self.reach_only(source, through, Way::Direct, member);
                }
                ZoneAnswer::Outside => {
                    let way = Way::Elsewhere(name.clone());
                    return self.reach_only(source, through, way, Endpoint::UnknownAddress);
                }
                ZoneAnswer::Service(_) | ZoneAnswer::Nothing => Way::Nowhere(name.clone()),
            };
            return ServiceReach {
                source,
                through,
                way,
                if_nobody: NoBackend::NameLeadsNowhere,
                backends: Vec::new(),
                disclosures: Vec::new(),
            };
        }
    }

    /// The one backend behind an external name.
    fn reach_only(
        &self,
        source: Endpoint,
        through: Vec<ServiceId>,
        way: Way,
        only: Endpoint,
    ) -> ServiceReach {
        let backend = Backend {
            endpoint: only,
            address: None,
            serves: Truth::Yes,
            is_assumed_ready: false,
            ports: Vec::new(),
        };
        ServiceReach {
            source,
            through,
            way,
            if_nobody: NoBackend::NameLeadsNowhere,
            backends: vec![BackendReach {
                reach: self.reach(source, only),
                backend,
                seen_as: Vec::new(),
            }],
            disclosures: Vec::new(),
        }
    }

    fn reach_backends(
        &self,
        source: Endpoint,
        through: Vec<ServiceId>,
        id: ServiceId,
    ) -> ServiceReach {
        let service = &self.cluster()[id];
        let (way, backing) = match &service.shape {
            ServiceShape::Balanced { backing, .. } => {
                (Way::Translated(backing.ports.clone()), Some(backing))
            }
            ServiceShape::Headless(backing) => (Way::Direct, Some(backing)),
            ServiceShape::ExternalName(name) => (Way::Nowhere(name.clone()), None),
        };
        let found = backing.map_or_else(Vec::new, |it| backends(self, service, it));
        let mut all = Vec::with_capacity(found.len());
        for backend in found {
            all.push(self.reach_backend(source, id, &way, backend));
        }
        let mut disclosures = Vec::new();
        if all.iter().any(|it| asks_for_service_address(self, id, it)) {
            disclosures.push(Disclosure::ServiceAddress(id));
        }
        if all.iter().any(|it| !it.seen_as.is_empty()) {
            disclosures.push(Disclosure::SourceRewritten(id));
        }
        ServiceReach {
            source,
            through,
            way,
            if_nobody: match backing.map(|it| &it.members) {
                Some(Members::Selected(_)) => NoBackend::NoPodSelected,
                Some(Members::Listed) => NoBackend::NobodyListed,
                Some(Members::Unseen) => NoBackend::SelectorUnseen,
                None => NoBackend::NameLeadsNowhere,
            },
            backends: all,
            disclosures,
        }
    }

    fn reach_backend(
        &self,
        source: Endpoint,
        service: ServiceId,
        way: &Way,
        backend: Backend,
    ) -> BackendReach {
        let destination = backend.address.map_or(backend.endpoint, Endpoint::Address);
        let own = match (way, self.end(source).role, backend.endpoint) {
            (Way::Translated(_), Role::Pod(id, _), Endpoint::Pod(it)) => (id == it).then_some(id),
            _ => None,
        };
        let reach = match own {
            Some(pod) => self.reach_through_service(pod),
            None => self.reach(source, destination),
        };
        BackendReach {
            seen_as: self.seen_as(service, &reach, destination),
            backend,
            reach,
        }
    }

    /// A pod that reaches itself through a Service: judged as if it were two,
    /// unless it is taken to be exempt, and told that plugins differ
    /// (SEMANTICS.md S-2).
    fn reach_through_service(&self, pod: PodId) -> Reach {
        let endpoint = Endpoint::Pod(pod);
        let end = self.end(endpoint);
        let mut reach = self.reach(endpoint, endpoint);
        if self.assumes(Point::SelfSvc) {
            reach.disclosures = vec![Disclosure::SelfThroughService(pod)];
            return reach;
        }
        reach.egress = policed_gate(self, Direction::Egress, &end, &end);
        reach.ingress = policed_gate(self, Direction::Ingress, &end, &end);
        reach.disclosures = vec![Disclosure::SelfThroughService(pod)];
        reach
    }

    /// Whom else the backend may take for a client from outside: any node, when
    /// it is one of these that passes the connection on. It matters only to an
    /// `ipBlock` (SEMANTICS.md B-6).
    fn seen_as(&self, service: ServiceId, reach: &Reach, destination: Endpoint) -> Vec<Reach> {
        let is_from_outside = matches!(
            reach.source,
            Endpoint::Address(_) | Endpoint::UnknownAddress
        );
        let entrances = self.cluster()[service].entrances();
        let is_rewritten = entrances.is_some_and(|it| it.from_outside == FromOutside::AnyNode);
        let mut branches = reach.ingress.branches().iter();
        let asks_address = branches.any(|it| block_of(self, it.at).is_some());
        if !(is_from_outside && is_rewritten && asks_address) {
            return Vec::new();
        }
        let nodes: Vec<_> = self.cluster().nodes().map(|(id, _)| id).collect();
        if nodes.is_empty() {
            return vec![self.reach(Endpoint::UnknownAddress, destination)];
        }
        let each = nodes.into_iter().map(Endpoint::Node);
        each.map(|it| self.reach(it, destination)).collect()
    }
}

/// Whether an `ipBlock` on the way out would say something else of the
/// Service's own address, and that could change what passes.
fn asks_for_service_address(world: &World, id: ServiceId, it: &BackendReach) -> bool {
    let Some(entrances) = world.cluster()[id].entrances() else {
        return false;
    };
    let passes = it.reach.egress.passes();
    let says_otherwise = |block: &IpBlock, held: Truth| {
        let mut own = entrances.cluster.iter();
        if entrances.cluster.is_empty() {
            !block.is_every_ipv4()
        } else {
            own.any(|it| Truth::from(block.contains(*it)) != held)
        }
    };
    it.reach.egress.branches().iter().any(|branch| {
        let clause = branch
            .clauses
            .iter()
            .find(|it| it.clause == Clause::IpBlock);
        let Some((clause, block)) = clause.zip(block_of(world, branch.at)) else {
            return false;
        };
        let could_matter =
            clause.held.is_yes() || !branch.named_ports().difference(&passes).is_empty();
        could_matter && says_otherwise(block, clause.held)
    })
}

/// The `ipBlock` of a branch, if it is one.
fn block_of(world: &World, at: super::BranchRef) -> Option<&IpBlock> {
    let rules = &world.cluster()[at.policy].scope(at.direction).rules;
    match &rules.get(at.rule)?.peers {
        Peers::OneOf(peers) => match peers.get(at.peer?)? {
            Peer::Block(block) => Some(block),
            Peer::LocalPods(_) | Peer::Pods { .. } => None,
        },
        Peers::Anyone => None,
    }
}
