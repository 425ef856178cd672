use serde::{Deserialize, Serialize};

use crate::model::{Direction, PolicyId, Ports, Truth};
use crate::text::FieldPath;

/// Names one entry of `from` or `to`: one alternative (OR) of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BranchRef {
    /// The policy it is in.
    pub policy: PolicyId,
    /// Whether it stands under `ingress` or `egress`.
    pub direction: Direction,
    /// The rule's index, from 0.
    pub rule: usize,
    /// The entry's index, from 0; `None` when the rule lists no peers and so
    /// admits anyone.
    pub peer: Option<usize>,
}

impl BranchRef {
    /// The rule it is in: `spec.ingress[0]`.
    pub fn rule_path(self) -> FieldPath {
        FieldPath::root()
            .field("spec")
            .field(self.direction.rules_field())
            .index(self.rule)
    }

    /// Where it stands: `spec.ingress[0].from[1]`; for a rule without peers,
    /// the rule.
    pub fn path(self) -> FieldPath {
        let rule = self.rule_path();
        match self.peer {
            Some(peer) => rule.field(self.direction.peers_field()).index(peer),
            None => rule,
        }
    }
}

/// A condition of a branch; all of a branch's conditions must hold (AND).
///
/// A selector that is not written is a condition too: it is usually the cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Clause {
    /// The rule lists no peers: anyone is admitted.
    Anyone,
    /// No `namespaceSelector` is written, so the peer must be in the policy's
    /// own namespace (SEMANTICS.md P-2).
    OwnNamespace,
    /// The `namespaceSelector` must match the peer's namespace.
    NamespaceSelector,
    /// No `podSelector` is written, so every pod there is meant (P-3).
    AnyPod,
    /// The `podSelector` must match the peer.
    PodSelector,
    /// The `ipBlock` must hold the peer's address.
    IpBlock,
}

/// What settled a clause.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Because {
    /// The clause compared with what it was held against: the labels of that
    /// pod or namespace, or the name of that namespace.
    Compared,
    /// Selectors match pods only, and the peer is none: an address outside, a
    /// node, or a pod on its node's network (P-8, S-6).
    NotAPod,
    /// The peer is a pod, and blocks are taken to hold none (B-2).
    NoPodsInBlocks,
    /// None of the peer's addresses is in the block.
    NoAddressInBlock,
    /// None of the peer's addresses that the connection could use is of the
    /// block's family (B-3).
    OtherFamily,
    /// An address of the peer is in the block, but also in this hole of it, by
    /// its index in `except`.
    InException(usize),
    /// The peer's address is not known, but the network that it is of (B-7).
    PodNetwork,
    /// The peer's address is not known (B-7).
    AddressUnknown,
    /// Some of the peer's addresses are in the block and some are not, so it
    /// depends on which of them the connection uses (B-8).
    AddressesDiffer,
}

/// What became of one clause for one peer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ClauseOutcome {
    /// The clause.
    pub clause: Clause,
    /// Whether it held.
    pub held: Truth,
    /// What settled it.
    pub because: Because,
}

/// What one entry of a rule's `ports` opens towards one destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedPort {
    /// The entry's index, from 0; `None` when the rule lists no ports.
    pub entry: Option<usize>,
    /// The ports it names there; none when the destination has no port of the
    /// entry's name and protocol.
    pub ports: Ports,
    /// The ports of which one may be what it names there, when the input does
    /// not show the destination's (I-15).
    pub perhaps: Ports,
}

/// One branch of a rule, held against one peer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedBranch {
    /// Which branch.
    pub at: BranchRef,
    /// Its clauses about the peer, in the order they are explained; all must
    /// hold.
    pub clauses: Vec<ClauseOutcome>,
    /// What the rule's port entries open, whoever the peer is; in order.
    pub ports: Vec<JudgedPort>,
}

impl JudgedBranch {
    /// Whether the branch matches the peer, ports aside.
    pub fn matches(&self) -> Truth {
        Truth::all(self.clauses.iter().map(|it| it.held))
    }

    /// The ports that the rule names, whoever the peer is.
    pub fn named_ports(&self) -> Ports {
        self.ports
            .iter()
            .fold(Ports::none(), |all, it| all.union(&it.ports))
    }

    /// The same with all that a name may stand for, where that is not known.
    pub fn perhaps_named_ports(&self) -> Ports {
        self.ports
            .iter()
            .fold(self.named_ports(), |all, it| all.union(&it.perhaps))
    }

    /// Whether the rule opens any port, whoever the peer is.
    pub fn opens(&self) -> Truth {
        if !self.named_ports().is_empty() {
            Truth::Yes
        } else if self.perhaps_named_ports().is_empty() {
            Truth::No
        } else {
            Truth::Unknown
        }
    }

    /// Whether it is known on which ports it admits the peer.
    pub fn is_certain(&self) -> bool {
        let is_open = |it: &JudgedPort| !it.perhaps.is_empty();
        self.matches().is_no() || self.matches().is_yes() && !self.ports.iter().any(is_open)
    }

    /// The ports that the branch certainly admits the peer on.
    pub fn admits(&self) -> Ports {
        if self.matches().is_yes() {
            self.named_ports()
        } else {
            Ports::none()
        }
    }

    /// The ports that the branch may admit the peer on.
    pub fn may_admit(&self) -> Ports {
        if self.matches().is_no() {
            Ports::none()
        } else {
            self.perhaps_named_ports()
        }
    }
}

/// Why policies do not apply to one side of a connection at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Exemption {
    /// A pod cannot be kept from itself (SEMANTICS.md S-1).
    SamePod,
    /// What comes from the pod's own node is always let in (S-3); what goes there
    /// is always let out, where that is assumed (S-4).
    OwnNode,
    /// This end is no pod that policies could select: an address outside, a
    /// node, or a pod on its node's network (M-3, S-6).
    NotASubject,
}

/// One direction of a connection between two endpoints, for all ports at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gate {
    /// Policies do not apply here.
    Exempt(Exemption),
    /// No policy selects the subject in this direction: everything passes
    /// (SEMANTICS.md N-1).
    NotIsolated,
    /// Policies select the subject: only what a branch admits passes (N-3).
    Isolated {
        /// Every policy that isolates the subject, in document order; among
        /// them those of which it is in doubt.
        by: Vec<PolicyId>,
        /// Every branch of every rule of those policies, in document order.
        branches: Vec<JudgedBranch>,
        /// The same branches over IPv6, where the peer may use addresses of both
        /// families and the same ports pass over either: those above are then
        /// over IPv4 (SEMANTICS.md B-8). Else empty.
        over_v6: Vec<JudgedBranch>,
        /// Whatever leaves open that more passes than the branches admit;
        /// almost always nothing.
        doubts: Vec<Doubt>,
    },
}

/// What the input does not say about the isolation itself, whatever the rules
/// admit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// The peer may be on the subject's own node, and would then be let in
    /// whatever the policies say (SEMANTICS.md S-5).
    OwnNode,
    /// Whether this policy selects the subject depends on a label whose value
    /// a controller sets (W-7), or that the input does not show (I-15).
    Selects(PolicyId),
}

impl Gate {
    /// The ports that certainly pass: they do however the doubts turn out.
    pub fn passes(&self) -> Ports {
        let Self::Isolated { by, .. } = self else {
            return Ports::all();
        };
        let admits = JudgedBranch::admits;
        if self.is_surely_isolated() {
            let certain = self.branches().iter();
            let certain = certain.filter(|it| !self.is_in_doubt(it.at.policy));
            return together(certain.map(admits));
        }
        // Any one of them may turn out to be the only one that isolates.
        let of_policies = self.branches().chunk_by(|a, b| a.at.policy == b.at.policy);
        let each: Vec<Ports> = of_policies
            .map(|it| together(it.iter().map(admits)))
            .collect();
        if each.len() < by.len() {
            return Ports::none();
        }
        each.iter()
            .fold(Ports::all(), |all, it| all.intersection(it))
    }

    /// The ports that pass if everything unknown turns out in favour.
    pub fn may_pass(&self) -> Ports {
        match self {
            Self::Isolated { doubts, .. }
                if !doubts.contains(&Doubt::OwnNode) && self.is_surely_isolated() =>
            {
                together(self.branches().iter().map(JudgedBranch::may_admit))
            }
            _ => Ports::all(),
        }
    }

    /// Whether a policy isolates the subject for certain.
    fn is_surely_isolated(&self) -> bool {
        match self {
            Self::Isolated { by, .. } => by.iter().any(|it| !self.is_in_doubt(*it)),
            Self::Exempt(_) | Self::NotIsolated => false,
        }
    }

    /// Whether everything may pass, whatever the branches admit.
    pub(super) fn may_be_open(&self) -> bool {
        match self {
            Self::Isolated { doubts, .. } => {
                doubts.contains(&Doubt::OwnNode) || !self.is_surely_isolated()
            }
            Self::Exempt(_) | Self::NotIsolated => true,
        }
    }

    /// Whether it is open that `policy` selects the subject.
    pub(super) fn is_in_doubt(&self, policy: PolicyId) -> bool {
        match self {
            Self::Isolated { doubts, .. } => doubts.contains(&Doubt::Selects(policy)),
            Self::Exempt(_) | Self::NotIsolated => false,
        }
    }

    /// Every branch that was judged; none unless the subject is isolated.
    pub(super) fn branches(&self) -> &[JudgedBranch] {
        match self {
            Self::Isolated { branches, .. } => branches,
            Self::Exempt(_) | Self::NotIsolated => &[],
        }
    }

    /// This gate over IPv4, and what another says of IPv6.
    pub(super) fn with_v6(self, other: Self) -> Self {
        match (self, other) {
            (
                Self::Isolated {
                    by,
                    branches,
                    doubts,
                    ..
                },
                Self::Isolated {
                    branches: over_v6, ..
                },
            ) => Self::Isolated {
                by,
                branches,
                over_v6,
                doubts,
            },
            (gate, _) => gate,
        }
    }

    /// The same branches over IPv6, where those above are over IPv4.
    pub(super) fn over_v6(&self) -> &[JudgedBranch] {
        match self {
            Self::Isolated { over_v6, .. } => over_v6,
            Self::Exempt(_) | Self::NotIsolated => &[],
        }
    }
}

/// What branches admit together (SEMANTICS.md N-10).
fn together(admitted: impl Iterator<Item = Ports>) -> Ports {
    // Most branches are about somebody else.
    let something = admitted.filter(|it| !it.is_empty());
    something.fold(Ports::none(), |all, it| all.union(&it))
}
