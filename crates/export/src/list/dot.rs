use std::fmt::Write as _;

use super::row::{End, Row, ports_text};
use crate::text::clean;

/// For Graphviz: a cluster per namespace.
pub(super) fn dot(rows: &[Row]) -> String {
    let mut out = String::from("digraph netpol {\n  rankdir=LR;\n  node [shape=box];\n");
    for (at, (namespace, names)) in by_namespace(rows).into_iter().enumerate() {
        _ = writeln!(out, "  subgraph cluster_{at} {{");
        _ = writeln!(out, "    label={};", quoted(&namespace));
        for name in names {
            let id = quoted(&format!("{namespace}/{name}"));
            _ = writeln!(out, "    {id} [label={}];", quoted(&name));
        }
        out.push_str("  }\n");
    }
    for row in rows {
        let [from, to] = [&row.from, &row.to].map(|it| quoted(&it.words()));
        let style = if row.is_open { ", style=dotted" } else { "" };
        let label = quoted(&ports_text(&row.outcome));
        _ = writeln!(out, "  {from} -> {to} [label={label}{style}];");
    }
    out.push_str("}\n");
    out
}

fn quoted(text: &str) -> String {
    let text = clean(text).replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{text}\"")
}

/// Who is connected, namespace by namespace, in the order of the rows.
pub(super) fn by_namespace(rows: &[Row]) -> Vec<(String, Vec<String>)> {
    let mut namespaces: Vec<(String, Vec<String>)> = Vec::new();
    for end in rows.iter().flat_map(|it| [&it.from, &it.to]) {
        let End::Inside { namespace, name } = end else {
            continue;
        };
        let at = namespaces.iter().position(|it| it.0 == *namespace);
        let at = at.unwrap_or(namespaces.len());
        if at == namespaces.len() {
            namespaces.push((namespace.clone(), Vec::new()));
        }
        if let Some((_, names)) = namespaces.get_mut(at)
            && !names.contains(name)
        {
            names.push(name.clone());
        }
    }
    namespaces
}
