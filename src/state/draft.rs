//! The engine's picture with the page's names on it.

use std::rc::Rc;

use netpol_engine::eval::{BranchRef, Party, Passage};
use netpol_engine::explain::{bundle_sentence, edge_sentence, node_sentence, pair_sentence};
use netpol_engine::layout::{
    Composition, EdgeKind, Focus as Pair, Mark, NodeKind, Note, PictureEdge, PictureNode, Place,
};
use netpol_engine::letters::number_of_letter;
use netpol_engine::model::WorkloadId;

use super::{
    DrawnEdge, DrawnLane, DrawnMark, DrawnNode, DrawnNote, DrawnOutside, Focus, PlaceName,
};
use crate::evaluation::Reading;
use crate::words::diagram as words;

/// A composition being given names.
pub(super) struct Draft<'a> {
    pub(super) reading: &'a Reading,
    pub(super) composition: &'a Composition,
}

impl Draft<'_> {
    pub(super) fn lanes(&self) -> Vec<DrawnLane> {
        let lanes = self.composition.picture.lanes.iter().enumerate();
        lanes
            .map(|(lane, it)| DrawnLane {
                kind: it.kind,
                title: it.title.clone(),
                subtitle: it.subtitle.clone(),
                notes: it.notes.iter().map(drawn_note).collect(),
                nodes: (0..it.nodes.len())
                    .filter_map(|node| self.node(lane, node).map(Rc::new))
                    .collect(),
            })
            .collect()
    }

    fn node(&self, lane: usize, node: usize) -> Option<DrawnNode> {
        let it = self.composition.picture.lanes.get(lane)?.nodes.get(node)?;
        let workloads = self.composition.nodes.get(lane)?.get(node)?;
        let world = &self.reading.analysis.world;
        let parties = workloads.iter().map(|it| Party::Workload(*it));
        let places: Vec<PlaceName> = parties.map(|it| PlaceName::of(world, it)).collect();
        let first = places.first()?;
        Some(DrawnNode {
            key: match it.kind {
                NodeKind::Workload | NodeKind::Alike => first.key(),
                NodeKind::Namespace => ["namespace/", &it.title].concat(),
            },
            kind: it.kind,
            title: it.title.clone(),
            subtitle: it.subtitle.clone(),
            ports: it.ports.clone(),
            count: it.count,
            isolated: it.isolated,
            chips: it.chips.clone(),
            sentence: self.node_sentence(it, workloads),
            places,
        })
    }

    fn node_sentence(&self, node: &PictureNode, workloads: &[WorkloadId]) -> String {
        let world = &self.reading.analysis.world;
        let mut sentence = match (node.kind, workloads) {
            (NodeKind::Namespace, _) => {
                let inside = Some(node.ports.as_str()).filter(|it| !it.is_empty());
                let inside = inside.and_then(|it| it.split(' ').next());
                words::folded(&node.title, &node.subtitle, inside)
            }
            (NodeKind::Alike, [first, rest @ ..]) => {
                let names: Vec<&str> = rest
                    .iter()
                    .map(|it| world.cluster()[*it].name.as_str())
                    .collect();
                words::alike(&node_sentence(world, *first), &names)
            }
            (_, [first, ..]) => node_sentence(world, *first),
            (_, []) => node.title.clone(),
        };
        for chip in &node.chips {
            sentence.push_str(". ");
            sentence.push_str(&chip.sentence);
        }
        sentence
    }

    pub(super) fn outside(&self) -> Vec<DrawnOutside> {
        let parts = self.composition.picture.outside.iter().enumerate();
        parts
            .map(|(index, it)| DrawnOutside {
                place: PlaceName::of(
                    &self.reading.analysis.world,
                    Party::Outside(
                        self.composition
                            .blocks
                            .get(index)
                            .copied()
                            .unwrap_or_default(),
                    ),
                ),
                title: it.title.clone(),
                subtitle: it.subtitle.clone(),
                sentence: format!("{}, {}", it.title, it.subtitle),
            })
            .collect()
    }

    pub(super) fn edge(&self, index: usize) -> Option<DrawnEdge> {
        let it = self.composition.picture.edges.get(index)?;
        let pair = self.composition.pair(index)?;
        let focus = Focus::of(&self.reading.analysis.world, pair);
        Some(DrawnEdge {
            key: focus.key(it.count > 1),
            focus,
            kind: it.kind,
            count: it.count,
            label: it.label.clone(),
            egress_marks: drawn_marks(&it.egress_marks, it.kind),
            ingress_marks: drawn_marks(&it.ingress_marks, it.kind),
            change: it.change,
            branches: self.branches(index),
            unfolds: self.unfolds(it),
            sentence: words::changed(it.change, self.sentence(index, pair)),
        })
    }

    /// The folded namespaces at the ends of an edge.
    fn unfolds(&self, edge: &PictureEdge) -> Vec<String> {
        let title = |place| {
            let Place::Node { lane, node } = place else {
                return None;
            };
            let node = self.composition.picture.lanes.get(lane)?.nodes.get(node)?;
            (node.kind == NodeKind::Namespace).then(|| node.title.clone())
        };
        [edge.source, edge.destination]
            .into_iter()
            .filter_map(title)
            .collect()
    }

    fn branches(&self, edge: usize) -> Vec<BranchRef> {
        let connections = self.composition.edges.get(edge).into_iter().flatten();
        let found = connections.filter_map(|it| self.reading.analysis.connections().get(*it));
        found
            .flat_map(|it| [&it.egress, &it.ingress])
            .flat_map(|it| match it {
                Passage::Open => &[][..],
                Passage::Admitted(branches) => branches,
            })
            .copied()
            .collect()
    }

    fn sentence(&self, edge: usize, pair: Pair) -> String {
        let analysis = &self.reading.analysis;
        let indexes = self
            .composition
            .edges
            .get(edge)
            .map_or(&[][..], Vec::as_slice);
        let connections: Vec<_> = indexes
            .iter()
            .filter_map(|it| analysis.connections().get(*it))
            .collect();
        let phrase = match connections.as_slice() {
            [] => pair_sentence(&analysis.world, pair.source, pair.destination),
            [only] => Some(edge_sentence(&analysis.world, only)),
            several => Some(bundle_sentence(&analysis.world, several)),
        };
        phrase
            .map(|it| it.plain(&self.reading.letters))
            .unwrap_or_default()
    }
}

fn drawn_note(note: &Note) -> DrawnNote {
    DrawnNote {
        kind: note.kind,
        marks: drawn_marks(&note.marks, EdgeKind::Admitted),
        text: note.text.clone(),
        sentence: note.sentence.clone(),
    }
}

fn drawn_marks(marks: &[Mark], kind: EdgeKind) -> Vec<DrawnMark> {
    let on = !matches!(kind, EdgeKind::Denied(_));
    let drawn = |it: &Mark| DrawnMark {
        text: it.text.clone(),
        number: number_of_letter(&it.text),
        on,
    };
    marks.iter().map(drawn).collect()
}
