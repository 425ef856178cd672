use super::{Decision, Disclosure, Endpoint, Gate, Verdict};
use crate::model::{Ports, Protocol};

/// Whether, on which ports and why one endpoint reaches another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Who opens the connection.
    pub source: Endpoint,
    /// Who is connected to.
    pub destination: Endpoint,
    /// The policies on the source.
    pub egress: Gate,
    /// The policies on the destination.
    pub ingress: Gate,
    /// The points where a default was taken.
    pub disclosures: Vec<Disclosure>,
}

impl Reach {
    /// The ports that certainly connect the two: what passes both directions
    /// (SEMANTICS.md M-2).
    pub fn ports(&self) -> Ports {
        self.egress.passes().intersection(&self.ingress.passes())
    }

    /// The ports of which the input does not say whether they do.
    pub fn unknown_ports(&self) -> Ports {
        let may_pass = self
            .egress
            .may_pass()
            .intersection(&self.ingress.may_pass());
        may_pass.difference(&self.ports())
    }

    /// The answer for one port of one protocol.
    pub fn decide(&self, protocol: Protocol, port: u16) -> Decision {
        let _ = (protocol, port);
        unimplemented!()
    }

    /// The verdict over all ports: allowed when at least one connects.
    pub fn verdict(&self) -> Verdict {
        if !self.ports().is_empty() {
            Verdict::Allowed
        } else if self.unknown_ports().is_empty() {
            Verdict::Denied
        } else {
            Verdict::Unknown
        }
    }
}
