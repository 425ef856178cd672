use super::{Expectation, Expected, Pattern};
use crate::eval::{Verdict, World};
use crate::model::{Cluster, NamespaceId, WorkloadId};
use crate::query::{
    Answer, EndpointName, Member, Pair, QueryFault, ask, compare, pods_of, workload_name,
};

/// What became of an expectation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It holds for every pair it is about; how many those are.
    Holds(usize),
    /// It does not.
    Fails {
        /// The first pair for which it does not.
        counterexample: Box<Counterexample>,
        /// How many more there are.
        more: usize,
    },
    /// It cannot be answered, and so does not hold either.
    Unanswered(QueryFault),
}

/// A pair for which the verdict is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counterexample {
    /// Who opens the connection, as it would be written.
    pub source: String,
    /// Who is connected to.
    pub destination: String,
    /// The whole answer.
    pub answer: Answer,
}

impl Counterexample {
    /// The first of its members for which the verdict is another; nobody to
    /// point at is left only when the answer itself is empty.
    pub fn pair(&self, expected: Expected) -> Option<&Pair> {
        let pairs = &self.answer.pairs;
        pairs.iter().find(|it| !is_met(expected, it.verdict))
    }
}

/// Holds one expectation against the cluster. `default_namespace` is that of a
/// source that names none.
pub fn check(world: &World, expectation: &Expectation, default_namespace: &str) -> Outcome {
    match answers(world, expectation, default_namespace) {
        Err(fault) => Outcome::Unanswered(fault),
        Ok(answers) => {
            let count = answers.len();
            let is_failure = |it: &Counterexample| !is_met(expectation.expected, it.answer.verdict);
            let mut failures = answers.into_iter().filter(is_failure);
            match failures.next() {
                None => Outcome::Holds(count),
                Some(first) => Outcome::Fails {
                    counterexample: Box::new(first),
                    more: failures.count(),
                },
            }
        }
    }
}

fn is_met(expected: Expected, verdict: Verdict) -> bool {
    match expected {
        Expected::Allowed => verdict == Verdict::Allowed,
        Expected::Denied => verdict == Verdict::Denied,
    }
}

/// More questions than this are no expectation.
const MOST_QUESTIONS: usize = 1_000_000;

/// Every question that the line is about, with its answer.
fn answers(
    world: &World,
    expectation: &Expectation,
    default_namespace: &str,
) -> Result<Vec<Counterexample>, QueryFault> {
    let cluster = world.cluster();
    let sources = named(cluster, &expectation.source)?;
    let destinations = named(cluster, &expectation.destination)?;
    let questions = sources.len().saturating_mul(destinations.len());
    if questions > MOST_QUESTIONS {
        let most = MOST_QUESTIONS;
        return Err(QueryFault::TooManyPairs {
            pairs: questions,
            most,
        });
    }
    let has_wildcard = [&expectation.source, &expectation.destination]
        .iter()
        .any(|it| !matches!(it, Pattern::One(_)));
    let mut answers = Vec::new();
    for source in &sources {
        for destination in &destinations {
            let port = expectation.port;
            let answer = match (source, destination) {
                (Named::Workload(from), Named::Workload(to)) if from == to => continue,
                (Named::Workload(from), Named::Workload(to)) => {
                    let ends = [from, to].map(|it| pods_of(cluster, *it));
                    compare(world, &ends[0], &ends[1], port)?
                }
                _ => {
                    let ends = [source, destination].map(|it| it.written(cluster));
                    ask(world, &ends[0], &ends[1], port, default_namespace)?
                }
            };
            if has_wildcard && is_itself(&answer) {
                continue;
            }
            answers.push(Counterexample {
                source: source.name(cluster),
                destination: destination.name(cluster),
                answer,
            });
        }
    }
    if answers.is_empty() {
        return Err(QueryFault::Nobody);
    }
    Ok(answers)
}

/// Whether both ends are the same endpoints.
fn is_itself(answer: &Answer) -> bool {
    let distinct = |side: fn(&Pair) -> &Member| {
        let mut ends: Vec<_> = answer.pairs.iter().map(|it| side(it).endpoint).collect();
        ends.sort_unstable();
        ends.dedup();
        ends
    };
    distinct(|it| &it.source) == distinct(|it| &it.destination)
}

/// One of those that a pattern speaks of.
enum Named<'a> {
    One(&'a EndpointName),
    Workload(WorkloadId),
}

impl Named<'_> {
    fn name(&self, cluster: &Cluster) -> String {
        match self {
            Self::One(name) => name.to_string(),
            Self::Workload(id) => workload_name(cluster, *id),
        }
    }

    /// The same as somebody would write it, with its kind.
    fn written(&self, cluster: &Cluster) -> EndpointName {
        match self {
            Self::One(name) => (*name).clone(),
            Self::Workload(id) => {
                let it = &cluster[*id];
                EndpointName::Object {
                    namespace: cluster[it.namespace].name.clone(),
                    kind: crate::query::Kind::from_word(it.kind.name()),
                    name: it.name.clone(),
                }
            }
        }
    }
}

/// Those that a pattern speaks of; of workloads those that have pods.
fn named<'a>(cluster: &Cluster, pattern: &'a Pattern) -> Result<Vec<Named<'a>>, QueryFault> {
    let home = match pattern {
        Pattern::One(name) => return Ok(vec![Named::One(name)]),
        Pattern::Workloads => None,
        Pattern::WorkloadsOf(namespace) => match cluster.find_namespace(namespace) {
            Some(id) => Some(id),
            None => {
                return Err(QueryFault::NoSuchNamespace {
                    namespace: namespace.clone(),
                    hint: None,
                });
            }
        },
    };
    let is_in = |namespace: NamespaceId| home.is_none_or(|it| it == namespace);
    let workloads = cluster
        .workloads()
        .filter(|(_, it)| is_in(it.namespace) && !it.pods.is_empty());
    Ok(workloads.map(|it| Named::Workload(it.0)).collect())
}
