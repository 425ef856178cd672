use netpol_export::wire::{self, Analyzed};
use serde::Deserialize;

use crate::files::{Files, evaluated};
use crate::function::Request;
use crate::refusal::Refusal;
use crate::wishes::Wishes;

/// What is in the manifests, and what is wrong with them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnalyzeRequest {
    files: Files,
    #[serde(default)]
    options: Wishes,
}

impl Request for AnalyzeRequest {
    fn answer(&self) -> Result<String, Refusal> {
        let sources = self.files.sources();
        let analysis = evaluated(&sources, &self.options.options()?)?;
        Ok(wire::line(&Analyzed::new(&sources, &analysis)))
    }
}
