//! The diagram, its tools and its legend.

use netpol_engine::layout::EdgeChange;

pub(crate) const TITLE: &str = "Reachability diagram";

pub(crate) const TOOLS: &str = "Diagram tools";
pub(crate) const FIND: &str = "Find";
pub(crate) const FIND_IN: &str = "Find in the diagram";
pub(crate) fn found(count: usize) -> String {
    count.to_string() + " found"
}

pub(crate) const FILTER: &str = "Filter";
pub(crate) const FILTER_ON: &str = "Filter: on";
pub(crate) const NAMESPACE: &str = "Namespace";
pub(crate) const NAME_OR_LABEL: &str = "Name or label";
pub(crate) const LABEL_FORM: &str = "app=web";
pub(crate) const PORT: &str = "Port";
pub(crate) const PORT_FORM: &str = "5432 or 53/UDP";
pub(crate) const POLICY: &str = "Policy";
/// Any namespace, any policy.
pub(crate) const ANY: &str = "any";
pub(crate) const SHOW_EVERYTHING: &str = "Show everything";
pub(crate) const EXPAND_ALL: &str = "Expand all";
pub(crate) const COLLAPSE_ALL: &str = "Collapse all";
pub(crate) fn show_denied(of: &str) -> String {
    ["Show denied of ", of].concat()
}
/// The name of the outside, where a workload's would stand.
pub(crate) const THE_OUTSIDE: &str = "the outside";

pub(crate) const SIZE: &str = "Size of the diagram";
pub(crate) const SMALLER: &str = "Smaller";
pub(crate) const LARGER: &str = "Larger";
pub(crate) const FIT: &str = "Fit";
pub(crate) fn percent(size: u32) -> String {
    size.to_string() + " percent"
}

pub(crate) const COLLAPSE_NAMESPACES: &str = "Collapse namespaces";
pub(crate) const OPEN_MATRIX: &str = "Open the matrix";
pub(crate) fn dense(boxes: usize, edges: usize) -> String {
    bulk(boxes, edges) + ": a matrix is easier to read."
}
pub(crate) fn too_many_unfolded(boxes: usize, edges: usize) -> String {
    bulk(boxes, edges)
        + " are more than anyone could read: namespaces are collapsed. Choose one to open it."
}
pub(crate) fn too_many(boxes: usize, edges: usize) -> String {
    bulk(boxes, edges)
        + " are more than anyone could read, so nothing is drawn. A filter or the matrix shows them."
}
/// `400 boxes with 3000 edges`; always many.
fn bulk(boxes: usize, edges: usize) -> String {
    let boxes = boxes.to_string() + " boxes";
    match edges {
        0 => boxes,
        _ => [&boxes, " with ", &edges.to_string(), " edges"].concat(),
    }
}

pub(crate) fn lane(namespace: &str, boxes: usize) -> String {
    let boxes = if boxes == 1 {
        "1 box".to_owned()
    } else {
        boxes.to_string() + " boxes"
    };
    ["Namespace ", namespace, ", ", &boxes].concat()
}
/// `inside` is a number, where there are connections inside.
pub(crate) fn folded(namespace: &str, contents: &str, inside: Option<&str>) -> String {
    let start = [namespace, ", folded: ", contents].concat();
    match inside {
        Some(count) => [&start, ", ", count, " connections inside"].concat(),
        None => start,
    }
}
pub(crate) fn alike(first: &str, others: &[&str]) -> String {
    [first, "; alike: ", &others.join(", ")].concat()
}
/// Beside a lock: the direction that it closes.
pub(crate) const INGRESS: &str = "in";
pub(crate) const EGRESS: &str = "out";

pub(crate) const LEGEND: &str = "Legend";
pub(crate) const LEGEND_ADMITTED: &str = "admitted by branch A";
pub(crate) const LEGEND_OPEN: &str = "open: nothing isolates";
pub(crate) const LEGEND_DENIED: &str = "denied (shown on focus)";
pub(crate) const LEGEND_ISOLATED: &str = "isolated: needs a rule";

/// What a screen reader says of an edge that is not as it was at the baseline.
pub(crate) fn changed(change: Option<EdgeChange>, sentence: String) -> String {
    let word = match change {
        None => return sentence,
        Some(EdgeChange::Gained) => "Gained: ",
        Some(EdgeChange::Lost) => "Lost: ",
        Some(EdgeChange::Mixed) => "Changed: ",
    };
    [word, &sentence].concat()
}
