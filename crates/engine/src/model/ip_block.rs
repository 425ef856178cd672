use std::net::IpAddr;

use ipnet::IpNet;

/// A block of addresses with holes (SEMANTICS.md B-1…B-4).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IpBlock {
    /// The block; host bits are zero.
    pub cidr: IpNet,
    /// The holes; each lies inside the block, host bits are zero.
    pub except: Vec<IpNet>,
}

impl IpBlock {
    /// Whether the address is in the block and in no hole of it. An IPv4
    /// address written as IPv6 counts as IPv4 (SEMANTICS.md B-3).
    pub fn contains(&self, address: IpAddr) -> bool {
        self.cidr.contains(&address.to_canonical()) && self.hole_at(address).is_none()
    }

    /// The first hole that the address is in, by its index in `except`.
    pub fn hole_at(&self, address: IpAddr) -> Option<usize> {
        let address = address.to_canonical();
        self.except.iter().position(|it| it.contains(&address))
    }

    /// Whether an address is of the family that the block is of (SEMANTICS.md
    /// B-3).
    pub fn is_of_family(&self, address: IpAddr) -> bool {
        address.to_canonical().is_ipv4() == self.cidr.addr().is_ipv4()
    }

    /// Whether every IPv4 address is in the block.
    pub fn is_every_ipv4(&self) -> bool {
        self.cidr.prefix_len() == 0 && self.cidr.addr().is_ipv4() && self.except.is_empty()
    }
}
