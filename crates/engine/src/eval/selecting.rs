use super::Meter;
use super::identity::{Identities, IdentityNumber};
use crate::model::{Cluster, Direction, PolicyId, Truth};

/// A policy that selects a pod, or may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Selecting {
    /// The policy.
    pub(super) policy: PolicyId,
    /// Whether it does; never `No`.
    pub(super) held: Truth,
}

/// The policies that select the pods of each identity, worked out once.
#[derive(Debug, Clone)]
pub(super) struct SelectingPolicies {
    /// By the identity's number; policies in document order.
    by_identity: Vec<Vec<Selecting>>,
}

impl SelectingPolicies {
    /// Holds every policy against every identity of its namespace (SEMANTICS.md
    /// N-4).
    pub(super) fn new(cluster: &Cluster, identities: &Identities, meter: &Meter) -> Self {
        let mut by_identity = vec![Vec::new(); identities.iter().len()];
        for (policy, it) in cluster.policies() {
            meter.turn_to(policy);
            let all = identities.of_namespace(it.namespace).count();
            if !meter.spend(all, it.subject.weight()) {
                break;
            }
            for (number, identity) in identities.of_namespace(it.namespace) {
                let held = it.subject.matches(&cluster[identity.example].labels);
                if let (false, Some(all)) = (held.is_no(), by_identity.get_mut(number as usize)) {
                    all.push(Selecting { policy, held });
                }
            }
        }
        Self { by_identity }
    }

    /// The policies that isolate pods of this identity in `direction` (N-2,
    /// N-3), if they have a network of their own (S-6).
    pub(super) fn isolating<'a>(
        &'a self,
        cluster: &'a Cluster,
        identity: IdentityNumber,
        direction: Direction,
    ) -> impl Iterator<Item = Selecting> + 'a {
        let selecting = self.by_identity.get(identity as usize);
        selecting
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .copied()
            .filter(move |it| cluster[it.policy].scope(direction).isolates.is_some())
    }
}
