//! Nodes of a lane side by side, lanes below each other.
//!
//! The outside stands at the left, or over everything when the frame is narrow.
//! Boxes are placed by the nodes alone; only how much room there is between
//! rows depends on the wires, and that in steps, and not on denied ones.

use std::collections::BTreeMap;

use super::boxes::{flat_outside, lane, node, outside_cell, tall_outside};
use super::courses::{Courses, value};
use super::grid::Grid;
use super::marks::wired;
use super::measure::{MARGIN, times, whole};
use super::pins::{Span, spread};
use super::plan::{Band, Border, Outside, Plan, Route, Side, Turn};
use super::text_width::sans;
use super::tracks::{Leg, Stretch, arrange, offset, rounded};
use super::wire::Line;
use super::{
    Frame, LaneBox, Orientation, OutsideBox, Picture, PictureNode, Place, Point, Rect, Scene,
};

/// From this width on the outside stands at the left.
const WALL_FROM: f64 = 900.0;
const WALL_LEAST: f64 = 86.0;
const WALL_MOST: f64 = 150.0;
/// A part of the outside at the left is at least that high.
const WALL_PART: f64 = 76.0;
const ROOF: f64 = 34.0;
const ROOF_GAP: f64 = 24.0;
const OUTSIDE_ROW: f64 = 46.0;

const NODE_HEIGHT: f64 = 56.0;
/// From a lane's frame to the lowest point of its title.
const HEADER: f64 = 32.0;
const LANE_BOTTOM: f64 = 22.0;
/// The innermost arc runs that far over its row.
const ARC_FIRST: f64 = 27.0;
/// Where the wires between neighbours leave a box: to the right, to the left.
const STEP_RIGHT: f64 = 19.0;
const STEP_LEFT: f64 = 41.0;
const CORNER: f64 = 16.0;
const ARC_CORNER: f64 = 30.0;

/// Places everything in `picture`, in a frame that is wide enough for it.
pub(super) fn lay_out(picture: &Picture, frame: Frame) -> Scene {
    let width = f64::from(frame.width);
    let outside = match picture.outside.len() {
        0 | 1 if width < WALL_FROM => Outside::Roof,
        parts if width < WALL_FROM && times(parts) * 174.0 <= width => Outside::Rows,
        _ => Outside::Wall,
    };
    let (wall, aisle) = wall_and_aisle(picture);
    let has_wall = outside == Outside::Wall && !picture.outside.is_empty();
    let left = if has_wall { wall + aisle } else { 0.0 };
    let room = Span {
        from: MARGIN + 2.0 + left,
        to: width - MARGIN - 2.0,
    };
    let grid = Grid::new(picture, room, outside == Outside::Rows);
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
            to: grid.lanes.to.max(courses.right + LANE_END),
        },
        levels: Levels::new(picture, &grid, &courses, outside),
        grid: &grid,
        plan: &plan,
        courses: &courses,
    };
    across.scene(width)
}

/// Between the last lift and a lane's frame.
const LANE_END: f64 = 12.0;

/// How wide the outside and the way beside it are.
fn wall_and_aisle(picture: &Picture) -> (f64, f64) {
    let words = picture
        .outside
        .iter()
        .flat_map(|it| [sans(&it.title) * 0.92, sans(&it.subtitle) * 0.84])
        .fold(0.0, f64::max);
    let wall = (words + 18.0).ceil().clamp(WALL_LEAST, WALL_MOST);
    let outer = picture.edges.iter().filter(|it| {
        matches!(it.source, Place::Outside(_)) || matches!(it.destination, Place::Outside(_))
    });
    let (mut wires, mut carries) = (0, false);
    for edge in outer {
        wires += 1;
        let marks = edge.egress_marks.len() + edge.ingress_marks.len();
        carries |= marks > 1 || edge.label.is_some();
    }
    let several = picture.outside.len() > 1;
    let lifts = if several {
        times(rounded(wires, 2)) * 8.0
    } else {
        0.0
    };
    let least: f64 = if carries { 96.0 } else { 48.0 };
    (wall, least.max(28.0 + lifts))
}

/// Where the title of each lane ends, by the lane's first row.
fn titles(picture: &Picture, grid: &Grid) -> BTreeMap<usize, f64> {
    let header = |index: usize| {
        let it = picture.lanes.get(index)?;
        let (row, _) = grid.rows_of(index)?;
        let rect = Rect {
            x: grid.lanes.from,
            y: 0.0,
            width: grid.lanes.length(),
            height: 0.0,
        };
        let header = lane(it, rect).header;
        Some((row, header.x + header.width))
    };
    (0..picture.lanes.len()).filter_map(header).collect()
}

/// The level coordinates: where rows, lanes and bands are.
#[derive(Debug)]
struct Levels {
    rows: Vec<Level>,
    /// The frames of the lanes.
    lanes: Vec<Span>,
    end: f64,
}

/// A row with the bands over it.
#[derive(Debug, Clone, Copy)]
struct Level {
    top: f64,
    bottom: f64,
    between: Span,
    /// The room for arcs, from the innermost to the outermost.
    arcs: f64,
}

impl Levels {
    fn new(picture: &Picture, grid: &Grid, courses: &Courses, outside: Outside) -> Self {
        let mut levels = Self {
            rows: Vec::with_capacity(grid.rows.len()),
            lanes: Vec::with_capacity(picture.lanes.len()),
            end: MARGIN,
        };
        if outside == Outside::Roof && !picture.outside.is_empty() {
            levels.end += ROOF;
        }
        let has_wall = outside == Outside::Wall && !picture.outside.is_empty();
        for (index, row) in grid.rows.iter().enumerate() {
            let (_, between) = courses.tracks(Band::Between(index));
            let (_, over) = courses.tracks(Band::Over(index));
            let starts = grid.is_first(index);
            let between = Span {
                from: levels.end,
                to: levels.end + between_height(index, between, starts, levels.end > MARGIN),
            };
            let reach = row.cells.len() + usize::from(has_wall);
            let arcs = arcs_height(over, starts, if reach > 2 { 2 } else { 1 });
            let mut top = between.to;
            if row.lane.is_some() {
                top += ARC_FIRST + arcs;
                if starts {
                    levels.lanes.push(Span {
                        from: between.to,
                        to: between.to,
                    });
                    top += HEADER + if arcs > 0.0 { 12.0 } else { 0.0 };
                }
            }
            let height = if row.lane.is_some() {
                NODE_HEIGHT
            } else {
                OUTSIDE_ROW
            };
            let height = if row.cells.is_empty() { 0.0 } else { height };
            levels.rows.push(Level {
                top,
                bottom: top + height,
                between,
                arcs,
            });
            levels.end = top + height;
            let ends = grid
                .rows
                .get(index + 1)
                .is_none_or(|it| it.lane != row.lane);
            if ends && row.lane.is_some() {
                levels.end += LANE_BOTTOM;
                if let Some(it) = levels.lanes.last_mut() {
                    it.to = levels.end;
                }
            }
        }
        levels
    }

    fn row(&self, row: usize) -> Level {
        let nothing = Level {
            top: self.end,
            bottom: self.end,
            between: Span {
                from: self.end,
                to: self.end,
            },
            arcs: 0.0,
        };
        self.rows.get(row).copied().unwrap_or(nothing)
    }

    fn lane(&self, lane: usize) -> Span {
        let nothing = Span {
            from: self.end,
            to: self.end,
        };
        self.lanes.get(lane).copied().unwrap_or(nothing)
    }
}

fn between_height(row: usize, tracks: usize, starts: bool, something_above: bool) -> f64 {
    if row == 0 {
        return if something_above { ROOF_GAP } else { 0.0 };
    }
    if starts {
        return match rounded(tracks, 2) {
            2 => 44.0,
            4 => 84.0,
            more => 30.0 + 14.0 * times(more),
        };
    }
    14.0 + 12.0 * times(rounded(tracks, 0))
}

fn arcs_height(tracks: usize, starts: bool, least: usize) -> f64 {
    let gaps = rounded(tracks, if tracks <= least { least } else { 2 }) - 1;
    let gaps = if tracks <= 1 && least == 1 { 0 } else { gaps };
    let pitch = match (starts, gaps) {
        (true, 0 | 1) => 30.0,
        (true, 2..=5) => 24.0,
        _ => 18.0,
    };
    pitch * times(gaps)
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
        let lines = self.lines(&outside);
        let scene = Scene {
            width: width.max(self.lanes.to + MARGIN + 2.0),
            height: bottom + MARGIN,
            orientation: Orientation::Across,
            lanes,
            outside,
            wires: Vec::new(),
        };
        wired(scene, self.picture, &lines)
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
        let (row, column) = self
            .grid
            .cell(place)
            .map_or((0, 0), |it| (it.row, it.column));
        let (level, column) = (self.levels.row(row), self.grid.column(column));
        Rect {
            x: column.from,
            y: level.top,
            width: column.length(),
            height: level.bottom - level.top,
        }
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
                Outside::Rows => outside_cell(it, self.cell_rect(Place::Outside(part))),
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
            from: 10.0,
            to: NODE_HEIGHT - 10.0,
        };
        heights(&self.plan.sides, |group| {
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
        heights(&self.plan.frames, |group| {
            let lane = group.first().map_or(0, |it| it.at);
            let row = self.grid.rows_of(lane).map_or(0, |it| it.0);
            let from = self.levels.row(row).bottom - 1.0;
            let room = LANE_BOTTOM - 8.0;
            let place = |index| from + offset(index, group.len(), room, 14.0);
            (0..group.len()).map(place).collect()
        })
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
fn heights(sides: &[Side], place: impl Fn(&[&Side]) -> Vec<f64>) -> Vec<f64> {
    let mut groups: BTreeMap<usize, Vec<(usize, &Side)>> = BTreeMap::new();
    for (index, side) in sides.iter().enumerate() {
        groups.entry(side.at).or_default().push((index, side));
    }
    let mut ys = vec![0.0; sides.len()];
    for mut group in groups.into_values() {
        group.sort_by_key(|(_, it)| !it.enters);
        let members: Vec<&Side> = group.iter().map(|it| it.1).collect();
        for ((index, _), y) in group.iter().zip(place(&members)) {
            if let Some(slot) = ys.get_mut(*index) {
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
        match track.band {
            Band::Over(row) => {
                let row = across.levels.row(row);
                let first = if count == 1 {
                    ARC_FIRST + 5.0
                } else {
                    ARC_FIRST
                };
                whole(row.top - first - offset(level, count, row.arcs, 30.0))
            }
            Band::Between(row) => {
                let band = across.levels.row(row).between;
                let room = (band.length() - 22.0).max(band.length() * 0.4);
                let last = offset(count.saturating_sub(1), count, room, 20.0);
                let first = band.middle() - last / 2.0;
                whole(first + offset(level, count, room, 20.0))
            }
        }
    }

    fn border(&self, border: Border, outside: &[OutsideBox]) -> f64 {
        let (across, levels) = (self.across, &self.across.levels);
        match border {
            Border::Top(row) => levels.row(row).top,
            Border::Bottom(row) => levels.row(row).bottom,
            Border::Left(column) => across.grid.column(column).from,
            Border::Right(column) => across.grid.column(column).to,
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
            let mut here: Vec<usize> = (0..gates.len())
                .filter(|&it| gates.get(it).is_some_and(|gate| gate.part == part))
                .collect();
            here.sort_by(|&a, &b| value(&goals, a).total_cmp(&value(&goals, b)));
            let room = Span {
                from: frame.rect.y + 10.0,
                to: frame.rect.y + frame.rect.height - 10.0,
            };
            let mut ys: Vec<f64> = here
                .iter()
                .map(|&it| room.clamp(value(&goals, it)))
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
        let shift = |level| offset(level, arrangement.count, room, 10.0);
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
