use std::fmt;

use super::ExpectedPorts;
use crate::query::EndpointName;

/// What somebody says of a connection; a line without its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Who opens the connection.
    pub source: Pattern,
    /// Who is connected to.
    pub destination: Pattern,
    /// On which ports.
    pub ports: ExpectedPorts,
    /// What the verdict is to be.
    pub expected: Expected,
}

/// The verdicts that can be expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expected {
    /// The connection can be opened.
    Allowed,
    /// It cannot.
    Denied,
    /// It can, on all of these ports, and on no other.
    Only,
}

impl Expected {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Allowed, Self::Denied, Self::Only];

    /// The word of the line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Denied => "denied",
            Self::Only => "only",
        }
    }
}

/// Whom one side of a line speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// One endpoint, which may stand for several.
    One(EndpointName),
    /// `shop/*`: every workload of the namespace, one by one.
    WorkloadsOf(String),
    /// `*/*`: every workload.
    Workloads,
}

impl fmt::Display for Claim {
    /// The line, as [`read`](super::read) takes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} -> ", self.source)?;
        let is_ipv6 = match &self.destination {
            Pattern::One(EndpointName::Address(it)) => it.is_ipv6(),
            Pattern::One(EndpointName::Block(it)) => it.addr().is_ipv6(),
            _ => false,
        };
        match &self.ports {
            ExpectedPorts::Any => write!(f, "{}", self.destination)?,
            // Without brackets nobody knows where an IPv6 address ends.
            ports @ ExpectedPorts::These(_) if is_ipv6 => {
                write!(f, "[{}]:{ports}", self.destination)?;
            }
            ports @ ExpectedPorts::These(_) => write!(f, "{}:{ports}", self.destination)?,
        }
        write!(f, " {}", self.expected.name())
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(name) => write!(f, "{name}"),
            Self::WorkloadsOf(namespace) => write!(f, "{namespace}/*"),
            Self::Workloads => f.write_str("*/*"),
        }
    }
}
