use std::fmt;

use super::{PortSet, Protocol};

/// What a connection may use: a set of ports for each protocol.
///
/// Canonical as [`PortSet`] is, so equality is meaning.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Ports {
    tcp: PortSet,
    udp: PortSet,
    sctp: PortSet,
}

impl Ports {
    /// Nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// Every port of every protocol.
    pub fn all() -> Self {
        Self {
            tcp: PortSet::all(),
            udp: PortSet::all(),
            sctp: PortSet::all(),
        }
    }

    /// These ports of one protocol.
    pub fn of(protocol: Protocol, set: PortSet) -> Self {
        let mut ports = Self::none();
        *ports.set_mut(protocol) = set;
        ports
    }

    /// The ports of one protocol.
    pub fn get(&self, protocol: Protocol) -> &PortSet {
        match protocol {
            Protocol::Tcp => &self.tcp,
            Protocol::Udp => &self.udp,
            Protocol::Sctp => &self.sctp,
        }
    }

    fn set_mut(&mut self, protocol: Protocol) -> &mut PortSet {
        match protocol {
            Protocol::Tcp => &mut self.tcp,
            Protocol::Udp => &mut self.udp,
            Protocol::Sctp => &mut self.sctp,
        }
    }

    /// Whether this port of this protocol is in it.
    pub fn contains(&self, protocol: Protocol, port: u16) -> bool {
        self.get(protocol).contains(port)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        Protocol::ALL.iter().all(|&it| self.get(it).is_empty())
    }

    /// Whether everything is in it.
    pub fn is_all(&self) -> bool {
        Protocol::ALL.iter().all(|&it| self.get(it).is_all())
    }

    /// What is in either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        self.combine(other, PortSet::union)
    }

    /// What is in both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        self.combine(other, PortSet::intersection)
    }

    /// What is in this one and not in `other`.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        self.combine(other, PortSet::difference)
    }

    fn combine(&self, other: &Self, op: fn(&PortSet, &PortSet) -> PortSet) -> Self {
        Self {
            tcp: op(&self.tcp, &other.tcp),
            udp: op(&self.udp, &other.udp),
            sctp: op(&self.sctp, &other.sctp),
        }
    }
}

impl fmt::Display for Ports {
    /// `all ports`, `no port`, or a list such as `80/TCP, 8000-9000/TCP, UDP`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_all() {
            return f.write_str("all ports");
        }
        if self.is_empty() {
            return f.write_str("no port");
        }
        let mut separator = "";
        for protocol in Protocol::ALL {
            let set = self.get(protocol);
            if set.is_all() {
                write!(f, "{separator}{protocol}")?;
                separator = ", ";
                continue;
            }
            for (lo, hi) in set.ranges() {
                write!(f, "{separator}{lo}")?;
                if lo != hi {
                    write!(f, "-{hi}")?;
                }
                write!(f, "/{protocol}")?;
                separator = ", ";
            }
        }
        Ok(())
    }
}
