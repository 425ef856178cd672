use std::collections::{BTreeMap, BTreeSet};

use super::ward::Ward;
use crate::diff::{Change, Seen, diff_of_ports};
use crate::eval::{Endpoint, Party, Reachability, World};
use crate::model::{Direction, PodId, Policy, PolicyId};

/// A policy read another way, and what it would do then.
#[derive(Debug, Clone)]
pub struct Twin {
    /// Every pair that is connected differently as it is written: gained is what the twin
    /// would not connect.
    pub changes: Vec<Change>,
    /// Whether the pods of some workload are connected otherwise among themselves, of which
    /// no change tells.
    pub differs_inside: bool,
}

impl Twin {
    /// Whether everybody connects the same.
    pub(super) fn is_alike(&self) -> bool {
        self.changes.is_empty() && !self.differs_inside
    }

    /// The connections that there are only as it is written: `a -> b on all ports`.
    pub(super) fn gained(&self) -> Vec<String> {
        let gained = self.changes.iter().filter(|it| !it.gained.is_empty());
        gained
            .map(|it| format!("{} -> {} on {}", it.source, it.destination, it.gained))
            .collect()
    }
}

/// What a policy does otherwise than the same policy read another way, by evaluating both;
/// nothing where that was done often enough. Only the pairs are looked at that either of them
/// has a say in.
pub(super) fn twin(ward: &Ward<'_>, id: PolicyId, read: Policy) -> Option<Twin> {
    let analysis = ward.analysis;
    let [sources, destinations] = concerned(ward, ward.policies().nth(id.index())?.1, &read);
    if !ward.affords(sources.len() + destinations.len()) {
        return None;
    }
    let connections = analysis
        .reachability
        .connections_of(&sources, &destinations);
    let written = Seen {
        world: &analysis.world,
        connections: &connections,
    };
    let mut policies: Vec<Policy> = ward.policies().map(|it| it.1.clone()).collect();
    *policies.get_mut(id.index())? = read;
    let cluster = analysis.cluster().clone().with_policies(policies);
    let world = World::assuming(cluster, *analysis.world.assumptions())
        .with_pods_in(ward.options.pod_networks.clone());
    let reachability = Reachability::new(&world);
    let others = reachability.connections_of(&sources, &destinations);
    let other = Seen {
        world: &world,
        connections: &others,
    };
    let both = [&analysis.reachability, &reachability];
    let mut workloads = sources.union(&destinations);
    Some(Twin {
        changes: diff_of_ports(other, written),
        differs_inside: workloads.any(|it| differs_inside(ward, *it, both)),
    })
}

/// Whether the pods of a workload are connected otherwise among themselves.
fn differs_inside(ward: &Ward<'_>, party: Party, both: [&Reachability; 2]) -> bool {
    let Party::Workload(workload) = party else {
        return false;
    };
    let pods = representatives(&ward.cluster()[workload].pods, both);
    pods.iter().any(|source| {
        pods.iter().any(|destination| {
            let [written, read] = both.map(|it| {
                let answer = it.between(*source, *destination);
                answer.map(|answer| it.outcome(answer))
            });
            written != read
        })
    })
}

/// Two pods of each kind that either evaluation can tell from others.
fn representatives(pods: &[PodId], both: [&Reachability; 2]) -> Vec<Endpoint> {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    let ends = pods.iter().map(|it| Endpoint::Pod(*it));
    let is_kept = |it: &Endpoint| {
        let count = counts.entry(both.map(|all| all.class_of(*it))).or_default();
        *count += 1;
        *count <= 2
    };
    ends.filter(is_kept).collect()
}

/// The workloads whose connections two policies may decide otherwise: as sources, and as
/// destinations.
fn concerned(ward: &Ward<'_>, written: &Policy, read: &Policy) -> [BTreeSet<Party>; 2] {
    let mut pods = ward.subjects(written);
    pods.extend(ward.subjects(read));
    let workload = |pod: &PodId| Party::Workload(ward.cluster()[*pod].workload);
    let parties: BTreeSet<Party> = pods.iter().map(workload).collect();
    Direction::BOTH.map(|it| {
        if written.scope(it) == read.scope(it) && written.subject == read.subject {
            BTreeSet::new()
        } else {
            parties.clone()
        }
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
