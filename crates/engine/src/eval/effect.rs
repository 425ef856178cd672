//! For an entry of a policy: what it is there for.

use super::reachability::Route;
use super::{BranchRef, ClassId, Outcome, Reachability};
use crate::model::Ports;

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
    /// Whether it is known what passes that end at all, or only may.
    pub is_certain: bool,
}

/// The connections that a branch permits, ordered by source, then destination;
/// none for a branch that could go and nothing would change.
///
/// Between ends that have addresses of both families each family counts
/// (SEMANTICS.md B-8). Towards one whose family is not known, what counts is what
/// happens over IPv4, as in the answer.
pub fn entry_effects(reachability: &Reachability, branch: BranchRef) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mentioned = reachability.mentioning(branch);
    for (source, destination) in reachability.pairs_through(branch.direction, &mentioned) {
        let routes = reachability.each_family(source, destination);
        let [alone, among_others] = shares(reachability, &routes, branch);
        if !alone.is_empty() || !among_others.is_empty() {
            let opening = |it: &Route| reachability.opening(*it, branch.direction);
            let mut openings = routes.iter().filter_map(opening);
            effects.push(Effect {
                is_certain: openings.all(|it| it.is_certain && !it.may_be_open),
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
fn shares(reachability: &Reachability, routes: &[Route], branch: BranchRef) -> [Ports; 2] {
    let mut alone = Ports::none();
    let mut among = Ports::none();
    for route in routes {
        let (Some(own), Some(other)) = (
            reachability.opening(*route, branch.direction),
            reachability.opening(*route, branch.direction.opposite()),
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
