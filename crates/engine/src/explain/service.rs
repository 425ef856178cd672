//! What becomes of a connection to a Service, in sentences.

use super::backend::backend_steps;
use super::backend_member::{Backends, backend_of, backends_of};
use super::disclosure::disclosure_sentence;
use super::lookup::{lookup_sentence, names_sentence};
use super::service_explanation::{ServiceExplanation, Step, StepKind};
use super::{Name, Phrase};
use crate::eval::{
    Answer, BackendDecision, Disclosure, Endpoint, NoBackend, Reachability, Served, ServiceReach,
    Verdict, Way, World,
};
use crate::model::{
    Cluster, Members, Operator, Protocol, Selector, Service, ServiceId, ServicePort, ServiceShape,
    TargetPort, Truth,
};

/// What a client asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) world: &'a World,
    pub(super) reachability: &'a Reachability,
    pub(super) client: Endpoint,
    pub(super) protocol: Protocol,
    pub(super) port: u16,
}

/// Puts into words what becomes of a connection to a Service on one port.
pub fn explain_service(
    world: &World,
    reachability: &Reachability,
    client: Endpoint,
    service: ServiceId,
    port: (Protocol, u16),
) -> ServiceExplanation {
    let asked = Asked::new(world, reachability, client, port);
    asked.service(service, &world.cluster()[service].name, Vec::new())
}

/// The same for a name, as the client looks it up (SEMANTICS.md D-1…D-3).
pub fn explain_name(
    world: &World,
    reachability: &Reachability,
    client: Endpoint,
    name: &str,
    port: (Protocol, u16),
) -> ServiceExplanation {
    let asked = Asked::new(world, reachability, client, port);
    let lookup = world.look_up(client, name);
    let step = |passes: bool| Step {
        kind: StepKind::Name,
        passes: passes.into(),
        sentence: lookup_sentence(world, client, name, &lookup),
    };
    match &lookup.answer {
        Answer::Service(id) => asked.service(*id, name, vec![step(true)]),
        Answer::Member(_, endpoint) => asked.endpoint(*endpoint, name, vec![step(true)]),
        Answer::Outside => asked.endpoint(Endpoint::UnknownAddress, name, vec![step(true)]),
        Answer::Nothing(_) => asked.nothing(name, step(false)),
    }
}

impl<'a> Asked<'a> {
    fn new(
        world: &'a World,
        reachability: &'a Reachability,
        client: Endpoint,
        (protocol, port): (Protocol, u16),
    ) -> Self {
        Self {
            world,
            reachability,
            client,
            protocol,
            port,
        }
    }

    fn service(&self, id: ServiceId, called: &str, mut steps: Vec<Step>) -> ServiceExplanation {
        let reach = self.world.reach_service(self.client, id);
        let decision = reach.decide(self.protocol, self.port);
        let mut backends_told = Backends::default();
        steps.extend(self.names_followed(&reach));
        let last = reach.through.last().copied().unwrap_or(id);
        match &decision.served {
            Served::Nobody(why) => steps.push(Step {
                kind: StepKind::Service,
                passes: match decision.verdict {
                    Verdict::Unknown => Truth::Unknown,
                    _ => Truth::No,
                },
                sentence: self.nobody(last, &reach.way, *why),
            }),
            Served::By(backends) => {
                steps.push(Step {
                    kind: StepKind::Service,
                    passes: Truth::Yes,
                    sentence: self.passed_on(last, &reach.way, backends),
                });
                steps.extend(backend_steps(self, backends));
                backends_told = backends_of(self, &reach, backends);
            }
        }
        let told = self.explanation(decision.verdict, called, steps, &decision.disclosures);
        told.with(backends_told)
    }

    /// A name that stands for a single endpoint.
    fn endpoint(
        &self,
        endpoint: Endpoint,
        called: &str,
        mut steps: Vec<Step>,
    ) -> ServiceExplanation {
        let reach = self.world.reach(self.client, endpoint);
        let decision = reach.decide(self.protocol, self.port);
        let verdict = decision.verdict;
        let only = BackendDecision {
            endpoint,
            address: None,
            serves: Truth::Yes,
            port: self.port,
            decision,
        };
        let told = backend_of(self, &reach, &only);
        steps.extend(backend_steps(self, &[only]));
        let explanation = self.explanation(verdict, called, steps, &reach.disclosures);
        explanation.with(told)
    }

    fn nothing(&self, called: &str, step: Step) -> ServiceExplanation {
        let client = Name::of_endpoint(self.world, self.client).short;
        ServiceExplanation {
            verdict: None,
            headline: format!("{client} cannot look up {called}"),
            steps: vec![step],
            members: Vec::new(),
            uses: Vec::new(),
            names: None,
            disclosures: Vec::new(),
        }
    }

    fn explanation(
        &self,
        verdict: Verdict,
        called: &str,
        steps: Vec<Step>,
        disclosures: &[Disclosure],
    ) -> ServiceExplanation {
        let client = Name::of_endpoint(self.world, self.client).short;
        let on = format!("on {}/{}", self.port, self.protocol);
        let headline = match verdict {
            Verdict::Allowed => format!("{client} reaches {called} {on}"),
            Verdict::Denied => format!("{client} cannot reach {called} {on}"),
            Verdict::Mixed => format!("{client} reaches some backends of {called} {on}"),
            Verdict::Unknown => format!("{client} may or may not reach {called} {on}"),
            Verdict::NoBackend => format!("nobody answers at {called} {on}"),
        };
        let mut told: Vec<(Disclosure, String)> = Vec::new();
        for it in disclosures {
            let sentence = disclosure_sentence(self.world, it);
            // Replicas go by one name, and then say the same.
            if told.iter().all(|(_, before)| *before != sentence) {
                told.push((it.clone(), sentence));
            }
        }
        ServiceExplanation {
            verdict: Some(verdict),
            headline,
            steps,
            members: Vec::new(),
            uses: Vec::new(),
            names: names_sentence(self.world, self.client, verdict),
            disclosures: told,
        }
    }

    fn cluster(&self) -> &Cluster {
        self.world.cluster()
    }

    /// `alias stands for db.y.svc.cluster.local.`
    fn names_followed(&self, reach: &ServiceReach) -> Vec<Step> {
        let followed = reach.through.split_last().map_or(&[][..], |it| it.1);
        let mut steps = Vec::new();
        for id in followed {
            let service = &self.cluster()[*id];
            let ServiceShape::ExternalName(next) = &service.shape else {
                continue;
            };
            steps.push(Step {
                kind: StepKind::Service,
                passes: Truth::Yes,
                sentence: stands_for(service, next).text("."),
            });
        }
        steps
    }

    /// `Port 80/TCP of db-svc leads to port 8080 of db.`
    fn passed_on(&self, id: ServiceId, way: &Way, backends: &[BackendDecision]) -> Phrase {
        let service = &self.cluster()[id];
        let target = |it: &BackendDecision| {
            let name = Name::of_endpoint(self.world, it.endpoint).mention();
            let target = if it.port == self.port {
                Phrase::from("the same port of ").then(name)
            } else {
                Phrase::from(format!("port {} of ", it.port)).then(name)
            };
            target.text(if it.serves.is_yes() {
                ""
            } else {
                ", if the Service selects it"
            })
        };
        match way {
            Way::Translated(_) => Phrase::from(format!("Port {}/{} of ", self.port, self.protocol))
                .code(&service.name)
                .text(" leads to ")
                .then(distinct(backends.iter().map(target)))
                .text("."),
            Way::Direct => Phrase::new()
                .code(&service.name)
                .text(" is headless, so the client connects straight to ")
                .then(distinct(backends.iter().map(|it| {
                    Name::of_endpoint(self.world, it.endpoint).mention()
                })))
                .text(" on the port it asks for."),
            Way::Elsewhere(name) | Way::Nowhere(name) => {
                stands_for(service, name).text(", which is outside the cluster.")
            }
        }
    }

    fn nobody(&self, id: ServiceId, way: &Way, why: NoBackend) -> Phrase {
        let service = &self.cluster()[id];
        let name = Phrase::new().code(&service.name);
        let namespace = &self.cluster()[service.namespace].name;
        match why {
            NoBackend::PortNotExposed => name
                .text(format!(
                    " does not list port {}/{}; it lists ",
                    self.port, self.protocol
                ))
                .then(listed(service))
                .text("."),
            NoBackend::NoPodSelected => {
                Phrase::from(format!("No live pod of {namespace} has the labels "))
                    .code(selected(service))
                    .text(", which ")
                    .then(name)
                    .text(" selects.")
            }
            NoBackend::NobodyListed => name
                .text(" selects no pods, and no EndpointSlice in the input lists anybody for it."),
            NoBackend::SelectorUnseen => Phrase::from("The input does not show whom ")
                .then(name)
                .text(" selects."),
            NoBackend::NoneReady => Phrase::from("None of the backends of ")
                .then(name)
                .text(" is ready."),
            NoBackend::NoTargetPort => self.without_target(service, name),
            NoBackend::NameLeadsNowhere => match way {
                Way::Nowhere(next) => {
                    stands_for(service, next).text(", and that name leads nowhere.")
                }
                _ => name.text(" leads nowhere."),
            },
        }
    }

    /// `No backend of dns has a TCP port named dns.`
    fn without_target(&self, service: &Service, name: Phrase) -> Phrase {
        let port = service
            .backing()
            .and_then(|it| it.port(self.protocol, self.port));
        let start = Phrase::from("No backend of ").then(name);
        match port.map(|it| &it.target) {
            Some(TargetPort::Name(target)) => start
                .text(format!(" has a {} port named ", self.protocol))
                .code(target)
                .text("."),
            _ => start.text(format!(" serves port {}/{}.", self.port, self.protocol)),
        }
    }
}

fn stands_for(service: &Service, name: &str) -> Phrase {
    Phrase::new()
        .code(&service.name)
        .text(" stands for the name ")
        .code(name)
}

/// The phrases once each.
fn distinct(phrases: impl Iterator<Item = Phrase>) -> Phrase {
    let mut all: Vec<Phrase> = Vec::new();
    for it in phrases {
        if !all.contains(&it) {
            all.push(it);
        }
    }
    Phrase::list(all)
}

fn listed(service: &Service) -> Phrase {
    let ports = service.backing().map_or(&[][..], |it| it.ports.as_slice());
    if ports.is_empty() {
        return Phrase::from("none");
    }
    let told = |it: &ServicePort| Phrase::from(format!("{}/{}", it.number, it.protocol));
    Phrase::list(ports.iter().map(told))
}

/// `app=db, tier=web`.
fn selected(service: &Service) -> String {
    let selector: Option<&Selector> = service.backing().and_then(|it| match &it.members {
        Members::Selected(selector) => Some(selector),
        Members::Listed | Members::Unseen => None,
    });
    let mut pairs = Vec::new();
    for it in selector.map_or(&[][..], Selector::requirements) {
        if let Operator::In(values) = &it.operator {
            pairs.push(format!("{}={}", it.key, values.join(", ")));
        }
    }
    pairs.join(", ")
}
