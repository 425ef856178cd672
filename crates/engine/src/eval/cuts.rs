use std::net::IpAddr;

use ipnet::IpNet;

use crate::order::sorted;

/// CIDRs that policies write, ready for the question which is the smallest
/// around an address. They are nested or disjoint, so that settles which blocks
/// and which holes the address is in.
pub(super) struct Cuts {
    /// Each CIDR after those around it, with the position of the next larger.
    cidrs: Vec<(IpNet, Option<usize>)>,
}

impl Cuts {
    /// Prepares these CIDRs.
    pub(super) fn new(written: &[IpNet]) -> Self {
        let mut cidrs: Vec<(IpNet, Option<usize>)> = Vec::new();
        for cidr in sorted(written) {
            let last = cidrs.len().checked_sub(1);
            if last.and_then(|it| cidrs.get(it)).map(|it| it.0) == Some(cidr) {
                continue;
            }
            let around = climb(&cidrs, last, |it| it.contains(&cidr));
            cidrs.push((cidr, around));
        }
        Self { cidrs }
    }

    /// The number of the smallest CIDR around an address; 0 when there is none.
    pub(super) fn around(&self, address: IpAddr) -> usize {
        let address = address.to_canonical();
        let last = self.cidrs.partition_point(|it| it.0.network() <= address);
        let around = climb(&self.cidrs, last.checked_sub(1), |it| it.contains(&address));
        around.map_or(0, |it| it + 1)
    }
}

/// The first that holds, from this one outwards.
fn climb(
    cidrs: &[(IpNet, Option<usize>)],
    mut from: Option<usize>,
    holds: impl Fn(&IpNet) -> bool,
) -> Option<usize> {
    while let Some((cidr, around)) = from.and_then(|it| cidrs.get(it)) {
        if holds(cidr) {
            break;
        }
        from = *around;
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_block_around_an_address_counts() {
        let written = [
            "10.0.0.0/8",
            "10.1.0.0/16",
            "10.1.0.0/24",
            "10.1.0.0/16",
            "::/0",
        ];
        let cuts = Cuts::new(&written.map(|it| it.parse().unwrap()));
        let around = |it: &str| cuts.around(it.parse().unwrap());
        assert_eq!(around("9.9.9.9"), 0);
        assert_eq!(around("10.0.0.1"), 1);
        assert_eq!(around("10.1.1.1"), 2);
        assert_eq!(around("10.1.0.1"), 3);
        assert_eq!(around("10.200.0.1"), 1);
        assert_eq!(around("11.0.0.1"), 0);
        assert_eq!(around("2001:db8::1"), 4);
        assert_eq!(around("::ffff:10.1.0.1"), 3);
    }
}
