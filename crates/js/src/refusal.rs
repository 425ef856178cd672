use netpol_export::wire::{self, Finding, Refused};

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    message: String,
    findings: Vec<Finding>,
}

impl Refusal {
    /// A lowercase fragment that makes sense on its own.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            findings: Vec::new(),
        }
    }

    /// The same beside what was found in the texts.
    pub(crate) fn with(self, findings: Vec<Finding>) -> Self {
        Self { findings, ..self }
    }

    /// As a line of JSON.
    pub(crate) fn line(self) -> String {
        wire::line(&Refused::new(self.message, self.findings))
    }
}
