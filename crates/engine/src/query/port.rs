use std::fmt;

use super::PortFault;
use crate::eval::{Reach, Verdict};
use crate::model::{PortSet, Ports, Protocol};

/// What a question asks of a connection: one port, or any at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PortQuestion {
    /// Whether at least one port connects.
    Any,
    /// This port of this protocol.
    One(Protocol, u16),
}

impl PortQuestion {
    /// Reads `80` or `80/TCP`; TCP where no protocol is written.
    ///
    /// # Errors
    ///
    /// A number that is no port, or a protocol that policies do not know.
    pub fn parse(text: &str) -> Result<Self, PortFault> {
        let (number, protocol) = match text.split_once('/') {
            Some((number, protocol)) => (number, Some(protocol)),
            None => (text, None),
        };
        Ok(Self::One(Self::protocol(protocol)?, Self::number(number)?))
    }

    /// The protocol of this name, in either case; TCP for none.
    ///
    /// # Errors
    ///
    /// A protocol that policies do not know.
    pub fn protocol(name: Option<&str>) -> Result<Protocol, PortFault> {
        let Some(name) = name else {
            return Ok(Protocol::Tcp);
        };
        let found = Protocol::from_name(&name.trim().to_ascii_uppercase());
        found.ok_or_else(|| PortFault::NoSuchProtocol(name.to_owned()))
    }

    /// The port of this number.
    ///
    /// # Errors
    ///
    /// What is not a whole number from 1 to 65535.
    pub fn number(text: &str) -> Result<u16, PortFault> {
        let number = text.trim().parse::<u16>().ok().filter(|it| *it != 0);
        number.ok_or_else(|| PortFault::NotAPort(text.to_owned()))
    }

    /// The ports that are asked about; `None` for any.
    pub fn ports(self) -> Option<Ports> {
        match self {
            Self::Any => None,
            Self::One(protocol, number) => {
                Some(Ports::of(protocol, PortSet::from_iter([number..=number])))
            }
        }
    }

    /// The verdict on a pair whose reachability is known.
    pub fn verdict(self, reach: &Reach) -> Verdict {
        match self {
            Self::Any => reach.verdict(),
            Self::One(protocol, port) => reach.decide(protocol, port).verdict,
        }
    }
}

impl fmt::Display for PortQuestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any port"),
            Self::One(protocol, port) => write!(f, "{port}/{protocol}"),
        }
    }
}

/// Cuts `db-svc:3306/TCP` into endpoint and port. An IPv6 address needs
/// brackets in front of a port.
pub fn split_port(text: &str) -> (&str, Option<&str>) {
    let after_brackets = match text.starts_with('[') {
        true => text.find(']').unwrap_or(0),
        false if text.matches(':').count() > 1 => return (text, None),
        false => 0,
    };
    let (brackets, rest) = text.split_at(after_brackets);
    match rest.split_once(':') {
        Some((name, port)) => {
            let end = brackets.len() + name.len();
            (text.get(..end).unwrap_or(text), Some(port))
        }
        None => (text, None),
    }
}
