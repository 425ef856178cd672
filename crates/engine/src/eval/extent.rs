use ipnet::IpNet;

use super::{OutsideBlock, World};
use crate::model::{Cluster, IpBlock, Peer, Peers};

/// Which addresses a part of the outside holds, as briefly as it can be told.
///
/// A part is a list of CIDRs, which nobody recognises once a policy has cut a
/// hole into it; the block that was written is what people know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Every address: policies name none.
    Every,
    /// Those that no policy names.
    Other,
    /// This block.
    Block(IpNet),
    /// This block without what policies treat apart.
    RestOf(IpNet),
    /// Several blocks: the first, and how many more.
    Several(IpNet, usize),
}

impl World {
    /// What a part of the outside holds, by its position in
    /// [`Outside`](super::Outside).
    pub fn extent(&self, part: usize) -> Extent {
        let Some(part) = self.outside().blocks.get(part) else {
            return Extent::Every;
        };
        let blocks: Vec<&IpBlock> = ip_blocks(self.cluster()).collect();
        let is_around = |it: &&&IpBlock| it.contains(part.representative);
        let around = blocks
            .iter()
            .filter(is_around)
            .map(|it| it.cidr)
            .max_by_key(IpNet::prefix_len);
        match around {
            Some(cidr) if part.cidrs == [cidr] => Extent::Block(cidr),
            Some(cidr) => Extent::RestOf(cidr),
            None => outside_all(part, &blocks, self.outside().blocks.len()),
        }
    }
}

/// What is in no block: in holes only, or nowhere.
fn outside_all(part: &OutsideBlock, blocks: &[&IpBlock], parts: usize) -> Extent {
    let is_hole = blocks
        .iter()
        .any(|it| it.cidr.contains(&part.representative));
    match part.cidrs.as_slice() {
        _ if parts == 1 => Extent::Every,
        [only] if is_hole => Extent::Block(*only),
        [first, rest @ ..] if is_hole => Extent::Several(*first, rest.len()),
        _ => Extent::Other,
    }
}

/// Every ipBlock of a rule that counts.
fn ip_blocks(cluster: &Cluster) -> impl Iterator<Item = &IpBlock> {
    let scopes = cluster
        .policies()
        .flat_map(|(_, it)| [&it.ingress, &it.egress])
        .filter(|it| it.isolates.is_some());
    let peers = scopes
        .flat_map(|it| &it.rules)
        .flat_map(|it| match &it.peers {
            Peers::OneOf(peers) => peers.as_slice(),
            Peers::Anyone => &[],
        });
    peers.filter_map(|it| match it {
        Peer::Block(block) => Some(block),
        Peer::LocalPods(_) | Peer::Pods { .. } => None,
    })
}
