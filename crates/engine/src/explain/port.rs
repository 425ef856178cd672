use super::case::Case;
use super::{ClauseLine, Phrase};
use crate::eval::JudgedBranch;
use crate::model::{PortEntry, PortSpec, Ports, Protocol, RulePorts};

/// Ports in the headline: `every port`, `80/TCP and every UDP port`.
pub(super) fn ports_text(ports: &Ports) -> String {
    if ports.is_all() {
        return "every port".to_owned();
    }
    let mut ranges = Vec::new();
    for protocol in Protocol::ALL {
        let set = ports.get(protocol);
        if set.is_all() {
            ranges.push(format!("every {protocol} port"));
            continue;
        }
        ranges.extend(set.ranges().map(|range| range_text(range, protocol)));
    }
    match ranges.pop() {
        None => "no port".to_owned(),
        Some(last) if ranges.is_empty() => last,
        Some(last) => format!("{} and {last}", ranges.join(", ")),
    }
}

fn range_text((first, last): (u16, u16), protocol: Protocol) -> String {
    if first == last {
        format!("{first}/{protocol}")
    } else {
        format!("{first}-{last}/{protocol}")
    }
}

/// The clause about ports; none when the rule lists no ports.
pub(super) fn port_clause(case: &Case<'_>, branch: &JudgedBranch) -> Option<ClauseLine> {
    let scope = case.cluster()[branch.at.policy].scope(branch.at.direction);
    let RulePorts::OneOf(entries) = &scope.rules.get(branch.at.rule)?.ports else {
        return None;
    };
    let values: Vec<String> = entries.iter().map(entry_text).collect();
    Some(ClauseLine {
        clause: None,
        held: branch.opens(),
        written: true,
        what: "ports".to_owned(),
        value: values.join(", "),
        fact: fact(case, entries, branch),
        path: Some(branch.at.rule_path().field("ports")),
    })
}

/// `8080/TCP`, `http/TCP`.
pub(super) fn entry_text(entry: &PortEntry) -> String {
    let protocol = entry.protocol;
    match &entry.port {
        PortSpec::All => format!("every {protocol} port"),
        PortSpec::Number(number) => range_text((*number, *number), protocol),
        PortSpec::Range(first, last) => range_text((*first, *last), protocol),
        PortSpec::Name(name) => format!("{name}/{protocol}"),
    }
}

/// What the names stand for at the destination; without any name, that the
/// numbers are all there are.
fn fact(case: &Case<'_>, entries: &[PortEntry], branch: &JudgedBranch) -> Phrase {
    let mut names = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let PortSpec::Name(name) = &entry.port else {
            continue;
        };
        let judged = branch.ports.iter().find(|it| it.entry == Some(index));
        let destination = case.destination.mention();
        names.push(match judged {
            Some(it) if !it.ports.is_empty() => Phrase::new()
                .code(name)
                .text(format!(" is {} on ", ports_text(&it.ports)))
                .then(destination),
            Some(it) if !it.perhaps.is_empty() => Phrase::from("the input does not show what ")
                .code(name)
                .text(" is on ")
                .then(destination),
            _ => destination
                .text(format!(" has no {} port named ", entry.protocol))
                .code(name),
        });
    }
    if names.is_empty() {
        Phrase::from("the rule lists no other port")
    } else {
        Phrase::list(names)
    }
}
