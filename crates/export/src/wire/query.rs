use std::collections::BTreeSet;

use netpol_engine::Analysis;
use netpol_engine::eval::{BranchRef, Disclosure, Trace, Verdict};
use netpol_engine::explain::entry_uses;
use netpol_engine::query::{self, Pair, PortQuestion};
use netpol_engine::text::Sources;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Closing, Finding, Fix, Gate, Near, Use, VERSION, advice};

/// One question of a batch, before anything of it is believed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
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
pub struct Asked {
    /// Who connects, as it was written.
    pub from: Value,
    /// Whom to.
    pub to: Value,
    /// On which port.
    pub port: Value,
    /// In capitals, and TCP where nothing was written.
    pub protocol: Value,
}

impl From<Question> for Asked {
    fn from(question: Question) -> Self {
        Self {
            from: question.from.unwrap_or_default(),
            to: question.to.unwrap_or_default(),
            port: question.port.unwrap_or_default(),
            protocol: match question.protocol {
                None | Some(Value::Null) => Value::from("TCP"),
                Some(Value::String(it)) => Value::from(it.to_uppercase()),
                Some(other) => other,
            },
        }
    }
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
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
    /// For a denial, unless members differ; as all behind it only where one
    /// question is asked by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    near: Option<Vec<Near>>,
    /// For a connection, unless members differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    closing: Option<Vec<Closing>>,
    /// What the entries that admit it are there for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    uses: Vec<Use>,
    /// What is taken for granted of the network plugin, besides the defaults.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    assumptions: Vec<String>,
    /// Only where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<Vec<Fix>>,
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
pub struct Member {
    from: String,
    to: String,
    /// That of the member itself, behind a Service.
    port: Option<u16>,
    verdict: &'static str,
    egress: Gate,
    ingress: Gate,
    disclosures: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    near: Option<Vec<Near>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closing: Option<Vec<Closing>>,
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
            near: None,
            closing: None,
        }
    }

    /// The same with what was near, or what closes it.
    pub(crate) fn with_advice(self, sources: &Sources, analysis: &Analysis, pair: &Pair) -> Self {
        Self {
            near: advice::near(sources, analysis, pair),
            closing: advice::closing(sources, analysis, pair),
            ..self
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
    /// What the engine answers to a question, as it was asked.
    pub fn new(
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
            near: None,
            closing: None,
            uses: Vec::new(),
            assumptions: assumptions(analysis),
            fixes: None,
        }
    }

    /// For a question that has no answer.
    pub fn invalid(asked: Asked, error: String) -> Self {
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
            near: None,
            closing: None,
            uses: Vec::new(),
            assumptions: Vec::new(),
            fixes: None,
        }
    }

    /// The same with what can be done about it.
    #[must_use]
    pub fn with_fixes(self, fixes: Vec<Fix>) -> Self {
        Self {
            fixes: Some(fixes),
            ..self
        }
    }

    /// The same with what was near, what closes it, and what the entries that
    /// admit it are there for; too much where many questions are asked at once.
    #[must_use]
    pub fn with_advice(
        self,
        sources: &Sources,
        analysis: &Analysis,
        answer: &query::Answer,
    ) -> Self {
        let members = self.members.into_iter().zip(&answer.pairs);
        let members: Vec<Member> = members
            .map(|(it, pair)| it.with_advice(sources, analysis, pair))
            .collect();
        let only = answer.pairs.first().filter(|_| members.is_empty());
        let uses = entry_uses(&analysis.world, &analysis.reachability, &admitting(answer));
        let uses = uses.iter();
        Self {
            near: only.and_then(|it| advice::near(sources, analysis, it)),
            closing: only.and_then(|it| advice::closing(sources, analysis, it)),
            uses: uses.map(|it| Use::new(sources, analysis, it)).collect(),
            members,
            ..self
        }
    }

    /// The same beside what was found in the texts.
    #[must_use]
    pub fn with(self, diagnostics: Vec<Finding>) -> Self {
        Self {
            diagnostics,
            ..self
        }
    }
}

/// The choices that are not the default: `ipblock-pod=never`.
fn assumptions(analysis: &Analysis) -> Vec<String> {
    let chosen = analysis.world.assumptions().alternatives();
    chosen.iter().map(ToString::to_string).collect()
}

/// The entries that admit some of the pairs on the port in question, each once.
fn admitting(answer: &query::Answer) -> Vec<BranchRef> {
    let mut found = Vec::new();
    for pair in &answer.pairs {
        for trace in traces(pair) {
            let by = match trace {
                Trace::Admitted { by, .. } | Trace::Undecided { by, .. } => by,
                Trace::Exempt(_) | Trace::NotIsolated | Trace::Rejected { .. } => continue,
            };
            if pair.verdict != Verdict::Denied {
                found.extend(by.iter().map(|it| it.branch));
            }
        }
    }
    let mut known = BTreeSet::new();
    found.retain(|it| known.insert(*it));
    found
}

/// The word for a verdict.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Allowed => "allowed",
        Verdict::Denied => "denied",
        Verdict::Mixed => "mixed",
        Verdict::Unknown => "unknown",
        Verdict::NoBackend => "noBackend",
    }
}
