use std::fmt;
use std::str::FromStr;

use ipnet::IpNet;

/// A CIDR that the addresses of pods come from, for pods of which the input gives
/// none (SEMANTICS.md B-7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PodNetwork(pub IpNet);

/// Why a text is no [`PodNetwork`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotACidr(String);

impl fmt::Display for NotACidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no CIDR: write one like 10.244.0.0/16", self.0)
    }
}

impl std::error::Error for NotACidr {}

impl FromStr for PodNetwork {
    type Err = NotACidr;

    fn from_str(text: &str) -> Result<Self, NotACidr> {
        let cidr: IpNet = text.trim().parse().map_err(|_| NotACidr(text.to_owned()))?;
        Ok(Self(cidr.trunc()))
    }
}
