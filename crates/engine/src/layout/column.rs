//! How high each box stands when nodes stand below each other.
//!
//! A node without connections folds to one line: in a narrow frame there is
//! little room, and the reader looks for what is connected. A denied connection
//! does not count, so that nothing moves when one looks at it.

use std::collections::{BTreeMap, BTreeSet};

use super::measure::times;
use super::pins::Span;
use super::{EdgeKind, Picture, Place};

const TOP: f64 = 8.0;
const BOTTOM: f64 = 10.0;
const ROOF: f64 = 30.0;
const PART_GAP: f64 = 6.0;
const LANE_GAP: f64 = 28.0;
const HEADER: f64 = 38.0;
const LANE_BOTTOM: f64 = 16.0;
const NODE: f64 = 52.0;
const FOLDED: f64 = 34.0;
/// Between two nodes with connections: room for a badge.
pub(super) const STEP_GAP: f64 = 36.0;
/// The same when it has badges of both directions, or a label.
const CROWDED_GAP: f64 = 62.0;
/// What stays free at a box's corners, and between two wires at its side.
pub(super) const PIN_INSET: f64 = 9.0;
const PIN_LEAST: f64 = 8.0;
const FOLDED_GAP: f64 = 8.0;

/// A box in the column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    /// Its lane; a part of the outside has none.
    pub(super) lane: Option<usize>,
    pub(super) span: Span,
    pub(super) folded: bool,
}

/// All boxes, from top to bottom.
#[derive(Debug)]
pub(super) struct Column {
    /// The outside as one box over everything.
    pub(super) roof: Option<Span>,
    pub(super) slots: Vec<Slot>,
    pub(super) lanes: Vec<Span>,
    pub(super) end: f64,
    places: BTreeMap<Place, usize>,
}

impl Column {
    pub(super) fn new(picture: &Picture) -> Self {
        let mut column = Self {
            roof: None,
            slots: Vec::new(),
            lanes: Vec::with_capacity(picture.lanes.len()),
            end: TOP,
            places: BTreeMap::new(),
        };
        column.add_outside(picture.outside.len());
        let joints = Joints::new(picture);
        for (lane, it) in picture.lanes.iter().enumerate() {
            column.add_lane(lane, it.nodes.len(), &joints);
        }
        if !picture.lanes.is_empty() {
            column.end -= LANE_GAP;
        }
        column.end += BOTTOM;
        column
    }

    /// The position of a box in the column.
    pub(super) fn slot(&self, place: Place) -> Option<usize> {
        self.places.get(&place).copied()
    }

    /// Below everything.
    pub(super) fn nowhere(&self) -> Span {
        Span {
            from: self.end,
            to: self.end,
        }
    }

    fn add_outside(&mut self, parts: usize) {
        if parts == 1 {
            self.roof = Some(Span {
                from: TOP,
                to: TOP + ROOF,
            });
            self.end += ROOF + LANE_GAP;
            return;
        }
        for part in 0..parts {
            self.push(Place::Outside(part), None, ROOF, false);
            self.end += PART_GAP;
        }
        if parts > 0 {
            self.end += LANE_GAP - PART_GAP;
        }
    }

    fn add_lane(&mut self, lane: usize, nodes: usize, joints: &Joints) {
        let from = self.end;
        self.end += HEADER;
        let mut before = None;
        for node in 0..nodes {
            let place = Place::Node { lane, node };
            let folded = !joints.connected.contains(&place);
            self.end += match before {
                None => 0.0,
                Some(false) if joints.crowded.contains(&place) => CROWDED_GAP,
                Some(false) if !folded => STEP_GAP,
                Some(_) => FOLDED_GAP,
            };
            let height = if folded { FOLDED } else { joints.height(place) };
            self.push(place, Some(lane), height, folded);
            before = Some(folded);
        }
        self.end += LANE_BOTTOM;
        self.lanes.push(Span { from, to: self.end });
        self.end += LANE_GAP;
    }

    fn push(&mut self, place: Place, lane: Option<usize>, height: f64, folded: bool) {
        let span = Span {
            from: self.end,
            to: self.end + height,
        };
        self.places.insert(place, self.slots.len());
        self.slots.push(Slot { lane, span, folded });
        self.end = span.to;
    }
}

/// What the edges say about the boxes, denied edges aside.
#[derive(Debug, Default)]
struct Joints {
    /// Everything that some edge reaches.
    connected: BTreeSet<Place>,
    /// Nodes with much to show between them and the node above.
    crowded: BTreeSet<Place>,
    /// How many wires leave each node at the left, and at the right.
    sides: BTreeMap<Place, (usize, usize)>,
}

impl Joints {
    fn new(picture: &Picture) -> Self {
        let mut joints = Self::default();
        for edge in &picture.edges {
            if matches!(edge.kind, EdgeKind::Denied(_)) {
                continue;
            }
            joints.connected.extend([edge.source, edge.destination]);
            joints.attach(edge.source, edge.destination);
            joints.attach(edge.destination, edge.source);
            let both = !edge.egress_marks.is_empty() && !edge.ingress_marks.is_empty();
            if both || edge.label.is_some() {
                joints
                    .crowded
                    .extend(lower_neighbour(edge.source, edge.destination));
            }
        }
        joints
    }

    fn attach(&mut self, place: Place, other: Place) {
        let (left, right) = self.sides.entry(place).or_default();
        match (place, other) {
            (Place::Node { lane: a, .. }, Place::Node { lane: b, .. }) if a == b => *left += 1,
            _ => *right += 1,
        }
    }

    /// A node is higher when it has more wires at one side than fit.
    fn height(&self, place: Place) -> f64 {
        let (left, right) = self.sides.get(&place).copied().unwrap_or_default();
        let gaps = times(left.max(right).saturating_sub(1));
        NODE.max(2.0 * PIN_INSET + PIN_LEAST * gaps)
    }
}

/// The lower of two nodes, if one follows the other.
fn lower_neighbour(a: Place, b: Place) -> Option<Place> {
    let (
        Place::Node { lane, node: upper },
        Place::Node {
            lane: other,
            node: lower,
        },
    ) = (a.min(b), a.max(b))
    else {
        return None;
    };
    (lane == other && upper + 1 == lower).then_some(a.max(b))
}
