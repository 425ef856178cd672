//! Nodes of a lane below each other, for narrow frames.
//!
//! All boxes form one column. Steps to a neighbour run straight, skips in a lane
//! as arcs at the left, everything else at the right: there the outside and
//! the other lanes can be reached without crossing an arc.

use super::boxes::{flat_outside, lane, node};
use super::column::Column;
use super::marks::wired;
use super::measure::{times, whole};
use super::pins::Span;
use super::tracks::{Leg, Stretch, arrange, offset, rounded};
use super::ways::{Course, End, Gutter, Way, Ways};
use super::wire::Line;
use super::{Frame, LaneBox, Orientation, Picture, Place, Point, Rect, Scene};
use crate::order::sorted_by;

const MARGIN: f64 = 12.0;
const NODE_LEAST: f64 = 156.0;
const NODE_MOST: f64 = 280.0;
/// From a box to the first track beside it, and from the last to the frame.
const TRACK_FIRST: f64 = 22.0;
const TRACK_LAST: f64 = 18.0;
/// Where nothing runs at the right of the boxes.
const RIGHT_LEAST: f64 = 32.0;
const CORNER: f64 = 14.0;
const ARC_CORNER: f64 = 22.0;

/// Places everything in `picture`, in a narrow frame.
pub(super) fn lay_out(picture: &Picture, frame: Frame) -> Scene {
    let column = Column::new(picture);
    let ways = Ways::new(picture, &column);
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
        let here = sorted_by(&here, |a, b| {
            let shorter = a.2.length().total_cmp(&b.2.length());
            b.1.cmp(&a.1).then(shorter)
        });
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
