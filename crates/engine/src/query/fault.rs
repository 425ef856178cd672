use std::fmt;

use ipnet::IpNet;

use crate::eval::{OtherDns, Unresolved};

/// Why a text names no endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameFault {
    /// Nothing is written.
    Empty,
    /// A part of it cannot be the name of an object.
    NotAName {
        /// All that was written.
        whole: String,
        /// The part.
        name: String,
    },
    /// The middle of three parts is no kind.
    NoSuchKind {
        /// All that was written.
        whole: String,
        /// The middle part.
        word: String,
    },
    /// More than namespace, kind and name.
    TooManyParts(String),
    /// It looks like an address or a block and is none.
    NotAnAddress(String),
    /// A block with bits behind its prefix.
    HostBits {
        /// The block as it was written.
        block: IpNet,
        /// The block that it is part of.
        canonical: IpNet,
    },
}

impl fmt::Display for NameFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no endpoint is written"),
            Self::NotAName { whole, name } if whole == name => {
                write!(f, "`{name}` is no name of an object")
            }
            Self::NotAName { whole, name } => {
                write!(f, "`{name}` in `{whole}` is no name of an object")
            }
            Self::NoSuchKind { whole, word } => write!(
                f,
                "`{word}` in `{whole}` is no kind: write namespace/name or namespace/kind/name"
            ),
            Self::TooManyParts(whole) => write!(
                f,
                "`{whole}` has too many parts: write namespace/name or namespace/kind/name"
            ),
            Self::NotAnAddress(text) => write!(f, "`{text}` is no address and no block"),
            Self::HostBits { block, canonical } => write!(
                f,
                "`{block}` has bits behind its prefix: write `{}` or `{canonical}`",
                block.addr()
            ),
        }
    }
}

impl std::error::Error for NameFault {}

/// Why a text names no port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PortFault {
    /// Not a whole number from 1 to 65535.
    NotAPort(String),
    /// Not a protocol that policies know.
    NoSuchProtocol(String),
}

impl fmt::Display for PortFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAPort(text) => {
                write!(f, "`{text}` is no port: write a number from 1 to 65535")
            }
            Self::NoSuchProtocol(text) => {
                write!(f, "`{text}` is no protocol: write TCP, UDP or SCTP")
            }
        }
    }
}

impl std::error::Error for PortFault {}

/// Why a question has no answer: whom it names is not there, or not clear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueryFault {
    /// Nothing in the input is or is in a namespace of this name.
    NoSuchNamespace {
        /// The namespace.
        namespace: String,
        /// What was probably meant.
        hint: Option<String>,
    },
    /// The namespace has no such object.
    NoSuchObject {
        /// The kind, if it was written.
        kind: Option<&'static str>,
        /// The namespace.
        namespace: String,
        /// The name.
        name: String,
        /// Endpoints that exist and look alike.
        similar: Vec<String>,
    },
    /// There is no such node.
    NoSuchNode(String),
    /// Several objects go by this name.
    Ambiguous {
        /// What was written.
        name: String,
        /// What it could mean, as it would have to be written.
        choices: Vec<String>,
    },
    /// The workload has no pods.
    NoPods(String),
    /// Every address of the block belongs to nobody who could be asked about.
    NoAddress(String),
    /// There are no parts of the outside left.
    NothingOutside,
    /// A wildcard matches no pair of different workloads.
    Nobody,
    /// Services open no connections.
    ServiceAsSource {
        /// Its namespace.
        namespace: String,
        /// Its name.
        name: String,
    },
    /// The name means nothing to the source.
    Unresolved {
        /// The name.
        name: String,
        /// Who asked.
        client: String,
        /// Why.
        why: Unresolved,
    },
    /// Many ports of somebody who is reached through a Service, which has few.
    ManyPortsOfService(String),
    /// More pairs than one question may be about.
    TooManyPairs {
        /// How many.
        pairs: usize,
        /// How many there may be.
        most: usize,
    },
}

impl fmt::Display for QueryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchNamespace { namespace, hint } => {
                write!(f, "there is no namespace `{namespace}`")?;
                match hint {
                    Some(hint) => write!(f, ": did you mean `{hint}`?"),
                    None => Ok(()),
                }
            }
            Self::NoSuchObject {
                kind,
                namespace,
                name,
                similar,
            } => {
                let kind = kind.unwrap_or("pod, workload or Service");
                write!(f, "there is no {kind} `{name}` in namespace `{namespace}`")?;
                match similar.as_slice() {
                    [] => Ok(()),
                    similar => write!(f, ": did you mean {}?", quoted(similar)),
                }
            }
            Self::NoSuchNode(name) => write!(f, "there is no node `{name}`"),
            Self::Ambiguous { name, choices } => {
                write!(f, "`{name}` could be {}: write which", quoted(choices))
            }
            Self::NoPods(name) => write!(f, "`{name}` has no pods"),
            Self::NoAddress(name) => write!(f, "`{name}` has no address to ask about"),
            Self::NothingOutside => f.write_str("every address belongs to the cluster"),
            Self::Nobody => f.write_str("no two workloads are meant, so nothing was compared"),
            Self::ServiceAsSource { namespace, name } => write!(
                f,
                "`{namespace}/service/{name}` is a Service, and Services open no connections: name its pods"
            ),
            Self::Unresolved { name, client, why } => {
                write!(f, "`{name}` means nothing to `{client}`{}", unresolved(why))
            }
            Self::ManyPortsOfService(name) => write!(
                f,
                "`{name}` is reached through a Service: name one port, or its pods"
            ),
            Self::TooManyPairs { pairs, most } => write!(
                f,
                "the question is about {pairs} pairs, and at most {most} are compared"
            ),
        }
    }
}

impl std::error::Error for QueryFault {}

/// `` `a` ``, `` `a` or `b` ``.
fn quoted(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|it| format!("`{it}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}

/// Why a name means nothing.
fn unresolved(why: &Unresolved) -> String {
    match why {
        Unresolved::NoSuchName { instead } if instead.is_empty() => {
            ": no Service has this name, seen from there".to_owned()
        }
        Unresolved::NoSuchName { instead } => format!(": did you mean {}?", quoted(instead)),
        Unresolved::OtherDns(OtherDns::NotAPod) => {
            ", which is no pod and does not ask the cluster's DNS".to_owned()
        }
        Unresolved::OtherDns(OtherDns::HostNetwork) => {
            ", which uses its node's network and asks its node's DNS".to_owned()
        }
        Unresolved::OtherDns(OtherDns::Policy(_)) => {
            ", whose dnsPolicy keeps it from the cluster's DNS".to_owned()
        }
    }
}
