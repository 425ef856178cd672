//! Nodes of a lane below each other, for narrow frames.
//!
//! All boxes form one column. Steps to a neighbour run straight, skips in a lane
//! as arcs at the left, everything else at the right: there the outside and
//! the other lanes can be reached without crossing an arc.

use super::boxes::{flat_outside, lane, node};
use super::column::{Column, PIN_INSET, STEP_GAP};
use super::marks::wired;
use super::measure::{times, whole};
use super::pins::{Span, spread};
use super::tracks::{Leg, Stretch, arrange, offset, rounded};
use super::wire::Line;
use super::{
    EdgeKind, Frame, LaneBox, Orientation, Picture, PictureEdge, Place, Point, Rect, Scene,
};

const MARGIN: f64 = 12.0;
const NODE_LEAST: f64 = 156.0;
const NODE_MOST: f64 = 280.0;
/// From a box to the first track beside it, and from the last to the frame.
const TRACK_FIRST: f64 = 22.0;
const TRACK_LAST: f64 = 18.0;
/// Where nothing runs at the right of the boxes.
const RIGHT_LEAST: f64 = 32.0;
/// Where a step leaves its box: downwards, upwards, as a share of its width.
const STEP_DOWN: f64 = 0.24;
const STEP_UP: f64 = 0.7;
const PIN_PITCH: f64 = 20.0;
const CORNER: f64 = 14.0;
const ARC_CORNER: f64 = 22.0;
/// More badges of one direction than this do not fit beside a step.
const STEP_MARKS: usize = 3;

/// Places everything in `picture`, in a narrow frame.
pub(super) fn lay_out(picture: &Picture, frame: Frame) -> Scene {
    let column = Column::new(picture);
    let mut ways = Ways::new(&column);
    for (index, edge) in picture.edges.iter().enumerate() {
        ways.late = matches!(edge.kind, EdgeKind::Denied(_));
        ways.is_open = edge.kind == EdgeKind::Open;
        if let Some(course) = ways.course(edge) {
            ways.all.push(Way {
                edge: index,
                course,
                late: ways.late,
                is_open: ways.is_open,
            });
        }
    }
    let pins = ways.pin_heights();
    let tracks = Tracks::new(&ways, &pins, picture.lanes.len());
    let sides = Sides::new(picture, f64::from(frame.width), &tracks);
    let drawing = Drawing {
        picture,
        column: &column,
        ways: &ways,
        pins,
        tracks,
        sides,
    };
    drawing.scene()
}

/// Where a wire runs beside the boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gutter {
    /// At the left, inside a lane.
    Left(usize),
    Right,
}

/// An end of a wire that runs in a gutter.
#[derive(Debug, Clone, Copy)]
enum End {
    /// At a box.
    Pin(usize),
    /// At a frame that lies across the gutter, at this height.
    Frame(f64),
}

#[derive(Debug, Clone, Copy)]
enum Course {
    /// Straight from one height to another; where, as a share of the boxes.
    Straight {
        from: f64,
        to: f64,
        share: f64,
    },
    /// From a lane's frame straight to a box in it, or back.
    FromFrame {
        pin: usize,
        enters: bool,
    },
    Around(Gutter, [End; 2]),
}

#[derive(Debug, Clone, Copy)]
struct Way {
    edge: usize,
    course: Course,
    late: bool,
    is_open: bool,
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

#[derive(Debug)]
struct Ways<'a> {
    column: &'a Column,
    late: bool,
    is_open: bool,
    steps: Vec<(usize, bool)>,
    pins: Vec<Pin>,
    all: Vec<Way>,
}

impl<'a> Ways<'a> {
    fn new(column: &'a Column) -> Self {
        Self {
            column,
            late: false,
            is_open: false,
            steps: Vec::new(),
            pins: Vec::new(),
            all: Vec::new(),
        }
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
                let ends = [self.frame_of(a, a < b), self.frame_of(b, b < a)];
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
        let down = own.is_some_and(|it| lane < it);
        let frame = self.frame_of(lane, down);
        let End::Frame(height) = frame else {
            return Course::Around(Gutter::Right, [frame, frame]);
        };
        around([frame, self.pin(slot, Gutter::Right, height)], enters)
    }

    fn top_of(&self, lane: usize) -> End {
        self.frame_of(lane, false)
    }

    fn frame_of(&self, lane: usize, bottom: bool) -> End {
        let span = self.column.lanes.get(lane);
        End::Frame(span.map_or(0.0, |it| if bottom { it.to } else { it.from }))
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
    fn pin_heights(&self) -> Vec<f64> {
        let mut heights = vec![0.0; self.pins.len()];
        for (slot, it) in self.column.slots.iter().enumerate() {
            for left in [true, false] {
                let is_here = |pin: &Pin| pin.slot == slot && left == (pin.gutter != Gutter::Right);
                let mut here: Vec<(usize, &Pin)> = self
                    .pins
                    .iter()
                    .enumerate()
                    .filter(|(_, pin)| is_here(pin))
                    .collect();
                let middle = it.span.middle();
                here.sort_by(|(_, a), (_, b)| pin_order(a, b, middle));
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

/// The tracks of all gutters.
#[derive(Debug)]
struct Tracks {
    /// How far from the boxes each way runs, in tracks, and of how many.
    levels: Vec<(usize, usize)>,
    /// How many tracks there is room for at the left and at the right.
    left: usize,
    right: usize,
}

impl Tracks {
    fn new(ways: &Ways<'_>, pins: &[f64], lanes: usize) -> Self {
        let mut tracks = Self {
            levels: vec![(0, 1); ways.all.len()],
            left: 2,
            right: 0,
        };
        for gutter in (0..lanes).map(Gutter::Left).chain([Gutter::Right]) {
            let reserved = tracks.arrange(gutter, ways, pins);
            match gutter {
                Gutter::Left(_) => tracks.left = tracks.left.max(rounded(reserved, 2)),
                Gutter::Right => tracks.right = rounded(reserved, 2),
            }
        }
        tracks
    }

    fn arrange(&mut self, gutter: Gutter, ways: &Ways<'_>, pins: &[f64]) -> usize {
        let mut here: Vec<(usize, bool, Stretch)> = Vec::new();
        for (index, way) in ways.all.iter().enumerate() {
            if let Course::Around(its, ends) = way.course
                && its == gutter
            {
                let ends = ends.map(|it| match it {
                    End::Pin(pin) => (height(pins, pin), Leg::Back),
                    End::Frame(height) => (height, Leg::Nowhere),
                });
                here.push((
                    index,
                    way.is_open,
                    Stretch {
                        ends,
                        late: way.late,
                    },
                ));
            }
        }
        here.sort_by(|a, b| b.1.cmp(&a.1).then(a.2.length().total_cmp(&b.2.length())));
        let stretches: Vec<Stretch> = here.iter().map(|it| it.2).collect();
        let arrangement = arrange(&stretches);
        for ((index, ..), level) in here.into_iter().zip(arrangement.levels) {
            if let Some(slot) = self.levels.get_mut(index) {
                *slot = (level, arrangement.count);
            }
        }
        arrangement.reserved
    }
}

fn height(pins: &[f64], pin: usize) -> f64 {
    pins.get(pin).copied().unwrap_or_default()
}

/// The upright coordinates of the boxes.
#[derive(Debug)]
struct Sides {
    lanes: Span,
    boxes: Span,
    /// The room for tracks, from the first to the last.
    left: f64,
    right: f64,
    width: f64,
}

impl Sides {
    fn new(picture: &Picture, width: f64, tracks: &Tracks) -> Self {
        let left = gutter(tracks.left);
        let nowhere_to_go = picture.lanes.len() <= 1 && picture.outside.is_empty();
        let right = if nowhere_to_go {
            0.0
        } else {
            gutter(tracks.right)
        };
        let beside_left = TRACK_FIRST + left + TRACK_LAST;
        let beside_right = if nowhere_to_go {
            RIGHT_LEAST
        } else {
            TRACK_FIRST + right + TRACK_LAST
        };
        let free = width - 2.0 * MARGIN - beside_left - beside_right;
        let node = free.clamp(NODE_LEAST, NODE_MOST);
        let spare = ((free - node) / 2.0).max(0.0).floor();
        let from = MARGIN + beside_left + spare;
        let boxes = Span {
            from,
            to: from + node,
        };
        let end = (boxes.to + beside_right).max(width - MARGIN);
        Self {
            lanes: Span {
                from: MARGIN,
                to: end,
            },
            boxes,
            left,
            right,
            width: end + MARGIN,
        }
    }
}

/// The distance from the first track to the last.
fn gutter(tracks: usize) -> f64 {
    match tracks {
        0..=2 => 28.0,
        more => 16.0 * times(more - 1),
    }
}

struct Drawing<'a> {
    picture: &'a Picture,
    column: &'a Column,
    ways: &'a Ways<'a>,
    pins: Vec<f64>,
    tracks: Tracks,
    sides: Sides,
}

impl Drawing<'_> {
    fn scene(&self) -> Scene {
        let scene = Scene {
            width: self.sides.width,
            height: self.column.end,
            orientation: Orientation::Down,
            lanes: self.lane_boxes(),
            outside: self.outside_boxes(),
            wires: Vec::new(),
        };
        let ways = self.ways.all.iter().enumerate();
        let lines: Vec<(usize, Line)> = ways
            .map(|(index, way)| (way.edge, self.line(index, way)))
            .collect();
        wired(scene, self.picture, &lines)
    }

    fn lane_boxes(&self) -> Vec<LaneBox> {
        let mut frames = Vec::with_capacity(self.picture.lanes.len());
        for (index, it) in self.picture.lanes.iter().enumerate() {
            let span = self.column.lanes.get(index).copied();
            let mut frame = lane(
                it,
                rect(self.sides.lanes, span.unwrap_or(self.column.nowhere())),
            );
            for (position, it) in it.nodes.iter().enumerate() {
                let place = Place::Node {
                    lane: index,
                    node: position,
                };
                let slot = self
                    .column
                    .slot(place)
                    .and_then(|it| self.column.slots.get(it));
                if let Some(slot) = slot {
                    frame
                        .nodes
                        .push(node(it, rect(self.sides.boxes, slot.span), slot.folded));
                }
            }
            frames.push(frame);
        }
        frames
    }

    fn outside_boxes(&self) -> Vec<super::OutsideBox> {
        let parts = self.picture.outside.iter().enumerate();
        let boxes = parts.map(|(part, it)| {
            let slot = self.column.slot(Place::Outside(part));
            let slot = slot.and_then(|it| self.column.slots.get(it));
            let across = match slot {
                Some(_) => Span {
                    from: MARGIN,
                    to: self.sides.boxes.to,
                },
                None => self.sides.lanes,
            };
            let span = slot.map(|it| it.span).or(self.column.roof);
            flat_outside(it, rect(across, span.unwrap_or(self.column.nowhere())))
        });
        boxes.collect()
    }

    fn line(&self, index: usize, way: &Way) -> Line {
        let boxes = self.sides.boxes;
        match way.course {
            Course::Straight { from, to, share } => {
                let x = whole(boxes.from + share * boxes.length());
                Line::new(vec![Point { x, y: from }, Point { x, y: to }], CORNER)
            }
            Course::FromFrame { pin, enters } => {
                let y = height(&self.pins, pin);
                let mut points = vec![
                    Point {
                        x: self.sides.lanes.to,
                        y,
                    },
                    Point { x: boxes.to, y },
                ];
                if !enters {
                    points.reverse();
                }
                Line::new(points, CORNER)
            }
            Course::Around(gutter, [start, end]) => {
                let (x, side, rounding) = self.track(gutter, index);
                let mut points = self.corners(start, x, side);
                points.extend(self.corners(end, x, side).into_iter().rev());
                Line::new(points, rounding)
            }
        }
    }

    /// From an end of a wire to its track.
    fn corners(&self, end: End, track: f64, side: f64) -> Vec<Point> {
        match end {
            End::Frame(y) => vec![Point { x: track, y }],
            End::Pin(pin) => {
                let y = height(&self.pins, pin);
                vec![Point { x: side, y }, Point { x: track, y }]
            }
        }
    }

    /// Where a way runs, which side of the boxes it starts at, and how round
    /// its corners are.
    fn track(&self, gutter: Gutter, index: usize) -> (f64, f64, f64) {
        let (level, count) = self.tracks.levels.get(index).copied().unwrap_or((0, 1));
        let Sides {
            boxes, left, right, ..
        } = self.sides;
        let away = |room: f64| TRACK_FIRST + offset(level, count, room, 28.0);
        match gutter {
            Gutter::Left(_) => (whole(boxes.from - away(left)), boxes.from, ARC_CORNER),
            Gutter::Right => (whole(boxes.to + away(right)), boxes.to, CORNER),
        }
    }
}

fn rect(across: Span, down: Span) -> Rect {
    Rect {
        x: across.from,
        y: down.from,
        width: across.length(),
        height: down.length(),
    }
}
