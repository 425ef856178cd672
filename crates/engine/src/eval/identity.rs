use super::asked::Asked;
use crate::model::{Cluster, NamespaceId, Pod, PodId};
use crate::order::groups;

/// The number of an [`Identity`].
pub(super) type IdentityNumber = u32;

/// Pods that no selector and no port name of any policy can tell apart: those
/// of one namespace that agree in every label and port that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    /// The namespace of its pods.
    pub(super) namespace: NamespaceId,
    /// One of them: what selectors say of it, they say of all.
    pub(super) example: PodId,
    /// Equal for pods whose ports have the same of the names that are asked
    /// for.
    pub(super) names: u32,
}

/// Every identity in a cluster.
#[derive(Debug, Clone)]
pub(super) struct Identities {
    /// In the order of their namespaces.
    all: Vec<Identity>,
    /// By the pod's index, the number of its identity.
    of_pod: Vec<IdentityNumber>,
}

impl Identities {
    /// Sorts the pods of a cluster by what its policies ask of them.
    pub(super) fn new(cluster: &Cluster) -> Self {
        let asked = Asked::new(cluster);
        let mut sights = Vec::new();
        let mut sight_of_pod: Vec<usize> = Vec::with_capacity(cluster.pods().len());
        let mut before: Option<&Pod> = None;
        for (id, pod) in cluster.pods() {
            // Replicas stand side by side and need no second look.
            let is_replica = before.is_some_and(|it| {
                it.namespace == pod.namespace && it.labels == pod.labels && it.ports == pod.ports
            });
            before = Some(pod);
            sight_of_pod.push(sights.len() - usize::from(is_replica));
            if !is_replica {
                sights.push((
                    pod.namespace,
                    asked.labels(&pod.labels),
                    asked.ports(&pod.ports),
                    id,
                ));
            }
        }

        let names = numbers(&sights.iter().map(|it| &it.2).collect::<Vec<_>>());
        let keys: Vec<_> = sights.iter().map(|it| (it.0, &it.1, &it.2)).collect();
        let mut identity_of_sight = vec![0; sights.len()];
        let mut all = Vec::new();
        for alike in groups(&keys) {
            let Some(first) = alike.first() else {
                continue;
            };
            let (Some(sight), Some(names)) = (sights.get(*first), names.get(*first)) else {
                continue;
            };
            for it in alike {
                if let Some(number) = identity_of_sight.get_mut(it) {
                    *number = number_of(all.len());
                }
            }
            all.push(Identity {
                namespace: sight.0,
                example: sight.3,
                names: *names,
            });
        }
        let of_sight = |it: &usize| identity_of_sight.get(*it).copied().unwrap_or_default();
        Self {
            all,
            of_pod: sight_of_pod.iter().map(of_sight).collect(),
        }
    }

    /// Every identity with its number.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = (IdentityNumber, &Identity)> {
        let numbered = self.all.iter().enumerate();
        numbered.map(|(number, it)| (number_of(number), it))
    }

    /// Those of one namespace.
    pub(super) fn of_namespace(
        &self,
        namespace: NamespaceId,
    ) -> impl Iterator<Item = (IdentityNumber, &Identity)> {
        let first = self.all.partition_point(|it| it.namespace < namespace);
        let rest = self.all.get(first..).unwrap_or_default();
        rest.iter()
            .take_while(move |it| it.namespace == namespace)
            .enumerate()
            .map(move |(offset, it)| (number_of(first + offset), it))
    }

    /// The identity of a pod.
    pub(super) fn of_pod(&self, pod: PodId) -> IdentityNumber {
        self.of_pod.get(pod.index()).copied().unwrap_or_default()
    }

    /// The identity of this number.
    pub(super) fn get(&self, number: IdentityNumber) -> Option<&Identity> {
        self.all.get(number as usize)
    }
}

/// A position as a compact number.
pub(super) fn number_of(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// Gives equal things equal numbers, from 0 in ascending order.
pub(super) fn numbers<T: Ord>(things: &[T]) -> Vec<u32> {
    let mut numbers = vec![0; things.len()];
    for (number, alike) in groups(things).into_iter().enumerate() {
        for position in alike {
            if let Some(it) = numbers.get_mut(position) {
                *it = number_of(number);
            }
        }
    }
    numbers
}
