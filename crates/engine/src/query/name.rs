use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use ipnet::IpNet;

use super::{Kind, NameFault};

/// One end of a question as it is written; whom it stands for depends on the
/// cluster.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum EndpointName {
    /// `shop/web`, `shop/deployment/web`.
    Object {
        /// The namespace.
        namespace: String,
        /// The kind, if it is written.
        kind: Option<Kind>,
        /// The name.
        name: String,
    },
    /// `web`, `db-svc.staging`: an object of the default namespace where a
    /// connection begins, a name to look up where it leads to.
    Bare(String),
    /// `203.0.113.5`, `[2001:db8::5]`.
    Address(IpAddr),
    /// `203.0.113.0/24`.
    Block(IpNet),
    /// `node/n1`.
    Node(String),
    /// `external`.
    External,
}

impl FromStr for EndpointName {
    type Err = NameFault;

    fn from_str(text: &str) -> Result<Self, NameFault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NameFault::Empty);
        }
        if text == "external" {
            return Ok(Self::External);
        }
        if let Some(found) = digits(text) {
            return found;
        }
        let whole = || text.to_owned();
        let parts: Vec<&str> = text.split('/').collect();
        if let Some(odd) = parts.iter().find(|it| !is_name(it)) {
            let name = (*odd).to_owned();
            return Err(NameFault::NotAName {
                whole: whole(),
                name,
            });
        }
        match *parts.as_slice() {
            [name] => Ok(Self::Bare(name.to_owned())),
            ["node", name] => Ok(Self::Node(name.to_owned())),
            [namespace, name] => Ok(Self::Object {
                namespace: namespace.to_owned(),
                kind: None,
                name: name.to_owned(),
            }),
            [namespace, word, name] => match Kind::from_word(word) {
                Some(kind) => Ok(Self::Object {
                    namespace: namespace.to_owned(),
                    kind: Some(kind),
                    name: name.to_owned(),
                }),
                None => Err(NameFault::NoSuchKind {
                    whole: whole(),
                    word: word.to_owned(),
                }),
            },
            _ => Err(NameFault::TooManyParts(whole())),
        }
    }
}

/// An address or a block, if it begins like one; brackets may stand around
/// either.
fn digits(text: &str) -> Option<Result<EndpointName, NameFault>> {
    let bare = text.replace(['[', ']'], "");
    if let Ok(address) = bare.parse::<IpAddr>() {
        return Some(Ok(EndpointName::Address(address.to_canonical())));
    }
    if let Ok(block) = bare.parse::<IpNet>() {
        let canonical = block.trunc();
        return Some(if canonical == block {
            Ok(EndpointName::Block(block))
        } else {
            Err(NameFault::HostBits { block, canonical })
        });
    }
    let (start, _) = bare.split_once('/').unwrap_or((&bare, ""));
    let is_meant = text.starts_with('[') || start.parse::<IpAddr>().is_ok();
    is_meant.then(|| Err(NameFault::NotAnAddress(text.to_owned())))
}

/// Whether it may be a name; whether there is such an object is another
/// question, and names that are looked up know no case (SEMANTICS.md D-1).
fn is_name(part: &str) -> bool {
    let is_inside = |it: u8| it.is_ascii_alphanumeric() || b"-._".contains(&it);
    !part.is_empty() && part.bytes().all(is_inside)
}

impl fmt::Display for EndpointName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Object {
                namespace,
                kind: Some(kind),
                name,
            } => write!(f, "{namespace}/{}/{name}", kind.word()),
            Self::Object {
                namespace, name, ..
            } => write!(f, "{namespace}/{name}"),
            Self::Bare(name) => f.write_str(name),
            Self::Address(address) => write!(f, "{address}"),
            Self::Block(block) => write!(f, "{block}"),
            Self::Node(name) => write!(f, "node/{name}"),
            Self::External => f.write_str("external"),
        }
    }
}
