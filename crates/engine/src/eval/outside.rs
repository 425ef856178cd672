use std::net::IpAddr;

use ipnet::IpNet;

/// Addresses outside the cluster that no policy can tell apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideBlock {
    /// The addresses, as disjoint blocks in ascending order, IPv4 first.
    pub cidrs: Vec<IpNet>,
    /// One of them that is neither a pod's nor a node's: what holds for it
    /// holds for all.
    pub representative: IpAddr,
}

/// The world outside the cluster, cut at every CIDR boundary that a policy
/// draws and put together again by behaviour.
///
/// Without any ipBlock it is a single block: every address. The block that no
/// policy names, "any other address", stands first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outside {
    /// The blocks: disjoint, and together every address there is.
    pub blocks: Vec<OutsideBlock>,
}
