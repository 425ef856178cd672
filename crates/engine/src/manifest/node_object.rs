//! Nodes: the addresses that their own traffic comes from.

use std::net::IpAddr;

use super::field::{Field, OBJECT_FIELDS};
use super::pod::{address, extend_distinct};
use super::report::Report;

/// The addresses of the node that `report` is about: the internal ones, or the
/// external ones where it has no other.
pub(super) fn node_addresses(report: &mut Report<'_>) -> Vec<IpAddr> {
    let mut internal = Vec::new();
    let mut external = Vec::new();
    let root = Field::root(report.tree());
    root.note_unknown_fields(&OBJECT_FIELDS, report);
    let status = root.field("status", report);
    for item in status.field("addresses", report).items(report) {
        let found = match item.field("type", report).text(report) {
            Some("InternalIP") => &mut internal,
            Some("ExternalIP") => &mut external,
            _ => continue,
        };
        let address = address(&item.field("address", report), report);
        extend_distinct(found, address.as_slice());
    }
    if internal.is_empty() {
        external
    } else {
        internal
    }
}
