//! Services (SEMANTICS.md I-14).

use std::net::IpAddr;

use super::fields::{Fields, list};
use super::row::Row;
use super::word::Word;
use crate::diagnostic::Diagnostic;
use crate::manifest::node::{Content, Node};
use crate::manifest::scalar::Scalar;

/// The Service that a row shows. Target ports are not shown; an absent one is
/// the port itself, which is what the reader of Services takes it for.
pub(super) fn service(row: &Row<'_, '_>) -> Result<Node, Diagnostic> {
    let source = row.source;
    let kind = row.cell("TYPE");
    let mut spec = Fields::new(source);
    let mut status = Fields::new(source);
    spec.word("type", kind);
    spec.word("clusterIP", row.cell("CLUSTER-IP"));
    // Where a table is not wide, kubectl cuts long addresses.
    let outside = row.cell("EXTERNAL-IP").filter(|it| it.text != "<pending>");
    let is_name = kind.is_some_and(|it| it.text == "ExternalName");
    if let Some(cell) = outside.filter(|it| it.text.ends_with("...") && is_name) {
        return Err(row.bad(cell, "is cut short: `-o wide` shows all of it"));
    }
    if let Some(cell) = outside.filter(|it| !it.text.ends_with("...")) {
        let place = cell.span(source);
        match kind.map_or("", |it| it.text) {
            "ExternalName" => spec.word("externalName", Some(cell)),
            "LoadBalancer" => {
                let mut balancer = Fields::new(source);
                balancer.add("ingress", entrances(row, cell));
                status.add("loadBalancer", balancer.at(place));
            }
            _ => {
                let addresses = cell.list().into_iter().map(|it| it.node(source));
                spec.add("externalIPs", list(addresses.collect(), place));
            }
        }
    }
    if let Some(cell) = row.cell("PORT(S)") {
        let mut ports = Vec::new();
        for it in cell.list() {
            ports.push(port(row, it)?);
        }
        spec.add("ports", list(ports, cell.span(source)));
    }
    if let Some(cell) = row.cell("SELECTOR") {
        spec.add("selector", row.pairs("SELECTOR")?.at(cell.span(source)));
    }
    let mut service = row.object("Service")?;
    service.add("spec", spec.at(row.span()));
    service.add("status", status.at(row.span()));
    Ok(service.at(row.span()))
}

/// The addresses and names of a load balancer.
fn entrances(row: &Row<'_, '_>, cell: Word<'_>) -> Node {
    let mut entrances = Vec::new();
    for it in cell.list() {
        let is_address = it.text.parse::<IpAddr>().is_ok();
        let mut entrance = Fields::new(row.source);
        entrance.word(if is_address { "ip" } else { "hostname" }, Some(it));
        entrances.push(entrance.at(it.span(row.source)));
    }
    list(entrances, cell.span(row.source))
}

/// `80/TCP`, or `80:30080/TCP` with the port that every node opens.
fn port(row: &Row<'_, '_>, text: Word<'_>) -> Result<Node, Diagnostic> {
    let what = "is no port: expected `80/TCP` or `80:30080/TCP`";
    fields_of_port(row, text).ok_or_else(|| row.bad(text, what))
}

fn fields_of_port(row: &Row<'_, '_>, text: Word<'_>) -> Option<Node> {
    let (numbers, protocol) = text.split_once('/')?;
    let both = numbers.split_once(':');
    let mut port = Fields::new(row.source);
    let clients = both.map_or(numbers, |it| it.0);
    port.add("port", number(row, clients)?);
    port.word("protocol", Some(protocol));
    // A table shows no names, and several ports must have them.
    let name = format!("{}-{}", protocol.text.to_ascii_lowercase(), clients.text);
    port.say("name", clients, &name);
    if let Some((_, node_port)) = both {
        port.add("nodePort", number(row, node_port)?);
    }
    Some(port.at(text.span(row.source)))
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
