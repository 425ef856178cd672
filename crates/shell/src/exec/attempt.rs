use std::net::IpAddr;

use netpol_engine::Analysis;
use netpol_engine::eval::{Answer as Meant, Endpoint, NoBackend, Verdict, World};
use netpol_engine::letters::Letters;
use netpol_engine::model::{Cluster, ServiceId};
use netpol_engine::query::{
    Answer, Call, EndpointName, Pair, PortQuestion, QueryFault, Remark, ask,
};

use super::client::Client;

/// What becomes of an attempt to connect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Connected,
    /// Nobody listens there.
    Refused,
    /// Packets get lost: a policy drops them.
    TimedOut,
    /// The name leads nowhere, or nobody can be asked about it.
    Unresolved,
    /// The texts do not tell.
    Unknown,
}

/// An attempt with what there is to say about it.
#[derive(Debug)]
pub(super) struct Tried {
    pub(super) outcome: Outcome,
    /// The address that is tried, if the texts tell.
    pub(super) address: Option<IpAddr>,
    pub(super) notes: Vec<String>,
}

/// How many reasons are told.
const MOST_NOTES: usize = 4;

/// Tries what a program tries.
pub(super) fn attempt(
    analysis: &Analysis,
    letters: &Letters,
    client: &Client<'_>,
    call: &Call,
) -> Tried {
    let unresolved = |note: String| Tried {
        outcome: Outcome::Unresolved,
        address: None,
        notes: vec![note],
    };
    let host = call.destination.trim_end_matches('.');
    let Ok(destination) = destination(host) else {
        return unresolved(format!("{host:?} is no name of a host."));
    };
    let is_name = matches!(destination, EndpointName::Bare(_));
    if is_loopback(&destination) {
        return to_itself(analysis, client, call);
    }
    let world = &analysis.world;
    if is_name && world.name_lookup(client.endpoint()).is_blocked() {
        return unresolved(lookup_blocked(client));
    }
    let source = EndpointName::Object {
        namespace: client.namespace.to_owned(),
        kind: Some(netpol_engine::query::Kind::POD),
        name: client.name.to_owned(),
    };
    match ask(world, &source, &destination, call.port, client.namespace) {
        Ok(answer) => {
            let judged = Judged {
                analysis,
                letters,
                answer: &answer,
            };
            judged.tried(address(world, client, &destination))
        }
        Err(fault @ QueryFault::Unresolved { .. }) => unresolved(sentence(&fault.to_string())),
        Err(fault) => Tried {
            outcome: Outcome::Unknown,
            address: None,
            notes: vec![sentence(&fault.to_string())],
        },
    }
}

pub(super) fn lookup_blocked(client: &Client<'_>) -> String {
    let name = format!("{}/{}", client.namespace, client.name);
    format!(
        "{name} may not ask the cluster's DNS: no policy that isolates it for egress admits UDP port 53."
    )
}

/// A host is a name or an address, never an object.
fn destination(host: &str) -> Result<EndpointName, ()> {
    match host.parse::<EndpointName>() {
        Ok(it @ (EndpointName::Bare(_) | EndpointName::Address(_))) => Ok(it),
        // To a program `external` is a name like any other.
        Ok(EndpointName::External) => Ok(EndpointName::Bare(host.to_owned())),
        _ => Err(()),
    }
}

fn is_loopback(destination: &EndpointName) -> bool {
    match destination {
        EndpointName::Bare(name) => name.eq_ignore_ascii_case("localhost"),
        EndpointName::Address(address) => address.is_loopback(),
        _ => false,
    }
}

fn to_itself(analysis: &Analysis, client: &Client<'_>, call: &Call) -> Tried {
    let listens = listens(analysis.cluster(), client.endpoint(), call.port);
    Tried {
        outcome: match listens {
            Some(false) => Outcome::Refused,
            Some(true) | None => Outcome::Connected,
        },
        address: None,
        notes: vec!["What a pod sends to itself meets no policy.".to_owned()],
    }
}

/// The address that a program tries first, if the texts tell.
fn address(world: &World, client: &Client<'_>, destination: &EndpointName) -> Option<IpAddr> {
    match destination {
        EndpointName::Address(address) => Some(*address),
        EndpointName::Bare(name) => {
            let meant = world.look_up(client.endpoint(), name).answer;
            meant_address(world, &meant)
        }
        _ => None,
    }
}

/// The address that a name stands for, if the texts tell.
pub(super) fn meant_address(world: &World, meant: &Meant) -> Option<IpAddr> {
    match meant {
        Meant::Service(id) => service_address(world, *id),
        Meant::Member(_, endpoint) => endpoint_address(world.cluster(), *endpoint),
        Meant::Outside | Meant::Nothing(_) => None,
    }
}

fn service_address(world: &World, id: ServiceId) -> Option<IpAddr> {
    let service = &world.cluster()[id];
    if let Some(entrances) = service.entrances() {
        return entrances.cluster.first().copied();
    }
    let reach = world.reach_service(Endpoint::UnknownAddress, id);
    let backend = &reach.backends.first()?.backend;
    let listed = backend.address;
    listed.or_else(|| endpoint_address(world.cluster(), backend.endpoint))
}

fn endpoint_address(cluster: &Cluster, endpoint: Endpoint) -> Option<IpAddr> {
    match endpoint {
        Endpoint::Pod(pod) => cluster[pod].addresses.first().copied(),
        Endpoint::Node(node) => cluster[node].addresses.first().copied(),
        Endpoint::Address(address) => Some(address),
        Endpoint::UnknownAddress => None,
    }
}

/// Whether somebody listens: a pod on the ports that its containers declare. `None` where
/// the texts do not tell.
fn listens(cluster: &Cluster, endpoint: Endpoint, port: PortQuestion) -> Option<bool> {
    let (Endpoint::Pod(pod), PortQuestion::One(protocol, number)) = (endpoint, port) else {
        return None;
    };
    let ports = cluster[pod].ports.known();
    let is_it =
        |it: &netpol_engine::model::ContainerPort| it.protocol == protocol && it.number == number;
    (!ports.is_empty()).then(|| ports.iter().any(is_it))
}

/// An answer on its way to be told.
struct Judged<'a> {
    analysis: &'a Analysis,
    letters: &'a Letters,
    answer: &'a Answer,
}

impl Judged<'_> {
    fn tried(&self, address: Option<IpAddr>) -> Tried {
        let pairs = &self.answer.pairs;
        let outcomes: Vec<Outcome> = pairs.iter().map(|it| self.outcome(it)).collect();
        let mut notes = Vec::new();
        for (pair, outcome) in pairs.iter().zip(&outcomes) {
            let note = self.reason(pair, *outcome);
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        notes.truncate(MOST_NOTES);
        let differ = outcomes.windows(2).any(|it| it.first() != it.last());
        if differ {
            notes.insert(
                0,
                "It depends on who answers; this is the first.".to_owned(),
            );
        }
        notes.extend(
            self.answer
                .remarks
                .iter()
                .map(|it| sentence(&it.to_string())),
        );
        let outcome = match outcomes.first() {
            Some(first) => *first,
            None => self.without_anybody(),
        };
        Tried {
            outcome,
            address,
            notes,
        }
    }

    fn outcome(&self, pair: &Pair) -> Outcome {
        match pair.verdict {
            Verdict::Allowed => match self.listens(pair) {
                Some(false) => Outcome::Refused,
                Some(true) | None => Outcome::Connected,
            },
            Verdict::Denied => Outcome::TimedOut,
            Verdict::NoBackend => Outcome::Refused,
            Verdict::Mixed | Verdict::Unknown => Outcome::Unknown,
        }
    }

    fn listens(&self, pair: &Pair) -> Option<bool> {
        let cluster = self.analysis.cluster();
        let endpoint = match pair.destination.endpoint {
            Endpoint::Address(address) => self.analysis.world.endpoint_at(address),
            other => other,
        };
        listens(cluster, endpoint, pair.port)
    }

    /// Where a Service passes a connection on to nobody it is refused; what it does not
    /// list at all gets no answer.
    fn without_anybody(&self) -> Outcome {
        let nobody = self.answer.remarks.iter().find_map(|it| match it {
            Remark::Nobody { why, .. } => Some(*why),
            _ => None,
        });
        match nobody {
            Some(NoBackend::PortNotExposed) => Outcome::TimedOut,
            Some(NoBackend::NameLeadsNowhere) => Outcome::Unresolved,
            Some(NoBackend::SelectorUnseen) | None => Outcome::Unknown,
            Some(_) => Outcome::Refused,
        }
    }

    fn reason(&self, pair: &Pair, outcome: Outcome) -> String {
        let explained = self.analysis.explain_reach(&pair.reach, pair.port);
        let reason = sentence(&explained.sentence.plain(self.letters));
        let nobody_listens = match outcome {
            Outcome::Refused => " No container declares the port, so nobody is taken to listen.",
            _ => "",
        };
        [&reason, nobody_listens].concat()
    }
}

/// With the capital that begins it, unless it begins with a name, and the dot that ends it.
fn sentence(text: &str) -> String {
    let text = text
        .strip_prefix("the ")
        .map_or_else(|| text.to_owned(), |it| ["The ", it].concat());
    if text.ends_with(['.', '?']) {
        text
    } else {
        [&text, "."].concat()
    }
}
