//! For an entry of a policy: what it is there for.

use super::{BranchRef, ClassId, Outcome, PairAnswer, Reachability};
use crate::model::{Direction, Ports};

/// What an entry does for members of one class towards members of another that
/// are not on one node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// Who connects.
    pub source: ClassId,
    /// Who is connected to.
    pub destination: ClassId,
    /// The ports that connect the two, or may, because of this entry alone.
    pub alone: Ports,
    /// The ports that it permits, and something else does too.
    pub among_others: Ports,
}

/// The connections that a branch permits, ordered by source, then destination;
/// none for a branch that could go and nothing would change.
///
/// Where ends with addresses of both families get the same answer over both, what
/// counts is what happens over IPv4, as in the answer (SEMANTICS.md B-8).
pub fn entry_effects(reachability: &Reachability, branch: BranchRef) -> Vec<Effect> {
    let mut effects = Vec::new();
    for ((source, destination), answer) in reachability.pairs() {
        if !reachability.mentions(answer, branch) {
            continue;
        }
        let [alone, among_others] = shares(reachability, answer, branch);
        if !alone.is_empty() || !among_others.is_empty() {
            effects.push(Effect {
                source,
                destination,
                alone,
                among_others,
            });
        }
    }
    effects
}

/// What connects through a branch: by it alone, and also otherwise.
fn shares(reachability: &Reachability, answer: PairAnswer, branch: BranchRef) -> [Ports; 2] {
    let mut alone = Ports::none();
    let mut among = Ports::none();
    for route in answer.routes() {
        let other = match branch.direction {
            Direction::Egress => Direction::Ingress,
            Direction::Ingress => Direction::Egress,
        };
        let (Some(own), Some(other)) = (
            reachability.opening(*route, branch.direction),
            reachability.opening(*route, other),
        ) else {
            continue;
        };
        let mut through = Ports::none();
        let mut otherwise = if own.may_be_open {
            Ports::all()
        } else {
            Ports::none()
        };
        for (at, ports) in own.admitting().unwrap_or_default() {
            let sum = if *at == branch {
                &mut through
            } else {
                &mut otherwise
            };
            *sum = sum.union(ports);
        }
        let connected = Outcome::of(&own.passing, &other.passing).perhaps();
        let through = through.intersection(&connected);
        alone = alone.union(&through.difference(&otherwise));
        among = among.union(&through.intersection(&otherwise));
    }
    [alone, among]
}
