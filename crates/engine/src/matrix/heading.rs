use serde::{Deserialize, Serialize};

use crate::eval::{Endpoint, Party, World};
use crate::explain::Name;
use crate::layout::{container_ports, outside};
use crate::model::{Direction, WorkloadId};

/// Headings that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// What they are.
    pub kind: GroupKind,
    /// The namespace, `Nodes` or `Outside`.
    pub title: String,
    /// The position of the first heading.
    pub first: usize,
    /// How many there are.
    pub count: usize,
}

/// What headings that belong together are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum GroupKind {
    /// The workloads of a namespace.
    Namespace,
    /// The nodes of the cluster.
    Nodes,
    /// The parts of the world outside.
    Outside,
}

/// A party at the head of a row and of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Who it is.
    pub party: Party,
    /// What is written first: `db`, `Outside`.
    pub title: String,
    /// What is written beside it: `:3306`, `any address`.
    pub note: String,
    /// How sentences call it: `qa-test/db`, `any address outside`.
    pub name: String,
    /// How many pods a workload has; nothing for others.
    pub pods: Option<u32>,
    /// Whether policies isolate it; nothing for what no policy can select.
    pub locks: Option<Locks>,
    /// To how many others it connects, or may.
    pub reaches: u32,
    /// From how many others it is connected to, or may be.
    pub reached: u32,
}

/// Whether policies isolate a workload, by direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Locks {
    /// What leaves it.
    pub egress: Lock,
    /// What enters it.
    pub ingress: Lock,
}

/// Whether policies isolate the pods of a workload in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lock {
    /// None of them.
    Open,
    /// Some of them.
    Partly,
    /// All of them.
    Closed,
}

impl Heading {
    /// Whether policies cannot select it.
    pub(super) fn is_beyond_policies(&self) -> bool {
        !matches!(self.party, Party::Workload(_))
    }
}

/// Every party of a world that a table has a place for, in groups.
pub(super) fn headings(world: &World) -> (Vec<Group>, Vec<Heading>) {
    let cluster = world.cluster();
    let mut table = (Vec::new(), Vec::new());
    for (id, namespace) in cluster.namespaces() {
        let workloads = cluster.workloads().filter(|(_, it)| it.namespace == id);
        let own: Vec<Heading> = workloads.map(|(id, _)| of_workload(world, id)).collect();
        add(&mut table, GroupKind::Namespace, &namespace.name, own);
    }
    let nodes = cluster.nodes().map(|(id, node)| {
        let note = node.addresses.first().map(ToString::to_string);
        let note = note.unwrap_or_default();
        bare(world, Party::Node(id), node.name.clone(), note)
    });
    add(&mut table, GroupKind::Nodes, "Nodes", nodes.collect());
    let parts = (0..world.outside().blocks.len()).map(|at| {
        let words = outside(world.extent(at));
        bare(world, Party::Outside(at), words.title, words.subtitle)
    });
    add(&mut table, GroupKind::Outside, "Outside", parts.collect());
    table
}

fn add(
    (groups, headings): &mut (Vec<Group>, Vec<Heading>),
    kind: GroupKind,
    title: &str,
    own: Vec<Heading>,
) {
    if !own.is_empty() {
        groups.push(Group {
            kind,
            title: title.to_owned(),
            first: headings.len(),
            count: own.len(),
        });
        headings.extend(own);
    }
}

fn of_workload(world: &World, id: WorkloadId) -> Heading {
    let cluster = world.cluster();
    let workload = &cluster[id];
    let pod = workload.pods.first().map(|it| &cluster[*it]);
    let lock = |direction| {
        let is_isolated = |it: &&_| !world.isolating(Endpoint::Pod(**it), direction).is_empty();
        match workload.pods.iter().filter(is_isolated).count() {
            0 => Lock::Open,
            all if all == workload.pods.len() => Lock::Closed,
            _ => Lock::Partly,
        }
    };
    let name = Name::of_party(world, Party::Workload(id));
    Heading {
        party: Party::Workload(id),
        title: name.short,
        note: pod.map_or_else(String::new, |it| container_ports(it.ports.known())),
        name: name.full,
        pods: Some(pod.map_or(0, |_| workload.replicas.max(1))),
        locks: pod.map(|_| Locks {
            egress: lock(Direction::Egress),
            ingress: lock(Direction::Ingress),
        }),
        reaches: 0,
        reached: 0,
    }
}

/// A heading of something that is no workload.
fn bare(world: &World, party: Party, title: String, note: String) -> Heading {
    Heading {
        party,
        title,
        note,
        name: Name::of_party(world, party).full,
        pods: None,
        locks: None,
        reaches: 0,
        reached: 0,
    }
}
