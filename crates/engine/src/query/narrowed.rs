use super::PortQuestion;
use crate::eval::{Gate, JudgedBranch, JudgedPort, Reach};
use crate::model::{PortSet, Ports};

/// The same answer for the port that was asked about alone, so that its words
/// are about that port.
pub fn narrowed(reach: &Reach, port: PortQuestion) -> Reach {
    let ports = match port {
        PortQuestion::Any => return reach.clone(),
        PortQuestion::One(protocol, number) => {
            Ports::of(protocol, PortSet::from_iter([number..=number]))
        }
    };
    Reach {
        egress: narrowed_gate(&reach.egress, &ports),
        ingress: narrowed_gate(&reach.ingress, &ports),
        ..reach.clone()
    }
}

fn narrowed_gate(gate: &Gate, ports: &Ports) -> Gate {
    let Gate::Isolated {
        by,
        branches,
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
