use std::fmt;

use serde::{Deserialize, Serialize};

/// A transport protocol that policies speak about (SEMANTICS.md Q-3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Protocol {
    /// The default where a port entry names none.
    Tcp,
    /// User datagrams.
    Udp,
    /// Stream control; needs support by the network plugin.
    Sctp,
}

impl Protocol {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Tcp, Self::Udp, Self::Sctp];

    /// The protocol of this exact name; case counts, as at the API server.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The name Kubernetes gives it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcp => "TCP",
            Self::Udp => "UDP",
            Self::Sctp => "SCTP",
        }
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
