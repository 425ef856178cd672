use netpol_export::{Ends, List, wire};
use serde::Deserialize;

use crate::files::{Files, evaluated, listed, too_many};
use crate::function::Request;
use crate::refusal::Refusal;
use crate::wishes::Wishes;

/// Every permitted connection.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListRequest {
    files: Files,
    #[serde(default)]
    options: Wishes,
    /// Between pods, not between workloads.
    #[serde(default)]
    pods: bool,
}

impl Request for ListRequest {
    fn answer(&self) -> Result<String, Refusal> {
        let sources = self.files.sources();
        let options = self.options.options()?;
        let (analysis, ends) = if self.pods {
            let analysis = evaluated(&sources, &options)?;
            if analysis.reachability.connected_pods() > options.limits.connections {
                return Err(too_many(&options));
            }
            (analysis, Ends::Pods)
        } else {
            (listed(&sources, &options)?, Ends::Workloads)
        };
        let list = List::between(&analysis, ends);
        Ok(wire::line(&list.json(&sources)))
    }
}
