use netpol_export::{Comparison, wire};
use serde::Deserialize;

use crate::files::{Files, listed};
use crate::function::Request;
use crate::refusal::Refusal;
use crate::wishes::Wishes;

/// What a change opens and closes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DiffRequest {
    before: Files,
    after: Files,
    #[serde(default)]
    options: Wishes,
}

impl Request for DiffRequest {
    fn answer(&self) -> Result<String, Refusal> {
        let options = self.options.options()?;
        let [then, now] = [&self.before, &self.after].map(Files::sources);
        let was = listed(&then, &options)?;
        let is = listed(&now, &options)?;
        let comparison = Comparison::new((&then, &was), (&now, &is));
        Ok(wire::line(&comparison.json()))
    }
}
