use super::ward::Ward;
use crate::diff::{Change, Seen, diff};
use crate::eval::{Reachability, World};
use crate::model::{Policy, PolicyId};

/// A policy read another way, and what it would do then.
#[derive(Debug, Clone)]
pub struct Twin {
    /// Every pair that is connected differently as it is written: gained is what the twin
    /// would not connect.
    pub changes: Vec<Change>,
}

impl Twin {
    /// The connections that there are only as it is written: `a -> b on all ports`.
    pub(super) fn gained(&self) -> Vec<String> {
        let gained = self.changes.iter().filter(|it| !it.gained.is_empty());
        gained
            .map(|it| format!("{} -> {} on {}", it.source, it.destination, it.gained))
            .collect()
    }
}

/// What a policy does otherwise than the same policy read another way, by evaluating both;
/// nothing where that was done often enough.
pub(super) fn twin(ward: &Ward<'_>, id: PolicyId, read: Policy) -> Option<Twin> {
    let analysis = ward.analysis;
    let connections = analysis.listed()?;
    if !ward.affords(connections.len()) {
        return None;
    }
    let written = Seen {
        world: &analysis.world,
        connections,
    };
    let mut policies: Vec<Policy> = ward.policies().map(|it| it.1.clone()).collect();
    *policies.get_mut(id.index())? = read;
    let cluster = analysis.cluster().clone().with_policies(policies);
    let world = World::assuming(cluster, *analysis.world.assumptions())
        .with_pods_in(ward.options.pod_networks.clone());
    let others = Reachability::new(&world).connections();
    let other = Seen {
        world: &world,
        connections: &others,
    };
    Some(Twin {
        changes: diff(other, written),
    })
}

/// The same for those who have only the analysis: what tests hold against two full
/// evaluations.
pub fn twin_of(
    options: &crate::options::Options,
    analysis: &crate::analysis::Analysis,
    id: PolicyId,
    read: Policy,
) -> Option<Twin> {
    twin(&Ward::new(options, analysis), id, read)
}
