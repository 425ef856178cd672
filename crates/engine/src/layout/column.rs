//! How high each box stands when nodes stand below each other.
//!
//! A node without connections folds to one line: in a narrow frame there is
//! little room, and the reader looks for what is connected. A denied connection
//! does not count, so that nothing moves when one looks at it.

use super::boxes::CHIPS;
use super::measure::times;
use super::numbers::Numbers;
use super::pins::Span;
use super::{EdgeKind, Lane, LaneKind, Picture, Place};

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
    /// By their numbers.
    pub(super) slots: Vec<Slot>,
    pub(super) lanes: Vec<Span>,
    pub(super) end: f64,
    numbers: Numbers,
}

impl Column {
    pub(super) fn new(picture: &Picture) -> Self {
        let parts = match picture.outside.len() {
            1 => 0,
            several => several,
        };
        let mut column = Self {
            roof: None,
            slots: Vec::new(),
            lanes: Vec::with_capacity(picture.lanes.len()),
            end: TOP,
            numbers: Numbers::new(picture, parts),
        };
        column.add_outside(picture.outside.len());
        let joints = Joints::new(picture, &column.numbers);
        for (lane, it) in picture.lanes.iter().enumerate() {
            column.add_lane(lane, it, &joints);
        }
        if !picture.lanes.is_empty() {
            column.end -= LANE_GAP;
        }
        column.end += BOTTOM;
        column
    }

    /// The position of a box in the column.
    pub(super) fn slot(&self, place: Place) -> Option<usize> {
        self.numbers.of(place)
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
        for _ in 0..parts {
            self.push(None, ROOF, false);
            self.end += PART_GAP;
        }
        if parts > 0 {
            self.end += LANE_GAP - PART_GAP;
        }
    }

    fn add_lane(&mut self, lane: usize, it: &Lane, joints: &Joints) {
        let from = self.end;
        self.end += match it.kind {
            LaneKind::Folded => LANE_BOTTOM,
            LaneKind::Namespace | LaneKind::Machines => HEADER,
        };
        let mut before = None;
        for (node, it) in it.nodes.iter().enumerate() {
            let joint = joints.at(&self.numbers, Place::Node { lane, node });
            let folded = !joint.is_connected;
            self.end += match before {
                None => 0.0,
                Some(false) if joint.is_crowded => CROWDED_GAP,
                Some(false) if !folded => STEP_GAP,
                Some(_) => FOLDED_GAP,
            };
            let chips = if it.chips.is_empty() { 0.0 } else { CHIPS };
            let height = if folded {
                FOLDED
            } else {
                joint.height() + chips
            };
            self.push(Some(lane), height, folded);
            before = Some(folded);
        }
        self.end += LANE_BOTTOM;
        self.lanes.push(Span { from, to: self.end });
        self.end += LANE_GAP;
    }

    fn push(&mut self, lane: Option<usize>, height: f64, folded: bool) {
        let span = Span {
            from: self.end,
            to: self.end + height,
        };
        self.slots.push(Slot { lane, span, folded });
        self.end = span.to;
    }
}

/// What the edges say about the boxes, denied edges aside; by their numbers.
#[derive(Debug)]
struct Joints(Vec<Joint>);

/// What the edges say about one box.
#[derive(Debug, Clone, Copy, Default)]
struct Joint {
    is_connected: bool,
    /// Whether there is much to show between it and the node above.
    is_crowded: bool,
    /// How many wires leave it at the left, and at the right.
    left: usize,
    right: usize,
}

impl Joints {
    fn new(picture: &Picture, numbers: &Numbers) -> Self {
        let mut joints = Self(vec![Joint::default(); numbers.count()]);
        for edge in &picture.edges {
            if matches!(edge.kind, EdgeKind::Denied(_)) {
                continue;
            }
            joints.attach(numbers, edge.source, edge.destination);
            joints.attach(numbers, edge.destination, edge.source);
            let both = !edge.egress_marks.is_empty() && !edge.ingress_marks.is_empty();
            if (both || edge.label.is_some())
                && let Some(lower) = lower_neighbour(edge.source, edge.destination)
                && let Some(it) = joints.at_mut(numbers, lower)
            {
                it.is_crowded = true;
            }
        }
        joints
    }

    fn attach(&mut self, numbers: &Numbers, place: Place, other: Place) {
        let Some(it) = self.at_mut(numbers, place) else {
            return;
        };
        it.is_connected = true;
        match (place, other) {
            (Place::Node { lane: a, .. }, Place::Node { lane: b, .. }) if a == b => it.left += 1,
            _ => it.right += 1,
        }
    }

    fn at(&self, numbers: &Numbers, place: Place) -> Joint {
        let found = numbers.of(place).and_then(|it| self.0.get(it));
        found.copied().unwrap_or_default()
    }

    fn at_mut(&mut self, numbers: &Numbers, place: Place) -> Option<&mut Joint> {
        self.0.get_mut(numbers.of(place)?)
    }
}

impl Joint {
    /// A node is higher when it has more wires at one side than fit.
    fn height(self) -> f64 {
        let gaps = times(self.left.max(self.right).saturating_sub(1));
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
