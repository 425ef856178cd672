//! Questions in the notation of expectation lines:
//! `shop/web -> shop/db:5432/TCP denied`.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "clippy knows the tests here, but not the functions they share"
)]

pub(crate) mod asked;

use std::fmt;
use std::net::IpAddr;

use netpol_engine::eval::{Endpoint, Verdict, World};
use netpol_engine::model::{Cluster, NamespaceId, PodId, Protocol, Workload, WorkloadId};

use self::asked::{Asked, asked, is_service};

/// Who is asked about: the endpoints that a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// The name, spelt out where the question had a wildcard.
    pub(crate) name: String,
    pub(crate) endpoints: Vec<Endpoint>,
}

/// `source -> destination[:port[/protocol]]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) source: String,
    pub(crate) destination: String,
    /// `None` asks for any port at all.
    pub(crate) port: Option<(Protocol, u16)>,
}

impl Question {
    /// Reads a question; a broken one is the test's mistake.
    pub(crate) fn parse(text: &str) -> Self {
        let (source, destination) = text.split_once(" -> ").expect("a question has an arrow");
        let after_name = destination.find(']').unwrap_or(0);
        let port_at = destination[after_name..].find(':');
        let (destination, port) = match port_at.map(|it| it + after_name) {
            Some(at) => (&destination[..at], Some(parse_port(&destination[at + 1..]))),
            None => (destination, None),
        };
        Self {
            source: source.trim().to_owned(),
            destination: destination.trim().to_owned(),
            port,
        }
    }

    /// Every pair that the question is about. A workload is not compared with
    /// itself where a wildcard names it.
    pub(crate) fn pairs(&self, world: &World) -> Vec<(Named, Named)> {
        let has_wildcard = self.source.contains('*') || self.destination.contains('*');
        let mut pairs = Vec::new();
        for source in named(world, &self.source) {
            for destination in self.destinations(world) {
                if !has_wildcard || source.endpoints != destination.endpoints {
                    pairs.push((source.clone(), destination));
                }
            }
        }
        pairs
    }

    /// Whom the destination names; what only its source could tell keeps its
    /// name.
    fn destinations(&self, world: &World) -> Vec<Named> {
        if !is_service(world, &self.destination, self.port) {
            return named(world, &self.destination);
        }
        vec![Named {
            name: self.destination.clone(),
            endpoints: Vec::new(),
        }]
    }

    /// The verdict on one of the pairs, mixed when its members differ; `None`
    /// when the destination is a name that means nothing to the source.
    pub(crate) fn verdict(
        &self,
        world: &World,
        source: &Named,
        destination: &Named,
    ) -> Option<Verdict> {
        let mut verdicts = Vec::new();
        for source in &source.endpoints {
            let mut endpoints = destination.endpoints.clone();
            if endpoints.is_empty() {
                match asked(world, *source, &self.destination, self.port) {
                    Asked::Endpoint(it) => endpoints.push(it),
                    Asked::Service(id, port) => {
                        let reach = world.reach_service(*source, id);
                        verdicts.push(asked::verdict(&reach, port));
                    }
                    Asked::Nothing => return None,
                }
            }
            for destination in &endpoints {
                let reach = world.reach(*source, *destination);
                verdicts.push(match self.port {
                    Some((protocol, port)) => reach.decide(protocol, port).verdict,
                    None => reach.verdict(),
                });
            }
        }
        assert!(!verdicts.is_empty(), "`{self}` is about nobody");
        Some(Verdict::together(verdicts.into_iter()))
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} -> {}", self.source, self.destination)?;
        match self.port {
            Some((protocol, port)) => write!(f, ":{port}/{protocol}"),
            None => Ok(()),
        }
    }
}

/// A question with the answer it is to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expectation {
    pub(crate) question: Question,
    /// `None` where the destination is to mean nothing.
    pub(crate) verdict: Option<Verdict>,
}

impl Expectation {
    pub(crate) fn parse(line: &str) -> Self {
        let (question, verdict) = line
            .trim()
            .rsplit_once(char::is_whitespace)
            .expect("an expectation ends in a verdict");
        let verdict = match verdict {
            "allowed" => Some(Verdict::Allowed),
            "denied" => Some(Verdict::Denied),
            "mixed" => Some(Verdict::Mixed),
            "unknown" => Some(Verdict::Unknown),
            "nobody" => Some(Verdict::NoBackend),
            "unresolved" => None,
            other => panic!("`{other}` is no verdict"),
        };
        Self {
            question: Question::parse(question),
            verdict,
        }
    }

    /// Every pair for which the answer is another, in words.
    pub(crate) fn failures(&self, world: &World) -> Vec<String> {
        let pairs = self.question.pairs(world);
        assert!(!pairs.is_empty(), "`{}` is about nobody", self.question);
        let mut failures = Vec::new();
        for (source, destination) in pairs {
            let verdict = self.question.verdict(world, &source, &destination);
            if verdict != self.verdict {
                let Self {
                    question,
                    verdict: expected,
                } = self;
                let (from, to) = (&source.name, &destination.name);
                failures.push(format!(
                    "`{question}` is {verdict:?} from {from} to {to}, not {expected:?}"
                ));
            }
        }
        failures
    }
}

fn parse_port(text: &str) -> (Protocol, u16) {
    let (number, protocol) = text.split_once('/').unwrap_or((text, "TCP"));
    let protocol = Protocol::from_name(protocol).expect("TCP, UDP or SCTP");
    (protocol, number.parse().expect("a port is a number"))
}

/// Whom a name stands for: `x/a`, `x/pod/a`, `x/deployment/d`, `x/statefulset/s`, `x/*`, `*/*`,
/// `node/n1`, `external`, an address.
pub(crate) fn named(world: &World, name: &str) -> Vec<Named> {
    let cluster = world.cluster();
    let one = |endpoints| {
        vec![Named {
            name: name.to_owned(),
            endpoints,
        }]
    };
    if let Ok(address) = name.trim_matches(['[', ']']).parse::<IpAddr>() {
        return one(vec![Endpoint::Address(address)]);
    }
    let parts: Vec<_> = name.split('/').collect();
    match parts.as_slice() {
        ["external"] => {
            let blocks = world.outside().blocks.iter();
            one(blocks
                .map(|it| Endpoint::Address(it.representative))
                .collect())
        }
        ["node", node] => {
            let id = cluster.nodes().find(|(_, it)| it.name == *node);
            one(vec![Endpoint::Node(id.expect("the node is there").0)])
        }
        [namespace, "*"] => workloads(cluster, namespace),
        [namespace, "pod", name] => one(vec![Endpoint::Pod(pod(cluster, namespace, name))]),
        [namespace, kind, name] => one(pods_of(cluster, workload(cluster, namespace, kind, name))),
        [namespace, name] => {
            let id = namespace_id(cluster, namespace);
            let pod = cluster.find_pod(id, name).map(|it| vec![Endpoint::Pod(it)]);
            let workload = || {
                cluster
                    .find_workload(id, name)
                    .map(|it| pods_of(cluster, it))
            };
            one(pod.or_else(workload).expect("the pod or workload is there"))
        }
        _ => panic!("`{name}` names no endpoint"),
    }
}

fn workload(cluster: &Cluster, namespace: &str, kind: &str, name: &str) -> WorkloadId {
    let namespace = namespace_id(cluster, namespace);
    let is_it = |it: &Workload| {
        it.namespace == namespace && it.name == name && it.kind.name().eq_ignore_ascii_case(kind)
    };
    let mut found = cluster.workloads().filter(|(_, it)| is_it(it));
    found.next().expect("the workload is there").0
}

fn workloads(cluster: &Cluster, namespace: &str) -> Vec<Named> {
    cluster
        .workloads()
        .map(|(id, it)| (id, &cluster[it.namespace].name, &it.name))
        .filter(|(_, it, _)| namespace == "*" || *it == namespace)
        .map(|(id, namespace, name)| Named {
            name: format!("{namespace}/{name}"),
            endpoints: pods_of(cluster, id),
        })
        .collect()
}

fn pods_of(cluster: &Cluster, workload: WorkloadId) -> Vec<Endpoint> {
    let pods = cluster[workload].pods.iter();
    pods.copied().map(Endpoint::Pod).collect()
}

fn pod(cluster: &Cluster, namespace: &str, name: &str) -> PodId {
    let pod = cluster.find_pod(namespace_id(cluster, namespace), name);
    pod.unwrap_or_else(|| panic!("there is no pod {namespace}/{name}"))
}

fn namespace_id(cluster: &Cluster, name: &str) -> NamespaceId {
    let namespace = cluster.find_namespace(name);
    namespace.unwrap_or_else(|| panic!("there is no namespace {name}"))
}
