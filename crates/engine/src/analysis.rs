//! The engine seen from outside: text in, answers with reasons and places out.

use std::cell::OnceCell;

use crate::diagnostic::{Code, Diagnostic, Parsed, Severity};
use crate::eval::{BranchRef, Connection, Endpoint, Meter, Party, Reach, Reachability, World};
use crate::explain::{
    Explanation, ServiceExplanation, explain, explain_between, explain_name, explain_service,
};
use crate::layout::Material;
use crate::letters::Letters;
use crate::manifest::{Ignored, LeftOut, Manifests, Memory, SourceMap, read, read_again};
use crate::model::{Cluster, Direction, Peers, PolicyId, Protocol, ServiceId};
use crate::options::{Limits, Options};
use crate::order::sorted_by;
use crate::query::PortQuestion;
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
    /// The policies that do not count, since the options leave them out.
    pub left_out: Vec<LeftOut>,
    /// The objects that were left aside.
    pub ignored: Vec<Ignored>,
    places: SourceMap,
    limits: Limits,
    is_evaluated: bool,
    connections: OnceCell<Option<Vec<Connection>>>,
}

/// The evaluation takes more steps than are allowed.
const STEPS: Code = Code("evaluation-limit");

/// Reads the texts and works out who can reach whom, and why.
///
/// When that takes more steps than `options` allow, a finding says where it
/// ended, and the cluster is empty: nobody is left of whom a view could say
/// that something is allowed or denied.
pub fn analyze(sources: &Sources, options: &Options) -> Analysis {
    Unevaluated::read(sources, options).evaluate()
}

/// What was read of the texts, for those who do something else before they have
/// it evaluated.
#[derive(Debug, Clone)]
pub struct Unevaluated {
    parsed: Parsed<Manifests>,
    options: Options,
}

impl Unevaluated {
    /// Reads the texts.
    pub fn read(sources: &Sources, options: &Options) -> Self {
        Self {
            parsed: read(sources, options),
            options: options.clone(),
        }
    }

    /// The same, for those who read nearly the same texts again and again.
    pub fn read_again(sources: &Sources, options: &Options, memory: &mut Memory) -> Self {
        Self {
            parsed: read_again(sources, options, memory),
            options: options.clone(),
        }
    }

    /// Works out who can reach whom, and why.
    pub fn evaluate(self) -> Analysis {
        evaluated(self.parsed, &self.options)
    }
}

fn evaluated(mut parsed: Parsed<Manifests>, options: &Options) -> Analysis {
    let meter = Meter::of(options.limits.steps);
    let world = World::within(parsed.value.cluster, options.assumptions, &meter);
    let world = world.with_pods_in(options.pod_networks.clone());
    let mut evaluated = (Reachability::within(&world, &meter), world);
    let is_evaluated = !meter.is_exhausted();
    if !is_evaluated {
        let finding = too_many_steps(&evaluated.1, &parsed.value.places, &meter, options);
        parsed.diagnostics.extend(finding);
        let place = |it: &Diagnostic| (it.primary.source, it.primary.start);
        parsed.diagnostics = sorted_by(&parsed.diagnostics, |a, b| place(a).cmp(&place(b)));
        let world = World::assuming(Cluster::default(), options.assumptions);
        evaluated = (Reachability::new(&world), world);
    }
    let (reachability, world) = evaluated;
    Analysis {
        world,
        reachability,
        diagnostics: parsed.diagnostics,
        left_out: parsed.value.left_out,
        ignored: parsed.value.ignored,
        places: parsed.value.places,
        limits: options.limits,
        is_evaluated,
        connections: OnceCell::new(),
    }
}

/// Says at which policy there were too many steps; without policies there never
/// are.
fn too_many_steps(
    world: &World,
    places: &SourceMap,
    meter: &Meter,
    options: &Options,
) -> Option<Diagnostic> {
    let policy = meter.policy()?;
    let span = places.object(world.cluster()[policy].declared_by)?;
    let message = format!(
        "to work out who reaches whom takes more than {} steps; it ended at this policy, \
         and nothing is said of anybody",
        options.limits.steps
    );
    let finding = Diagnostic::error(STEPS, span, message);
    Some(finding.help("leave out namespaces or policies that do not matter for the question"))
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

    /// Whether it is known who reaches whom. Where that would have taken more
    /// steps than are allowed the cluster is empty, which is no answer.
    pub fn is_evaluated(&self) -> bool {
        self.is_evaluated
    }

    /// Every pair of parties that are or may be connected, as
    /// [`Reachability::connections`] says; made when it is first asked for.
    /// `None` when there are more than the options allow to list: then answers
    /// are there for any pair, and for all of them there is no room.
    pub fn listed(&self) -> Option<&[Connection]> {
        let all = || {
            let may_look = self.reachability.pairs_of_parties() <= self.limits.steps;
            let most = may_look.then_some(self.limits.connections)?;
            self.reachability.connections_up_to(most)
        };
        self.connections.get_or_init(all).as_deref()
    }

    /// The same where those who ask know that there are not too many.
    pub fn connections(&self) -> &[Connection] {
        self.listed().unwrap_or_default()
    }

    /// The limits that it was made within.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// What pictures of it are made from.
    pub fn material<'a>(&'a self, letters: &'a Letters) -> Material<'a> {
        Material {
            world: &self.world,
            reachability: &self.reachability,
            connections: self.connections(),
            letters,
        }
    }

    /// Why and on which ports `source` reaches `destination`.
    pub fn reach(&self, source: Endpoint, destination: Endpoint) -> Reach {
        self.world.reach(source, destination)
    }

    /// The same in words.
    pub fn explain(&self, source: Endpoint, destination: Endpoint) -> Explanation {
        self.explain_reach(&self.reach(source, destination), PortQuestion::Any)
    }

    /// The same in words, for one port or any, of an answer that is there.
    pub fn explain_reach(&self, reach: &Reach, port: PortQuestion) -> Explanation {
        explain(&self.world, &self.reachability, reach, port)
    }

    /// The same for two parties; where their members differ, each is told. `None`
    /// where one of the two has no pods.
    pub fn explain_between(
        &self,
        source: Party,
        destination: Party,
        port: PortQuestion,
    ) -> Option<Explanation> {
        explain_between(&self.world, &self.reachability, source, destination, port)
    }

    /// What becomes of a connection to a Service on one port, step by step.
    pub fn explain_service(
        &self,
        client: Endpoint,
        service: ServiceId,
        port: (Protocol, u16),
    ) -> ServiceExplanation {
        explain_service(&self.world, &self.reachability, client, service, port)
    }

    /// The same for a name, looked up as the client would.
    pub fn explain_name(
        &self,
        client: Endpoint,
        name: &str,
        port: (Protocol, u16),
    ) -> ServiceExplanation {
        explain_name(&self.world, &self.reachability, client, name, port)
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
