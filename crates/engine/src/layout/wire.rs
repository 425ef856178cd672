//! A wire's line: corners rounded, a head at its end, bars where it is refused.

use super::measure::TIP;
use super::{Bar, EdgeKind, PictureEdge, Point, Refusal, Segment, Wire};

/// Where the bar at a refusing source stands.
const BAR_AFTER_SOURCE: f64 = 21.0;
/// Where the bar at a refusing destination stands.
const BAR_BEFORE_DESTINATION: f64 = 9.0;
/// Half the length of a bar.
const BAR: f64 = 11.0;

/// The corners of a wire, from box to box; its pieces are upright or level.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// At least two, no two of them equal, no three in a row.
    pub(super) points: Vec<Point>,
    /// How wide its corners may be rounded.
    pub(super) rounding: f64,
}

impl Line {
    /// A line through `points`, without those that do not turn it.
    pub(super) fn new(points: Vec<Point>, rounding: f64) -> Self {
        let mut kept: Vec<Point> = Vec::with_capacity(points.len());
        for point in points {
            if kept.last().is_some_and(|&it| distance(it, point) < 0.5) {
                continue;
            }
            if let [.., before, last] = kept.as_slice()
                && is_straight(*before, *last, point)
            {
                kept.pop();
            }
            kept.push(point);
        }
        Self {
            points: kept,
            rounding,
        }
    }

    pub(super) fn pieces(&self) -> impl Iterator<Item = (Point, Point)> {
        self.points
            .iter()
            .copied()
            .zip(self.points.iter().copied().skip(1))
    }

    fn length(&self) -> f64 {
        self.pieces().map(|(a, b)| distance(a, b)).sum()
    }

    /// The part of it between two distances from its start.
    fn part(&self, from: f64, to: f64) -> Vec<Point> {
        let mut points = Vec::new();
        let mut passed = 0.0;
        for (a, b) in self.pieces() {
            let length = distance(a, b);
            let (start, end) = (from - passed, to - passed);
            passed += length;
            if start >= length || end <= 0.0 {
                continue;
            }
            if points.is_empty() {
                points.push(towards(a, b, start.max(0.0)));
            }
            points.push(towards(a, b, end.min(length)));
        }
        points
    }

    /// A bar across it, `at` from its start.
    fn bar(&self, at: f64) -> Option<Bar> {
        let part = self.part(at - 1.0, at);
        let [.., before, point] = part.as_slice() else {
            return None;
        };
        let (x, y) = direction(*before, *point);
        Some(Bar {
            from: offset(*point, -y * BAR, x * BAR),
            to: offset(*point, y * BAR, -x * BAR),
        })
    }

    /// How much of its first piece is straight.
    fn straight_start(&self) -> f64 {
        match self.points.as_slice() {
            [a, b] => distance(*a, *b),
            [a, b, ..] => distance(*a, *b) - self.rounding.min(distance(*a, *b) - TIP),
            _ => 0.0,
        }
    }
}

/// A wire without badges and words.
pub(super) fn draw(index: usize, edge: &PictureEdge, line: &Line) -> Wire {
    let mut wire = Wire {
        edge: index,
        source: edge.source,
        destination: edge.destination,
        path: Vec::new(),
        rest: Vec::new(),
        tip: head(line, 9.0, 4.5),
        bars: Vec::new(),
        pads: Vec::new(),
        pads_on_lane: false,
        egress_marks: Vec::new(),
        ingress_marks: Vec::new(),
        label: None,
        count: None,
    };
    let length = line.length();
    match edge.kind {
        EdgeKind::Admitted => {
            wire.path = rounded(&line.part(1.0, length - 10.0), line.rounding);
        }
        EdgeKind::Open => {
            wire.path = rounded(&line.part(1.0, length - 4.0), line.rounding);
            wire.tip = head(line, 6.0, 4.0);
        }
        EdgeKind::Denied(refusal) => refuse(&mut wire, line, length, refusal),
    }
    wire
}

fn refuse(wire: &mut Wire, line: &Line, length: f64, refusal: Refusal) {
    let at_source = BAR_AFTER_SOURCE
        .min(line.straight_start() - 1.0)
        .min(length / 3.0);
    let at_destination = length - BAR_BEFORE_DESTINATION;
    let (stops, stands) = match refusal {
        Refusal::AtSource => (at_source, vec![at_source]),
        Refusal::AtDestination => (at_destination, vec![at_destination]),
        Refusal::AtBoth => (at_source, vec![at_source, at_destination]),
    };
    wire.bars = stands.iter().filter_map(|&it| line.bar(it)).collect();
    wire.path = rounded(&line.part(1.0, stops - 1.0), line.rounding);
    wire.rest = match refusal {
        Refusal::AtSource => rounded(&line.part(stops + 5.0, length - 3.0), line.rounding),
        Refusal::AtBoth => rounded(&line.part(stops + 5.0, at_destination - 4.0), line.rounding),
        Refusal::AtDestination => Vec::new(),
    };
}

/// The three corners of an arrow's head that ends 2 before the box.
fn head(line: &Line, length: f64, half: f64) -> [Point; 3] {
    let origin = Point { x: 0.0, y: 0.0 };
    let [.., before, end] = line.points.as_slice() else {
        return [origin; 3];
    };
    let (x, y) = direction(*before, *end);
    let tip = offset(*end, -2.0 * x, -2.0 * y);
    let base = offset(tip, -length * x, -length * y);
    [
        offset(base, y * half, -x * half),
        tip,
        offset(base, -y * half, x * half),
    ]
}

/// The segments of a line through `points`, each corner as round as its pieces
/// allow.
fn rounded(points: &[Point], rounding: f64) -> Vec<Segment> {
    let mut segments = Vec::with_capacity(points.len() * 2);
    segments.extend(points.first().map(|&it| Segment::Move(it)));
    let last = points.len().saturating_sub(1);
    for (index, corner) in points.windows(3).enumerate() {
        let &[before, corner, after] = corner else {
            continue;
        };
        let room_before = room(distance(before, corner), index == 0);
        let room_after = room(distance(corner, after), index + 2 == last);
        let radius = rounding.min(room_before).min(room_after);
        segments.push(Segment::Line(towards(corner, before, radius)));
        segments.push(Segment::Corner {
            corner,
            end: towards(corner, after, radius),
        });
    }
    segments.extend(
        points
            .get(1..)
            .and_then(<[Point]>::last)
            .map(|&it| Segment::Line(it)),
    );
    segments
}

/// What a corner may take of a piece: half, or all but a stub at an end.
fn room(length: f64, is_end: bool) -> f64 {
    if is_end {
        (length - 3.0).max(length / 2.0)
    } else {
        length / 2.0
    }
}

pub(super) fn distance(a: Point, b: Point) -> f64 {
    let (x, y) = (b.x - a.x, b.y - a.y);
    (x * x + y * y).sqrt()
}

fn direction(from: Point, to: Point) -> (f64, f64) {
    let length = distance(from, to);
    if length == 0.0 {
        return (0.0, 0.0);
    }
    ((to.x - from.x) / length, (to.y - from.y) / length)
}

fn towards(from: Point, to: Point, by: f64) -> Point {
    let (x, y) = direction(from, to);
    offset(from, x * by, y * by)
}

fn offset(point: Point, x: f64, y: f64) -> Point {
    Point {
        x: point.x + x,
        y: point.y + y,
    }
}

fn is_straight(a: Point, b: Point, c: Point) -> bool {
    let level = (a.y - b.y).abs() < 0.01 && (b.y - c.y).abs() < 0.01;
    let upright = (a.x - b.x).abs() < 0.01 && (b.x - c.x).abs() < 0.01;
    level || upright
}
