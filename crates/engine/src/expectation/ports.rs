use std::fmt;

use crate::model::{PortSet, Ports, Protocol};
use crate::query::{PortFault, PortQuestion};

/// On which ports something is expected.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ExpectedPorts {
    /// No port is written: `allowed` means on at least one, `denied` on none.
    Any,
    /// On every one of these; never none.
    These(Ports),
}

impl ExpectedPorts {
    /// Whether both speak of some port.
    pub fn meet(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::These(own), Self::These(others)) => !own.intersection(others).is_empty(),
            (Self::Any, _) | (_, Self::Any) => true,
        }
    }

    /// Reads what stands behind the colon: `80`, `80/UDP`, `8000-8080`, `*/UDP`,
    /// `*` for all of them, or several of these between commas. TCP where no
    /// protocol is written.
    ///
    /// # Errors
    ///
    /// A number that is no port, or a protocol that policies do not know.
    pub fn parse(text: &str) -> Result<Self, PortFault> {
        let mut all = Ports::none();
        for item in text.split(',') {
            all = all.union(&item_ports(item.trim())?);
        }
        Ok(Self::These(all))
    }

    /// The port that is meant, if it is but one.
    pub fn single(&self) -> Option<PortQuestion> {
        let Self::These(ports) = self else {
            return None;
        };
        let (protocol, number) = lowest(ports)?;
        let only = Ports::of(protocol, PortSet::from_iter([number..=number]));
        (*ports == only).then_some(PortQuestion::One(protocol, number))
    }
}

fn item_ports(item: &str) -> Result<Ports, PortFault> {
    if item == "*" {
        return Ok(Ports::all());
    }
    let (numbers, protocol) = match item.split_once('/') {
        Some((numbers, protocol)) => (numbers, Some(protocol)),
        None => (item, None),
    };
    let protocol = PortQuestion::protocol(protocol)?;
    let set = match numbers.split_once('-') {
        _ if numbers == "*" => PortSet::all(),
        None => {
            let number = PortQuestion::number(numbers)?;
            PortSet::from_iter([number..=number])
        }
        Some((first, last)) => {
            let range = PortQuestion::number(first)?..=PortQuestion::number(last)?;
            if range.is_empty() {
                return Err(PortFault::NotAPort(numbers.to_owned()));
            }
            PortSet::from_iter([range])
        }
    };
    Ok(Ports::of(protocol, set))
}

/// The lowest port of the first protocol that has one.
pub(super) fn lowest(ports: &Ports) -> Option<(Protocol, u16)> {
    Protocol::ALL.into_iter().find_map(|protocol| {
        let (first, _) = ports.get(protocol).ranges().next()?;
        Some((protocol, first))
    })
}

impl fmt::Display for ExpectedPorts {
    /// As it is written behind the colon; nothing for any port.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::These(ports) = self else {
            return Ok(());
        };
        if ports.is_all() {
            return f.write_str("*");
        }
        let mut comma = "";
        for protocol in Protocol::ALL {
            let set = ports.get(protocol);
            if set.is_all() {
                write!(f, "{comma}*/{protocol}")?;
                comma = ",";
                continue;
            }
            for (first, last) in set.ranges() {
                write!(f, "{comma}{first}")?;
                if first != last {
                    write!(f, "-{last}")?;
                }
                write!(f, "/{protocol}")?;
                comma = ",";
            }
        }
        Ok(())
    }
}
