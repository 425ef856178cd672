//! Pods. Their STATUS is a reason, not the phase (SEMANTICS.md I-13).

use super::row::{Row, entry, mapping};
use super::word::Word;
use crate::diagnostic::Diagnostic;
use crate::manifest::node::{Entry, Node};

/// Reasons of pods that have done their work.
const SUCCEEDED: [&str; 2] = ["Completed", "Succeeded"];

/// Reasons of pods that are over otherwise.
const FAILED: [&str; 11] = [
    "DeadlineExceeded",
    "Evicted",
    "Failed",
    "NodeAffinity",
    "NodeShutdown",
    "OutOfcpu",
    "OutOfmemory",
    "OutOfpods",
    "Shutdown",
    "Terminated",
    "UnexpectedAdmissionError",
];

/// Reasons of pods that are over if none of their containers is ready.
const FAILED_UNLESS_READY: [&str; 1] = ["ContainerStatusUnknown"];

/// Reasons that a failed pod has, and also one whose container restarts.
const AMBIGUOUS: [&str; 4] = ["ContainerCannotRun", "Error", "OOMKilled", "StartError"];

/// The pod that a row shows.
pub(super) fn pod(row: &Row<'_, '_>) -> Result<Node, Diagnostic> {
    let node = row.text("NODE").map(|it| entry("nodeName", it));
    let mut status: Vec<Entry> = Vec::new();
    if let Some(cell) = row.cell("STATUS") {
        let phase = phase(cell.text, is_unready(row));
        status.push(entry("phase", cell.node_saying(phase, row.source)));
    }
    status.extend(readiness(row).map(|it| entry("conditions", it)));
    status.extend(row.text("IP").map(|it| entry("podIP", it)));
    let fields = vec![
        entry("spec", row.mapping(node.into_iter().collect())),
        entry("status", row.mapping(status)),
    ];
    Ok(row.object("Pod", row.namespaced_metadata()?, fields))
}

/// The STATUS of a row, when it leaves open whether the pod is over.
pub(super) fn ambiguous_status<'t>(row: &Row<'_, 't>) -> Option<Word<'t>> {
    let status = row.cell("STATUS")?;
    let is_exit = status.text.starts_with("ExitCode:") || status.text.starts_with("Signal:");
    (is_exit || AMBIGUOUS.contains(&status.text)).then_some(status)
}

fn phase(status: &str, is_unready: bool) -> &'static str {
    if SUCCEEDED.contains(&status) {
        "Succeeded"
    } else if FAILED.contains(&status) || is_unready && FAILED_UNLESS_READY.contains(&status) {
        "Failed"
    } else {
        "Running"
    }
}

fn is_unready(row: &Row<'_, '_>) -> bool {
    let ready = row.cell("READY");
    ready.is_some_and(|it| it.text.starts_with("0/"))
}

/// The condition `Ready`: all containers of `2/2` are.
fn readiness(row: &Row<'_, '_>) -> Option<Node> {
    let cell = row.cell("READY")?;
    let (ready, all) = cell.split_once('/')?;
    let holds = if ready.text == all.text {
        "True"
    } else {
        "False"
    };
    let span = cell.span(row.source);
    let condition = vec![
        entry("type", cell.node_saying("Ready", row.source)),
        entry("status", cell.node_saying(holds, row.source)),
    ];
    Some(Row::list(vec![mapping(span, condition)], span))
}
