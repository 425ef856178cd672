use std::collections::BTreeSet;

use netpol_engine::eval::{Endpoint, Gate, Verdict};
use netpol_engine::expectation::{Claim, ExpectedPorts, Outcome, Pattern, check, read};
use netpol_engine::model::{Direction, PolicyId, Ports};
use netpol_engine::query::{Answer, EndpointName, PortQuestion, ask};
use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Options, Severity, analyze};

/// Where a source stands that names no namespace.
const DEFAULT_NAMESPACE: &str = "default";

/// The cluster at one moment of a lesson.
#[derive(Debug, Clone)]
pub struct Stage {
    sources: Sources,
    analysis: Analysis,
}

impl Stage {
    /// Evaluates the texts.
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let sources: Sources = files.into_iter().collect();
        let analysis = analyze(&sources, &Options::default());
        Self { sources, analysis }
    }

    /// How many other workloads reach `shop/db:3306`.
    ///
    /// # Errors
    ///
    /// A destination that nobody knows.
    pub(crate) fn sources(&self, destination: &str) -> Result<usize, String> {
        let (name, port) = destination.split_once(':').unwrap_or((destination, ""));
        let mut found = BTreeSet::new();
        let cluster = self.analysis.cluster();
        for (_, workload) in cluster.workloads() {
            let source = format!("{}/{}", cluster[workload.namespace].name, workload.name);
            let colon = if port.is_empty() { "" } else { ":" };
            let question = format!("{source} -> {name}{colon}{port}");
            if source == name {
                continue;
            }
            if self.answer(&question)?.verdict == Verdict::Allowed {
                found.insert(source);
            }
        }
        Ok(found.len())
    }

    /// What there is to say about them.
    pub fn analysis(&self) -> &Analysis {
        &self.analysis
    }

    /// The texts.
    pub fn texts(&self) -> &Sources {
        &self.sources
    }

    /// The mistakes in the texts, in words.
    pub fn errors(&self) -> Vec<&str> {
        let all = self.analysis.diagnostics.iter();
        let errors = all.filter(|it| it.severity == Severity::Error);
        errors.map(|it| it.message.as_str()).collect()
    }

    /// Reads an expectation line.
    ///
    /// # Errors
    ///
    /// A text that is not exactly one.
    pub fn claim(line: &str) -> Result<Claim, String> {
        let sources: Sources = [("line", line)].into_iter().collect();
        let source = sources.iter().map(|it| it.0).next();
        let parsed = source.map(|it| read(it, line));
        match parsed.map(|it| (it.value, it.diagnostics)) {
            Some((mut claims, faults)) if claims.len() == 1 && faults.is_empty() => {
                claims.pop().map(|it| it.claim)
            }
            _ => None,
        }
        .ok_or_else(|| format!("`{line}` is no statement"))
    }

    /// Whether an expectation holds.
    ///
    /// # Errors
    ///
    /// What is so instead.
    pub fn holds(&self, line: &str) -> Result<(), String> {
        match check(&self.analysis.world, &Self::claim(line)?, DEFAULT_NAMESPACE) {
            Outcome::Holds(_) => Ok(()),
            Outcome::Fails { counterexample, .. } => Err(format!(
                "`{line}` is false: {} -> {} is {:?}",
                counterexample.source, counterexample.destination, counterexample.answer.verdict
            )),
            Outcome::Unanswered(fault) => Err(format!("`{line}`: {fault}")),
        }
    }

    /// The answer to `shop/web -> shop/db:3306`.
    fn answer(&self, question: &str) -> Result<Answer, String> {
        let claim = Self::claim(&format!("{question} allowed"))?;
        let (Pattern::One(source), Pattern::One(destination)) = (&claim.source, &claim.destination)
        else {
            return Err(format!("`{question}` is about more than one pair"));
        };
        let port = claim.ports.single().unwrap_or(PortQuestion::Any);
        self.ask(source, destination, port)
    }

    fn ask(
        &self,
        source: &EndpointName,
        destination: &EndpointName,
        port: PortQuestion,
    ) -> Result<Answer, String> {
        let world = &self.analysis.world;
        ask(world, source, destination, port, DEFAULT_NAMESPACE).map_err(|it| it.to_string())
    }

    /// How each pair that a question is about is judged at one end.
    pub(crate) fn gates(&self, question: &str, direction: Direction) -> Result<Vec<Gate>, String> {
        let pairs = self.answer(question)?.pairs;
        if pairs.is_empty() {
            return Err(format!("`{question}` is about nobody"));
        }
        Ok(pairs
            .iter()
            .map(|it| it.reach.gate(direction).clone())
            .collect())
    }

    /// The ports that a question is about.
    pub(crate) fn ports(&self, question: &str) -> Result<Ports, String> {
        let claim = Self::claim(&format!("{question} allowed"))?;
        let through = self.answer(question)?.pairs;
        let mut served = through.iter().filter(|it| it.through.is_some());
        let ports = served.find_map(|it| it.port.ports());
        Ok(ports.unwrap_or(match claim.ports {
            ExpectedPorts::Any => Ports::all(),
            ExpectedPorts::These(ports) => ports,
        }))
    }

    /// A policy by `namespace/name`.
    pub(crate) fn policy(&self, name: &str) -> Result<PolicyId, String> {
        let cluster = self.analysis.cluster();
        let found = name.split_once('/').and_then(|(namespace, name)| {
            cluster.find_policy(cluster.find_namespace(namespace)?, name)
        });
        found.ok_or_else(|| format!("there is no policy {name}"))
    }

    /// A pod of a workload, by `namespace/name`.
    pub(crate) fn pod(&self, name: &str) -> Result<Endpoint, String> {
        let cluster = self.analysis.cluster();
        let found = name.split_once('/').and_then(|(namespace, name)| {
            let id = cluster.find_workload(cluster.find_namespace(namespace)?, name)?;
            cluster[id].pods.first().copied()
        });
        found
            .map(Endpoint::Pod)
            .ok_or_else(|| format!("there is no workload {name}"))
    }

    /// How many workloads a policy selects.
    pub(crate) fn selected(&self, policy: &str) -> Result<usize, String> {
        let id = self.policy(policy)?;
        let cluster = self.analysis.cluster();
        let policy = &cluster[id];
        let here = cluster
            .pods()
            .filter(|it| it.1.namespace == policy.namespace);
        let selected = here.filter(|it| policy.subject.matches(&it.1.labels).is_yes());
        let workloads: BTreeSet<_> = selected.map(|it| it.1.workload).collect();
        Ok(workloads.len())
    }

    /// How many ordered pairs of different workloads connect on any port.
    pub(crate) fn pairs(&self) -> usize {
        let world = &self.analysis.world;
        let pods: Vec<Endpoint> = world
            .cluster()
            .workloads()
            .filter_map(|it| it.1.pods.first().copied().map(Endpoint::Pod))
            .collect();
        let pairs = pods
            .iter()
            .flat_map(|a| pods.iter().map(move |b| (*a, *b)))
            .filter(|(a, b)| a != b);
        pairs
            .filter(|(a, b)| PortQuestion::Any.verdict(&world.reach(*a, *b)) == Verdict::Allowed)
            .count()
    }
}
