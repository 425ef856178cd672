use std::net::IpAddr;

use super::Phrase;
use crate::eval::{Endpoint, Extent, Party, World};
use crate::model::{Cluster, NamespaceId, WorkloadId};

/// How sentences call one end of a connection; the one place that decides it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// `frontend`, `any address outside`, `203.0.113.0/24`, `node n1`.
    pub short: String,
    /// The same, with its namespace if it has one: `qa-test/frontend`.
    pub full: String,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Workload(NamespaceId),
    Node,
    /// A block or an address, written in digits.
    Address,
    /// A part of the outside that has no digits: `any address outside`.
    Anywhere,
    /// Somebody outside who is known by a name only.
    Named,
}

impl Name {
    /// The name of one endpoint: a pod goes by the name of its workload, and an
    /// address that stands for a block of the outside by that of the block.
    pub fn of_endpoint(world: &World, endpoint: Endpoint) -> Self {
        let cluster = world.cluster();
        match endpoint {
            Endpoint::Pod(pod) => Self::of_workload(cluster, cluster[pod].workload),
            Endpoint::Node(node) => {
                let name = format!("node {}", cluster[node].name);
                Self::plain(name, Kind::Node)
            }
            Endpoint::Address(address) => Self::of_address(world, address),
            Endpoint::UnknownAddress => {
                Self::plain("an address that only DNS knows".to_owned(), Kind::Named)
            }
        }
    }

    /// The name of a workload, a node or a part of the outside.
    pub fn of_party(world: &World, party: Party) -> Self {
        match party {
            Party::Workload(workload) => Self::of_workload(world.cluster(), workload),
            Party::Node(node) => Self::of_endpoint(world, Endpoint::Node(node)),
            Party::Outside(block) => Self::of_block(world, block),
        }
    }

    /// `web`; where another kind has the name too, `deployment/web`.
    fn of_workload(cluster: &Cluster, id: WorkloadId) -> Self {
        let it = &cluster[id];
        let namesakes = cluster
            .workloads()
            .filter(|(_, other)| other.namespace == it.namespace && other.name == it.name);
        let short = if namesakes.count() > 1 {
            format!("{}/{}", it.kind.name().to_ascii_lowercase(), it.name)
        } else {
            it.name.clone()
        };
        Self {
            full: format!("{}/{short}", cluster[it.namespace].name),
            short,
            kind: Kind::Workload(it.namespace),
        }
    }

    fn of_address(world: &World, address: IpAddr) -> Self {
        let mut blocks = world.outside().blocks.iter();
        match blocks.position(|it| it.representative == address) {
            Some(block) => Self::of_block(world, block),
            None => Self::plain(address.to_string(), Kind::Address),
        }
    }

    fn of_block(world: &World, part: usize) -> Self {
        let anywhere = |words: &str| Self::plain(words.to_owned(), Kind::Anywhere);
        let block = |name: String| Self::plain(name, Kind::Address);
        match world.extent(part) {
            Extent::Every => anywhere("any address outside"),
            Extent::Other => anywhere("any other address outside"),
            Extent::Block(cidr) => block(cidr.to_string()),
            Extent::RestOf(cidr) => block(format!("the rest of {cidr}")),
            Extent::Several(first, 1) => block(format!("{first} and 1 more block")),
            Extent::Several(first, more) => block(format!("{first} and {more} more blocks")),
        }
    }

    fn plain(name: String, kind: Kind) -> Self {
        Self {
            full: name.clone(),
            short: name,
            kind,
        }
    }

    /// The namespace it is in; none for what is not a pod.
    pub fn namespace(&self) -> Option<NamespaceId> {
        match self.kind {
            Kind::Workload(namespace) => Some(namespace),
            Kind::Node | Kind::Address | Kind::Anywhere | Kind::Named => None,
        }
    }

    /// Whether it is words and not a name, so that English rules apply: `no
    /// address outside can …`, not `any address outside cannot …`.
    pub(super) fn is_words(&self) -> bool {
        self.kind == Kind::Anywhere
    }

    /// Whether it is a name of the user's, which no sentence may capitalise.
    pub(super) fn is_name(&self) -> bool {
        matches!(self.kind, Kind::Workload(_) | Kind::Address)
    }

    /// The short name inside a sentence: a name as code, words as words.
    pub(crate) fn mention(&self) -> Phrase {
        match self.kind {
            Kind::Workload(_) | Kind::Address => Phrase::new().code(&self.short),
            Kind::Node | Kind::Anywhere | Kind::Named => Phrase::from(self.short.as_str()),
        }
    }
}
