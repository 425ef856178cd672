use netpol_engine::Severity;
use netpol_engine::lint::lint;
use netpol_export::wire::{self, Linted};
use serde::Deserialize;

use crate::files::{Files, evaluated};
use crate::function::Request;
use crate::refusal::Refusal;
use crate::wishes::Wishes;

/// What in policies probably does not mean what was meant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LintRequest {
    files: Files,
    #[serde(default)]
    level: Level,
    #[serde(default)]
    options: Wishes,
}

/// From which level on findings are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    /// Everything, also what changes nothing here.
    Hint,
    /// What is worth reading.
    #[default]
    Warning,
}

impl Request for LintRequest {
    fn answer(&self) -> Result<String, Refusal> {
        let options = self.options.options()?;
        let sources = self.files.sources();
        let analysis = evaluated(&sources, &options)?;
        let mut found = lint(&sources, &options, &analysis);
        found.retain(|it| self.level == Level::Hint || it.severity != Severity::Hint);
        Ok(wire::line(&Linted::new(&sources, &analysis, &found)))
    }
}
