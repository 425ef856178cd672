use super::denial::add_denied;
use super::edges::{bundled, joined, noted};
use super::sieve::Sieve;
use super::stage::stage;
use super::strands::{Strand, Strands};
use super::thinning::{Shape, Thinning, common_lane};
use super::view::Bulk;
use super::{Aspect, Composition, Coping, Focus, Folding, NodeKind, Note, NoteKind};
use crate::eval::{Connection, Reachability, World};
use crate::letters::Letters;

/// What pictures are made from.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The cluster.
    pub world: &'a World,
    /// Who behaves like whom.
    pub reachability: &'a Reachability,
    /// Every pair that is connected.
    pub connections: &'a [Connection],
    /// What the branches are called.
    pub letters: &'a Letters,
}

/// Says what is to be drawn: what the user wants to see, as far as anyone could
/// read it, and the focus even when it is denied (then as the last edge).
pub fn compose(material: &Material<'_>, aspect: &Aspect) -> Composition {
    let filter = &aspect.view.filter;
    let sieve = Sieve::new(filter, material.world, material.connections);
    let limit = aspect.bearable();
    let (whole, bulk) = draw(material, aspect, &sieve, (false, limit));
    if !bulk.exceeds(limit) {
        let coping = if bulk.is_dense() {
            Coping::Dense(bulk)
        } else {
            Coping::Legible
        };
        return Composition { coping, ..whole };
    }
    if aspect.view.folding == Folding::WhenLarge {
        let limit = aspect.bearable_folded();
        let (folded, its) = draw(material, aspect, &sieve, (true, limit));
        if its.nodes > 1 && !its.exceeds(limit) {
            return Composition {
                coping: Coping::Folded(bulk),
                ..folded
            };
        }
    }
    Composition::refused(bulk)
}

/// A picture and how large it is; without edges if those are too many.
fn draw(
    material: &Material<'_>,
    aspect: &Aspect,
    sieve: &Sieve,
    (is_large, limit): (bool, Bulk),
) -> (Composition, Bulk) {
    let mut composition = stage(material, &aspect.view, sieve, is_large);
    let nodes = composition.nodes.iter().map(Vec::len).sum();
    let mut bulk = Bulk { nodes, edges: 0 };
    if bulk.exceeds(limit) {
        return (composition, bulk);
    }
    let strands = Strands::new(material, &composition, sieve, aspect);
    let thinning = Thinning::new(&strands, &composition, material.connections);
    bulk.edges = thinning.drawn() + thinning.bundles.len();
    if bulk.exceeds(limit) {
        return (composition, bulk);
    }
    Drafter {
        material,
        strands: &strands,
        thinning: &thinning,
        composition: &mut composition,
    }
    .draw();
    add_denied(material, &mut composition, aspect);
    (composition, bulk)
}

/// Puts strands into a picture.
struct Drafter<'a> {
    material: &'a Material<'a>,
    strands: &'a Strands,
    thinning: &'a Thinning<'a>,
    composition: &'a mut Composition,
}

impl Drafter<'_> {
    fn draw(mut self) {
        let mut begun: Vec<Option<usize>> = vec![None; self.thinning.bundles.len()];
        let lanes = self.composition.picture.lanes.len();
        let (mut open, mut noted) = (vec![0_usize; lanes], vec![None; lanes]);
        for (strand, shape) in self.strands.all.iter().zip(&self.thinning.shapes) {
            match *shape {
                Shape::Edge => self.add_edge(strand),
                Shape::Bundle(number) => self.bundle(strand, number, &mut begun),
                Shape::Mark => {
                    self.mark_open(strand);
                    let lane = common_lane(strand.source, strand.destination);
                    if let Some(it) = lane.and_then(|it| open.get_mut(it)) {
                        *it += strand.connections.len();
                    }
                }
                Shape::Note(lane) => {
                    if let Some(it) = noted.get_mut(lane) {
                        *it = it.or(strand.connections.first().copied());
                    }
                }
            }
        }
        for (lane, (open, connection)) in open.into_iter().zip(noted).enumerate() {
            self.note(lane, open, connection);
        }
        self.count_inside();
    }

    fn pair(&self, strand: &Strand) -> Option<Focus> {
        let first = *strand.connections.first()?;
        let it = self.material.connections.get(first)?;
        Some(Focus {
            source: it.source,
            destination: it.destination,
        })
    }

    fn add_edge(&mut self, strand: &Strand) {
        let Some(pair) = self.pair(strand) else {
            return;
        };
        if strand.is_focus {
            self.composition.focus = Some(self.composition.picture.edges.len());
        }
        let edge = joined(self.material, strand);
        let connections = strand.connections.clone();
        self.composition.add_edge(edge, connections, pair);
    }

    fn bundle(&mut self, strand: &Strand, number: usize, begun: &mut [Option<usize>]) {
        let next = self.composition.picture.edges.len();
        let (Some(slot), Some(bundle), Some(pair)) = (
            begun.get_mut(number),
            self.thinning.bundles.get(number),
            self.pair(strand),
        ) else {
            return;
        };
        if let Some(edge) = *slot {
            self.composition.join_edge(edge, &strand.connections);
            return;
        }
        *slot = Some(next);
        let edge = bundled(self.material, strand, bundle);
        let connections = strand.connections.clone();
        self.composition.add_edge(edge, connections, pair);
    }

    /// Notes on both ends that an open edge between them is not drawn.
    fn mark_open(&mut self, strand: &Strand) {
        if let Some(node) = self.composition.node_mut(strand.source) {
            node.open_out = true;
        }
        if let Some(node) = self.composition.node_mut(strand.destination) {
            node.open_in = true;
        }
    }

    /// Writes on a lane what its edges would say.
    fn note(&mut self, lane: usize, open: usize, connection: Option<usize>) {
        let Some(lane) = self.composition.picture.lanes.get_mut(lane) else {
            return;
        };
        let connection = connection.and_then(|it| self.material.connections.get(it));
        let mut notes: Vec<Note> = Vec::new();
        notes.extend(connection.map(|it| noted(self.material.letters, &lane.title, it)));
        notes.extend((open > 0).then(|| Note {
            kind: NoteKind::Open,
            marks: Vec::new(),
            text: format!("{open} open inside"),
            sentence: format!(
                "{open} connections inside {}: nothing isolates either end",
                lane.title
            ),
        }));
        lane.notes.splice(0..0, notes);
    }

    /// Writes on folded namespaces how many connections are in them.
    fn count_inside(&mut self) {
        for (place, count) in &self.strands.inside {
            let Some(node) = self.composition.node_mut(*place) else {
                continue;
            };
            if node.kind == NodeKind::Namespace {
                node.ports = format!("{count} inside");
            }
        }
    }
}
