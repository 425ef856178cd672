use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Diagnostic, Severity};
use serde::Serialize;

use super::Place;

/// What is wrong or worth knowing about the input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    severity: &'static str,
    code: &'static str,
    message: String,
    span: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
}

impl Finding {
    pub(crate) fn of(sources: &Sources, it: &Diagnostic) -> Self {
        Self {
            severity: severity(it.severity),
            code: it.code.0,
            message: it.message.clone(),
            span: Place::new(sources, it.primary),
            help: it.help.clone(),
        }
    }

    /// Every finding on the texts, in document order.
    pub fn all(sources: &Sources, analysis: &Analysis) -> Vec<Self> {
        let findings = analysis.diagnostics.iter();
        findings.map(|it| Self::of(sources, it)).collect()
    }
}

/// The word for how much it matters.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}
