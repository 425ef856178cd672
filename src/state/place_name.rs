use netpol_engine::eval::{Party, World};
use netpol_engine::model::{Workload, WorkloadKind};
use netpol_engine::query::{EndpointName, Kind};
use serde::{Deserialize, Serialize};

use crate::report::Choice;
use crate::words::diagram as words;

/// A party by name, which stays when the text around it changes; the engine's
/// own ids are positions and do not.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PlaceName {
    /// A workload.
    Workload {
        /// Its namespace.
        namespace: String,
        /// Its kind; `None` takes the first of that name.
        kind: Option<WorkloadKind>,
        /// Its name.
        name: String,
    },
    /// A node of the cluster, by its name.
    Node(String),
    /// A part of the outside, by the blocks in it.
    Outside(String),
    /// Whoever goes by this name, as endpoints are written: a pod, a Service, a
    /// name to look up, an address.
    Named(String),
}

impl PlaceName {
    /// The workload written as `namespace/name`.
    pub fn workload(text: &str) -> Option<Self> {
        let (namespace, name) = text.split_once('/')?;
        Some(Self::Workload {
            namespace: namespace.to_owned(),
            kind: None,
            name: name.to_owned(),
        })
    }

    /// Whether this is the place of that name, which may leave out the kind.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Workload {
                    namespace,
                    kind: None,
                    name,
                },
                Self::Workload {
                    namespace: home,
                    name: full,
                    ..
                },
            ) => (namespace, name) == (home, full),
            _ => self == other,
        }
    }

    /// Its own name, without its namespace.
    pub fn short(&self) -> &str {
        match self {
            Self::Workload { name, .. } | Self::Node(name) | Self::Named(name) => name,
            Self::Outside(_) => words::THE_OUTSIDE,
        }
    }

    /// The name of a party.
    pub fn of(world: &World, party: Party) -> Self {
        match party {
            Party::Workload(id) => {
                let cluster = world.cluster();
                let it = &cluster[id];
                Self::Workload {
                    namespace: cluster[it.namespace].name.clone(),
                    kind: Some(it.kind),
                    name: it.name.clone(),
                }
            }
            Party::Node(id) => Self::Node(world.cluster()[id].name.clone()),
            Party::Outside(index) => Self::Outside(outside_key(world, index)),
        }
    }

    /// A text that tells it from every other name: names of Kubernetes have no
    /// slash in them.
    pub fn key(&self) -> String {
        match self {
            Self::Workload {
                namespace,
                kind,
                name,
            } => [
                namespace.as_str(),
                "/",
                kind.map_or("", WorkloadKind::name),
                "/",
                name,
            ]
            .concat(),
            Self::Node(name) => ["node/", name].concat(),
            Self::Outside(blocks) => ["outside/", blocks].concat(),
            Self::Named(text) => ["named/", text].concat(),
        }
    }

    /// The party of this name, if there still is one.
    pub fn find(&self, world: &World) -> Option<Party> {
        match self {
            Self::Workload {
                namespace,
                kind,
                name,
            } => {
                let cluster = world.cluster();
                let namespace = cluster.find_namespace(namespace)?;
                let mut all = cluster.workloads().filter(|(_, it)| {
                    it.namespace == namespace
                        && it.name == *name
                        && kind.is_none_or(|kind| kind == it.kind)
                });
                all.next().map(|(id, _)| Party::Workload(id))
            }
            Self::Node(name) => {
                let mut all = world.cluster().nodes();
                all.find(|(_, it)| it.name == *name)
                    .map(|(id, _)| Party::Node(id))
            }
            Self::Outside(key) => (0..world.outside().blocks.len())
                .find(|&index| outside_key(world, index) == *key)
                .map(Party::Outside),
            Self::Named(text) => named(world, &text.parse().ok()?),
        }
    }

    /// How it is written in a question: `qa-test/frontend`. Two workloads of one
    /// name are told apart by their kinds.
    pub fn written(&self, choices: &[Choice]) -> String {
        if let Some(choice) = choices.iter().find(|it| it.place == *self) {
            return choice.label.clone();
        }
        match self {
            Self::Workload {
                namespace, name, ..
            } => format!("{namespace}/{name}"),
            Self::Node(name) => ["node/", name].concat(),
            Self::Outside(blocks) if blocks.is_empty() => "external".to_owned(),
            Self::Outside(text) | Self::Named(text) => text.clone(),
        }
    }
}

/// The party that goes by a name alone: not one of several pods, and no Service.
fn named(world: &World, name: &EndpointName) -> Option<Party> {
    let cluster = world.cluster();
    match name {
        EndpointName::Object {
            namespace,
            kind,
            name,
        } => {
            let home = cluster.find_namespace(namespace)?;
            let is_meant = |it: &Workload| {
                let kinds = kind.is_none_or(|kind| Kind::from_word(it.kind.name()) == Some(kind));
                it.namespace == home && it.name == *name && kinds
            };
            let mut found = cluster.workloads().filter(|it| is_meant(it.1));
            let only = found.next().filter(|_| found.next().is_none());
            only.map(|(id, _)| Party::Workload(id))
        }
        EndpointName::Node(name) => PlaceName::Node(name.clone()).find(world),
        EndpointName::External if world.outside().blocks.len() == 1 => Some(Party::Outside(0)),
        EndpointName::External
        | EndpointName::Bare(_)
        | EndpointName::Address(_)
        | EndpointName::Block(_) => None,
    }
}

/// What tells a block of the outside from the others. The first one is whatever
/// no policy names, so it keeps its name when policies cut the rest.
fn outside_key(world: &World, index: usize) -> String {
    if index == 0 {
        return String::new();
    }
    let block = world.outside().blocks.get(index);
    let cidrs = block.map(|it| it.cidrs.iter().map(ToString::to_string).collect::<Vec<_>>());
    cidrs.unwrap_or_default().join(",")
}
