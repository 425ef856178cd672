//! The engine seen from outside: text in, answers with reasons and places out.

use std::cell::OnceCell;

use crate::diagnostic::{Diagnostic, Severity};
use crate::eval::{BranchRef, Connection, Endpoint, Reach, Reachability, World};
use crate::explain::{Explanation, ServiceExplanation, explain, explain_name, explain_service};
use crate::manifest::{Ignored, SourceMap, read};
use crate::model::{Cluster, Direction, Peers, PolicyId, Protocol, ServiceId};
use crate::options::Options;
use crate::order::sorted_by;
use crate::text::{FieldPath, SourceId, Sources, Span};

/// Everything there is to say about the user's texts.
///
/// Diagram, matrix, explanation and every other view are looks at this one
/// value; none of them works out a verdict of its own.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The cluster, ready for questions.
    pub world: World,
    /// Who reaches whom, for all of them.
    pub reachability: Reachability,
    /// What is wrong or worth knowing, in document order.
    pub diagnostics: Vec<Diagnostic>,
    /// The objects that were left aside.
    pub ignored: Vec<Ignored>,
    places: SourceMap,
    connections: OnceCell<Vec<Connection>>,
}

/// Reads the texts and works out who can reach whom, and why.
pub fn analyze(sources: &Sources, options: &Options) -> Analysis {
    let parsed = read(sources, options);
    let world = World::new(parsed.value.cluster);
    Analysis {
        reachability: Reachability::new(&world),
        connections: OnceCell::new(),
        world,
        diagnostics: parsed.diagnostics,
        ignored: parsed.value.ignored,
        places: parsed.value.places,
    }
}

impl Analysis {
    /// The cluster.
    pub fn cluster(&self) -> &Cluster {
        self.world.cluster()
    }

    /// Whether something could not be read, and its objects are missing.
    pub fn is_partial(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|it| it.severity == Severity::Error)
    }

    /// Every pair of parties that are or may be connected, as
    /// [`Reachability::connections`] says; made when it is first asked for, for
    /// pictures. Large clusters have millions: count classes instead.
    pub fn connections(&self) -> &[Connection] {
        let all = || self.reachability.connections().collect();
        self.connections.get_or_init(all)
    }

    /// Why and on which ports `source` reaches `destination`.
    pub fn reach(&self, source: Endpoint, destination: Endpoint) -> Reach {
        self.world.reach(source, destination)
    }

    /// The same in words.
    pub fn explain(&self, source: Endpoint, destination: Endpoint) -> Explanation {
        explain(&self.world, &self.reach(source, destination))
    }

    /// What becomes of a connection to a Service on one port, step by step.
    pub fn explain_service(
        &self,
        client: Endpoint,
        service: ServiceId,
        port: (Protocol, u16),
    ) -> ServiceExplanation {
        explain_service(&self.world, client, service, port)
    }

    /// The same for a name, looked up as the client would.
    pub fn explain_name(
        &self,
        client: Endpoint,
        name: &str,
        port: (Protocol, u16),
    ) -> ServiceExplanation {
        explain_name(&self.world, client, name, port)
    }

    /// Every branch of every rule that counts, in document order: policies as
    /// they stand, ingress before egress in each.
    pub fn branches(&self) -> Vec<BranchRef> {
        self.cluster()
            .policies()
            .flat_map(|(id, _)| self.branches_of(id))
            .collect()
    }

    fn branches_of(&self, id: PolicyId) -> Vec<BranchRef> {
        let mut branches = Vec::new();
        for direction in [Direction::Ingress, Direction::Egress] {
            let scope = self.cluster()[id].scope(direction);
            if scope.isolates.is_none() {
                continue;
            }
            for (rule, it) in scope.rules.iter().enumerate() {
                let named = |peer| BranchRef {
                    policy: id,
                    direction,
                    rule,
                    peer,
                };
                match &it.peers {
                    Peers::Anyone => branches.push(named(None)),
                    Peers::OneOf(peers) => {
                        branches.extend((0..peers.len()).map(|peer| named(Some(peer))));
                    }
                }
            }
        }
        let mut placed = Vec::with_capacity(branches.len());
        for branch in branches {
            let span = self.branch_span(branch);
            placed.push((span.map(|it| (it.source, it.start)), branch));
        }
        let placed = sorted_by(&placed, |a, b| a.0.cmp(&b.0));
        placed.into_iter().map(|it| it.1).collect()
    }

    /// Where a branch stands: its entry, or the rule when that lists no peers.
    pub fn branch_span(&self, branch: BranchRef) -> Option<Span> {
        self.policy_span(branch.policy, &branch.path())
    }

    /// The branch whose text holds this byte.
    pub fn branch_at(&self, source: SourceId, offset: u32) -> Option<BranchRef> {
        let holds = |it: &BranchRef| {
            self.branch_span(*it)
                .is_some_and(|span| span.touches(source, offset))
        };
        self.branches().into_iter().find(holds)
    }

    /// Where a field of a policy stands, with the key that names it.
    pub fn policy_span(&self, policy: PolicyId, path: &FieldPath) -> Option<Span> {
        self.places.entry(self.cluster()[policy].declared_by, path)
    }

    /// Where every object and field stands.
    pub fn places(&self) -> &SourceMap {
        &self.places
    }
}
