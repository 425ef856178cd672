use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use super::Meter;
use crate::model::{Cluster, Direction, IpBlock, Peer, Peers, PolicyId};
use crate::order::{groups, groups_by, sorted};

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
/// draws and put together again by behaviour: which ipBlocks hold an address,
/// and of which it is in a hole.
///
/// Without any ipBlock it is a single block: every address. The block that no
/// policy names, "any other address", stands first; the others follow in the
/// order in which policies name them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outside {
    /// The blocks: disjoint, and together every address there is, except where
    /// all the addresses that policies tell apart from others are pods' and
    /// nodes': those are not outside.
    pub blocks: Vec<OutsideBlock>,
}

/// Documentation addresses stand for the world where they may: they read better
/// than 0.0.0.1.
const TYPICAL: [IpAddr; 2] = [
    IpAddr::V4(Ipv4Addr::new(203, 0, 113, 1)),
    IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1)),
];

/// How often a CIDR can be cut in halves.
const LONGEST_PREFIX: usize = 128;

/// Where an address is, seen from one ipBlock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Inside,
    InHole,
    Elsewhere,
}

impl Outside {
    /// Cuts the world along the ipBlocks of every rule that counts;
    /// `is_taken` knows the addresses of the cluster.
    pub(super) fn new(cluster: &Cluster, is_taken: impl Fn(IpAddr) -> bool, meter: &Meter) -> Self {
        let blocks = ip_blocks(cluster);
        if !can_be_cut(&blocks, meter) {
            return Self::default();
        }
        let blocks: Vec<&IpBlock> = blocks.into_iter().map(|it| it.1).collect();
        let mut arounds = Vec::new();
        let mut seen: Vec<Vec<Standing>> = Vec::new();
        for (around, pieces) in cut(&blocks) {
            seen.push(blocks.iter().map(|it| standing(it, around)).collect());
            arounds.push(pieces);
        }

        let mut unnamed = Vec::new();
        let mut named = Vec::new();
        for alike in groups(&seen) {
            let mut cidrs: Vec<IpNet> = Vec::new();
            for &at in &alike {
                cidrs.extend(arounds.get(at).into_iter().flatten());
            }
            let first = alike.first().and_then(|it| seen.get(*it));
            let is_named = first.is_some_and(|it| it.iter().any(|it| *it != Standing::Elsewhere));
            let blocks = if is_named { &mut named } else { &mut unnamed };
            blocks.extend(OutsideBlock::new(&cidrs, &is_taken));
        }
        unnamed.extend(named);
        Self { blocks: unnamed }
    }
}

impl OutsideBlock {
    /// `None` if all the addresses are taken.
    fn new(cidrs: &[IpNet], is_taken: impl Fn(IpAddr) -> bool) -> Option<Self> {
        let cidrs = joined(cidrs);
        let typical = TYPICAL
            .into_iter()
            .filter(|it| cidrs.iter().any(|cidr| cidr.contains(it)));
        let any = cidrs
            .iter()
            .flat_map(|it| it.hosts().chain([it.network(), it.broadcast()]));
        let representative = typical.chain(any).find(|it| !is_taken(*it))?;
        Some(Self {
            cidrs,
            representative,
        })
    }
}

/// Disjoint blocks in ascending order, with halves of one block put together.
fn joined(cidrs: &[IpNet]) -> Vec<IpNet> {
    let mut joined: Vec<IpNet> = Vec::with_capacity(cidrs.len());
    for cidr in sorted(cidrs) {
        let mut next = cidr;
        while let Some(whole) = joined.last().and_then(|it| whole(*it, next)) {
            joined.pop();
            next = whole;
        }
        joined.push(next);
    }
    joined
}

/// The block that two different blocks are the halves of.
fn whole(a: IpNet, b: IpNet) -> Option<IpNet> {
    let whole = a.supernet()?;
    let are_halves = a.prefix_len() == b.prefix_len() && b.supernet() == Some(whole);
    are_halves.then_some(whole)
}

/// Whether the steps that are left are enough to hold every ipBlock against every
/// CIDR.
fn can_be_cut(blocks: &[(PolicyId, &IpBlock)], meter: &Meter) -> bool {
    let each = blocks.iter().map(|it| 1 + it.1.except.len());
    let written = each.sum::<usize>();
    blocks.iter().all(|(policy, block)| {
        meter.turn_to(*policy);
        meter.spend(LONGEST_PREFIX + written, 1 + block.except.len())
    })
}

/// Every ipBlock once, in document order, with the policy that is the first to
/// write it.
fn ip_blocks(cluster: &Cluster) -> Vec<(PolicyId, &IpBlock)> {
    let mut policies = Vec::new();
    let mut blocks = Vec::new();
    for (id, policy) in cluster.policies() {
        let scopes = Direction::BOTH.map(|it| policy.scope(it));
        let scopes = scopes.into_iter().filter(|it| it.isolates.is_some());
        for rule in scopes.flat_map(|it| &it.rules) {
            let Peers::OneOf(peers) = &rule.peers else {
                continue;
            };
            for peer in peers {
                match peer {
                    Peer::Block(block) => {
                        policies.push(id);
                        blocks.push(block);
                    }
                    Peer::LocalPods(_) | Peer::Pods { .. } => {}
                }
            }
        }
    }
    let firsts: Vec<usize> = groups(&blocks)
        .iter()
        .filter_map(|it| it.first().copied())
        .collect();
    let firsts = sorted(&firsts);
    let first = |it: &usize| Some((*policies.get(*it)?, *blocks.get(*it)?));
    firsts.iter().filter_map(first).collect()
}

/// Every CIDR that the ipBlocks of a cluster write, holes included.
pub(super) fn written_cidrs(cluster: &Cluster) -> Vec<IpNet> {
    let blocks = ip_blocks(cluster).into_iter().map(|it| it.1);
    written(&blocks.collect::<Vec<_>>())
}

fn written(blocks: &[&IpBlock]) -> Vec<IpNet> {
    let written = blocks
        .iter()
        .flat_map(|it| it.except.iter().chain([&it.cidr]));
    written.copied().collect()
}

/// Where the addresses are of which `around` is the smallest CIDR that any
/// policy writes; `None` for those no policy names.
fn standing(block: &IpBlock, around: Option<IpNet>) -> Standing {
    match around {
        Some(net) if block.except.iter().any(|it| it.contains(&net)) => Standing::InHole,
        Some(net) if block.cidr.contains(&net) => Standing::Inside,
        _ => Standing::Elsewhere,
    }
}

/// Every address there is in disjoint pieces, by the smallest CIDR that a
/// policy writes around them. CIDRs are nested or disjoint, so that settles
/// everything else.
fn cut(blocks: &[&IpBlock]) -> Vec<(Option<IpNet>, Vec<IpNet>)> {
    let written = written(blocks);
    let mut pieces = Vec::new();
    for everything in [Ipv4Net::default().into(), Ipv6Net::default().into()] {
        cut_within(everything, &written, None, &mut pieces);
    }
    let mut cut = Vec::new();
    for group in groups_by(&pieces, |a, b| a.0.cmp(&b.0), |a, b| a.0 == b.0) {
        let group: Vec<_> = group.into_iter().filter_map(|it| pieces.get(it)).collect();
        if let Some((around, _)) = group.first() {
            cut.push((*around, group.iter().map(|it| it.1).collect()));
        }
    }
    cut
}

fn cut_within(
    piece: IpNet,
    written: &[IpNet],
    around: Option<IpNet>,
    pieces: &mut Vec<(Option<IpNet>, IpNet)>,
) {
    let around = if written.contains(&piece) {
        Some(piece)
    } else {
        around
    };
    let inside: Vec<IpNet> = written
        .iter()
        .copied()
        .filter(|it| piece.contains(it) && *it != piece)
        .collect();
    let halves = piece.subnets(piece.prefix_len() + 1);
    match halves {
        Ok(halves) if !inside.is_empty() => {
            for half in halves {
                cut_within(half, &inside, around, pieces);
            }
        }
        _ => pieces.push((around, piece)),
    }
}
