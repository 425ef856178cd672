use netpol_engine::Analysis;
use netpol_engine::eval::Outcome;
use netpol_engine::model::Ports;
use netpol_engine::text::Sources;

use super::row::Row;
use crate::wire::{Connection, Finding, Listing, PortRange};

/// The contract: pairs by name, the outside by CIDR.
pub(super) fn listing(rows: &[Row], sources: &Sources, analysis: &Analysis) -> Listing {
    let mut listing = Listing::new();
    for row in rows {
        let Outcome {
            ports,
            mixed_ports,
            unknown_ports,
        } = &row.outcome;
        listing.connections.extend(connections(row, ports));
        listing.mixed.extend(connections(row, mixed_ports));
        listing.undecided.extend(connections(row, unknown_ports));
    }
    listing.diagnostics = Finding::all(sources, analysis);
    listing
}

fn connections(row: &Row, ports: &Ports) -> Vec<Connection> {
    if ports.is_empty() {
        return Vec::new();
    }
    let mut connections = Vec::new();
    for from in row.from.names() {
        for to in row.to.names() {
            connections.push(Connection {
                from: from.clone(),
                to,
                ports: PortRange::of(ports),
            });
        }
    }
    connections
}
