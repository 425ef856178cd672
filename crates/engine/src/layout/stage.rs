//! What stands in a picture, before anything is connected: lanes, boxes, and
//! the outside.

use super::caption::{Mentioned, container_ports, outside};
use super::chips::Chips;
use super::sieve::Sieve;
use super::view::LEGIBLE;
use super::{
    Composition, Folding, Isolated, Lane, LaneKind, Material, NodeKind, Note, PictureNode, View,
};
use crate::eval::{ClassId, Endpoint, Party, World};
use crate::model::{Direction, Namespace, NamespaceId, WorkloadId};
use crate::order::{groups, sorted, sorted_by};

/// The lane of what is on the network of its machine; no namespace can have a
/// name like this.
const MACHINES: &str = "Nodes";

/// Everything that stands in the picture; `is_large` says whether it would be
/// more than anyone could read.
pub(super) fn stage(
    material: &Material<'_>,
    view: &View,
    sieve: &Sieve,
    is_large: bool,
) -> Composition {
    let cluster = material.world.cluster();
    let shown = cluster.workloads().filter(|(id, _)| sieve.shows(*id));
    let mut stage = Stage {
        material,
        view,
        is_large,
        groups_alike: shown.count() > LEGIBLE.nodes,
        mentioned: Mentioned::by_policies_of(cluster),
        chips: Chips::new(material.world),
        composition: Composition::default(),
        folded: (Lane::default(), Vec::new()),
    };
    stage.add_lanes(sieve);
    let blocks = 0..material.world.outside().blocks.len();
    for block in blocks.filter(|it| sieve.shows_block(*it)) {
        let part = outside(material.world.extent(block));
        stage.composition.add_outside(part, block);
    }
    stage.composition
}

struct Stage<'a> {
    material: &'a Material<'a>,
    view: &'a View,
    is_large: bool,
    /// Whether workloads that nothing can tell apart are one box.
    groups_alike: bool,
    mentioned: Mentioned,
    chips: Chips,
    composition: Composition,
    /// The folded namespaces since the last one that is not.
    folded: (Lane, Vec<Vec<WorkloadId>>),
}

impl Stage<'_> {
    fn world(&self) -> &World {
        self.material.world
    }

    fn add_lanes(&mut self, sieve: &Sieve) {
        let cluster = self.material.world.cluster();
        let mut machines = Vec::new();
        let mut by_namespace = vec![Vec::new(); cluster.namespaces().len()];
        for (id, workload) in cluster.workloads().filter(|(id, _)| sieve.shows(*id)) {
            if self.is_on_machine(id) {
                machines.push(id);
            } else if let Some(it) = by_namespace.get_mut(workload.namespace.index()) {
                it.push(id);
            }
        }
        for ((id, namespace), workloads) in cluster.namespaces().zip(by_namespace) {
            if workloads.is_empty() {
                continue;
            }
            if self.folds(&namespace.name) {
                self.add_folded(namespace.name.clone(), workloads);
            } else {
                self.flush_folded();
                self.add_namespace((id, namespace), &workloads);
            }
        }
        let folds_machines = machines.len() > 1 && self.folds(MACHINES);
        if folds_machines {
            let title = MACHINES.to_owned();
            self.add_folded(title, machines.split_off(0));
        }
        self.flush_folded();
        if !machines.is_empty() {
            self.add_machines(&machines);
        }
    }

    fn is_on_machine(&self, id: WorkloadId) -> bool {
        let cluster = self.world().cluster();
        let first = cluster[id].pods.first();
        first.is_some_and(|it| cluster[*it].host_network)
    }

    fn folds(&self, namespace: &str) -> bool {
        let wanted = &self.view.filter.namespaces;
        self.view
            .fold_of(namespace)
            .unwrap_or(match self.view.folding {
                Folding::All => true,
                Folding::Nothing => false,
                Folding::WhenLarge => {
                    self.is_large || !wanted.is_empty() && !wanted.iter().any(|it| it == namespace)
                }
            })
    }

    fn add_namespace(&mut self, (id, namespace): (NamespaceId, &Namespace), all: &[WorkloadId]) {
        let nodes = if self.groups_alike {
            self.alike(all)
        } else {
            all.iter().map(|it| vec![*it]).collect()
        };
        let services = self.chips.nowhere.iter().filter(|it| it.0 == id);
        let lane = Lane {
            kind: LaneKind::Namespace,
            title: namespace.name.clone(),
            subtitle: self.mentioned.namespace_labels(&namespace.labels),
            notes: services.map(|it| it.1.clone()).collect::<Vec<Note>>(),
            nodes: nodes.iter().map(|it| self.node(it)).collect(),
        };
        self.composition.add_lane(lane, nodes);
    }

    /// Workloads by what they look like and how they behave, in the order of
    /// the first of each.
    fn alike(&self, all: &[WorkloadId]) -> Vec<Vec<WorkloadId>> {
        let mut keys = Vec::with_capacity(all.len());
        for it in all {
            let node = self.node(&[*it]);
            let services: Vec<String> = node.chips.into_iter().map(|it| it.text).collect();
            keys.push((self.classes(*it), node.subtitle, node.ports, services));
        }
        let alike = sorted_by(&groups(&keys), |a, b| a.first().cmp(&b.first()));
        let members = |group: &Vec<usize>| {
            let members = group.iter().filter_map(|it| all.get(*it));
            members.copied().collect()
        };
        alike.iter().map(members).collect()
    }

    /// How the pods of a workload behave.
    fn classes(&self, id: WorkloadId) -> Vec<ClassId> {
        let pods = self.world().cluster()[id].pods.iter();
        let classes = pods.filter_map(|it| self.material.reachability.class_of(Endpoint::Pod(*it)));
        let mut classes = sorted(&classes.collect::<Vec<_>>());
        classes.dedup();
        classes
    }

    fn add_folded(&mut self, title: String, workloads: Vec<WorkloadId>) {
        let isolated = workloads.iter().map(|it| self.isolated(*it));
        let isolated = isolated.collect::<Vec<_>>();
        let first = isolated.first().copied().flatten();
        let count = workloads.len();
        self.folded.0.nodes.push(PictureNode {
            kind: NodeKind::Namespace,
            title,
            subtitle: match count {
                1 => "1 workload".to_owned(),
                many => format!("{many} workloads"),
            },
            count: 1,
            isolated: first.filter(|it| isolated.iter().all(|other| *other == Some(*it))),
            ..PictureNode::default()
        });
        self.folded.1.push(workloads);
    }

    /// Folded namespaces that follow each other share a lane.
    fn flush_folded(&mut self) {
        let (mut lane, nodes) = std::mem::take(&mut self.folded);
        if !nodes.is_empty() {
            lane.kind = LaneKind::Folded;
            self.composition.add_lane(lane, nodes);
        }
    }

    fn add_machines(&mut self, all: &[WorkloadId]) {
        let cluster = self.world().cluster();
        let node = |id: &WorkloadId| PictureNode {
            subtitle: cluster[cluster[*id].namespace].name.clone(),
            ..self.node(&[*id])
        };
        let count = cluster.nodes().len();
        let lane = Lane {
            kind: LaneKind::Machines,
            title: MACHINES.to_owned(),
            subtitle: match count {
                0 => "on the network of their nodes".to_owned(),
                1 => "on the network of the one node".to_owned(),
                many => format!("on the network of {many} nodes"),
            },
            notes: Vec::new(),
            nodes: all.iter().map(node).collect(),
        };
        let nodes = all.iter().map(|it| vec![*it]).collect();
        self.composition.add_lane(lane, nodes);
    }

    /// One box for workloads that are alike.
    fn node(&self, all: &[WorkloadId]) -> PictureNode {
        let Some(first) = all.first() else {
            return PictureNode::default();
        };
        let cluster = self.world().cluster();
        let workload = &cluster[*first];
        let pod = workload.pods.first().map(|it| &cluster[*it]);
        let chips = self.chips.of.get(first.index());
        PictureNode {
            kind: match all {
                [_] => NodeKind::Workload,
                _ => NodeKind::Alike,
            },
            title: common_name(all.iter().map(|it| cluster[*it].name.as_str())),
            subtitle: pod.map_or_else(String::new, |it| self.mentioned.pod_labels(&it.labels)),
            ports: pod.map_or_else(String::new, |it| container_ports(it.ports.known())),
            count: all.iter().map(|it| cluster[*it].replicas).sum(),
            open_in: false,
            open_out: false,
            isolated: self.isolated(*first),
            chips: chips.cloned().unwrap_or_default(),
        }
    }

    fn isolated(&self, id: WorkloadId) -> Option<Isolated> {
        let endpoint = self.world().representative(Party::Workload(id))?;
        if self.is_on_machine(id) {
            return None;
        }
        let isolated = |direction| !self.world().isolating(endpoint, direction).is_empty();
        Some(Isolated {
            ingress: isolated(Direction::Ingress),
            egress: isolated(Direction::Egress),
        })
    }
}

/// What several names begin with, up to the last separator, if that says
/// something; else the first of them.
fn common_name<'a>(mut names: impl Iterator<Item = &'a str>) -> String {
    const LEAST: usize = 3;
    let Some(first) = names.next() else {
        return String::new();
    };
    let mut common = first;
    let mut count = 1;
    for name in names {
        let same = common.bytes().zip(name.bytes()).take_while(|(a, b)| a == b);
        common = common.get(..same.count()).unwrap_or_default();
        count += 1;
    }
    let whole_words = common.rsplit_once('-').map_or(common, |it| it.0);
    let stem = whole_words.trim_end_matches(|it: char| it.is_ascii_digit());
    match count {
        1 => first.to_owned(),
        _ if stem.len() < LEAST => first.to_owned(),
        _ => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::common_name;

    #[test]
    fn alike_pods_are_called_by_what_their_names_share() {
        for (names, expected) in [
            (&["web"][..], "web"),
            (&["web-1", "web-2", "web-10"], "web"),
            (&["web-abc", "web-abd"], "web"),
            (&["web1", "web2"], "web"),
            (&["a1", "a2"], "a1"),
            (&["cart", "mail"], "cart"),
        ] {
            assert_eq!(common_name(names.iter().copied()), expected, "{names:?}");
        }
    }
}
