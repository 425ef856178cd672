//! Services (SEMANTICS.md I-14).

use super::row::{Row, entry, mapping};
use super::word::Word;
use crate::diagnostic::Diagnostic;
use crate::manifest::node::{Content, Entry, Node};
use crate::manifest::scalar::Scalar;

/// The Service that a row shows. Target ports are not shown; an absent one is
/// the port itself, which is what the reader of Services takes it for.
pub(super) fn service(row: &Row<'_, '_>) -> Result<Node, Diagnostic> {
    let source = row.source;
    let mut spec = Vec::new();
    spec.extend(row.text("TYPE").map(|it| entry("type", it)));
    spec.extend(row.text("CLUSTER-IP").map(|it| entry("clusterIP", it)));
    let is_named = row.cell("TYPE").is_some_and(|it| it.text == "ExternalName");
    let outside = row.cell("EXTERNAL-IP");
    // Where a table is not wide, kubectl cuts long addresses.
    let outside = outside.filter(|it| it.text != "<pending>" && !it.text.ends_with("..."));
    let mut status = Vec::new();
    match outside {
        Some(name) if is_named => spec.push(entry("externalName", name.node(source))),
        Some(addresses) if row.cell("TYPE").is_some_and(|it| it.text == "LoadBalancer") => {
            let place = addresses.span(source);
            let balancer = vec![entry(
                "ingress",
                Row::list(entrances(row, addresses), place),
            )];
            status.push(entry("loadBalancer", mapping(place, balancer)));
        }
        Some(addresses) => {
            let items = addresses.list().into_iter().map(|it| it.node(source));
            let items = Row::list(items.collect(), addresses.span(source));
            spec.push(entry("externalIPs", items));
        }
        None => {}
    }
    if let Some(cell) = row.cell("PORT(S)") {
        let ports: Result<Vec<Node>, Diagnostic> =
            cell.list().into_iter().map(|it| port(row, it)).collect();
        spec.push(entry("ports", Row::list(ports?, cell.span(source))));
    }
    let selector = row.pairs("SELECTOR")?;
    if let Some(cell) = row.cell("SELECTOR") {
        spec.push(entry("selector", mapping(cell.span(source), selector)));
    }
    let fields = vec![
        entry("spec", row.mapping(spec)),
        entry("status", row.mapping(status)),
    ];
    Ok(row.object("Service", row.namespaced_metadata()?, fields))
}

/// The addresses and names of a load balancer.
fn entrances(row: &Row<'_, '_>, cell: Word<'_>) -> Vec<Node> {
    let entrance = |it: Word<'_>| {
        let is_address = it.text.parse::<std::net::IpAddr>().is_ok();
        let key = if is_address { "ip" } else { "hostname" };
        let fields = vec![entry(key, it.node(row.source))];
        mapping(it.span(row.source), fields)
    };
    cell.list().into_iter().map(entrance).collect()
}

/// `80/TCP`, or `80:30080/TCP` with the port that every node opens.
fn port(row: &Row<'_, '_>, text: Word<'_>) -> Result<Node, Diagnostic> {
    let unreadable = || row.bad(text, "is no port: expected `80/TCP` or `80:30080/TCP`");
    let (numbers, protocol) = text.split_once('/').ok_or_else(unreadable)?;
    let (port, node_port) = match numbers.split_once(':') {
        Some((port, node_port)) => (port, Some(node_port)),
        None => (numbers, None),
    };
    let mut fields: Vec<Entry> = vec![
        entry("port", number(row, port).ok_or_else(unreadable)?),
        entry("protocol", protocol.node(row.source)),
    ];
    if let Some(node_port) = node_port {
        let value = number(row, node_port).ok_or_else(unreadable)?;
        fields.push(entry("nodePort", value));
    }
    Ok(mapping(text.span(row.source), fields))
}

fn number(row: &Row<'_, '_>, word: Word<'_>) -> Option<Node> {
    let number: u16 = word.text.parse().ok()?;
    let content = Content::Scalar {
        value: Scalar::Integer(number.into()),
        written: number.to_string(),
        is_plain: true,
    };
    Some(Node {
        span: word.span(row.source),
        content,
    })
}
