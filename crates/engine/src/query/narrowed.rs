use super::PortQuestion;
use crate::eval::{Gate, JudgedBranch, JudgedPort, Reach};
use crate::model::Ports;

/// The same answer for the port that was asked about alone, so that its words
/// are about that port.
pub fn narrowed(reach: &Reach, port: PortQuestion) -> Reach {
    match port.ports() {
        None => reach.clone(),
        Some(ports) => narrowed_to(reach, &ports),
    }
}

fn narrowed_to(reach: &Reach, ports: &Ports) -> Reach {
    let by_family = reach.by_family.iter();
    Reach {
        egress: narrowed_gate(&reach.egress, ports),
        ingress: narrowed_gate(&reach.ingress, ports),
        by_family: by_family.map(|it| narrowed_to(it, ports)).collect(),
        ..reach.clone()
    }
    .settled()
}

fn narrowed_gate(gate: &Gate, ports: &Ports) -> Gate {
    let Gate::Isolated {
        by,
        branches,
        over_v6,
        doubts,
    } = gate
    else {
        return gate.clone();
    };
    let branch = |it: &JudgedBranch| JudgedBranch {
        ports: it.ports.iter().map(|it| opened(it, ports)).collect(),
        ..it.clone()
    };
    Gate::Isolated {
        by: by.clone(),
        branches: branches.iter().map(branch).collect(),
        over_v6: over_v6.iter().map(branch).collect(),
        doubts: doubts.clone(),
    }
}

/// What an entry opens of these ports.
fn opened(it: &JudgedPort, ports: &Ports) -> JudgedPort {
    JudgedPort {
        entry: it.entry,
        ports: it.ports.intersection(ports),
        perhaps: it.perhaps.intersection(ports),
    }
}
