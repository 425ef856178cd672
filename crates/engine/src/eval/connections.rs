use super::opening::Opening;
use super::survey::Survey;
use super::{Connection, Party, World};
use crate::model::Direction;

/// Every pair of distinct parties that are or may be connected, ordered by
/// source, then destination.
pub(super) fn connections(world: &World) -> Vec<Connection> {
    let survey = Survey::new(world);
    let leaving = survey.sides(Direction::Egress);
    let entering = survey.sides(Direction::Ingress);

    let mut connections = Vec::new();
    for ((from, source), leaving) in survey.parties().enumerate().zip(&leaving) {
        for ((to, destination), entering) in survey.parties().enumerate().zip(&entering) {
            if from == to || source.is_outside() && destination.is_outside() {
                continue;
            }
            if let (Some(egress), Some(ingress)) = (leaving.towards(to), entering.towards(from)) {
                connections.extend(connect(source, destination, egress, ingress));
            }
        }
    }
    connections
}

/// The connection that both ends let pass, if there is one (SEMANTICS.md M-2).
fn connect(
    source: Party,
    destination: Party,
    egress: &Opening,
    ingress: &Opening,
) -> Option<Connection> {
    let connected = egress.may_pass.intersection(&ingress.may_pass);
    if connected.is_empty() {
        return None;
    }
    let ports = egress.passes.intersection(&ingress.passes);
    Some(Connection {
        source,
        destination,
        egress: egress.passage(&connected),
        ingress: ingress.passage(&connected),
        unknown_ports: connected.difference(&ports),
        ports,
    })
}
