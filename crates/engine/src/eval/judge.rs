//! One direction of a connection, in the order of SEMANTICS.md M-4.

use std::net::IpAddr;

use super::branch::branches;
use super::end::{End, Role, by_family};
use super::{Because, Doubt, Endpoint, Exemption, Gate, JudgedBranch, World};
use crate::model::{Direction, PolicyId};
use crate::options::Point;

/// What the policies on `subject` say of connections with `peer`.
///
/// Where the connection could use addresses of either family and both get the
/// same answer, it is given for IPv4 (SEMANTICS.md B-8).
pub(super) fn gate(world: &World, direction: Direction, subject: &End<'_>, peer: &End<'_>) -> Gate {
    if let Some(exemption) = exemption(world, direction, subject, peer) {
        return Gate::Exempt(exemption);
    }
    policed_gate(world, direction, subject, peer)
}

/// What the policies on `subject` say, where nothing exempts it from them.
pub(super) fn policed_gate(
    world: &World,
    direction: Direction,
    subject: &End<'_>,
    peer: &End<'_>,
) -> Gate {
    let by = world.isolating(subject.endpoint, direction);
    if by.is_empty() {
        return Gate::NotIsolated;
    }

    let judged = |addresses: &[IpAddr]| Gate::Isolated {
        branches: judged_branches(world, direction, &by, [subject, peer], addresses),
        over_v6: Vec::new(),
        doubts: doubts(world, direction, subject, peer),
        by: by.clone(),
    };
    let addresses = peer.addresses_towards(subject.families());
    let gate = judged(&addresses);
    if !depends_on_address(&gate) {
        return gate;
    }
    // Blocks of both families may well say the same of either address.
    match by_family(&addresses).map(|it| it.map(|it| judged(&it))) {
        Some([v4, v6]) if v4.passes() == v6.passes() && v4.may_pass() == v6.may_pass() => {
            v4.with_v6(v6)
        }
        _ => gate,
    }
}

/// Every branch of these policies, held against the peer.
fn judged_branches(
    world: &World,
    direction: Direction,
    policies: &[PolicyId],
    [subject, peer]: [&End<'_>; 2],
    addresses: &[IpAddr],
) -> Vec<JudgedBranch> {
    let destination = match direction {
        Direction::Egress => peer,
        Direction::Ingress => subject,
    };
    policies
        .iter()
        .flat_map(|policy| branches(world.cluster(), *policy, direction))
        .map(|it| it.judge(world, peer, addresses, destination))
        .collect()
}

/// Whether a block holds one address of the peer and not another (SEMANTICS.md
/// B-8).
pub(super) fn depends_on_address(gate: &Gate) -> bool {
    let mut clauses = gate.branches().iter().flat_map(|it| &it.clauses);
    clauses.any(|it| it.because == Because::AddressesDiffer)
}

/// Whether policies do not come between a pod and its own node in a direction.
pub(super) fn exempts_own_node(world: &World, direction: Direction) -> bool {
    match direction {
        Direction::Ingress => true,
        Direction::Egress => world.assumes(Point::NodeEgress),
    }
}

/// Why policies do not apply at all, if they do not.
///
/// Egress to the own node is no such case, unless that is assumed (SEMANTICS.md
/// S-4).
pub(super) fn exemption(
    world: &World,
    direction: Direction,
    subject: &End<'_>,
    peer: &End<'_>,
) -> Option<Exemption> {
    if subject.endpoint == peer.endpoint && matches!(subject.endpoint, Endpoint::Pod(_)) {
        return Some(Exemption::SamePod);
    }
    let Role::Pod(_, pod) = subject.role else {
        return Some(Exemption::NotASubject);
    };
    match peer.role {
        Role::Host(Some(node)) if pod.node == Some(node) && exempts_own_node(world, direction) => {
            Some(Exemption::OwnNode)
        }
        _ => None,
    }
}

/// What leaves open whether the subject is isolated from the peer at all.
fn doubts(world: &World, direction: Direction, subject: &End<'_>, peer: &End<'_>) -> Vec<Doubt> {
    let Role::Pod(id, _) = subject.role else {
        return Vec::new();
    };
    let own_node = may_share_node(world, direction, subject, peer).then_some(Doubt::OwnNode);
    let selects = world
        .selecting(id, direction)
        .filter(|it| !it.held.is_yes())
        .map(|it| Doubt::Selects(it.policy));
    own_node.into_iter().chain(selects).collect()
}

/// Whether the peer may be the subject's own node, or a pod on its network, and
/// the input does not say (SEMANTICS.md S-5).
fn may_share_node(world: &World, direction: Direction, subject: &End<'_>, peer: &End<'_>) -> bool {
    match (subject.role, peer.role) {
        (Role::Pod(_, pod), Role::Host(node)) if exempts_own_node(world, direction) => {
            node.is_none() || pod.node.is_none()
        }
        _ => false,
    }
}
