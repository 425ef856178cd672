use netpol_engine::Analysis;
use netpol_engine::expectation::{Expectation, Outcome};
use netpol_engine::text::Sources;
use serde::Serialize;

use super::{Finding, Member, Place, VERSION, verdict};

/// What became of all expectations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    pub(crate) version: u8,
    pub(crate) held: usize,
    pub(crate) failed: usize,
    pub(crate) expectations: Vec<Line>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) diagnostics: Vec<Finding>,
}

/// What became of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    pub(crate) expectation: String,
    pub(crate) span: Place,
    pub(crate) holds: bool,
    /// Why it cannot be answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) counterexample: Option<Counterexample>,
    /// How many other pairs fail as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) more: Option<usize>,
}

/// The first pair for which the verdict is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counterexample {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) verdict: &'static str,
    pub(crate) member: Option<Member>,
}

impl Checked {
    /// Of every expectation in `lines` what became of it in an analysis of
    /// `manifests`.
    pub fn new(
        lines: &Sources,
        (manifests, analysis): (&Sources, &Analysis),
        checked: &[(&Expectation, &Outcome)],
    ) -> Self {
        let line = |it: &(&Expectation, &Outcome)| Line::new(lines, (manifests, analysis), *it);
        let expectations: Vec<Line> = checked.iter().map(line).collect();
        let held = expectations.iter().filter(|it| it.holds).count();
        Self {
            version: VERSION,
            held,
            failed: expectations.len() - held,
            expectations,
            diagnostics: Finding::all(manifests, analysis),
        }
    }
}

impl Line {
    fn new(
        lines: &Sources,
        (manifests, analysis): (&Sources, &Analysis),
        (expectation, outcome): (&Expectation, &Outcome),
    ) -> Self {
        let text = lines[expectation.span.source]
            .text
            .get(expectation.span.range());
        let line = Self {
            expectation: text.unwrap_or_default().to_owned(),
            span: Place::new(lines, expectation.span),
            holds: false,
            error: None,
            counterexample: None,
            more: None,
        };
        match outcome {
            Outcome::Holds(_) => Self {
                holds: true,
                ..line
            },
            Outcome::Unanswered(fault) => Self {
                error: Some(fault.to_string()),
                ..line
            },
            Outcome::Fails {
                counterexample: it,
                more,
            } => {
                let pair = it.pair();
                let counterexample = Counterexample {
                    from: it.source.clone(),
                    to: it.destination.clone(),
                    verdict: verdict(it.answer.verdict),
                    member: pair.map(|it| {
                        let member = Member::new(manifests, analysis, it);
                        member.with_advice(manifests, analysis, it)
                    }),
                };
                Self {
                    counterexample: Some(counterexample),
                    more: Some(*more),
                    ..line
                }
            }
        }
    }
}
