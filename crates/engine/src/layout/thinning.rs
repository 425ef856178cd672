//! Which connections are drawn together, so that the others can be seen.
//!
//! Only what reads the same is put together: when everything in a namespace
//! connects to the same, in the same way, one edge from the namespace's frame
//! says as much as one from every box. What the user looks at is always drawn
//! by itself.

use super::strands::{Strand, Strands};
use super::{Composition, LaneKind, Place};
use crate::eval::{Connection, Passage};

/// How many open edges a namespace may have inside before they become a note.
const MANY_OPEN: usize = 12;
/// How many edges a picture may have before those that rules admit are put
/// together, too.
const MANY: usize = 40;

/// What becomes of one strand in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// An edge of its own.
    Edge,
    /// A part of the bundle of this number.
    Bundle(usize),
    /// A mark on both ends, and a note on the lane.
    Mark,
    /// A part of the note that everything in this lane reaches everything.
    Note(usize),
}

/// Where a bundle starts and ends, and what is in it.
#[derive(Debug, Clone)]
pub(super) struct Bundle {
    pub(super) source: Place,
    pub(super) destination: Place,
}

/// What becomes of every strand.
pub(super) struct Thinning<'a> {
    strands: &'a Strands,
    connections: &'a [Connection],
    /// By strand.
    pub(super) shapes: Vec<Shape>,
    pub(super) bundles: Vec<Bundle>,
    /// The boxes of each lane that has a frame.
    lanes: Vec<Vec<Place>>,
    /// The parts of the outside, and the boxes without a frame around them.
    others: Vec<Place>,
}

impl<'a> Thinning<'a> {
    pub(super) fn new(
        strands: &'a Strands,
        composition: &Composition,
        connections: &'a [Connection],
    ) -> Self {
        let mut thinning = Self {
            strands,
            connections,
            shapes: vec![Shape::Edge; strands.all.len()],
            bundles: Vec::new(),
            lanes: Vec::new(),
            others: (0..composition.blocks.len()).map(Place::Outside).collect(),
        };
        for (lane, it) in composition.picture.lanes.iter().enumerate() {
            let boxes = (0..it.nodes.len()).map(|node| Place::Node { lane, node });
            thinning.lanes.push(match it.kind {
                LaneKind::Folded => Vec::new(),
                LaneKind::Namespace | LaneKind::Machines => boxes.collect(),
            });
        }
        thinning.mark_open();
        thinning.bundle_lanes(false);
        if thinning.drawn() > MANY {
            thinning.bundle_lanes(true);
            thinning.note_lanes();
            thinning.bundle_boxes(composition);
        }
        thinning
    }

    /// How many strands still are edges of their own.
    pub(super) fn drawn(&self) -> usize {
        let edges = self.shapes.iter().filter(|it| **it == Shape::Edge);
        edges.count()
    }

    fn strand(&self, index: usize) -> Option<&'a Strand> {
        self.strands.all.get(index)
    }

    /// Open edges within a lane become marks where there are many.
    fn mark_open(&mut self) {
        let mut inside = vec![0_usize; self.lanes.len()];
        let lane = |it: &Strand| common_lane(it.source, it.destination);
        let counts = |it: &Strand| it.is_open && !it.is_folded;
        for strand in self.strands.all.iter().filter(|it| counts(it)) {
            if let Some(it) = lane(strand).and_then(|it| inside.get_mut(it)) {
                *it += 1;
            }
        }
        for (shape, strand) in self.shapes.iter_mut().zip(&self.strands.all) {
            let inside = lane(strand).and_then(|it| inside.get(it));
            if counts(strand) && !strand.is_alone && inside.is_some_and(|it| *it > MANY_OPEN) {
                *shape = Shape::Mark;
            }
        }
    }

    /// Everything in one lane to everything in another, or to a part of the
    /// outside: always where nothing isolates, in a crowd whatever admits it.
    fn bundle_lanes(&mut self, is_crowded: bool) {
        let mut ends: Vec<(Place, Vec<Place>)> = Vec::new();
        for (lane, boxes) in self.lanes.iter().enumerate() {
            ends.push((Place::Lane(lane), boxes.clone()));
        }
        for place in self
            .others
            .iter()
            .filter(|it| matches!(it, Place::Outside(_)))
        {
            ends.push((*place, vec![*place]));
        }
        for (source, from) in &ends {
            for (destination, to) in &ends {
                if source == destination || from.len() * to.len() < 2 {
                    continue;
                }
                if let Some(all) = self.alike(from, to)
                    && (is_crowded || self.is_open(&all))
                {
                    self.bundle(*source, *destination, &all);
                }
            }
        }
    }

    /// Everything in a lane to everything else in it.
    fn note_lanes(&mut self) {
        for lane in 0..self.lanes.len() {
            let boxes = self.lanes.get(lane).cloned().unwrap_or_default();
            if boxes.len() > 2
                && let Some(all) = self.alike(&boxes, &boxes)
                && !self.is_open(&all)
            {
                self.take(&all, Shape::Note(lane));
            }
        }
    }

    /// Everything in a lane to one box, and from one box.
    fn bundle_boxes(&mut self, composition: &Composition) {
        let mut boxes = self.others.clone();
        for (lane, it) in composition.picture.lanes.iter().enumerate() {
            boxes.extend((0..it.nodes.len()).map(|node| Place::Node { lane, node }));
        }
        for lane in 0..self.lanes.len() {
            let inside = self.lanes.get(lane).cloned().unwrap_or_default();
            if inside.len() < 3 {
                continue;
            }
            for place in &boxes {
                if let Some(all) = self.alike(&inside, &[*place]) {
                    self.bundle(Place::Lane(lane), *place, &all);
                }
                if let Some(all) = self.alike(&[*place], &inside) {
                    self.bundle(*place, Place::Lane(lane), &all);
                }
            }
        }
    }

    /// The strands from all of these to all of those, if all are there, are not
    /// drawn otherwise yet, and say the same.
    fn alike(&self, sources: &[Place], destinations: &[Place]) -> Option<Vec<usize>> {
        let mut all = Vec::new();
        let mut first = None;
        for source in sources {
            for destination in destinations.iter().filter(|it| *it != source) {
                let index = self.strands.between(*source, *destination)?;
                let strand = self.strand(index)?;
                if strand.is_folded || self.shapes.get(index) != Some(&Shape::Edge) {
                    return None;
                }
                let connection = self.connections.get(*strand.connections.first()?)?;
                if !says_as(first.get_or_insert(connection), connection) {
                    return None;
                }
                all.push(index);
            }
        }
        Some(all)
    }

    fn is_open(&self, strands: &[usize]) -> bool {
        let first = strands.first().and_then(|it| self.strand(*it));
        first.is_some_and(|it| it.is_open)
    }

    /// Makes a bundle of all that are not drawn alone, if those are several.
    fn bundle(&mut self, source: Place, destination: Place, strands: &[usize]) {
        let joins = |it: &&usize| self.strand(**it).is_some_and(|it| !it.is_alone);
        if strands.iter().filter(joins).count() < 2 {
            return;
        }
        let number = self.bundles.len();
        self.bundles.push(Bundle {
            source,
            destination,
        });
        self.take(strands, Shape::Bundle(number));
    }

    fn take(&mut self, strands: &[usize], shape: Shape) {
        for index in strands {
            if self.strand(*index).is_some_and(|it| !it.is_alone)
                && let Some(it) = self.shapes.get_mut(*index)
            {
                *it = shape;
            }
        }
    }
}

/// Whether two connections would be drawn alike.
fn says_as(a: &Connection, b: &Connection) -> bool {
    std::ptr::eq(a, b)
        || a.egress == b.egress
            && a.ingress == b.ingress
            && a.ports == b.ports
            && a.unknown_ports == b.unknown_ports
            && a.mixed_ports == b.mixed_ports
}

/// Whether nothing isolates either end.
pub(super) fn is_open(connection: &Connection) -> bool {
    connection.egress == Passage::Open && connection.ingress == Passage::Open
}

/// The lane that both ends are in.
pub(super) fn common_lane(a: Place, b: Place) -> Option<usize> {
    match (a, b) {
        (Place::Node { lane, .. }, Place::Node { lane: other, .. }) if lane == other => Some(lane),
        _ => None,
    }
}
