use netpol_engine::eval::Reach;
use netpol_engine::model::{Ports, Protocol};
use serde::Serialize;

use super::{Finding, VERSION};

/// Every permitted connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listing {
    pub(crate) version: u8,
    pub(crate) connections: Vec<Connection>,
    /// What connects a part of the two, and not the rest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) mixed: Vec<Connection>,
    /// What may be permitted, and the input does not say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) undecided: Vec<Connection>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) diagnostics: Vec<Finding>,
}

impl Listing {
    pub(crate) fn new() -> Self {
        Self {
            version: VERSION,
            connections: Vec::new(),
            mixed: Vec::new(),
            undecided: Vec::new(),
            diagnostics: Vec::new(),
        }
    }
}

/// Two ends by name, and the ports between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Connection {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) ports: Vec<PortRange>,
}

/// Ports of one protocol, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PortRange {
    pub(crate) protocol: &'static str,
    pub(crate) from: u16,
    pub(crate) to: u16,
}

impl PortRange {
    /// The ranges of a set, by protocol, lowest first.
    pub fn of(ports: &Ports) -> Vec<Self> {
        let mut ranges = Vec::new();
        for protocol in Protocol::ALL {
            ranges.extend(ports.get(protocol).ranges().map(|(from, to)| Self {
                protocol: protocol.name(),
                from,
                to,
            }));
        }
        ranges
    }
}

/// The lowest port of a set.
pub(crate) fn lowest(ports: &Ports) -> Option<(Protocol, u16)> {
    let mut lowest = Protocol::ALL.into_iter().filter_map(|protocol| {
        let (from, _) = ports.get(protocol).ranges().next()?;
        Some((protocol, from))
    });
    lowest.next()
}

/// A port that has the verdict over all ports.
pub(crate) fn specimen(reach: &Reach) -> (Protocol, u16) {
    let ports = [reach.ports(), reach.unknown_ports()];
    let found = ports.iter().find_map(lowest);
    found.unwrap_or((Protocol::Tcp, 1))
}
