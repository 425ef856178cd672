use netpol_engine::Analysis;
use netpol_engine::eval::Reach;
use netpol_engine::model::Protocol;
use netpol_engine::text::Sources;
use serde::Serialize;

use super::{Finding, Gate, PortRange, verdict};

/// What a change does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changes {
    pub(crate) version: u8,
    pub(crate) gained: Vec<Difference>,
    pub(crate) lost: Vec<Difference>,
    /// Of which the input began or ceased to say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) unsettled: Vec<Difference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) diagnostics: Vec<Finding>,
}

/// Ports on which a pair is connected differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) ports: Vec<PortRange>,
    /// `null` when one of them was not there.
    pub(crate) before: Option<State>,
    /// `null` when one of them is not there any more.
    pub(crate) after: Option<State>,
}

/// How the connection was or is on the first of the ports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct State {
    verdict: &'static str,
    egress: Gate,
    ingress: Gate,
}

impl State {
    pub(crate) fn new(
        sources: &Sources,
        analysis: &Analysis,
        reach: &Reach,
        (protocol, port): (Protocol, u16),
    ) -> Self {
        let decision = reach.decide(protocol, port);
        Self {
            verdict: verdict(decision.verdict),
            egress: Gate::new(sources, analysis, &decision.egress),
            ingress: Gate::new(sources, analysis, &decision.ingress),
        }
    }
}
