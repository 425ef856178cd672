use std::ops::Range;

use super::end::{Families, Role};
use super::identity::number_of;
use super::survey::Survey;
use super::{Endpoint, Party};
use crate::model::{Cluster, NodeId};
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

/// The pods of a workload, a node, or a block of the outside.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) party: Party,
    /// Where its members stand among those of all groups.
    members: Range<usize>,
    /// Where their classes do.
    classes: Range<usize>,
    /// Whether one of them is a pod on its node's network.
    pub(super) has_hosts: bool,
}

/// Everything that a picture has a place for, if it has an endpoint.
#[derive(Debug, Clone, Default)]
struct Groups {
    all: Vec<Group>,
    /// Group by group the positions of its members, and their classes, each
    /// once.
    members: Vec<u32>,
    classes: Vec<ClassId>,
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
    groups: Groups,
}

impl Classes {
    pub(super) fn new(survey: &Survey<'_>, egress: &[u32], ingress: &[u32]) -> Self {
        let cluster = survey.world.cluster();
        let members = &survey.members;
        // Members that are alike often stand side by side.
        let mut keys = Vec::new();
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, ((member, egress), ingress)) in members.iter().zip(egress).zip(ingress).enumerate()
        {
            let key = ([*egress, *ingress], member.families, member.faces);
            match runs.last_mut() {
                Some(run) if keys.last() == Some(&key) => run.end = at + 1,
                _ => {
                    keys.push(key);
                    runs.push(at..at + 1);
                }
            }
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
            let mut endpoints = Vec::new();
            for run in alike.iter().filter_map(|it| runs.get(*it)) {
                for it in of.get_mut(run.clone()).unwrap_or_default() {
                    it.0 = id;
                }
                let run = members.get(run.clone()).unwrap_or_default();
                endpoints.extend(run.iter().map(|it| it.end.endpoint));
            }
            all.push(Class {
                members: endpoints,
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
            groups: Groups::default(),
        };
        classes.groups = classes.parties(cluster);
        classes
    }

    fn parties(&self, cluster: &Cluster) -> Groups {
        let mut groups = Groups::default();
        for (id, workload) in cluster.workloads() {
            let pods = workload.pods.iter().map(|it| it.index());
            groups.add(Party::Workload(id), pods, &self.of);
        }
        for (id, _) in cluster.nodes() {
            let members = [self.pods + id.index()].into_iter();
            groups.add(Party::Node(id), members, &self.of);
        }
        let first = self.pods + self.nodes;
        for block in 0..self.blocks.len() {
            let members = [first + block].into_iter();
            groups.add(Party::Outside(block), members, &self.of);
        }
        groups
    }

    /// The positions of a group's members.
    pub(super) fn members(&self, group: &Group) -> &[u32] {
        let members = self.groups.members.get(group.members.clone());
        members.unwrap_or_default()
    }

    /// The classes of a group's members, each once.
    pub(super) fn classes(&self, group: &Group) -> &[ClassId] {
        let classes = self.groups.classes.get(group.classes.clone());
        classes.unwrap_or_default()
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

    /// The parties that have an endpoint: workloads, then nodes, then the
    /// outside.
    pub(super) fn groups(&self) -> &[Group] {
        &self.groups.all
    }

    /// The group of a party; none if it has no endpoint.
    pub(super) fn group(&self, party: Party) -> Option<&Group> {
        // They stand in the order of their parties.
        let all = self.groups();
        let at = all.binary_search_by_key(&party, |it| it.party).ok()?;
        all.get(at)
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
            Endpoint::UnknownAddress => None,
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

impl Groups {
    /// Adds the group of a party, unless it is empty.
    fn add(&mut self, party: Party, members: impl Iterator<Item = usize>, of: &[(ClassId, Place)]) {
        let (first, first_class) = (self.members.len(), self.classes.len());
        let mut has_hosts = false;
        for member in members {
            let Some((class, place)) = of.get(member) else {
                continue;
            };
            self.members.push(number_of(member));
            has_hosts |= matches!(place, Place::Host(_));
            let own = self.classes.get(first_class..).unwrap_or_default();
            if !own.contains(class) {
                self.classes.push(*class);
            }
        }
        if first < self.members.len() {
            self.all.push(Group {
                party,
                members: first..self.members.len(),
                classes: first_class..self.classes.len(),
                has_hosts,
            });
        }
    }
}

fn place(role: Role<'_>) -> Place {
    match role {
        Role::Pod(_, pod) => Place::Pod(pod.node),
        Role::Host(node) => Place::Host(node),
        Role::Outside => Place::Outside,
    }
}
