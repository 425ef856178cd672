use serde::{Deserialize, Serialize};

use super::{IpBlock, NamespaceId, ObjectId, Protocol, Selector};

/// The side of a connection that a rule is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Direction {
    /// Checked at the source; the peer is the destination.
    Egress,
    /// Checked at the destination; the peer is the source.
    Ingress,
}

impl Direction {
    /// Both, in the order a packet meets them.
    pub const BOTH: [Self; 2] = [Self::Egress, Self::Ingress];

    /// The other one.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Egress => Self::Ingress,
            Self::Ingress => Self::Egress,
        }
    }

    /// The word of `policyTypes`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Egress => "Egress",
            Self::Ingress => "Ingress",
        }
    }

    /// The key of `spec` that holds the rules of this direction.
    pub fn rules_field(self) -> &'static str {
        match self {
            Self::Egress => "egress",
            Self::Ingress => "ingress",
        }
    }

    /// The key of a rule that holds its peers.
    pub fn peers_field(self) -> &'static str {
        match self {
            Self::Egress => "to",
            Self::Ingress => "from",
        }
    }
}

/// Why a policy isolates in a direction (SEMANTICS.md N-6, N-7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// `policyTypes` lists the direction, at this index.
    Listed(usize),
    /// `policyTypes` lists nothing: ingress is always meant then, and egress
    /// when there are egress rules.
    Defaulted,
}

/// A policy in one direction: whether it isolates there, and what it admits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Why the pods it selects are isolated in this direction; `None` when
    /// they are not, and the rules mean nothing (SEMANTICS.md N-7).
    pub isolates: Option<Basis>,
    /// Its rules, in order.
    pub rules: Vec<Rule>,
}

/// A `NetworkPolicy` (SEMANTICS.md §2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The namespace it is in, and whose pods it can select.
    pub namespace: NamespaceId,
    /// Its name.
    pub name: String,
    /// The pods it applies to, in its own namespace.
    pub subject: Selector,
    /// What it says about connections to those pods.
    pub ingress: Scope,
    /// What it says about connections from those pods.
    pub egress: Scope,
    /// The object that declares it.
    pub declared_by: ObjectId,
}

impl Policy {
    /// What it says in one direction.
    pub fn scope(&self, direction: Direction) -> &Scope {
        match direction {
            Direction::Egress => &self.egress,
            Direction::Ingress => &self.ingress,
        }
    }

    /// The same, to be changed.
    pub fn scope_mut(&mut self, direction: Direction) -> &mut Scope {
        match direction {
            Direction::Egress => &mut self.egress,
            Direction::Ingress => &mut self.ingress,
        }
    }

    /// The policy without one entry of a rule; without the rule where that has no other.
    #[must_use]
    pub fn without_entry(
        &self,
        direction: Direction,
        rule: usize,
        peer: Option<usize>,
    ) -> Option<Self> {
        let mut policy = self.clone();
        let rules = &mut policy.scope_mut(direction).rules;
        match (&mut rules.get_mut(rule)?.peers, peer) {
            (Peers::OneOf(peers), Some(at)) if peers.len() > 1 && at < peers.len() => {
                peers.remove(at);
            }
            _ => {
                rules.remove(rule);
            }
        }
        Some(policy)
    }
}

/// One entry of `spec.ingress` or `spec.egress`: who, and on which ports; both
/// must fit (SEMANTICS.md N-11, N-12).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Who is admitted.
    pub peers: Peers,
    /// On which ports.
    pub ports: RulePorts,
}

/// Who a rule admits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Peers {
    /// Everybody, the world outside the cluster included: the rule has no
    /// `from` or `to`, or an empty one.
    Anyone,
    /// Whoever one of these entries matches; never empty.
    OneOf(Vec<Peer>),
}

/// One entry of `from` or `to`. Kubernetes encodes it as three optional fields
/// of which only some combinations are legal; here every value is legal
/// (SEMANTICS.md P-1…P-7).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Peer {
    /// Pods of the policy's own namespace.
    LocalPods(Selector),
    /// Pods of every namespace that the first selector matches; without a
    /// second one, every pod there.
    Pods {
        /// Which namespaces.
        namespaces: Selector,
        /// Which pods in them; `None` when the entry has no `podSelector`.
        pods: Option<Selector>,
    },
    /// Addresses.
    Block(IpBlock),
}

impl Rule {
    /// The peer entry of this index.
    pub fn peer(&self, index: usize) -> Option<&Peer> {
        match &self.peers {
            Peers::Anyone => None,
            Peers::OneOf(peers) => peers.get(index),
        }
    }
}

/// Which ports a rule admits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RulePorts {
    /// Every port of every protocol: the rule has no `ports`, or an empty one.
    Any,
    /// What one of these entries names; never empty.
    OneOf(Vec<PortEntry>),
}

/// One entry of `ports` (SEMANTICS.md §5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortEntry {
    /// The protocol, TCP where none is written.
    pub protocol: Protocol,
    /// The ports of that protocol.
    pub port: PortSpec,
}

/// Which ports of its protocol a port entry names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PortSpec {
    /// All of them: the entry has no `port`.
    All,
    /// One number.
    Number(u16),
    /// `port` to `endPort`, both included.
    Range(u16, u16),
    /// Whatever number the destination pod gives this name (Q-7…Q-10).
    Name(String),
}
