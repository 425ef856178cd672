use netpol_engine::Analysis;
use netpol_engine::eval::Disclosure;
use netpol_engine::eval::{Trace, Verdict};
use netpol_engine::query::{self, Pair, PortQuestion};
use netpol_engine::text::Sources;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Finding, Gate, VERSION};

/// One question of a batch, before anything of it is believed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    #[serde(default)]
    pub(crate) from: Option<Value>,
    #[serde(default)]
    pub(crate) to: Option<Value>,
    #[serde(default)]
    pub(crate) port: Option<Value>,
    #[serde(default)]
    pub(crate) protocol: Option<Value>,
}

/// The question as the answer repeats it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Asked {
    pub(crate) from: Value,
    pub(crate) to: Value,
    pub(crate) port: Value,
    pub(crate) protocol: Value,
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Answer {
    version: u8,
    #[serde(flatten)]
    asked: Asked,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    egress: Option<Gate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ingress: Option<Gate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disclosures: Option<Vec<&'static str>>,
    /// Only where the ends stand for several that differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    members: Vec<Member>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<Remark>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    diagnostics: Vec<Finding>,
}

/// What there is to say besides the policies: why nobody serves, or that the
/// name cannot be looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Remark {
    code: &'static str,
    message: String,
}

impl Remark {
    fn of(it: &query::Remark) -> Self {
        Self {
            code: it.code(),
            message: it.to_string(),
        }
    }
}

/// The answer for one of those that the ends stand for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Member {
    from: String,
    to: String,
    /// That of the member itself, behind a Service.
    port: Option<u16>,
    verdict: &'static str,
    egress: Gate,
    ingress: Gate,
    disclosures: Vec<&'static str>,
}

impl Member {
    pub(crate) fn new(sources: &Sources, analysis: &Analysis, pair: &Pair) -> Self {
        let [egress, ingress] = traces(pair);
        Self {
            from: pair.source.name.clone(),
            to: pair.destination.name.clone(),
            port: match pair.port {
                PortQuestion::Any => None,
                PortQuestion::One(_, port) => Some(port),
            },
            verdict: verdict(pair.verdict),
            egress: Gate::new(sources, analysis, &egress),
            ingress: Gate::new(sources, analysis, &ingress),
            disclosures: codes(&pair.reach.disclosures),
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        self.verdict == other.verdict
            && self.egress == other.egress
            && self.ingress == other.ingress
    }
}

/// The codes, each once.
fn codes(disclosures: &[Disclosure]) -> Vec<&'static str> {
    let mut codes = Vec::new();
    for it in disclosures {
        if !codes.contains(&it.code()) {
            codes.push(it.code());
        }
    }
    codes
}

/// Without a port, the reasons are those of the lowest one that gives the
/// verdict; every port does where none connects.
fn traces(pair: &Pair) -> [Trace; 2] {
    let (protocol, number) = match pair.port {
        PortQuestion::One(protocol, number) => (protocol, number),
        PortQuestion::Any => super::connection::specimen(&pair.reach),
    };
    let decision = pair.reach.decide(protocol, number);
    [decision.egress, decision.ingress]
}

impl Answer {
    pub(crate) fn new(
        sources: &Sources,
        analysis: &Analysis,
        asked: Asked,
        answer: &query::Answer,
    ) -> Self {
        let pairs = answer.pairs.iter();
        let mut members: Vec<Member> = pairs.map(|it| Member::new(sources, analysis, it)).collect();
        let common = match members.as_slice() {
            [] => None,
            [first, rest @ ..] if rest.iter().all(|it| it.is_like(first)) => {
                let both = (first.egress.clone(), first.ingress.clone());
                members.clear();
                Some(both)
            }
            _ => Some((Gate::mixed(), Gate::mixed())),
        };
        let (egress, ingress) = common.unzip();
        Self {
            version: VERSION,
            asked,
            verdict: verdict(answer.verdict),
            error: None,
            egress,
            ingress,
            disclosures: Some(codes(&answer.disclosures)),
            members,
            remarks: answer.remarks.iter().map(Remark::of).collect(),
            diagnostics: Vec::new(),
        }
    }

    /// For a question that has no answer.
    pub(crate) fn invalid(asked: Asked, error: String) -> Self {
        Self {
            version: VERSION,
            asked,
            verdict: "invalid",
            error: Some(error),
            egress: None,
            ingress: None,
            disclosures: None,
            members: Vec::new(),
            remarks: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    pub(crate) fn with(self, diagnostics: Vec<Finding>) -> Self {
        Self {
            diagnostics,
            ..self
        }
    }
}

/// The word for a verdict.
pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Allowed => "allowed",
        Verdict::Denied => "denied",
        Verdict::Mixed => "mixed",
        Verdict::Unknown => "unknown",
        Verdict::NoBackend => "noBackend",
    }
}
