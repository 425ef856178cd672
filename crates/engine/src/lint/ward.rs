use std::cell::Cell;

use crate::analysis::Analysis;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::eval::{BranchRef, Endpoint, World};
use crate::model::{
    Cluster, Direction, NamespaceId, ObjectId, Peer, Peers, PodId, Policy, PolicyId, Rule, Selector,
};
use crate::options::Options;
use crate::query::workload_name;
use crate::text::{FieldPath, Span};

/// What listing a connection twice and comparing it counts for, in steps of an evaluation.
const STEPS_PER_CONNECTION: u64 = 10_000;
/// How many names a sentence tells.
const MOST: usize = 3;

/// What the lints look after: a cluster, with where everything stands.
#[derive(Debug, Clone)]
pub(super) struct Ward<'a> {
    pub(super) options: &'a Options,
    pub(super) analysis: &'a Analysis,
    /// The pods that policies can select, by namespace.
    homes: Vec<Vec<PodId>>,
    /// How many connections may still be listed for evidence.
    budget: Cell<u64>,
}

/// A rule of a policy, with where it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) id: PolicyId,
    pub(super) policy: &'a Policy,
    pub(super) direction: Direction,
    pub(super) index: usize,
    pub(super) rule: &'a Rule,
}

impl<'a> Ward<'a> {
    pub(super) fn new(options: &'a Options, analysis: &'a Analysis) -> Self {
        let cluster = analysis.cluster();
        let mut homes = vec![Vec::new(); cluster.namespaces().len()];
        for (id, pod) in cluster.pods().filter(|it| !it.1.host_network) {
            if let Some(home) = homes.get_mut(pod.namespace.index()) {
                home.push(id);
            }
        }
        Self {
            options,
            analysis,
            homes,
            budget: Cell::new(analysis.limits().steps / STEPS_PER_CONNECTION),
        }
    }

    /// Whether so many connections may be listed again for evidence; if so, they count.
    pub(super) fn affords(&self, connections: usize) -> bool {
        let cost = u64::try_from(connections).unwrap_or(u64::MAX);
        let left = self.budget.get().checked_sub(cost);
        self.budget.set(left.unwrap_or_else(|| self.budget.get()));
        left.is_some()
    }

    pub(super) fn cluster(&self) -> &'a Cluster {
        self.analysis.cluster()
    }

    pub(super) fn world(&self) -> &'a World {
        &self.analysis.world
    }

    pub(super) fn policies(&self) -> impl Iterator<Item = (PolicyId, &'a Policy)> {
        self.cluster().policies()
    }

    /// Every rule that counts: of the directions in which its policy isolates.
    pub(super) fn rules(&self) -> Vec<Placed<'a>> {
        let mut rules = Vec::new();
        for (id, policy) in self.policies() {
            for direction in Direction::BOTH {
                let scope = policy.scope(direction);
                if scope.isolates.is_none() {
                    continue;
                }
                let all = scope.rules.iter().enumerate();
                rules.extend(all.map(|(index, rule)| Placed {
                    id,
                    policy,
                    direction,
                    index,
                    rule,
                }));
            }
        }
        rules
    }

    /// The pods that a policy selects, or may.
    pub(super) fn subjects(&self, policy: &Policy) -> Vec<PodId> {
        self.pods_of(policy.namespace, &policy.subject)
    }

    /// The pods of a namespace that a selector matches, or may.
    pub(super) fn pods_of(&self, namespace: NamespaceId, selector: &Selector) -> Vec<PodId> {
        let pods = self.homes.get(namespace.index()).into_iter().flatten();
        let matches = |it: &&PodId| !selector.matches(&self.cluster()[**it].labels).is_no();
        pods.filter(matches).copied().collect()
    }

    /// The namespaces that a selector matches, or may.
    pub(super) fn namespaces(&self, selector: &Selector) -> Vec<NamespaceId> {
        let all = self.cluster().namespaces();
        let found = all.filter(|(_, it)| !selector.matches(&it.labels).is_no());
        found.map(|it| it.0).collect()
    }

    /// The pods that an entry of a policy in `home` matches, or may; of a block nothing is
    /// said.
    pub(super) fn peers(&self, home: NamespaceId, peer: &Peer) -> Option<Vec<PodId>> {
        let everything = Selector::everything();
        match peer {
            Peer::LocalPods(pods) => Some(self.pods_of(home, pods)),
            Peer::Pods { namespaces, pods } => {
                let pods = pods.as_ref().unwrap_or(&everything);
                let homes = self.namespaces(namespaces).into_iter();
                Some(homes.flat_map(|it| self.pods_of(it, pods)).collect())
            }
            Peer::Block(_) => None,
        }
    }

    /// Whether there are any; quicker to say.
    pub(super) fn has_peers(&self, home: NamespaceId, peer: &Peer) -> Option<bool> {
        let everything = Selector::everything();
        let has = |home: NamespaceId, selector: &Selector| {
            let pods = self.homes.get(home.index()).into_iter().flatten();
            let labels = |it: &PodId| &self.cluster()[*it].labels;
            pods.clone().any(|it| !selector.matches(labels(it)).is_no())
        };
        match peer {
            Peer::LocalPods(pods) => Some(has(home, pods)),
            Peer::Pods { namespaces, pods } => {
                let pods = pods.as_ref().unwrap_or(&everything);
                let homes = self.namespaces(namespaces);
                Some(homes.into_iter().any(|it| has(it, pods)))
            }
            Peer::Block(_) => None,
        }
    }

    /// `shop/web`.
    pub(super) fn name_of(&self, policy: &Policy) -> String {
        format!("{}/{}", self.cluster()[policy.namespace].name, policy.name)
    }

    /// The workloads of pods: `shop/web, shop/api and 2 more`.
    pub(super) fn workloads(&self, pods: &[PodId]) -> String {
        let cluster = self.cluster();
        let mut workloads: Vec<_> = pods.iter().map(|it| cluster[*it].workload).collect();
        workloads.dedup();
        let names = workloads.iter().map(|it| workload_name(cluster, *it));
        told(&names.collect::<Vec<_>>())
    }

    /// A finding at a field of a policy; at the nearest above it that is written.
    pub(super) fn finding(
        &self,
        severity: Severity,
        code: Code,
        (policy, path): (PolicyId, FieldPath),
        message: String,
    ) -> Option<Diagnostic> {
        let span = self.span(policy, path)?;
        Some(match severity {
            Severity::Error => Diagnostic::error(code, span, message),
            Severity::Warning => Diagnostic::warning(code, span, message),
            Severity::Hint => Diagnostic::hint(code, span, message),
        })
    }

    /// Where a field of a policy stands, or the nearest above it.
    pub(super) fn span(&self, policy: PolicyId, path: FieldPath) -> Option<Span> {
        let mut path = Some(path);
        while let Some(it) = path {
            if let Some(span) = self.analysis.policy_span(policy, &it) {
                return Some(span);
            }
            path = it.parent();
        }
        None
    }

    /// Where the name of an object stands, or else the object.
    pub(super) fn name_span(&self, object: ObjectId) -> Option<Span> {
        let places = self.analysis.places();
        let name = FieldPath::root().field("metadata").field("name");
        places
            .entry(object, &name)
            .or_else(|| places.entry(object, &FieldPath::root()))
    }

    /// Whether a pod is isolated.
    pub(super) fn is_isolated(&self, pod: PodId, direction: Direction) -> bool {
        let isolating = self.world().isolating(Endpoint::Pod(pod), direction);
        !isolating.is_empty()
    }
}

impl Placed<'_> {
    /// `spec.ingress[0]`.
    pub(super) fn path(&self) -> FieldPath {
        let rules = self.direction.rules_field();
        FieldPath::root()
            .field("spec")
            .field(rules)
            .index(self.index)
    }

    /// `spec.ingress[0].from[1]`.
    pub(super) fn peer_path(&self, peer: usize) -> FieldPath {
        self.path().field(self.direction.peers_field()).index(peer)
    }

    /// Its entries; none where it admits everybody.
    pub(super) fn entries(&self) -> &[Peer] {
        match &self.rule.peers {
            Peers::Anyone => &[],
            Peers::OneOf(all) => all,
        }
    }

    /// The branches it has.
    pub(super) fn branches(&self) -> Vec<BranchRef> {
        let branch = |peer| BranchRef {
            policy: self.id,
            direction: self.direction,
            rule: self.index,
            peer,
        };
        match &self.rule.peers {
            Peers::Anyone => vec![branch(None)],
            Peers::OneOf(all) => (0..all.len()).map(|it| branch(Some(it))).collect(),
        }
    }
}

/// `a, b and 2 more`.
pub(super) fn told(names: &[String]) -> String {
    let shown = names.len().min(MOST);
    let list = names.get(..shown).unwrap_or_default().join(", ");
    match names.len() - shown {
        0 => list,
        more => format!("{list} and {more} more"),
    }
}

/// A selector in few words: `app=web`.
pub(super) fn selector_words(selector: &Selector) -> String {
    use crate::model::Operator;
    let words = selector.requirements().iter().map(|it| match &it.operator {
        Operator::In(values) if values.len() == 1 => format!("{}={}", it.key, values.join("")),
        Operator::In(values) => format!("{} in ({})", it.key, values.join(", ")),
        Operator::NotIn(values) => format!("{} not in ({})", it.key, values.join(", ")),
        Operator::Exists => it.key.clone(),
        Operator::DoesNotExist => format!("no {}", it.key),
    });
    words.collect::<Vec<_>>().join(", ")
}
