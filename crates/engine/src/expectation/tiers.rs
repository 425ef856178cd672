use super::compact::{Party, compact};
use super::present::workload;
use super::{Claim, Expected, ExpectedPorts, Pattern};
use crate::model::{Cluster, WorkloadId};
use crate::query::EndpointName;

/// `frontend → api → db and nothing else`: each tier reaches the next, and
/// nobody else, from the cluster or from outside, reaches any of them.
pub fn tiers(cluster: &Cluster, order: &[WorkloadId]) -> Vec<Claim> {
    let party = |id: WorkloadId| Party {
        name: Pattern::One(workload(cluster, id)),
        namespace: Some(cluster[cluster[id].namespace].name.clone()),
    };
    let with_pods = cluster.workloads().filter(|(_, it)| !it.pods.is_empty());
    let clients: Vec<WorkloadId> = with_pods.map(|it| it.0).collect();
    let mut claims: Vec<Claim> = order
        .windows(2)
        .filter_map(|pair| match pair {
            [from, to] => Some(Claim {
                source: party(*from).name,
                destination: party(*to).name,
                ports: ExpectedPorts::Any,
                expected: Expected::Allowed,
            }),
            _ => None,
        })
        .collect();
    let is_meant = |from: WorkloadId, to: WorkloadId| order.windows(2).any(|it| it == [from, to]);
    let mut sources: Vec<Party> = clients.iter().map(|it| party(*it)).collect();
    sources.push(Party {
        name: Pattern::One(EndpointName::External),
        namespace: None,
    });
    for id in order {
        // One tier at a time: a wildcard on this side could hold others.
        let tier = [Party {
            namespace: None,
            ..party(*id)
        }];
        claims.extend(compact(&sources, &tier, |from, _| {
            let client = clients.get(from);
            if client.is_some_and(|it| is_meant(*it, *id)) {
                Vec::new()
            } else {
                vec![(Expected::Denied, ExpectedPorts::Any)]
            }
        }));
    }
    claims
}
