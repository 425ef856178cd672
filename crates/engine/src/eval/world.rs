use super::{Connection, Endpoint, Outside, Party, Reach};
use crate::model::{Cluster, Direction, PolicyId};

/// A cluster made ready for questions: what every selector matches is worked
/// out once.
#[derive(Debug, Clone)]
pub struct World {
    cluster: Cluster,
    outside: Outside,
}

impl World {
    /// Prepares `cluster`.
    pub fn new(cluster: Cluster) -> Self {
        Self {
            cluster,
            outside: Outside::default(),
        }
    }

    /// The cluster.
    pub fn cluster(&self) -> &Cluster {
        &self.cluster
    }

    /// The world outside the cluster, cut where the policies cut it.
    pub fn outside(&self) -> &Outside {
        &self.outside
    }

    /// Why and on which ports `source` reaches `destination`.
    pub fn reach(&self, source: Endpoint, destination: Endpoint) -> Reach {
        let _ = (source, destination);
        unimplemented!()
    }

    /// The policies that isolate `subject` in `direction`, in document order.
    pub fn isolating(&self, subject: Endpoint, direction: Direction) -> Vec<PolicyId> {
        let _ = (subject, direction);
        unimplemented!()
    }

    /// An endpoint that behaves as the party does, when it connects to or is
    /// connected from another; `None` for a workload without pods. Towards
    /// itself a workload is two different pods, if it has two.
    pub fn representative(&self, party: Party) -> Option<Endpoint> {
        let _ = party;
        unimplemented!()
    }

    /// Every pair of distinct parties that are or may be connected, ordered by
    /// source, then destination: workloads in document order, then the outside.
    pub fn connections(&self) -> Vec<Connection> {
        unimplemented!()
    }
}
