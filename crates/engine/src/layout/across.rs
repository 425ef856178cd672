//! Nodes of a lane side by side, lanes below each other.
//!
//! The outside stands at the left, or over everything when the frame is narrow.
//! Boxes are placed by the nodes alone; only how much room there is between
//! rows depends on the wires, and that in steps, and not on denied ones.

use super::boxes::{flat_outside, lane, node, outside_cell, outside_width, tall_outside};
use super::courses::{Courses, value};
use super::grid::Grid;
use super::levels::{Level, Levels};
use super::marks::wired;
use super::measure::{MARGIN, times, whole};
use super::pins::{Span, spread};
use super::plan::{Outside, Plan};
use super::tracks::{Leg, Stretch, arrange, offset, rounded};
use super::turns::{Border, Route, Side, Turn};
use super::wire::Line;
use super::{
    EdgeKind, Frame, LaneBox, Orientation, OutsideBox, Picture, PictureNode, Place, Point, Rect,
    Scene,
};
use crate::order::{groups_by, sorted_by};

/// From this width on the outside stands at the left.
const WALL_FROM: f64 = 900.0;
const WALL_LEAST: f64 = 86.0;
const WALL_MOST: f64 = 150.0;
/// A part of the outside at the left is at least that high.
const WALL_PART: f64 = 76.0;
/// Above the lanes, it is at least that wide with its gap.
const PART_LEAST: f64 = 156.0;
/// Between two lifts in the aisle.
const AISLE_PITCH: f64 = 9.0;
pub(super) const ROOF: f64 = 34.0;

pub(super) const NODE_HEIGHT: f64 = 56.0;
pub(super) const LANE_BOTTOM: f64 = 22.0;
/// Where the wires between neighbours leave a box: to the right, to the left.
const STEP_RIGHT: f64 = 19.0;
const STEP_LEFT: f64 = 41.0;
/// What stays free at a box's corners.
const SIDE_INSET: f64 = 7.0;
const CORNER: f64 = 16.0;
/// A wire does not change its height by less.
const JOG: f64 = 28.0;
const ARC_CORNER: f64 = 30.0;

/// Places everything in `picture`, in a frame that is wide enough for it.
pub(super) fn lay_out(picture: &Picture, frame: Frame) -> Scene {
    let width = f64::from(frame.width);
    let outside = match picture.outside.len() {
        0 | 1 if width < WALL_FROM => Outside::Roof,
        parts if width < WALL_FROM && times(parts) * PART_LEAST <= width => Outside::Row,
        _ => Outside::Wall,
    };
    let (wall, aisle) = wall_and_aisle(picture);
    let has_wall = outside == Outside::Wall && !picture.outside.is_empty();
    let left = if has_wall { wall + aisle } else { 0.0 };
    let room = Span {
        from: MARGIN + 2.0 + left,
        to: width - MARGIN - 2.0,
    };
    let grid = Grid::new(picture, room, outside == Outside::Row);
    let plan = Plan::new(picture, &grid, outside);
    let titles = titles(picture, &grid);
    let courses = Courses::new(&plan, &grid, &titles);
    let across = Across {
        picture,
        outside,
        wall: Span {
            from: grid.lanes.from - left,
            to: grid.lanes.from - aisle,
        },
        lanes: Span {
            from: grid.lanes.from,
            to: grid.lanes.to.max(courses.right + courses.end),
        },
        levels: Levels::new(&grid, &courses, outside, picture.outside.is_empty()),
        grid: &grid,
        plan: &plan,
        courses: &courses,
    };
    across.scene(width)
}

/// How wide the outside and the way beside it are.
fn wall_and_aisle(picture: &Picture) -> (f64, f64) {
    let words = picture
        .outside
        .iter()
        .map(outside_width)
        .fold(0.0, f64::max);
    let wall = (words + 18.0).ceil().clamp(WALL_LEAST, WALL_MOST);
    let outer = picture.edges.iter().filter(|it| {
        let ends = [it.source, it.destination];
        let is_outer = ends.iter().any(|it| matches!(it, Place::Outside(_)));
        is_outer && !matches!(it.kind, EdgeKind::Denied(_))
    });
    let (mut wires, mut carries) = (0, false);
    for edge in outer {
        wires += 1;
        let marks = edge.egress_marks.len() + edge.ingress_marks.len();
        carries |= marks > 1 || edge.label.is_some();
    }
    let several = picture.outside.len() > 1;
    let lifts = if several { rounded(wires, 2) } else { 0 };
    let words: f64 = if carries { 96.0 } else { 48.0 };
    let least: f64 = if several { 56.0 } else { 0.0 };
    (wall, words.max(least + times(lifts) * AISLE_PITCH))
}

/// Where the title of each lane ends, by the lane's first row.
fn titles(picture: &Picture, grid: &Grid) -> Vec<Option<f64>> {
    let mut titles = vec![None; grid.rows.len()];
    for (index, it) in picture.lanes.iter().enumerate() {
        let rect = Rect {
            x: grid.lanes.from,
            y: 0.0,
            width: grid.lanes.length(),
            height: 0.0,
        };
        let header = lane(it, rect).header;
        let first = grid.rows_of(index).map(|it| it.0);
        if let Some(title) = first.and_then(|it| titles.get_mut(it)) {
            *title = Some(header.x + header.width);
        }
    }
    titles
}

struct Across<'a> {
    picture: &'a Picture,
    outside: Outside,
    wall: Span,
    lanes: Span,
    levels: Levels,
    grid: &'a Grid,
    plan: &'a Plan<'a>,
    courses: &'a Courses,
}

impl Across<'_> {
    fn scene(&self, width: f64) -> Scene {
        let lanes = self.lane_boxes();
        let outside = self.outside_boxes();
        let bottom = outside
            .iter()
            .map(|it| it.rect.y + it.rect.height)
            .fold(self.levels.end, f64::max);
        let courses = self.lines(&outside);
        let scene = Scene {
            width: width.max(self.lanes.to + MARGIN + 2.0),
            height: bottom + MARGIN,
            orientation: Orientation::Across,
            lanes,
            outside,
            wires: Vec::new(),
        };
        wired(scene, self.picture, &courses)
    }

    fn lane_boxes(&self) -> Vec<LaneBox> {
        let mut boxes = Vec::with_capacity(self.picture.lanes.len());
        for (index, it) in self.picture.lanes.iter().enumerate() {
            let span = self.levels.lane(index);
            let rect = Rect {
                x: self.lanes.from,
                y: span.from,
                width: self.lanes.length(),
                height: span.length(),
            };
            let mut frame = lane(it, rect);
            frame
                .nodes
                .extend(it.nodes.iter().enumerate().map(|(position, it)| {
                    let place = Place::Node {
                        lane: index,
                        node: position,
                    };
                    self.node_box(it, place)
                }));
            boxes.push(frame);
        }
        boxes
    }

    fn node_box(&self, it: &PictureNode, place: Place) -> super::NodeBox {
        node(it, self.cell_rect(place), false)
    }

    fn cell_rect(&self, place: Place) -> Rect {
        let Some(cell) = self.grid.cell(place) else {
            return rect_of(Span { from: 0.0, to: 0.0 }, Span { from: 0.0, to: 0.0 });
        };
        let Level { top, bottom, .. } = self.levels.row(cell.row);
        rect_of(
            self.grid.span(cell),
            Span {
                from: top,
                to: bottom,
            },
        )
    }

    fn outside_boxes(&self) -> Vec<OutsideBox> {
        let parts = times(self.picture.outside.len().max(1));
        let all = self.levels.end - MARGIN;
        let gap = 12.0;
        let height = ((all - (parts - 1.0) * gap) / parts).floor().max(WALL_PART);
        let each = self
            .picture
            .outside
            .iter()
            .enumerate()
            .map(|(part, it)| match self.outside {
                Outside::Row => outside_cell(it, self.cell_rect(Place::Outside(part))),
                Outside::Roof => flat_outside(
                    it,
                    Rect {
                        x: self.lanes.from,
                        y: MARGIN,
                        width: self.lanes.length(),
                        height: ROOF,
                    },
                ),
                Outside::Wall => tall_outside(
                    it,
                    Rect {
                        x: self.wall.from,
                        y: MARGIN + times(part) * (height + gap),
                        width: self.wall.length(),
                        height,
                    },
                ),
            });
        each.collect()
    }

    fn lines(&self, outside: &[OutsideBox]) -> Vec<(usize, Line)> {
        let sides = self.sides();
        let frames = self.frames();
        let mut coordinates = Coordinates {
            across: self,
            sides,
            frames,
            gates: vec![0.0; self.plan.gates.len()],
            aisles: vec![0.0; self.plan.gates.len()],
        };
        coordinates.open_gates(outside);
        let line = |it: &Route| (it.edge, coordinates.line(it, outside));
        self.plan.routes.iter().map(line).collect()
    }

    /// The heights of the wires at the left of every row.
    fn sides(&self) -> Vec<f64> {
        let room = Span {
            from: SIDE_INSET,
            to: NODE_HEIGHT - SIDE_INSET,
        };
        heights(&self.plan.sides, &|group| {
            let late: Vec<bool> = group.iter().map(|it| it.late).collect();
            let is_early = |enters: bool| {
                group
                    .iter()
                    .filter(move |it| !it.late && it.enters == enters)
                    .count()
            };
            let offsets = if is_early(true) <= 1 && is_early(false) <= 1 {
                one_each_way(group)
            } else {
                spread(&late, room, STEP_LEFT - STEP_RIGHT)
            };
            let top = group.first().map_or(0.0, |it| self.levels.row(it.at).top);
            offsets.into_iter().map(|it| whole(top + it)).collect()
        })
    }

    /// The heights of the wires at the frame of every lane: below its first
    /// row's wires.
    fn frames(&self) -> Vec<f64> {
        heights(&self.plan.frames, &|group| {
            let lane = group.first().map_or(0, |it| it.at);
            let row = self.grid.rows_of(lane).map_or(0, |it| it.0);
            let from = self.levels.row(row).bottom - 1.0;
            let room = LANE_BOTTOM - 8.0;
            let place = |index| from + offset(index, group.len(), room, 14.0);
            (0..group.len()).map(place).collect()
        })
    }
}

fn rect_of(across: Span, down: Span) -> Rect {
    Rect {
        x: across.from,
        y: down.from,
        width: across.length(),
        height: down.length(),
    }
}

/// In and out at their usual heights; what comes late goes between them.
fn one_each_way(group: &[&Side]) -> Vec<f64> {
    let taken = |enters: bool| group.iter().any(|it| !it.late && it.enters == enters);
    let height = |it: &&Side| match (it.enters, it.late && taken(it.enters)) {
        (_, true) => f64::midpoint(STEP_RIGHT, STEP_LEFT),
        (true, false) => STEP_RIGHT,
        (false, false) => STEP_LEFT,
    };
    group.iter().map(height).collect()
}

/// A height for each side, asked for in groups that share a place.
fn heights(sides: &[Side], place: &dyn Fn(&[&Side]) -> Vec<f64>) -> Vec<f64> {
    let order = |a: &Side, b: &Side| (a.at, !a.enters).cmp(&(b.at, !b.enters));
    let mut ys = vec![0.0; sides.len()];
    for group in groups_by(sides, order, |a, b| a.at == b.at) {
        let members: Vec<&Side> = group.iter().filter_map(|it| sides.get(*it)).collect();
        for (index, y) in group.into_iter().zip(place(&members)) {
            if let Some(slot) = ys.get_mut(index) {
                *slot = y;
            }
        }
    }
    ys
}

/// Everything a turn can refer to.
struct Coordinates<'a> {
    across: &'a Across<'a>,
    sides: Vec<f64>,
    frames: Vec<f64>,
    gates: Vec<f64>,
    aisles: Vec<f64>,
}

impl Coordinates<'_> {
    fn turn(&self, turn: Turn) -> f64 {
        let courses = self.across.courses;
        match turn {
            Turn::Pin(pin) => value(&courses.pins, pin),
            Turn::Lift(lift) => value(&courses.lifts, lift),
            Turn::Aisle(gate) => value(&self.aisles, gate),
            Turn::Gate(gate) => value(&self.gates, gate),
            Turn::Side(side) => value(&self.sides, side),
            Turn::Frame(frame) => value(&self.frames, frame),
            Turn::Track(track) => self.track(track),
            Turn::Step(row, true) => self.across.levels.row(row).top + STEP_RIGHT,
            Turn::Step(row, false) => self.across.levels.row(row).top + STEP_LEFT,
        }
    }

    fn track(&self, index: usize) -> f64 {
        let across = self.across;
        let Some(track) = across.plan.tracks.get(index) else {
            return 0.0;
        };
        let level = across.courses.levels.get(index).copied().unwrap_or(0);
        let (count, _) = across.courses.tracks(track.band);
        across.levels.track(track.band, level, count)
    }

    fn border(&self, border: Border, outside: &[OutsideBox]) -> f64 {
        let (across, levels) = (self.across, &self.across.levels);
        match border {
            Border::Top(row) => levels.row(row).top,
            Border::Bottom(row) => levels.row(row).bottom,
            Border::Left(cell) => across.grid.span(cell).from,
            Border::Right(cell) => across.grid.span(cell).to,
            Border::LaneTop(lane) => levels.lane(lane).from,
            Border::LaneBottom(lane) => levels.lane(lane).to,
            Border::LaneLeft => across.lanes.from,
            Border::LaneRight => across.lanes.to,
            Border::Roof => MARGIN + ROOF,
            Border::Wall(part) => outside
                .get(part)
                .map_or(0.0, |it| it.rect.x + it.rect.width),
        }
    }

    /// The corners of a wire: where each turn meets the next.
    fn line(&self, route: &Route, outside: &[OutsideBox]) -> Line {
        let start = self.border(route.start, outside);
        let end = self.border(route.end, outside);
        let middle = route.turns.iter().map(|&it| self.turn(it));
        let all: Vec<f64> = [start].into_iter().chain(middle).chain([end]).collect();
        let mut level = is_level(route.start);
        let mut points = Vec::with_capacity(all.len());
        for pair in all.windows(2) {
            if let &[here, next] = pair {
                let (x, y) = if level { (here, next) } else { (next, here) };
                points.push(Point { x, y });
                level = !level;
            }
        }
        let is_arc = matches!(
            (route.start, route.end),
            (Border::Top(a), Border::Top(b)) if a == b
        );
        Line::new(points, if is_arc { ARC_CORNER } else { CORNER })
    }

    /// Where wires leave the parts of the outside, when there are several, and
    /// where they run between them and the lanes.
    fn open_gates(&mut self, outside: &[OutsideBox]) {
        let gates = &self.across.plan.gates;
        let goals: Vec<f64> = gates.iter().map(|it| self.turn(it.turn)).collect();
        for (part, frame) in outside.iter().enumerate() {
            let here: Vec<usize> = (0..gates.len())
                .filter(|&it| gates.get(it).is_some_and(|gate| gate.part == part))
                .collect();
            let here = sorted_by(&here, |&a, &b| {
                value(&goals, a).total_cmp(&value(&goals, b))
            });
            let room = Span {
                from: frame.rect.y + 10.0,
                to: frame.rect.y + frame.rect.height - 10.0,
            };
            let mut ys: Vec<f64> = here
                .iter()
                .map(|&it| without_jog(value(&goals, it), room))
                .collect();
            keep_apart(&mut ys, room);
            for (gate, y) in here.into_iter().zip(ys) {
                if let Some(slot) = self.gates.get_mut(gate) {
                    *slot = whole(y);
                }
            }
        }
        let stretches: Vec<Stretch> = gates
            .iter()
            .enumerate()
            .map(|(index, gate)| Stretch {
                ends: [
                    (value(&self.gates, index), Leg::Back),
                    (value(&goals, index), Leg::On),
                ],
                late: gate.late,
            })
            .collect();
        let arrangement = arrange(&stretches);
        let room = self.across.lanes.from - self.across.wall.to - 24.0;
        let shift = |level| offset(level, arrangement.count, room, AISLE_PITCH);
        let first = self.across.wall.to + 12.0;
        self.aisles = arrangement
            .levels
            .iter()
            .map(|&it| first + shift(it))
            .collect();
    }
}

/// Whether a wire leaves this border sideways.
fn is_level(border: Border) -> bool {
    matches!(
        border,
        Border::Left(_) | Border::Right(_) | Border::LaneLeft | Border::LaneRight | Border::Wall(_)
    )
}

/// The height nearest to `goal`, but not so near that a wire would wriggle.
fn without_jog(goal: f64, room: Span) -> f64 {
    let near = room.clamp(goal);
    if (near - goal).abs() < 0.5 || (near - goal).abs() > JOG {
        return near;
    }
    room.clamp(if near < goal { goal - JOG } else { goal + JOG })
}

/// Pushes heights, in order, at least 8 apart, and back into `room`.
fn keep_apart(ys: &mut [f64], room: Span) {
    let apart = (room.length() / times(ys.len().max(1))).min(8.0);
    let mut least = room.from;
    for y in ys.iter_mut() {
        *y = y.max(least);
        least = *y + apart;
    }
    let mut most = room.to;
    for y in ys.iter_mut().rev() {
        *y = y.min(most);
        most = *y - apart;
    }
}
