use std::net::IpAddr;

use ipnet::IpNet;

use super::{Member, QueryFault};
use crate::eval::{Endpoint, World};

/// Whom the addresses of a block belong to: the pods and nodes that have one,
/// and of the outside each part that policies can tell from the others.
pub(super) fn members(world: &World, block: IpNet) -> Result<Vec<Member>, QueryFault> {
    let mut members = inside(world, block);
    for part in &world.outside().blocks {
        for cidr in &part.cidrs {
            if let Some(both) = common(*cidr, block)
                && let Some(address) = free_address(world, both)
            {
                let endpoint = Endpoint::Address(address);
                let name = both.to_string();
                members.push(Member { name, endpoint });
            }
        }
    }
    if members.is_empty() {
        return Err(QueryFault::NoAddress(block.to_string()));
    }
    Ok(members)
}

/// Every part of the outside.
pub(super) fn outside(world: &World) -> Result<Vec<Member>, QueryFault> {
    let mut members = Vec::new();
    for part in &world.outside().blocks {
        members.push(Member {
            name: listed(&part.cidrs),
            endpoint: Endpoint::Address(part.representative),
        });
    }
    if members.is_empty() {
        return Err(QueryFault::NothingOutside);
    }
    Ok(members)
}

/// How many CIDRs are written out before the rest is counted.
const LISTED: usize = 3;

/// `0.0.0.0/0, ::/0`; `0.0.0.0/5, 8.0.0.0/7, 11.0.0.0/8 and 6 more`.
pub fn listed(cidrs: &[IpNet]) -> String {
    let shown: Vec<String> = cidrs.iter().take(LISTED).map(ToString::to_string).collect();
    match cidrs.len().checked_sub(LISTED) {
        Some(more) if more > 0 => format!("{} and {more} more", shown.join(", ")),
        _ => shown.join(", "),
    }
}

/// The pods and nodes with an address in the block, by that address alone.
fn inside(world: &World, block: IpNet) -> Vec<Member> {
    let cluster = world.cluster();
    let pods = cluster.pods().flat_map(|it| &it.1.addresses);
    let nodes = cluster.nodes().flat_map(|it| &it.1.addresses);
    let mut addresses: Vec<IpAddr> = pods.chain(nodes).map(IpAddr::to_canonical).collect();
    addresses.retain(|it| block.contains(it));
    addresses.sort_unstable();
    addresses.dedup();
    let member = |address: IpAddr| Member {
        name: address.to_string(),
        endpoint: Endpoint::Address(address),
    };
    addresses.into_iter().map(member).collect()
}

/// What two blocks have in common: they are nested or disjoint, so it is the
/// smaller.
pub fn common(a: IpNet, b: IpNet) -> Option<IpNet> {
    if a.contains(&b) {
        Some(b)
    } else {
        b.contains(&a).then_some(a)
    }
}

/// An address of the block that is neither a pod's nor a node's.
fn free_address(world: &World, block: IpNet) -> Option<IpAddr> {
    let is_free = |it: &IpAddr| world.endpoint_at(*it) == Endpoint::Address(*it);
    let mut addresses = block.hosts().chain([block.network(), block.broadcast()]);
    addresses.find(is_free)
}
