//! The editor: its tabs, and what is said over the text.

use super::number;

pub(crate) const TITLE: &str = "Editor";
pub(crate) const WRITE_AS: &str = "Write as";
pub(crate) const TEXT: &str = "Text";
pub(crate) const BUILDER: &str = "Builder";

/// The names of tabs until the user gives others.
pub(crate) const POLICIES: &str = "Policies";
pub(crate) const CLUSTER: &str = "Cluster";
pub(crate) const NEW: &str = "New";

pub(crate) const FILES: &str = "Files";
pub(crate) const ADD_FILE: &str = "Add a file";
pub(crate) const CHANGE_FILE: &str = "Rename, move or close this file";
pub(crate) const NAME_OF_FILE: &str = "Name of this file";
pub(crate) const RENAME: &str = "Rename";
pub(crate) const TO_THE_LEFT: &str = "Move to the left";
pub(crate) const TO_THE_RIGHT: &str = "Move to the right";
pub(crate) const CLOSE_FILE: &str = "Close file";
pub(crate) const DONE: &str = "Done";
/// Behind the number of problems on a tab.
pub(crate) fn problems(count: usize) -> &'static str {
    if count == 1 { " problem" } else { " problems" }
}

pub(crate) fn closed(name: &str) -> String {
    ["Closed ", name, "."].concat()
}
pub(crate) const UNDO: &str = "Undo";
pub(crate) fn left_aside(count: usize) -> String {
    let files = if count == 1 {
        "1 file was"
    } else {
        &(count.to_string() + " files were")
    };
    [files, " left aside: neither YAML nor JSON nor text."].concat()
}
pub(crate) const CLOSE: &str = "Close";

/// What stands in a tab where nothing is written yet.
pub(crate) fn hint(tab: usize) -> &'static str {
    match tab {
        0 => "Paste NetworkPolicies: what kubectl get netpol -A -o yaml prints",
        1 => "Paste namespaces and pods: what kubectl get ns,pods -A -o yaml prints",
        _ => "Paste manifests of any kind, one after the other",
    }
}

/// What was read: `5 policies · 6 workloads · 6 Services · 3 left aside`.
pub(crate) fn summary(
    policies: usize,
    workloads: usize,
    services: usize,
    left_aside: usize,
) -> String {
    let mut parts = vec![
        number::policies(policies),
        number::counted(workloads, "workload"),
    ];
    if services > 0 {
        parts.push(number::counted(services, "Service"));
    }
    if left_aside > 0 {
        parts.push(left_aside.to_string() + " left aside");
    }
    parts.join(" · ")
}
