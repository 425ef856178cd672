//! Leaving the client and entering a backend, in sentences.

use super::sentence::{policy_names, rules};
use super::service::Asked;
use super::service_explanation::{Step, StepKind};
use super::{Name, Phrase};
use crate::eval::{
    Admission, BackendDecision, BranchRef, Endpoint, Exemption, Miss, Trace, Verdict,
};
use crate::model::{Direction, PolicyId, PortEntry, PortSpec, RulePorts, Truth};

/// Two steps for each backend; backends that differ in nothing but their number
/// are told once.
pub(super) fn backend_steps(asked: &Asked<'_>, backends: &[BackendDecision]) -> Vec<Step> {
    let mut told: Vec<(String, &BackendDecision)> = Vec::new();
    let mut steps = Vec::new();
    for backend in backends {
        let name = Name::of_endpoint(asked.world, backend.endpoint).full;
        let is_same = |(before, it): &(String, &BackendDecision)| {
            *before == name && it.port == backend.port && it.decision == backend.decision
        };
        if told.iter().any(is_same) {
            continue;
        }
        told.push((name, backend));
        let walk = Walk {
            asked,
            backend,
            client: Name::of_endpoint(asked.world, asked.client),
            server: Name::of_endpoint(asked.world, backend.endpoint),
        };
        steps.push(walk.step(Direction::Egress));
        steps.push(walk.step(Direction::Ingress));
    }
    steps
}

/// One connection to one backend.
struct Walk<'a> {
    asked: &'a Asked<'a>,
    backend: &'a BackendDecision,
    client: Name,
    server: Name,
}

impl Walk<'_> {
    fn step(&self, direction: Direction) -> Step {
        let (kind, trace) = match direction {
            Direction::Egress => (
                StepKind::Leaving(self.backend.endpoint),
                &self.backend.decision.egress,
            ),
            Direction::Ingress => (
                StepKind::Entering(self.backend.endpoint),
                &self.backend.decision.ingress,
            ),
        };
        let start = match direction {
            Direction::Egress => Phrase::from("Leaving ").then(self.client.mention()),
            Direction::Ingress => Phrase::from("Entering ").then(self.server.mention()),
        };
        let sentence = start.text(": ").then(self.outcome(direction, trace));
        if direction == Direction::Ingress && self.depends_on_source() {
            let doubt = " A node may put its own address in place of the client’s, and then the \
                         answer is another.";
            return Step {
                kind,
                passes: Truth::Unknown,
                sentence: sentence.text(doubt),
            };
        }
        Step {
            kind,
            passes: trace.lets_pass(),
            sentence,
        }
    }

    /// Whether the answer is open although both ends are sure of theirs: they
    /// speak of the client's own address (SEMANTICS.md B-6).
    fn depends_on_source(&self) -> bool {
        let decision = &self.backend.decision;
        let both = decision.egress.lets_pass() & decision.ingress.lets_pass();
        decision.verdict == Verdict::Unknown && both != Truth::Unknown
    }

    fn outcome(&self, direction: Direction, trace: &Trace) -> Phrase {
        match trace {
            Trace::Exempt(Exemption::SamePod) => Phrase::from("a pod always reaches itself."),
            Trace::Exempt(Exemption::OwnNode) if direction == Direction::Egress => {
                Phrase::from("a pod is taken always to reach its own node.")
            }
            Trace::Exempt(Exemption::OwnNode) => {
                Phrase::from("what comes from the pod’s own node is always let in.")
            }
            Trace::Exempt(Exemption::NotASubject) => Phrase::from(match self.subject(direction) {
                Endpoint::Pod(_) => "policies do not apply to a pod on its node’s network.",
                Endpoint::Node(_) => "policies do not apply to nodes.",
                Endpoint::Address(_) | Endpoint::UnknownAddress => {
                    "policies do not apply to what is outside the cluster."
                }
            }),
            Trace::NotIsolated => Phrase::from(format!(
                "no policy isolates it for {}.",
                direction.rules_field()
            )),
            Trace::Admitted { by, .. } => Phrase::from("admitted on ")
                .text(self.port())
                .text(" by ")
                .then(self.branches(by))
                .text("."),
            Trace::Undecided { by, .. } if by.is_empty() => {
                Phrase::from("the input does not say whether it is let pass.")
            }
            Trace::Undecided { by, .. } => Phrase::from("the input does not say whether ")
                .then(self.branches(by))
                .text(format!(" admits it on {}.", self.port())),
            Trace::Rejected {
                isolated_by,
                misses,
            } => self.rejected(direction, isolated_by, misses),
        }
    }

    fn subject(&self, direction: Direction) -> Endpoint {
        match direction {
            Direction::Egress => self.asked.client,
            Direction::Ingress => self.backend.endpoint,
        }
    }

    fn port(&self) -> String {
        format!("{}/{}", self.backend.port, self.asked.protocol)
    }

    fn branches(&self, by: &[Admission]) -> Phrase {
        let mut branches: Vec<BranchRef> = Vec::new();
        for it in by {
            if branches.last() != Some(&it.branch) {
                branches.push(it.branch);
            }
        }
        rules(self.asked.world.cluster(), &branches, self.is_across())
    }

    fn is_across(&self) -> bool {
        self.client.namespace() != self.server.namespace()
    }

    /// `db-np does not admit it on 8080/TCP.`, and the mistake that is usual
    /// with Services: a rule that names their port.
    fn rejected(&self, direction: Direction, by: &[PolicyId], misses: &[Miss]) -> Phrase {
        let cluster = self.asked.world.cluster();
        let names = policy_names(cluster, by, self.is_across());
        let (has, does) = match by {
            [_] => ("has", "does"),
            _ => ("have", "do"),
        };
        if misses.is_empty() {
            return Phrase::from(format!(
                "{names} {has} no {} rule.",
                direction.rules_field()
            ));
        }
        let start = format!("{names} {does} not admit it on {}.", self.port());
        let mistaken = misses.iter().find(|it| self.names_port_of_service(it));
        match mistaken {
            Some(miss) => Phrase::from(start)
                .text(" The rule of ")
                .branch(miss.branch)
                .text(format!(
                    " names port {}, which is that of the Service; policies see the backend’s, {}.",
                    self.asked.port, self.backend.port
                )),
            None => Phrase::from(start),
        }
    }

    /// Whether nothing but the port stopped a branch, and it names the one that
    /// the Service is asked on.
    fn names_port_of_service(&self, miss: &Miss) -> bool {
        let at = miss.branch;
        let scope = self.asked.world.cluster()[at.policy].scope(at.direction);
        let entries = match scope.rules.get(at.rule).map(|it| &it.ports) {
            Some(RulePorts::OneOf(entries)) => entries.as_slice(),
            Some(RulePorts::Any) | None => &[],
        };
        let asked = self.asked.port;
        let names_it = |it: &PortEntry| {
            it.protocol == self.asked.protocol
                && match it.port {
                    PortSpec::Number(number) => number == asked,
                    PortSpec::Range(first, last) => (first..=last).contains(&asked),
                    PortSpec::All | PortSpec::Name(_) => false,
                }
        };
        miss.ports_failed && miss.failed.is_empty() && entries.iter().any(names_it)
    }
}
