//! Nodes and namespaces.

use super::fields::{Fields, list};
use super::row::Row;
use crate::diagnostic::Diagnostic;
use crate::manifest::node::Node;

/// The node that a row shows; its addresses only with `-o wide`.
pub(super) fn node(row: &Row<'_, '_>) -> Result<Node, Diagnostic> {
    let mut addresses = Vec::new();
    for (column, kind) in [("INTERNAL-IP", "InternalIP"), ("EXTERNAL-IP", "ExternalIP")] {
        if let Some(cell) = row.cell(column) {
            let mut address = Fields::new(row.source);
            address.say("type", cell, kind);
            address.word("address", Some(cell));
            addresses.push(address.at(cell.span(row.source)));
        }
    }
    let mut status = Fields::new(row.source);
    status.add("addresses", list(addresses, row.span()));
    let mut node = row.object("Node")?;
    node.add("status", status.at(row.span()));
    Ok(node.at(row.span()))
}

/// The namespace that a row shows.
pub(super) fn namespace(row: &Row<'_, '_>) -> Result<Node, Diagnostic> {
    Ok(row.object("Namespace")?.at(row.span()))
}
