use serde::Serialize;

use super::{Finding, VERSION};

/// That there is no answer, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    version: u8,
    error: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    diagnostics: Vec<Finding>,
}

impl Refused {
    /// Why, beside what was found in the texts.
    pub fn new(error: String, diagnostics: Vec<Finding>) -> Self {
        Self {
            version: VERSION,
            error,
            diagnostics,
        }
    }
}
