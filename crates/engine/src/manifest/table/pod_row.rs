//! Pods. Their STATUS is a reason, not the phase (SEMANTICS.md I-13).

use super::fields::{Fields, list};
use super::row::Row;
use super::word::Word;
use crate::diagnostic::Diagnostic;
use crate::manifest::node::Node;

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
    let mut spec = Fields::new(row.source);
    spec.word("nodeName", row.cell("NODE"));
    let mut status = Fields::new(row.source);
    if let Some(cell) = row.cell("STATUS") {
        status.say("phase", cell, phase(cell.text, is_unready(row)));
    }
    if let Some(conditions) = readiness(row) {
        status.add("conditions", conditions);
    }
    status.word("podIP", row.cell("IP"));
    let mut pod = row.object("Pod")?;
    pod.add("spec", spec.at(row.span()));
    pod.add("status", status.at(row.span()));
    Ok(pod.at(row.span()))
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
    let mut condition = Fields::new(row.source);
    condition.say("type", cell, "Ready");
    condition.say("status", cell, holds);
    Some(list(vec![condition.at(span)], span))
}
