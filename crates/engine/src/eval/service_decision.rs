use std::net::IpAddr;

use super::backend::BackendPort;
use super::service_reach::{BackendReach, ServiceReach, Way};
use super::{Decision, Disclosure, Endpoint, Verdict};
use crate::model::{Protocol, ServicePort, TargetPort, Truth};
use crate::order::sorted;

/// The answer to a question about one port of a Service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceDecision {
    /// The answer over all backends (SEMANTICS.md V-11).
    pub verdict: Verdict,
    /// Who would serve, and what became of each.
    pub served: Served,
    /// The points where a default was taken, each once.
    pub disclosures: Vec<Disclosure>,
}

/// Who would serve a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Served {
    /// Any of these.
    By(Vec<BackendDecision>),
    /// Nobody, for this reason.
    Nobody(NoBackend),
}

/// What became of a connection to one backend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackendDecision {
    /// Who it is.
    pub endpoint: Endpoint,
    /// The address it is listed with, if a slice lists it: one of two families
    /// may have an answer of its own.
    pub address: Option<IpAddr>,
    /// Whether it serves at all; never `No`.
    pub serves: Truth,
    /// The port there, which is the one that policies see.
    pub port: u16,
    /// The answer with its reasons. Where nodes may put their address in place
    /// of the client's, the verdict heeds that and the reasons are those of the
    /// client's own.
    pub decision: Decision,
}

impl BackendDecision {
    /// Whether it is the answer about this backend.
    pub fn is_about(&self, it: &BackendReach) -> bool {
        (it.backend.endpoint, it.backend.address) == (self.endpoint, self.address)
    }
}

/// Why nobody serves a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoBackend {
    /// The Service does not list the port (SEMANTICS.md V-4).
    PortNotExposed,
    /// No pod of its namespace has the labels it selects (V-2).
    NoPodSelected,
    /// It selects nobody, and no slice lists anybody for it (V-6).
    NobodyListed,
    /// The input does not show whom it selects, so that the answer is unknown
    /// (I-15).
    SelectorUnseen,
    /// There are backends, but none is ready (V-7).
    NoneReady,
    /// None of the backends has a port of the name and protocol that this one
    /// leads to (V-3).
    NoTargetPort,
    /// The name it stands for leads nowhere (V-8).
    NameLeadsNowhere,
}

impl NoBackend {
    /// The answer where nobody serves for this reason.
    fn verdict(self) -> Verdict {
        match self {
            Self::SelectorUnseen => Verdict::Unknown,
            Self::PortNotExposed
            | Self::NoPodSelected
            | Self::NobodyListed
            | Self::NoneReady
            | Self::NoTargetPort
            | Self::NameLeadsNowhere => Verdict::NoBackend,
        }
    }
}

/// Decides one port for every backend (SEMANTICS.md V-11).
pub(super) fn decide(reach: &ServiceReach, protocol: Protocol, port: u16) -> ServiceDecision {
    let index = match &reach.way {
        Way::Translated(listed) => {
            let is_asked = |it: &ServicePort| it.protocol == protocol && it.number == port;
            match listed.iter().position(is_asked) {
                Some(index) => Some(index),
                None => return nobody(NoBackend::PortNotExposed),
            }
        }
        Way::Direct | Way::Elsewhere(_) => None,
        Way::Nowhere(_) => return nobody(NoBackend::NameLeadsNowhere),
    };
    let mut backends = Vec::new();
    let mut disclosures = reach.disclosures.clone();
    let serving = reach
        .backends
        .iter()
        .filter(|it| !it.backend.serves.is_no());
    for it in serving {
        let listed = index.and_then(|index| it.backend.ports.get(index));
        let (port, serves) = match listed.unwrap_or(&BackendPort::Number(port)) {
            BackendPort::Number(number) => (*number, it.backend.serves),
            BackendPort::Nowhere => continue,
            // Any number it may be; the answer is unknown in any case.
            BackendPort::Unseen => (port, it.backend.serves & Truth::Unknown),
        };
        if let (BackendPort::Unseen, Endpoint::Pod(pod)) =
            (listed.unwrap_or(&BackendPort::Nowhere), it.backend.endpoint)
        {
            disclosures.push(Disclosure::TableLacksPorts(pod));
        }
        let decision = decision(it, protocol, port);
        if is_target_assumed(reach, index) && it.backend.address.is_none() {
            let isolated = [&decision.egress, &decision.ingress];
            let is_judged = isolated.iter().any(|it| it.is_isolated());
            let last = reach.through.last().filter(|_| is_judged);
            disclosures.extend(last.map(|it| Disclosure::TableLacksTargetPort(*it)));
        }
        backends.push(BackendDecision {
            endpoint: it.backend.endpoint,
            address: it.backend.address,
            serves,
            port,
            decision,
        });
        disclosures.extend(it.reach.disclosures.iter().cloned());
        if it.backend.is_assumed_ready {
            disclosures.push(Disclosure::ReadinessAssumed);
        }
    }
    if backends.is_empty() {
        return nobody(why_nobody(reach));
    }
    let mut distinct: Vec<Disclosure> = Vec::new();
    for it in disclosures {
        if !distinct.contains(&it) {
            distinct.push(it);
        }
    }
    ServiceDecision {
        verdict: aggregate(&backends),
        served: Served::By(backends),
        disclosures: distinct,
    }
}

/// Whether the input does not show which port of a backend this one leads to.
fn is_target_assumed(reach: &ServiceReach, index: Option<usize>) -> bool {
    match &reach.way {
        Way::Translated(listed) => {
            let port = index.and_then(|it| listed.get(it));
            port.is_some_and(|it| it.target == TargetPort::Unseen)
        }
        Way::Direct | Way::Elsewhere(_) | Way::Nowhere(_) => false,
    }
}

fn nobody(why: NoBackend) -> ServiceDecision {
    ServiceDecision {
        verdict: why.verdict(),
        served: Served::Nobody(why),
        disclosures: Vec::new(),
    }
}

fn why_nobody(reach: &ServiceReach) -> NoBackend {
    if reach.backends.is_empty() {
        return reach.if_nobody;
    }
    if reach.backends.iter().all(|it| it.backend.serves.is_no()) {
        NoBackend::NoneReady
    } else {
        NoBackend::NoTargetPort
    }
}

/// The answer for one backend; unknown where it depends on whom the backend
/// takes for the client (SEMANTICS.md B-6).
fn decision(it: &BackendReach, protocol: Protocol, port: u16) -> Decision {
    let mut decision = it.reach.decide(protocol, port);
    let others = it.seen_as.iter();
    if others
        .map(|it| it.decide(protocol, port).verdict)
        .any(|it| it != decision.verdict)
    {
        decision.verdict = Verdict::Unknown;
    }
    decision
}

/// What the backends agree on; mixed when they do not (SEMANTICS.md V-11). One
/// that may not be a backend at all can only make the answer unknown.
pub(super) fn aggregate(served: &[BackendDecision]) -> Verdict {
    let of = |is_meant: fn(Truth) -> bool| {
        let meant = served.iter().filter(|it| is_meant(it.serves));
        let verdicts: Vec<Verdict> = meant.map(|it| it.decision.verdict).collect();
        let mut verdicts = sorted(&verdicts);
        verdicts.dedup();
        verdicts
    };
    let certain = of(Truth::is_yes);
    let perhaps = of(|it| !it.is_yes());
    match (certain.as_slice(), perhaps.as_slice()) {
        ([_, _, ..], _) => Verdict::Mixed,
        ([one], perhaps) if perhaps.iter().all(|it| it == one) => *one,
        _ => Verdict::Unknown,
    }
}

/// The best that any port of the Service gets.
pub(super) fn verdict_over_ports(reach: &ServiceReach) -> Verdict {
    let listed = match &reach.way {
        Way::Translated(listed) => listed.as_slice(),
        Way::Direct | Way::Elsewhere(_) => return verdict_of_ends(reach),
        Way::Nowhere(_) => return Verdict::NoBackend,
    };
    let verdicts: Vec<Verdict> = listed
        .iter()
        .map(|it| decide(reach, it.protocol, it.number).verdict)
        .collect();
    best(&verdicts)
}

/// The same where the client may use any port.
fn verdict_of_ends(reach: &ServiceReach) -> Verdict {
    let serving = reach
        .backends
        .iter()
        .filter(|it| !it.backend.serves.is_no());
    let verdicts: Vec<Verdict> = serving.map(|it| it.reach.verdict()).collect();
    let mut verdicts = sorted(&verdicts);
    verdicts.dedup();
    match verdicts.as_slice() {
        [] => why_nobody(reach).verdict(),
        [one] => *one,
        _ => Verdict::Mixed,
    }
}

fn best(verdicts: &[Verdict]) -> Verdict {
    const FROM_BEST: [Verdict; 4] = [
        Verdict::Allowed,
        Verdict::Mixed,
        Verdict::Unknown,
        Verdict::Denied,
    ];
    let found = FROM_BEST.into_iter().find(|it| verdicts.contains(it));
    found.unwrap_or(Verdict::NoBackend)
}
