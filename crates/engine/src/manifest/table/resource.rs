use super::header::Header;
use super::row::Row;
use super::{node_row, pod_row, service_row};
use crate::diagnostic::Diagnostic;
use crate::manifest::node::Node;

/// A kind of object as kubectl lists it.
#[derive(Debug)]
pub(super) struct Resource {
    pub(super) kind: &'static str,
    /// What it is called on the command line and before names.
    names: &'static [&'static str],
    /// Every column that a table of it may have (SEMANTICS.md I-11).
    pub(super) columns: &'static [&'static str],
    /// The columns that no other table has together.
    marks: &'static [&'static str],
    /// Makes the object of a row; `None` where a table does not show enough.
    pub(super) read: Option<Read>,
}

/// How a row becomes the tree of the object it shows.
pub(super) type Read = for<'a, 't> fn(&'a Row<'a, 't>) -> Result<Node, Diagnostic>;

/// What kubectl lists; of several whose marks fit, the first.
pub(super) const RESOURCES: &[Resource] = &[
    Resource {
        kind: "Pod",
        names: &["pods", "pod", "po"],
        columns: &[
            "NAME",
            "READY",
            "STATUS",
            "RESTARTS",
            "AGE",
            "IP",
            "NODE",
            "NOMINATED NODE",
            "READINESS GATES",
        ],
        marks: &["READY", "STATUS", "RESTARTS"],
        read: Some(pod_row::pod),
    },
    Resource {
        kind: "Service",
        names: &["services", "service", "svc"],
        columns: &[
            "NAME",
            "TYPE",
            "CLUSTER-IP",
            "EXTERNAL-IP",
            "PORT(S)",
            "AGE",
            "SELECTOR",
        ],
        marks: &["TYPE", "CLUSTER-IP", "PORT(S)"],
        read: Some(service_row::service),
    },
    Resource {
        kind: "Node",
        names: &["nodes", "node", "no"],
        columns: &[
            "NAME",
            "STATUS",
            "ROLES",
            "AGE",
            "VERSION",
            "INTERNAL-IP",
            "EXTERNAL-IP",
            "OS-IMAGE",
            "KERNEL-VERSION",
            "CONTAINER-RUNTIME",
        ],
        marks: &["STATUS", "ROLES", "VERSION"],
        read: Some(node_row::node),
    },
    Resource {
        kind: "NetworkPolicy",
        names: &["networkpolicies", "networkpolicy", "netpol"],
        columns: &["NAME", "POD-SELECTOR", "AGE"],
        marks: &["POD-SELECTOR"],
        read: None,
    },
    left_aside(
        "DaemonSet",
        &["daemonsets", "daemonset", "ds"],
        &["DESIRED", "UP-TO-DATE"],
    ),
    left_aside(
        "Deployment",
        &["deployments", "deployment", "deploy"],
        &["UP-TO-DATE", "AVAILABLE"],
    ),
    left_aside(
        "ReplicaSet",
        &["replicasets", "replicaset", "rs"],
        &["DESIRED", "CURRENT"],
    ),
    left_aside(
        "StatefulSet",
        &["statefulsets", "statefulset", "sts"],
        &["READY", "AGE"],
    ),
    left_aside("Job", &["jobs", "job"], &["COMPLETIONS"]),
    left_aside(
        "CronJob",
        &["cronjobs", "cronjob", "cj"],
        &["SCHEDULE", "SUSPEND"],
    ),
    Resource {
        kind: "Namespace",
        names: &["namespaces", "namespace", "ns"],
        columns: &["NAME", "STATUS", "AGE"],
        marks: &["STATUS", "AGE"],
        read: Some(node_row::namespace),
    },
];

const fn left_aside(
    kind: &'static str,
    names: &'static [&'static str],
    marks: &'static [&'static str],
) -> Resource {
    Resource {
        kind,
        names,
        columns: marks,
        marks,
        read: None,
    }
}

impl Resource {
    /// The kind of this name on the command line: `po`, `pods`, `pod/web-0`,
    /// `deployment.apps`.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        let name = name.split(['/', '.']).next().unwrap_or_default();
        RESOURCES.iter().find(|it| it.names.contains(&name))
    }

    /// The kind that has a table with these columns.
    pub(super) fn listed_under(header: &Header<'_>) -> Option<&'static Self> {
        let own = header
            .names()
            .find(|it| it.text == "NAME")
            .map(|it| it.start);
        let behind: Vec<_> = header.names().filter(|it| Some(it.start) > own).collect();
        let fits = |it: &&Resource| match it.marks {
            // Nothing but their place tells these from other tables.
            [first, "AGE"] => {
                let start = behind.iter().take(2).map(|it| it.text);
                start.eq([*first, "AGE"]) && (it.kind != "Namespace" || !header.has("NAMESPACE"))
            }
            marks => marks.iter().all(|it| header.has(it)),
        };
        RESOURCES.iter().find(fits)
    }
}
