use std::fmt;

use super::PortQuestion;
use crate::eval::NoBackend;

/// What there is to say about an answer besides the policies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// Nobody serves the connection.
    Nobody {
        /// The Service.
        service: String,
        /// The port that was asked for.
        port: PortQuestion,
        /// Why.
        why: NoBackend,
    },
    /// Whether it is a backend at all depends on a label that a controller
    /// sets.
    PerhapsBackend {
        /// Who.
        member: String,
        /// Of which Service.
        service: String,
    },
    /// The client may not ask the cluster's DNS, so the name is of no use to it
    /// (SEMANTICS.md D-4).
    LookupBlocked {
        /// Who asks.
        client: String,
        /// For which name.
        name: String,
    },
}

impl Remark {
    /// A word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Nobody { .. } => "nobody",
            Self::PerhapsBackend { .. } => "perhapsBackend",
            Self::LookupBlocked { .. } => "lookupBlocked",
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nobody { service, port, why } => match why {
                NoBackend::PortNotExposed => {
                    write!(f, "the Service {service} does not list {port}")
                }
                NoBackend::NoPodSelected => {
                    write!(f, "the Service {service} selects no pod that is there")
                }
                NoBackend::NobodyListed => write!(
                    f,
                    "the Service {service} selects nobody, and no slice lists endpoints for it"
                ),
                NoBackend::SelectorUnseen => {
                    write!(
                        f,
                        "the input does not show whom the Service {service} selects"
                    )
                }
                NoBackend::NoneReady => {
                    write!(f, "no backend of the Service {service} is ready")
                }
                NoBackend::NoTargetPort => write!(
                    f,
                    "no backend of the Service {service} has the port that {port} leads to"
                ),
                NoBackend::NameLeadsNowhere => write!(
                    f,
                    "the name that the Service {service} stands for leads nowhere"
                ),
            },
            Self::PerhapsBackend { member, service } => write!(
                f,
                "whether {member} is a backend of the Service {service} depends on a label that a controller sets"
            ),
            Self::LookupBlocked { client, name } => write!(
                f,
                "{client} may not ask the cluster's DNS, so it cannot look up {name}"
            ),
        }
    }
}
