use netpol_engine::expectation::{self, Outcome};
use netpol_engine::text::Sources;
use netpol_export::wire::{self, Checked};
use serde::Deserialize;

use crate::files::{Files, evaluated};
use crate::function::Request;
use crate::refusal::Refusal;
use crate::wishes::Wishes;

/// What the text of expectations is called in answers.
const EXPECTATIONS: &str = "expectations";

/// Expectation lines, held against the policies.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckRequest {
    files: Files,
    expectations: String,
    #[serde(default)]
    options: Wishes,
}

impl Request for CheckRequest {
    fn answer(&self) -> Result<String, Refusal> {
        let options = self.options.options()?;
        let mut lines = Sources::new();
        let source = lines.push(EXPECTATIONS, &self.expectations);
        let read = expectation::read(source, &self.expectations);
        if let Some(first) = read.diagnostics.first() {
            let index = lines.lines(source);
            let at = index.position(&self.expectations, first.primary.start);
            let help = first.help.as_ref();
            let help = help.map_or_else(String::new, |it| format!(": {it}"));
            return Err(Refusal::new(format!(
                "{EXPECTATIONS}:{}:{}: {}{help}",
                at.line, at.column, first.message
            )));
        }
        let manifests = self.files.sources();
        let analysis = evaluated(&manifests, &options)?;
        let outcomes: Vec<Outcome> = read
            .value
            .iter()
            .map(|it| expectation::check(&analysis.world, &it.claim, &options.default_namespace))
            .collect();
        let checked: Vec<_> = read.value.iter().zip(&outcomes).collect();
        let checked = Checked::new(&lines, (&manifests, &analysis), &checked);
        Ok(wire::line(&checked))
    }
}
