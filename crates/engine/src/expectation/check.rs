use super::ports::lowest;
use super::{Claim, Expected, ExpectedPorts, Pattern};
use crate::eval::{Endpoint, Verdict, World};
use crate::model::{Cluster, NamespaceId, Ports, WorkloadId};
use crate::query::{
    Answer, EndpointName, Kind, Member, Pair, PortQuestion, QueryFault, ask, compare, pods_of,
    workload_name,
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

impl Outcome {
    /// Whether it holds.
    pub fn holds(&self) -> bool {
        matches!(self, Self::Holds(_))
    }
}

/// A pair for which the verdict is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counterexample {
    /// Who opens the connection, as it would be written.
    pub source: String,
    /// Who is connected to.
    pub destination: String,
    /// What was expected on the port of the answer.
    pub expected: Verdict,
    /// The whole answer, where many ports were meant for the first that is not
    /// as expected.
    pub answer: Answer,
}

impl Counterexample {
    /// The first of its members for which the verdict is another; nobody to
    /// point at is left only when the answer itself is empty.
    pub fn pair(&self) -> Option<&Pair> {
        let pairs = &self.answer.pairs;
        pairs.iter().find(|it| it.verdict != self.expected)
    }
}

/// Holds one expectation against the cluster. `default_namespace` is that of a
/// source that names none.
pub fn check(world: &World, claim: &Claim, default_namespace: &str) -> Outcome {
    match hold(world, claim, default_namespace) {
        Err(fault) => Outcome::Unanswered(fault),
        Ok((held, first, more)) => match first {
            None => Outcome::Holds(held),
            Some(first) => Outcome::Fails {
                counterexample: Box::new(first),
                more: more - 1,
            },
        },
    }
}

/// More questions than this are no expectation.
const MOST_QUESTIONS: usize = 1_000_000;

/// For how many pairs the line holds, the first for which it does not, and how
/// many those are.
fn hold(
    world: &World,
    claim: &Claim,
    default_namespace: &str,
) -> Result<(usize, Option<Counterexample>, usize), QueryFault> {
    let demands = demands(claim);
    let (mut held, mut failed, mut first) = (0, 0, None);
    for ends in all_ends(world, claim, default_namespace)? {
        match ends.judged(&demands)? {
            Judged::Themselves => {}
            Judged::Met => held += 1,
            Judged::Missed(counterexample) => {
                failed += 1;
                first.get_or_insert(*counterexample);
            }
        }
    }
    if held + failed == 0 {
        return Err(QueryFault::Nobody);
    }
    Ok((held, first, failed))
}

/// A source of a line and one of its destinations, and those for whom they stand.
#[derive(Debug, Clone)]
pub(crate) struct Flow {
    /// Who opens the connection.
    pub(crate) sources: Vec<Endpoint>,
    /// Who is connected to, on which ports of its own.
    pub(crate) destinations: Vec<(Endpoint, ExpectedPorts)>,
}

/// Everything that a line speaks of.
pub(crate) fn flows(
    world: &World,
    claim: &Claim,
    default_namespace: &str,
) -> Result<Vec<Flow>, QueryFault> {
    let ends = all_ends(world, claim, default_namespace)?;
    ends.map(|it| it.flow(&claim.ports)).collect()
}

/// Everybody whom a line speaks of, source by source; no workload with itself.
fn all_ends<'a>(
    world: &'a World,
    claim: &'a Claim,
    default_namespace: &'a str,
) -> Result<impl Iterator<Item = Ends<'a>>, QueryFault> {
    let cluster = world.cluster();
    let sources = named(cluster, &claim.source)?;
    let destinations = named(cluster, &claim.destination)?;
    let questions = sources.len().saturating_mul(destinations.len());
    if questions > MOST_QUESTIONS {
        let most = MOST_QUESTIONS;
        return Err(QueryFault::TooManyPairs {
            pairs: questions,
            most,
        });
    }
    let patterns = [&claim.source, &claim.destination];
    let has_wildcard = !patterns.iter().all(|it| matches!(it, Pattern::One(_)));
    let pairs = sources.into_iter().flat_map(move |source| {
        let destinations = destinations.clone();
        destinations.into_iter().map(move |it| (source, it))
    });
    let ends = pairs.map(move |(source, destination)| Ends {
        world,
        source,
        destination,
        has_wildcard,
        default_namespace,
    });
    Ok(ends.filter(|it| !it.are_one_workload()))
}

/// What a line asks of each pair, one verdict at a time.
fn demands(claim: &Claim) -> Vec<(Verdict, ExpectedPorts)> {
    let ports = claim.ports.clone();
    match (claim.expected, &claim.ports) {
        (Expected::Denied, _) => vec![(Verdict::Denied, ports)],
        (Expected::Only, ExpectedPorts::These(these)) => {
            let others = Ports::all().difference(these);
            let mut demands = vec![(Verdict::Allowed, ports)];
            if !others.is_empty() {
                demands.push((Verdict::Denied, ExpectedPorts::These(others)));
            }
            demands
        }
        (Expected::Allowed | Expected::Only, _) => vec![(Verdict::Allowed, ports)],
    }
}

/// One source and one destination of a line.
struct Ends<'a> {
    world: &'a World,
    source: Named<'a>,
    destination: Named<'a>,
    has_wildcard: bool,
    default_namespace: &'a str,
}

/// What became of two ends.
enum Judged {
    /// They turned out to be the same, by a wildcard: nobody meant that.
    Themselves,
    /// Every demand is met.
    Met,
    /// One is not.
    Missed(Box<Counterexample>),
}

impl Ends<'_> {
    /// A wildcard compares no workload with itself.
    fn are_one_workload(&self) -> bool {
        matches!((self.source, self.destination), (Named::Workload(a), Named::Workload(b)) if a == b)
    }

    fn ask(&self, port: PortQuestion) -> Result<Answer, QueryFault> {
        let cluster = self.world.cluster();
        if let (Named::Workload(from), Named::Workload(to)) = (self.source, self.destination) {
            let ends = [from, to].map(|it| pods_of(cluster, it));
            return compare(self.world, &ends[0], &ends[1], port);
        }
        let ends = [self.source, self.destination].map(|it| it.written(cluster));
        ask(self.world, &ends[0], &ends[1], port, self.default_namespace)
    }

    fn flow(&self, ports: &ExpectedPorts) -> Result<Flow, QueryFault> {
        let cluster = self.world.cluster();
        if let (Named::Workload(from), Named::Workload(to)) = (self.source, self.destination) {
            let pods = |id: WorkloadId| cluster[id].pods.iter().map(|it| Endpoint::Pod(*it));
            return Ok(Flow {
                sources: pods(from).collect(),
                destinations: pods(to).map(|it| (it, ports.clone())).collect(),
            });
        }
        let answer = self.ask(ports.single().unwrap_or(PortQuestion::Any))?;
        let mut flow = Flow {
            sources: Vec::new(),
            destinations: Vec::new(),
        };
        for pair in &answer.pairs {
            let ports = match pair.port.ports() {
                Some(ports) => ExpectedPorts::These(ports),
                None => ports.clone(),
            };
            let destination = (pair.destination.endpoint, ports);
            if !flow.sources.contains(&pair.source.endpoint) {
                flow.sources.push(pair.source.endpoint);
            }
            if !flow.destinations.contains(&destination) {
                flow.destinations.push(destination);
            }
        }
        Ok(flow)
    }

    /// Holds the two against every demand; the first that is not met comes with the
    /// answer that shows it.
    fn judged(&self, demands: &[(Verdict, ExpectedPorts)]) -> Result<Judged, QueryFault> {
        for (expected, ports) in demands {
            let single = ports.single();
            let mut answer = self.ask(single.unwrap_or(PortQuestion::Any))?;
            if self.has_wildcard && are_themselves(&answer) {
                return Ok(Judged::Themselves);
            }
            if let (None, ExpectedPorts::These(many)) = (single, ports) {
                match self.odd_port(&answer, *expected, many)? {
                    Some(port) => answer = self.ask(port)?,
                    None => continue,
                }
            }
            if answer.verdict != *expected {
                let cluster = self.world.cluster();
                return Ok(Judged::Missed(Box::new(Counterexample {
                    source: self.source.name(cluster),
                    destination: self.destination.name(cluster),
                    expected: *expected,
                    answer,
                })));
            }
        }
        Ok(Judged::Met)
    }

    /// The first of many ports that is not as expected, by the answer for any.
    fn odd_port(
        &self,
        any: &Answer,
        expected: Verdict,
        ports: &Ports,
    ) -> Result<Option<PortQuestion>, QueryFault> {
        let is_direct = |it: &Pair| it.through.is_none();
        if any.pairs.is_empty() || !any.pairs.iter().all(is_direct) {
            return Err(QueryFault::ManyPortsOfService(
                self.destination.name(self.world.cluster()),
            ));
        }
        let mut odd = Ports::none();
        for pair in &any.pairs {
            let outcome = pair.reach.outcome();
            odd = odd.union(&match expected {
                Verdict::Allowed => ports.difference(&outcome.ports),
                _ => ports.intersection(&outcome.perhaps()),
            });
        }
        Ok(lowest(&odd).map(|(protocol, number)| PortQuestion::One(protocol, number)))
    }
}

/// Whether both ends of an answer are the same endpoints.
fn are_themselves(answer: &Answer) -> bool {
    let ends_of = |side: fn(&Pair) -> &Member| {
        let mut ends: Vec<_> = answer.pairs.iter().map(|it| side(it).endpoint).collect();
        ends.sort_unstable();
        ends.dedup();
        ends
    };
    let sources = ends_of(|it| &it.source);
    !sources.is_empty() && sources == ends_of(|it| &it.destination)
}

/// One of those that a pattern speaks of.
#[derive(Debug, Clone, Copy)]
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
                    kind: Kind::from_word(it.kind.name()),
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
