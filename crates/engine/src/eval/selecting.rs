use crate::model::{Cluster, Direction, PodId, PolicyId, Truth};

/// A policy that selects a pod, or may.
#[derive(Debug, Clone, Copy)]
pub(super) struct Selecting {
    /// The policy.
    pub(super) policy: PolicyId,
    /// Whether it does; never `No`.
    pub(super) held: Truth,
}

/// The policies that select each pod, worked out once.
#[derive(Debug, Clone)]
pub(super) struct SelectingPolicies {
    /// By the pod's index; policies in document order.
    by_pod: Vec<Vec<Selecting>>,
}

impl SelectingPolicies {
    /// Holds every policy against every pod of its namespace (SEMANTICS.md
    /// N-4). Pods on their node's network are nobody's subject (S-6).
    pub(super) fn new(cluster: &Cluster) -> Self {
        let selecting = |pod: PodId| {
            let pod = &cluster[pod];
            cluster
                .policies()
                .filter(|(_, it)| it.namespace == pod.namespace && !pod.host_network)
                .map(|(policy, it)| Selecting {
                    policy,
                    held: it.subject.matches(&pod.labels),
                })
                .filter(|it| !it.held.is_no())
                .collect()
        };
        Self {
            by_pod: cluster.pods().map(|(pod, _)| selecting(pod)).collect(),
        }
    }

    /// The policies that isolate `pod` in `direction` (N-2, N-3).
    pub(super) fn isolating<'a>(
        &'a self,
        cluster: &'a Cluster,
        pod: PodId,
        direction: Direction,
    ) -> impl Iterator<Item = Selecting> + 'a {
        let selecting = self.by_pod.get(pod.index()).map_or(&[][..], Vec::as_slice);
        selecting
            .iter()
            .copied()
            .filter(move |it| cluster[it.policy].scope(direction).isolates.is_some())
    }
}
