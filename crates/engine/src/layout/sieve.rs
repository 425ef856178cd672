use super::Filter;
use crate::eval::{BranchRef, Connection, Party, Passage, World};
use crate::model::{
    Cluster, Direction, LabelValue, NamespaceId, PolicyId, Protocol, Workload, WorkloadId,
};

/// A filter held against a cluster.
pub(super) struct Sieve {
    /// By workload: whether it has the words and namespaces that are asked for.
    meant: Option<Vec<bool>>,
    port: Option<(Protocol, u16)>,
    /// The policy that is asked for; nothing is in it when that is not there.
    policy: Option<Vec<PolicyId>>,
    /// By workload: whether it is drawn.
    workloads: Vec<bool>,
    /// By block of the outside: whether it is drawn.
    blocks: Vec<bool>,
}

impl Sieve {
    pub(super) fn new(filter: &Filter, world: &World, connections: &[Connection]) -> Self {
        let cluster = world.cluster();
        let policy = filter.policy.as_ref().map(|it| {
            let namespace = cluster.find_namespace(&it.namespace);
            let found = namespace.and_then(|namespace| cluster.find_policy(namespace, &it.name));
            found.into_iter().collect()
        });
        let mut sieve = Self {
            meant: meant(filter, cluster),
            port: filter.port(),
            policy,
            workloads: vec![true; cluster.workloads().len()],
            blocks: vec![true; world.outside().blocks.len()],
        };
        if sieve.is_active() {
            sieve.workloads = cluster
                .workloads()
                .map(|(id, _)| sieve.keeps(world, id))
                .collect();
            sieve.blocks.fill(false);
            let passing: Vec<&Connection> =
                connections.iter().filter(|it| sieve.passes(it)).collect();
            for party in passing.iter().flat_map(|it| [it.source, it.destination]) {
                let slot = match party {
                    Party::Workload(id) => sieve.workloads.get_mut(id.index()),
                    Party::Outside(block) => sieve.blocks.get_mut(block),
                    Party::Node(_) => None,
                };
                if let Some(slot) = slot {
                    *slot = true;
                }
            }
        }
        sieve
    }

    fn is_active(&self) -> bool {
        self.meant.is_some() || self.port.is_some() || self.policy.is_some()
    }

    /// Whether a workload is drawn even without any connection.
    fn keeps(&self, world: &World, id: WorkloadId) -> bool {
        let is_subject = |policy: &PolicyId| {
            let endpoint = world.representative(Party::Workload(id));
            endpoint.is_some_and(|it| {
                let mut both = Direction::BOTH.into_iter();
                both.any(|direction| world.isolating(it, direction).contains(policy))
            })
        };
        self.port.is_none()
            && self.is_meant(Party::Workload(id))
            && self
                .policy
                .as_ref()
                .is_none_or(|it| it.iter().any(is_subject))
    }

    fn is_meant(&self, party: Party) -> bool {
        match (&self.meant, party) {
            (None, _) => true,
            (Some(meant), Party::Workload(id)) => meant.get(id.index()) == Some(&true),
            (Some(_), Party::Outside(_) | Party::Node(_)) => false,
        }
    }

    /// Whether a workload is drawn.
    pub(super) fn shows(&self, workload: WorkloadId) -> bool {
        self.workloads.get(workload.index()) == Some(&true)
    }

    /// Whether a block of the outside is drawn.
    pub(super) fn shows_block(&self, block: usize) -> bool {
        self.blocks.get(block) == Some(&true)
    }

    /// Whether a connection is drawn.
    pub(super) fn passes(&self, it: &Connection) -> bool {
        let has_port = |(protocol, port)| {
            let mut all = [&it.ports, &it.unknown_ports, &it.mixed_ports].into_iter();
            all.any(|it| it.contains(protocol, port))
        };
        let is_by = |policy: &PolicyId| {
            let mut all = [&it.egress, &it.ingress].into_iter().flat_map(branches_of);
            all.any(|it| it.policy == *policy)
        };
        (self.is_meant(it.source) || self.is_meant(it.destination))
            && self.port.is_none_or(has_port)
            && self.policy.as_ref().is_none_or(|it| it.iter().any(is_by))
    }
}

/// The branches by which something passes one end.
pub(super) fn branches_of(passage: &Passage) -> &[BranchRef] {
    match passage {
        Passage::Open => &[],
        Passage::Admitted(branches) => branches,
    }
}

/// Which workloads have the words and namespaces that a filter asks for.
fn meant(filter: &Filter, cluster: &Cluster) -> Option<Vec<bool>> {
    let words: Vec<String> = filter
        .words
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() && filter.namespaces.is_empty() {
        return None;
    }
    let namespaces: Vec<Option<NamespaceId>> = filter
        .namespaces
        .iter()
        .map(|it| cluster.find_namespace(it))
        .collect();
    let is_meant = |it: &Workload| {
        (namespaces.is_empty() || namespaces.contains(&Some(it.namespace)))
            && words.iter().all(|word| has_word(cluster, it, word))
    };
    Some(cluster.workloads().map(|(_, it)| is_meant(it)).collect())
}

fn has_word(cluster: &Cluster, workload: &Workload, word: &str) -> bool {
    let pod = workload.pods.first().map(|it| &cluster[*it]);
    let labels = pod.into_iter().flat_map(|it| it.labels.iter());
    let has_label = |(key, value): (&str, &LabelValue)| {
        let value = match value {
            LabelValue::Text(text) => text.as_str(),
            LabelValue::Generated => "",
        };
        [key, "=", value].concat().to_lowercase().contains(word)
    };
    workload.name.to_lowercase().contains(word) || labels.into_iter().any(has_label)
}
