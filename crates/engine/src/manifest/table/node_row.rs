//! Nodes and namespaces.

use super::row::{Row, entry, mapping};
use crate::diagnostic::Diagnostic;
use crate::manifest::node::Node;

/// The node that a row shows; its addresses only with `-o wide`.
pub(super) fn node(row: &Row<'_, '_>) -> Result<Node, Diagnostic> {
    let mut addresses = Vec::new();
    for (column, kind) in [("INTERNAL-IP", "InternalIP"), ("EXTERNAL-IP", "ExternalIP")] {
        if let Some(cell) = row.cell(column) {
            let fields = vec![
                entry("type", cell.node_saying(kind, row.source)),
                entry("address", cell.node(row.source)),
            ];
            addresses.push(mapping(cell.span(row.source), fields));
        }
    }
    let place = addresses.first().map_or(row.span(), |it| it.span);
    let addresses = entry("addresses", Row::list(addresses, place));
    let status = entry("status", row.mapping(vec![addresses]));
    Ok(row.object("Node", row.metadata()?, vec![status]))
}

/// The namespace that a row shows.
pub(super) fn namespace(row: &Row<'_, '_>) -> Result<Node, Diagnostic> {
    Ok(row.object("Namespace", row.metadata()?, Vec::new()))
}
