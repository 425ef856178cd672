use netpol_engine::{Options, analyze};
use netpol_export::{Ends, List};

use crate::share::Export;
use crate::state::Workspace;

/// The connections of these texts, written down for others: the same bytes as the
/// command line prints. Worked out anew, since nobody waits for it but the one
/// who asked. `None` for forms that list no connections.
pub fn listing(workspace: &Workspace, form: Export) -> Option<String> {
    let sources = workspace.sources();
    let analysis = analyze(&sources, &Options::default());
    let list = List::between(&analysis, Ends::Workloads);
    match form {
        Export::Mermaid => Some(list.mermaid()),
        Export::Markdown => Some(list.markdown()),
        Export::Csv => Some(list.csv()),
        Export::Json => Some(netpol_export::wire::line(&list.json(&sources))),
        Export::Svg | Export::Png | Export::Yaml | Export::Expect | Export::File(_) => None,
    }
}
