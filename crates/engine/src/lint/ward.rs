use std::cell::{Cell, OnceCell};
use std::collections::BTreeSet;

use crate::analysis::Analysis;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::eval::{BranchRef, Endpoint, Passage, World};
use crate::model::{
    Cluster, Direction, Labels, NamespaceId, ObjectId, Operator, Peer, Peers, PodId, Policy,
    PolicyId, PortEntry, Rule, RulePorts, Selector,
};
use crate::options::Options;
use crate::query::workload_name;
use crate::text::{FieldPath, Sources, Span};

/// What evaluating an object once more for evidence counts for, in steps of an evaluation: it
/// is never done for long.
const STEPS_PER_OBJECT: u64 = 60_000;
/// How many pairs are looked at, listed and compared, in the time that an object takes.
const PAIRS_PER_OBJECT: usize = 20;
/// How many names a sentence tells.
const MOST: usize = 3;

/// What the lints look after: a cluster, with where everything stands.
#[derive(Debug, Clone)]
pub(super) struct Ward<'a> {
    pub(super) options: &'a Options,
    pub(super) analysis: &'a Analysis,
    /// The texts, for those who name lines of them.
    sources: Option<&'a Sources>,
    /// Every rule that counts.
    rules: Vec<Placed<'a>>,
    /// The pods that policies can select, by namespace.
    homes: Vec<Vec<PodId>>,
    /// How much may still be evaluated and listed for evidence.
    budget: Cell<u64>,
    /// See [`Self::needed`].
    needed: OnceCell<BTreeSet<BranchRef>>,
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
            sources: None,
            rules: rules(cluster),
            homes,
            budget: Cell::new(analysis.limits().steps / STEPS_PER_OBJECT),
            needed: OnceCell::new(),
        }
    }

    /// The same, and what it says names lines of the texts that it was read from.
    pub(super) fn with_lines_of(mut self, sources: &'a Sources) -> Self {
        self.sources = Some(sources);
        self
    }

    /// Whether all may be evaluated again for evidence about the connections of so many; if
    /// so, it counts.
    pub(super) fn affords(&self, parties: usize) -> bool {
        let cluster = self.cluster();
        let objects = cluster.pods().len() + cluster.policies().len();
        let pairs = parties * (cluster.workloads().len() + self.world().outside().blocks.len());
        let cost = u64::try_from(objects + pairs / PAIRS_PER_OBJECT).unwrap_or(u64::MAX);
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
    pub(super) fn rules(&self) -> &[Placed<'a>] {
        &self.rules
    }

    /// Every entry of these, with its rule and its index in that.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&Placed<'a>, usize, &'a Peer)> {
        let of = |rule: &'_ Placed<'a>| rule.entries().iter().enumerate();
        let rules = self.rules.iter();
        rules.flat_map(move |rule| of(rule).map(move |(at, peer)| (rule, at, peer)))
    }

    /// Every port that a rule names, with the rule and the port's index in that.
    pub(super) fn ports(&self) -> impl Iterator<Item = (&Placed<'a>, usize, &'a PortEntry)> {
        let of = |rule: &'_ Placed<'a>| match &rule.rule.ports {
            RulePorts::Any => [].iter().enumerate(),
            RulePorts::OneOf(ports) => ports.iter().enumerate(),
        };
        let rules = self.rules.iter();
        rules.flat_map(move |rule| of(rule).map(move |(at, port)| (rule, at, port)))
    }

    /// The branches that alone admit somebody: without one of these something is lost.
    pub(super) fn needed(&self) -> &BTreeSet<BranchRef> {
        self.needed.get_or_init(|| {
            let connections = self.analysis.connections().iter();
            let passages = connections.flat_map(|it| [&it.egress, &it.ingress]);
            let alone = passages.filter_map(|it| match it {
                Passage::Admitted(branches) if branches.len() == 1 => branches.first().copied(),
                Passage::Admitted(_) | Passage::Open => None,
            });
            alone.collect()
        })
    }

    /// The pods that a policy selects, or may.
    pub(super) fn subjects(&self, policy: &Policy) -> Vec<PodId> {
        self.pods_of(policy.namespace, &policy.subject)
    }

    /// The pods of a namespace that a selector matches, or may.
    pub(super) fn pods_of(&self, namespace: NamespaceId, selector: &Selector) -> Vec<PodId> {
        self.pods_in(namespace, Some(selector)).collect()
    }

    fn pods_in<'b>(
        &'b self,
        namespace: NamespaceId,
        selector: Option<&'b Selector>,
    ) -> impl Iterator<Item = PodId> + 'b {
        let pods = self.homes.get(namespace.index()).into_iter().flatten();
        let pods = pods.copied();
        pods.filter(move |it| {
            let labels = &self.cluster()[*it].labels;
            selector.is_none_or(|selector| !selector.matches(labels).is_no())
        })
    }

    /// The labels of all pods in these namespaces.
    pub(super) fn labels_in(&self, namespaces: &[NamespaceId]) -> Vec<&'a Labels> {
        let pods = self.cluster().pods();
        let own = pods.filter(|it| namespaces.contains(&it.1.namespace));
        own.map(|it| &it.1.labels).collect()
    }

    /// The namespaces that a selector matches, or may.
    pub(super) fn namespaces(&self, selector: &Selector) -> Vec<NamespaceId> {
        let all = self.cluster().namespaces();
        let found = all.filter(|(_, it)| !selector.matches(&it.labels).is_no());
        found.map(|it| it.0).collect()
    }

    /// Where an entry of a policy in `home` looks for pods, and for which; of a block nothing
    /// is said.
    pub(super) fn scope_of<'b>(
        &self,
        home: NamespaceId,
        peer: &'b Peer,
    ) -> Option<(Vec<NamespaceId>, Option<&'b Selector>)> {
        match peer {
            Peer::LocalPods(pods) => Some((vec![home], Some(pods))),
            Peer::Pods { namespaces, pods } => Some((self.namespaces(namespaces), pods.as_ref())),
            Peer::Block(_) => None,
        }
    }

    /// The pods that an entry of a policy in `home` matches, or may; of a block nothing is
    /// said.
    pub(super) fn peers(&self, home: NamespaceId, peer: &Peer) -> Option<Vec<PodId>> {
        let (homes, pods) = self.scope_of(home, peer)?;
        let homes = homes.into_iter();
        Some(homes.flat_map(|it| self.pods_in(it, pods)).collect())
    }

    /// Whether there are any; quicker to say.
    pub(super) fn has_peers(&self, home: NamespaceId, peer: &Peer) -> Option<bool> {
        let (homes, pods) = self.scope_of(home, peer)?;
        let mut homes = homes.into_iter();
        Some(homes.any(|it| self.pods_in(it, pods).next().is_some()))
    }

    /// `shop/web`.
    pub(super) fn name_of(&self, policy: &Policy) -> String {
        format!("{}/{}", self.cluster()[policy.namespace].name, policy.name)
    }

    /// The workloads of pods: `shop/web, shop/api and 2 more`.
    pub(super) fn workloads(&self, pods: &[PodId]) -> String {
        let cluster = self.cluster();
        let workloads: BTreeSet<_> = pods.iter().map(|it| cluster[*it].workload).collect();
        // A name costs a look at every other, so only those that are told are made.
        let names = workloads.iter().take(MOST);
        let names: Vec<String> = names.map(|it| workload_name(cluster, *it)).collect();
        and_more(&names, workloads.len() - names.len())
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

    /// The line on which a field of a policy stands, to be named in what is said at another
    /// policy: `line 8`, and of which text if that is not the same.
    pub(super) fn line(&self, (policy, path): (PolicyId, FieldPath), at: PolicyId) -> String {
        let place = || {
            let sources = self.sources?;
            let span = self.span(policy, path)?;
            let line = sources.lines(span.source).line(span.start);
            let beside = self.span(at, FieldPath::root())?;
            Some(if beside.source == span.source {
                format!("line {line}")
            } else {
                format!("line {line} of {}", sources[span.source].name)
            })
        };
        place().unwrap_or_else(|| "elsewhere".to_owned())
    }

    /// A policy with the line on which it is named: `shop/web (line 4)`.
    pub(super) fn name_with_line(&self, policy: PolicyId, at: PolicyId) -> String {
        let name = FieldPath::root().field("metadata").field("name");
        let line = self.line((policy, name), at);
        format!("{} ({line})", self.name_of(&self.cluster()[policy]))
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

impl<'a> Placed<'a> {
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

    /// `spec.ingress[0].ports[1]`.
    pub(super) fn port_path(&self, port: usize) -> FieldPath {
        self.path().field("ports").index(port)
    }

    /// Its entries; none where it admits everybody.
    pub(super) fn entries(&self) -> &'a [Peer] {
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

fn rules(cluster: &Cluster) -> Vec<Placed<'_>> {
    let mut rules = Vec::new();
    for (id, policy) in cluster.policies() {
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

/// `a, b and 2 more`.
pub(super) fn told(names: &[String]) -> String {
    let shown = names.len().min(MOST);
    and_more(names.get(..shown).unwrap_or_default(), names.len() - shown)
}

fn and_more(names: &[String], more: usize) -> String {
    let list = names.join(", ");
    match more {
        0 => list,
        more => format!("{list} and {more} more"),
    }
}

/// `1 connection`, `7 connections`.
pub(super) fn connections(count: usize) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} connection{plural}")
}

/// A selector in few words: `app=web`.
pub(super) fn selector_words(selector: &Selector) -> String {
    let words = selector.requirements().iter().map(|it| match &it.operator {
        Operator::In(values) if values.len() == 1 => format!("{}={}", it.key, values.join("")),
        Operator::In(values) => format!("{} in ({})", it.key, values.join(", ")),
        Operator::NotIn(values) => format!("{} not in ({})", it.key, values.join(", ")),
        Operator::Exists => it.key.clone(),
        Operator::DoesNotExist => format!("no {}", it.key),
    });
    words.collect::<Vec<_>>().join(", ")
}
