//! Address blocks: read as Go reads them, and as strictly as the chosen API
//! server is (SEMANTICS.md E-21…E-27, B-9).

use std::net::{IpAddr, Ipv4Addr};

use ipnet::IpNet;
use k8s_openapi::api::networking::v1::IPBlock;

use super::codes;
use super::quoted::quoted;
use super::report::{Report, invalid_value};
use crate::diagnostic::Diagnostic;
use crate::model::IpBlock;
use crate::options::ApiLevel;
use crate::text::FieldPath;

/// The block at `path`, if it can be read.
pub(super) fn ip_block(
    block: &IPBlock,
    path: &FieldPath,
    level: ApiLevel,
    report: &mut Report<'_>,
) -> Option<IpBlock> {
    let cidr_path = path.clone().field("cidr");
    if block.cidr.is_empty() {
        report.required(&cidr_path, "");
        return None;
    }
    let cidr = cidr(&block.cidr, &cidr_path, level, report)?;
    let mut except = Vec::new();
    for (index, text) in block.except.iter().flatten().enumerate() {
        let path = path.clone().field("except").index(index);
        let Some(hole) = self::cidr(text, &path, level, report) else {
            continue;
        };
        if cidr.contains(&hole) && hole.prefix_len() > cidr.prefix_len() {
            except.push(hole);
        } else {
            report.invalid(&path, quoted(text), "must be a strict subset of `cidr`");
        }
    }
    Some(IpBlock { cidr, except })
}

/// A CIDR as it is written.
struct Cidr {
    net: IpNet,
    has_leading_zeros: bool,
}

fn cidr(text: &str, path: &FieldPath, level: ApiLevel, report: &mut Report<'_>) -> Option<IpNet> {
    let Some(cidr) = parse(text) else {
        report.refuse(path, unreadable(text, path, report));
        return None;
    };
    match level {
        ApiLevel::From136 => refuse_ambiguous(text, &cidr, path, report),
        ApiLevel::Before136 => warn_of_ambiguous(text, &cidr, path, report),
    }
    warn_of_spelling(text, &cidr, path, report);
    Some(unmapped(cidr.net.trunc()))
}

/// A block as every API server reads it, if it can be known which is meant: an address alone
/// is the block that holds nothing else.
pub(crate) fn canonical(text: &str) -> Option<IpNet> {
    match parse(text) {
        Some(cidr) => Some(unmapped(cidr.net.trunc())),
        None => text.parse::<IpAddr>().ok().map(IpNet::from),
    }
}

fn unreadable(text: &str, path: &FieldPath, report: &Report<'_>) -> Diagnostic {
    let detail = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";
    let place = report.tree().place(path);
    let finding = invalid_value(path, place, quoted(text), detail);
    match canonical(text) {
        Some(block) => finding.help(format!("write `{block}`")),
        None => finding,
    }
}

fn refuse_ambiguous(text: &str, cidr: &Cidr, path: &FieldPath, report: &mut Report<'_>) {
    let checks = [
        (
            cidr.has_leading_zeros,
            "must not have leading 0s in IP or prefix length",
        ),
        (
            is_mapped(cidr.net) && !cidr.has_leading_zeros,
            "must not have an IPv4-mapped IPv6 address",
        ),
        (
            has_host_bits(cidr.net),
            "must not have bits set beyond the prefix length",
        ),
    ];
    for (_, detail) in checks.into_iter().filter(|(fails, _)| *fails) {
        let help = format!(
            "write `{}`; before Kubernetes 1.36 this is accepted and means that",
            unmapped(cidr.net.trunc())
        );
        let place = report.tree().place(path);
        let finding = invalid_value(path, place, quoted(text), detail);
        report.refuse(path, finding.help(help));
    }
}

fn warn_of_ambiguous(text: &str, cidr: &Cidr, path: &FieldPath, report: &mut Report<'_>) {
    let net = cidr.net.trunc();
    let text = quoted(text);
    let warn = |message: String, report: &mut Report<'_>| {
        let place = report.tree().place(path);
        let finding = Diagnostic::warning(codes::CIDR_BITS, place, format!("{path}: {message}"));
        report.add(finding.help("API servers refuse this from 1.36 on"));
    };
    if has_host_bits(cidr.net) {
        let single = IpNet::from(cidr.net.addr());
        let message = format!(
            "CIDR value {text} is ambiguous in this context (should be \"{net}\" or \"{single}\"?)"
        );
        warn(message, report);
    }
    if cidr.has_leading_zeros || is_mapped(cidr.net) {
        let net = unmapped(net);
        let message = format!("non-standard CIDR value {text} is invalid: use \"{net}\"");
        warn(message, report);
    }
}

/// Unusual but clear spellings of IPv6 are accepted by every API server.
fn warn_of_spelling(text: &str, cidr: &Cidr, path: &FieldPath, report: &mut Report<'_>) {
    let is_plain = cidr.net.addr().is_ipv4() || is_mapped(cidr.net) || cidr.has_leading_zeros;
    if is_plain || cidr.net.to_string() == text {
        return;
    }
    let message = format!(
        "{path}: IPv6 CIDR value {} should be in RFC 5952 canonical format (\"{}\")",
        quoted(text),
        cidr.net
    );
    report.warning(codes::CIDR_BITS, path, message);
}

fn has_host_bits(net: IpNet) -> bool {
    net.addr() != net.network()
}

fn is_mapped(net: IpNet) -> bool {
    matches!(net.addr(), IpAddr::V6(it) if it.to_ipv4_mapped().is_some())
}

/// IPv4 written as IPv6 means IPv4 (SEMANTICS.md B-3).
fn unmapped(net: IpNet) -> IpNet {
    let IpAddr::V6(address) = net.addr() else {
        return net;
    };
    let prefix = net.prefix_len().checked_sub(96);
    match (address.to_ipv4_mapped(), prefix) {
        (Some(address), Some(prefix)) => IpNet::new(address.into(), prefix).unwrap_or(net),
        _ => net,
    }
}

/// As Go's lenient parser: leading zeros are decimal and harmless.
fn parse(text: &str) -> Option<Cidr> {
    let (address, prefix) = text.split_once('/')?;
    if prefix.is_empty() || !prefix.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let has_zero = |it: &str| it.len() > 1 && it.starts_with('0');
    let strict: Option<IpAddr> = address.parse().ok();
    let lenient = || ipv4_with_zeros(address).map(IpAddr::V4);
    let net = IpNet::new(strict.or_else(lenient)?, prefix.parse().ok()?).ok()?;
    Some(Cidr {
        net,
        has_leading_zeros: strict.is_none() || has_zero(prefix),
    })
}

fn ipv4_with_zeros(address: &str) -> Option<Ipv4Addr> {
    let octet = |it: &str| {
        let digits = it.trim_start_matches('0');
        match (it, digits) {
            ("", _) => None,
            (_, "") => Some(0),
            _ if digits.bytes().all(|it| it.is_ascii_digit()) => digits.parse::<u8>().ok(),
            _ => None,
        }
    };
    let octets: Vec<u8> = address.split('.').map(octet).collect::<Option<_>>()?;
    <[u8; 4]>::try_from(octets).ok().map(Ipv4Addr::from)
}
