use netpol_engine::text::Sources;
use netpol_engine::{Analysis, Diagnostic};
use serde::Serialize;

use super::Place;
use crate::findings::severity;

/// What is wrong or worth knowing about the input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Finding {
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

    pub(crate) fn all(sources: &Sources, analysis: &Analysis) -> Vec<Self> {
        let findings = analysis.diagnostics.iter();
        findings.map(|it| Self::of(sources, it)).collect()
    }
}
