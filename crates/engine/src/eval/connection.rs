use std::ops::Deref;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::BranchRef;
use crate::model::{NodeId, Ports, WorkloadId};

/// What a picture or a table has a place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Party {
    /// The pods of a workload.
    Workload(WorkloadId),
    /// A node's own traffic, which no policy can select.
    Node(NodeId),
    /// A block of the outside, by its position in [`super::Outside`].
    Outside(usize),
}

impl Party {
    /// Whether it is a part of the world outside the cluster.
    pub fn is_outside(self) -> bool {
        match self {
            Self::Workload(_) | Self::Node(_) => false,
            Self::Outside(_) => true,
        }
    }
}

/// Two parties that are connected, with what admits them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// Who opens it.
    pub source: Party,
    /// Who is connected to.
    pub destination: Party,
    /// How; the same for many pairs, and kept once.
    pub how: Rc<Manner>,
}

/// How two parties are connected, and what admits it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manner {
    /// The ports that certainly connect them.
    pub ports: Ports,
    /// The ports of which the input does not say.
    pub unknown_ports: Ports,
    /// The ports that certainly connect some of the members, or addresses of one
    /// family, and certainly not others.
    pub mixed_ports: Ports,
    /// How it gets out of the source.
    pub egress: Passage,
    /// How it gets into the destination.
    pub ingress: Passage,
}

/// There are very many connections and few manners; whoever reads one reads the
/// other as if it were a part of it.
impl Deref for Connection {
    type Target = Manner;

    fn deref(&self) -> &Manner {
        &self.how
    }
}

/// How a connection passes one end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passage {
    /// Nothing isolates that end, or policies do not apply to it.
    Open,
    /// These branches admit some of the connected ports, or may if those are
    /// unknown; in document order.
    Admitted(Vec<BranchRef>),
}
