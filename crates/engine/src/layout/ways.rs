//! Which way every wire goes, when nodes stand below each other.

use super::column::{Column, PIN_INSET, STEP_GAP};
use super::measure::whole;
use super::pins::{Span, spread};
use super::{EdgeKind, Picture, PictureEdge, Place};
use crate::order::sorted_by;

/// Where a step leaves its box: downwards, upwards, as a share of its width.
const STEP_DOWN: f64 = 0.24;
const STEP_UP: f64 = 0.7;
const PIN_PITCH: f64 = 20.0;
/// More badges of one direction than this do not fit beside a step.
const STEP_MARKS: usize = 3;

/// Where a wire runs beside the boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gutter {
    /// At the left, inside a lane.
    Left(usize),
    Right,
}

/// An end of a wire that runs in a gutter.
#[derive(Debug, Clone, Copy)]
pub(super) enum End {
    /// At a box.
    Pin(usize),
    /// At a frame that lies across the gutter, at this height.
    Frame(f64),
}

/// How a wire gets from box to box.
#[derive(Debug, Clone, Copy)]
pub(super) enum Course {
    /// Straight from one height to another; where, as a share of the boxes.
    Straight { from: f64, to: f64, share: f64 },
    /// From a lane's frame straight to a box in it, or back.
    FromFrame { pin: usize, enters: bool },
    /// Beside the boxes.
    Around(Gutter, [End; 2]),
}

/// One wire.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    pub(super) edge: usize,
    pub(super) course: Course,
    pub(super) late: bool,
    pub(super) is_open: bool,
}

/// A wire at the side of a box.
#[derive(Debug, Clone, Copy)]
struct Pin {
    slot: usize,
    gutter: Gutter,
    /// How far down the other end is.
    towards: f64,
    is_open: bool,
    late: bool,
}

/// What a place of the picture is in the column.
#[derive(Debug, Clone, Copy)]
enum Anchor {
    Slot(usize),
    Roof,
    Lane(usize),
}

/// All wires of a picture.
#[derive(Debug)]
pub(super) struct Ways<'a> {
    column: &'a Column,
    late: bool,
    is_open: bool,
    steps: Vec<(usize, bool)>,
    pins: Vec<Pin>,
    pub(super) all: Vec<Way>,
}

impl<'a> Ways<'a> {
    pub(super) fn new(picture: &Picture, column: &'a Column) -> Self {
        let mut ways = Self {
            column,
            late: false,
            is_open: false,
            steps: Vec::new(),
            pins: Vec::new(),
            all: Vec::with_capacity(picture.edges.len()),
        };
        for (edge, it) in picture.edges.iter().enumerate() {
            let late = matches!(it.kind, EdgeKind::Denied(_));
            let is_open = it.kind == EdgeKind::Open;
            (ways.late, ways.is_open) = (late, is_open);
            if let Some(course) = ways.course(it) {
                ways.all.push(Way {
                    edge,
                    course,
                    late,
                    is_open,
                });
            }
        }
        ways
    }

    fn anchor(&self, place: Place) -> Option<Anchor> {
        match place {
            Place::Lane(lane) => self.column.lanes.get(lane).map(|_| Anchor::Lane(lane)),
            Place::Outside(0) if self.column.roof.is_some() => Some(Anchor::Roof),
            Place::Outside(_) | Place::Node { .. } => self.column.slot(place).map(Anchor::Slot),
        }
    }

    fn course(&mut self, edge: &PictureEdge) -> Option<Course> {
        if edge.source == edge.destination {
            return None;
        }
        let (source, destination) = (self.anchor(edge.source)?, self.anchor(edge.destination)?);
        match (source, destination) {
            (Anchor::Slot(a), Anchor::Slot(b)) => self.between(a, b, edge),
            (Anchor::Roof, Anchor::Slot(slot)) => self.with_roof(slot, true),
            (Anchor::Slot(slot), Anchor::Roof) => self.with_roof(slot, false),
            (Anchor::Lane(lane), Anchor::Slot(slot)) => Some(self.with_lane(lane, slot, true)),
            (Anchor::Slot(slot), Anchor::Lane(lane)) => Some(self.with_lane(lane, slot, false)),
            (Anchor::Lane(lane), Anchor::Roof) => {
                let ends = [self.top_of(lane), self.roof()?];
                Some(Course::Around(Gutter::Right, ends))
            }
            (Anchor::Roof, Anchor::Lane(lane)) => {
                let ends = [self.roof()?, self.top_of(lane)];
                Some(Course::Around(Gutter::Right, ends))
            }
            (Anchor::Lane(a), Anchor::Lane(b)) => {
                let heights = [self.frame_height(a, a < b), self.frame_height(b, b < a)];
                let ends = heights.map(End::Frame);
                Some(Course::Around(Gutter::Right, ends))
            }
            (Anchor::Roof, Anchor::Roof) => None,
        }
    }

    fn between(&mut self, a: usize, b: usize, edge: &PictureEdge) -> Option<Course> {
        let (from, to) = (*self.column.slots.get(a)?, *self.column.slots.get(b)?);
        if from.lane.is_none() && to.lane.is_none() {
            return None;
        }
        let down = a < b;
        let gap = if down {
            to.span.from - from.span.to
        } else {
            from.span.from - to.span.to
        };
        let is_step = a.abs_diff(b) == 1
            && from.lane == to.lane
            && gap >= STEP_GAP
            && edge.egress_marks.len().max(edge.ingress_marks.len()) <= STEP_MARKS
            && !self.steps.contains(&(a.min(b), down));
        if is_step {
            self.steps.push((a.min(b), down));
            return Some(if down {
                straight(from.span.to, to.span.from, STEP_DOWN)
            } else {
                straight(from.span.from, to.span.to, STEP_UP)
            });
        }
        let gutter = match from.lane {
            Some(lane) if from.lane == to.lane => Gutter::Left(lane),
            _ => Gutter::Right,
        };
        let start = self.pin(a, gutter, to.span.middle());
        let end = self.pin(b, gutter, from.span.middle());
        Some(Course::Around(gutter, [start, end]))
    }

    /// The first box of all stands directly below the outside.
    fn with_roof(&mut self, slot: usize, enters: bool) -> Option<Course> {
        let roof = self.column.roof?;
        if slot == 0 {
            let top = self.column.slots.first()?.span.from;
            return Some(if enters {
                straight(roof.to, top, 0.6)
            } else {
                straight(top, roof.to, 0.4)
            });
        }
        let ends = [End::Frame(roof.to), self.pin(slot, Gutter::Right, roof.to)];
        Some(around(ends, enters))
    }

    fn with_lane(&mut self, lane: usize, slot: usize, enters: bool) -> Course {
        let own = self.column.slots.get(slot).and_then(|it| it.lane);
        if own == Some(lane) {
            let height = self
                .column
                .slots
                .get(slot)
                .map_or(0.0, |it| it.span.middle());
            self.pins.push(Pin {
                slot,
                gutter: Gutter::Right,
                towards: height,
                is_open: self.is_open,
                late: self.late,
            });
            return Course::FromFrame {
                pin: self.pins.len() - 1,
                enters,
            };
        }
        let height = self.frame_height(lane, own.is_some_and(|it| lane < it));
        let pin = self.pin(slot, Gutter::Right, height);
        around([End::Frame(height), pin], enters)
    }

    fn top_of(&self, lane: usize) -> End {
        End::Frame(self.frame_height(lane, false))
    }

    fn frame_height(&self, lane: usize, bottom: bool) -> f64 {
        let span = self.column.lanes.get(lane);
        span.map_or(0.0, |it| if bottom { it.to } else { it.from })
    }

    fn roof(&self) -> Option<End> {
        Some(End::Frame(self.column.roof?.to))
    }

    fn pin(&mut self, slot: usize, gutter: Gutter, towards: f64) -> End {
        self.pins.push(Pin {
            slot,
            gutter,
            towards,
            is_open: self.is_open,
            late: self.late,
        });
        End::Pin(self.pins.len() - 1)
    }

    /// Spreads the wires of every box over its sides: what goes up lies above
    /// what goes down, and long arcs lie outside of short ones.
    pub(super) fn pin_heights(&self) -> Vec<f64> {
        let mut heights = vec![0.0; self.pins.len()];
        for (slot, it) in self.column.slots.iter().enumerate() {
            for left in [true, false] {
                let is_here = |pin: &Pin| pin.slot == slot && left == (pin.gutter != Gutter::Right);
                let here: Vec<(usize, &Pin)> = self
                    .pins
                    .iter()
                    .enumerate()
                    .filter(|(_, pin)| is_here(pin))
                    .collect();
                let middle = it.span.middle();
                let here = sorted_by(&here, |a, b| pin_order(a.1, b.1, middle));
                let late: Vec<bool> = here.iter().map(|(_, it)| it.late).collect();
                let room = Span {
                    from: it.span.from + PIN_INSET,
                    to: it.span.to - PIN_INSET,
                };
                for ((index, _), y) in here.into_iter().zip(spread(&late, room, PIN_PITCH)) {
                    if let Some(slot) = heights.get_mut(index) {
                        *slot = whole(y);
                    }
                }
            }
        }
        heights
    }
}

fn pin_order(a: &Pin, b: &Pin, middle: f64) -> std::cmp::Ordering {
    let key = |it: &Pin| {
        let down = it.towards > middle;
        let outer: f64 = if it.is_open { 0.0 } else { 1.0 };
        (down, -it.towards, if down { -outer } else { outer })
    };
    let ((a_down, a_far, a_outer), (b_down, b_far, b_outer)) = (key(a), key(b));
    a_down
        .cmp(&b_down)
        .then(a_far.total_cmp(&b_far))
        .then(a_outer.total_cmp(&b_outer))
}

fn straight(from: f64, to: f64, share: f64) -> Course {
    Course::Straight { from, to, share }
}

fn around(mut ends: [End; 2], in_order: bool) -> Course {
    if !in_order {
        ends.reverse();
    }
    Course::Around(Gutter::Right, ends)
}
