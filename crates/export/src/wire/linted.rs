use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Diagnostic};
use serde::Serialize;

use super::{Finding, VERSION};

/// What the lints found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Linted {
    /// The version of the contract.
    pub version: u8,
    /// What was found, in document order.
    pub findings: Vec<Finding>,
    /// What is wrong with the input.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Finding>,
}

impl Linted {
    /// These findings in these texts.
    pub fn new(sources: &Sources, analysis: &Analysis, findings: &[Diagnostic]) -> Self {
        Self {
            version: VERSION,
            findings: findings.iter().map(|it| Finding::of(sources, it)).collect(),
            diagnostics: Finding::all(sources, analysis),
        }
    }
}
