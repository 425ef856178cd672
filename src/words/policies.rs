//! The list of policies.

use netpol_engine::model::Direction;

use super::number;

pub(crate) const TITLE: &str = "Policies";
pub(crate) const FILTER: &str = "Filter policies";
pub(crate) const ANY: &str = "any policy or workload";
pub(crate) const EMPTY: &str = "No policy has a name like that, nor selects a workload that has.";
pub(crate) const ORDER: &str = "Order of policies";
pub(crate) const DOCUMENT_ORDER: &str = "Document order";
pub(crate) const BY_NAME: &str = "Name";
/// By the number of connections that only they permit.
pub(crate) const MOST_NEEDED: &str = "Most needed";

/// `5 policies, 2 left out`.
pub(crate) fn count(all: usize, left_out: usize) -> String {
    match left_out {
        0 => number::policies(all),
        out => [&number::policies(all), ", ", &out.to_string(), " left out"].concat(),
    }
}

/// The label of the switch.
pub(crate) fn let_count(namespace: &str, name: &str) -> String {
    ["Let ", namespace, "/", name, " count"].concat()
}
pub(crate) const LEFT_OUT: &str = "left out";

pub(crate) fn selects_nothing(subject: &str, namespace: &str) -> String {
    [
        "Selects nothing: ",
        subject,
        " of ",
        namespace,
        " are not there.",
    ]
    .concat()
}
pub(crate) fn selects(subject: &str, workloads: &[String], pods: u32) -> String {
    [
        "Selects ",
        subject,
        ": ",
        &workloads.join(", "),
        " (",
        &number::counted(pods as usize, "pod"),
        ").",
    ]
    .concat()
}

pub(crate) fn isolates(direction: Direction, why: &str) -> String {
    ["Isolates ", field(direction), ": ", why, "."].concat()
}
pub(crate) fn does_not_isolate(direction: Direction, why: &str) -> String {
    ["Does not isolate ", field(direction), ": ", why, "."].concat()
}
/// A word of Kubernetes: it stays in every language.
fn field(direction: Direction) -> &'static str {
    match direction {
        Direction::Ingress => "ingress",
        Direction::Egress => "egress",
    }
}
pub(crate) const ADMITS_NOTHING: &str = " Admits nothing.";

/// Rules count from 1.
pub(crate) fn rule_admits(rule: usize, direction: Direction, whom: &str) -> String {
    let towards = match direction {
        Direction::Ingress => " admits from ",
        Direction::Egress => " admits to ",
    };
    ["Rule ", &rule.to_string(), towards, whom].concat()
}
pub(crate) const PERMITS_NOTHING: &str = "Permits no connection here.";
/// Connections that go when the entry goes, and how many there are besides.
pub(crate) fn only_it_permits(pairs: &[String], more: usize) -> String {
    ["Only it permits: ", &pairs.join(", "), &and_more(more), "."].concat()
}
pub(crate) fn permits_among_others(pairs: &[String], more: usize) -> String {
    [
        "Permits among others: ",
        &pairs.join(", "),
        &and_more(more),
        ".",
    ]
    .concat()
}
fn and_more(more: usize) -> String {
    match more {
        0 => String::new(),
        more => [" and ", &more.to_string(), " more"].concat(),
    }
}

pub(crate) fn lines(first: u32, last: u32) -> String {
    number::lines(first, last)
}
