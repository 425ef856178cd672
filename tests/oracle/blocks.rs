//! Blocks of addresses as the oracle understands them: bit by bit.

use std::net::IpAddr;

use serde_json::Value;

/// Whether something holds; `None` when it depends on what is not known.
pub(crate) type Holds = Option<bool>;

pub(crate) fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

pub(crate) fn is_in_block(block: &Value, addresses: &[IpAddr]) -> Holds {
    let cidr = text(&block["cidr"]);
    let holes = items(&block["except"]);
    if addresses.is_empty() {
        return (cidr == "0.0.0.0/0" && holes.is_empty()).then_some(true);
    }
    let inside = |it: &IpAddr| covers(cidr, *it) && !holes.iter().any(|at| covers(text(at), *it));
    if addresses.iter().all(inside) {
        Some(true)
    } else if addresses.iter().any(inside) {
        None
    } else {
        Some(false)
    }
}

/// The network of pods without addresses, if that is known.
pub(crate) const POD_NETWORK: &str = "10.0.0.0/16";

/// Whether a block holds all of that network, or nothing of it: its first and
/// last addresses and those of every hole say so.
pub(crate) fn holds_network(block: &Value) -> Holds {
    let (cidr, holes) = (text(&block["cidr"]), items(&block["except"]));
    let mut samples = ends_of(POD_NETWORK).to_vec();
    for written in holes.iter().map(text).chain([cidr]) {
        let inside = |it: &IpAddr| covers(POD_NETWORK, *it);
        samples.extend(ends_of(written).into_iter().filter(inside));
    }
    let is_in = |it: &IpAddr| covers(cidr, *it) && !holes.iter().any(|at| covers(text(at), *it));
    if samples.iter().all(is_in) {
        Some(true)
    } else if samples.iter().any(is_in) {
        None
    } else {
        Some(false)
    }
}

/// The first and the last address of a CIDR.
fn ends_of(cidr: &str) -> [IpAddr; 2] {
    let (network, length) = cidr.split_once('/').unwrap();
    let length: u32 = length.parse().unwrap();
    match network.parse().unwrap() {
        IpAddr::V4(first) => {
            let others = u32::MAX.checked_shr(length).unwrap_or(0);
            [first.into(), IpAddr::V4((first.to_bits() | others).into())]
        }
        IpAddr::V6(first) => {
            let others = u128::MAX.checked_shr(length).unwrap_or(0);
            [first.into(), IpAddr::V6((first.to_bits() | others).into())]
        }
    }
}

/// Whether a CIDR covers an address: the first bits are the same.
fn covers(cidr: &str, address: IpAddr) -> bool {
    let (network, length) = cidr.split_once('/').unwrap();
    let length: usize = length.parse().unwrap();
    let bits = |it: IpAddr| -> Vec<bool> {
        let octets = match it {
            IpAddr::V4(it) => it.octets().to_vec(),
            IpAddr::V6(it) => it.octets().to_vec(),
        };
        let of_octet = |octet: u8| (0..8).map(move |bit| octet & (0x80 >> bit) != 0);
        octets.into_iter().flat_map(of_octet).collect()
    };
    let network = bits(network.parse().unwrap());
    let address = bits(address);
    network.len() == address.len() && network[..length] == address[..length]
}
