use super::Lint;
use super::ward::Ward;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Direction;
use crate::query::workload_name;

/// How many neighbours must be isolated before the one that is not stands out.
const NEIGHBOURS: usize = 2;

/// A workload that nothing isolates for ingress, where all its neighbours are isolated.
pub(super) const LINT: Lint = Lint {
    code: CODE,
    title: "a workload that is open where all its neighbours are not",
    run,
};
const CODE: Code = Code("open-among-isolated");

fn run(ward: &Ward<'_>) -> Vec<Diagnostic> {
    let cluster = ward.cluster();
    let mut found = Vec::new();
    for (home, _) in cluster.namespaces() {
        let workloads = cluster.workloads().filter(|it| it.1.namespace == home);
        let pods = workloads.filter_map(|(id, it)| Some((id, *it.pods.first()?)));
        let pods = pods.filter(|it| !cluster[it.1].host_network);
        let (closed, open): (Vec<_>, Vec<_>) =
            pods.partition(|it| ward.is_isolated(it.1, Direction::Ingress));
        let ([(id, pod)], true) = (open.as_slice(), closed.len() >= NEIGHBOURS) else {
            continue;
        };
        let Some(span) = ward.name_span(cluster[*pod].declared_by) else {
            continue;
        };
        let message = format!(
            "nothing isolates {} for ingress, while every other workload of the namespace is isolated",
            workload_name(cluster, *id)
        );
        found.push(Diagnostic::hint(CODE, span, message));
    }
    found
}
