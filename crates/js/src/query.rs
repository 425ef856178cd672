use netpol_export::Room;
use netpol_export::wire::{self, Question};
use serde::Deserialize;

use crate::files::{Files, evaluated};
use crate::function::Request;
use crate::refusal::Refusal;
use crate::wishes::Wishes;

/// One question, with the lines that decide it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QueryRequest {
    files: Files,
    question: Question,
    #[serde(default)]
    options: Wishes,
}

impl Request for QueryRequest {
    fn answer(&self) -> Result<String, Refusal> {
        let sources = self.files.sources();
        let options = self.options.options()?;
        let analysis = evaluated(&sources, &options)?;
        let room = Room {
            sources: &sources,
            analysis: &analysis,
            default_namespace: &options.default_namespace,
        };
        Ok(wire::line(&room.advised(&self.question)))
    }
}
