use super::end::{Families, Role};
use super::identity::number_of;
use super::survey::Survey;
use super::{Endpoint, Party};
use crate::model::NodeId;
use crate::order::{groups, sorted_by};

/// Endpoints that no selector, port name, address block or policy can tell
/// apart. Which of them are on one node is another matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Pods, nodes and blocks of the outside (each block by its representative),
    /// in document order.
    pub members: Vec<Endpoint>,
    /// By direction, which group of subjects it belongs to.
    pub(super) groups: [u32; 2],
    /// Which families its members' addresses are of.
    pub(super) families: Families,
    /// What it looks like to the other end.
    pub(super) faces: [u32; 3],
}

/// Names one class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClassId(u32);

impl ClassId {
    /// The position among the classes, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Where an endpoint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A pod with a network of its own, on this node if it is known.
    Pod(Option<NodeId>),
    /// A node's traffic.
    Host(Option<NodeId>),
    Outside,
}

/// The pods of a workload, or a block of the outside.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) party: Party,
    /// The positions of its members.
    pub(super) members: Vec<u32>,
    /// Their classes, each once.
    pub(super) classes: Vec<ClassId>,
    /// Whether one of them is a pod on its node's network.
    pub(super) has_hosts: bool,
}

/// Every class of a world, and who is in which.
#[derive(Debug, Clone)]
pub(super) struct Classes {
    all: Vec<Class>,
    /// By member: pods, then nodes, then blocks.
    of: Vec<(ClassId, Place)>,
    pods: usize,
    nodes: usize,
    /// The representatives of the blocks.
    blocks: Vec<Endpoint>,
    /// Everything that a picture has a place for, if it has an endpoint.
    groups: Vec<Group>,
}

impl Classes {
    pub(super) fn new(survey: &Survey<'_>, egress: &[u32], ingress: &[u32]) -> Self {
        let cluster = survey.world.cluster();
        let members = &survey.members;
        let mut keys = Vec::with_capacity(members.len());
        for ((member, egress), ingress) in members.iter().zip(egress).zip(ingress) {
            keys.push(([*egress, *ingress], member.families, member.faces));
        }
        // Groups stand in the order of their keys, classes in document order.
        let alike = sorted_by(&groups(&keys), |a, b| a.first().cmp(&b.first()));
        let mut of: Vec<(ClassId, Place)> = Vec::with_capacity(members.len());
        for member in members {
            of.push((ClassId(0), place(member.end.role)));
        }
        let mut all = Vec::with_capacity(alike.len());
        for alike in alike {
            let Some((groups, families, faces)) = alike.first().and_then(|it| keys.get(*it)) else {
                continue;
            };
            let id = ClassId(number_of(all.len()));
            for it in &alike {
                if let Some(it) = of.get_mut(*it) {
                    it.0 = id;
                }
            }
            let members = alike.iter().filter_map(|it| members.get(*it));
            all.push(Class {
                members: members.map(|it| it.end.endpoint).collect(),
                groups: *groups,
                families: *families,
                faces: *faces,
            });
        }
        let (pods, nodes) = (cluster.pods().len(), cluster.nodes().len());
        let blocks = members.iter().skip(pods + nodes);
        let mut classes = Self {
            all,
            of,
            pods,
            nodes,
            blocks: blocks.map(|it| it.end.endpoint).collect(),
            groups: Vec::new(),
        };
        classes.groups = classes.parties(survey);
        classes
    }

    fn parties(&self, survey: &Survey<'_>) -> Vec<Group> {
        let workloads = survey.world.cluster().workloads().map(|(id, it)| {
            let members = it.pods.iter().map(|it| number_of(it.index())).collect();
            (Party::Workload(id), members)
        });
        let first = self.pods + self.nodes;
        let blocks =
            (0..self.blocks.len()).map(|it| (Party::Outside(it), vec![number_of(first + it)]));
        let mut groups = Vec::new();
        for (party, members) in workloads.chain(blocks) {
            let mut group = Group {
                party,
                members,
                classes: Vec::new(),
                has_hosts: false,
            };
            for (class, place) in group
                .members
                .iter()
                .filter_map(|it| self.of.get(*it as usize))
            {
                group.has_hosts |= matches!(place, Place::Host(_));
                if !group.classes.contains(class) {
                    group.classes.push(*class);
                }
            }
            if !group.members.is_empty() {
                groups.push(group);
            }
        }
        groups
    }

    pub(super) fn all(&self) -> &[Class] {
        &self.all
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (ClassId, &Class)> {
        self.all
            .iter()
            .enumerate()
            .map(|(index, it)| (ClassId(number_of(index)), it))
    }

    pub(super) fn get(&self, id: ClassId) -> Option<&Class> {
        self.all.get(id.index())
    }

    /// The parties that have an endpoint: workloads, then the outside.
    pub(super) fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The position of an endpoint among the members.
    pub(super) fn member(&self, endpoint: Endpoint) -> Option<usize> {
        match endpoint {
            Endpoint::Pod(id) => Some(id.index()),
            Endpoint::Node(id) => Some(self.pods + id.index()),
            Endpoint::Address(_) => {
                let block = self.blocks.iter().position(|it| *it == endpoint)?;
                Some(self.pods + self.nodes + block)
            }
        }
    }

    pub(super) fn of_member(&self, member: usize) -> Option<ClassId> {
        self.of.get(member).map(|it| it.0)
    }

    pub(super) fn place(&self, member: usize) -> Place {
        self.of.get(member).map_or(Place::Outside, |it| it.1)
    }

    pub(super) fn is_pod(&self, member: usize) -> bool {
        member < self.pods
    }

    /// Every pod with its class and place.
    pub(super) fn pods(&self) -> &[(ClassId, Place)] {
        self.of.get(..self.pods).unwrap_or_default()
    }
}

fn place(role: Role<'_>) -> Place {
    match role {
        Role::Pod(_, pod) => Place::Pod(pod.node),
        Role::Host(node) => Place::Host(node),
        Role::Outside => Place::Outside,
    }
}
