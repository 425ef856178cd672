use netpol_engine::eval::{Party, World};
use netpol_engine::model::WorkloadKind;

/// A party by name, which stays when the text around it changes; the engine's
/// own ids are positions and do not.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    /// A part of the outside, by the blocks in it.
    Outside(String),
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
            Self::Outside(blocks) => ["outside/", blocks].concat(),
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
            Self::Outside(key) => (0..world.outside().blocks.len())
                .find(|&index| outside_key(world, index) == *key)
                .map(Party::Outside),
        }
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
