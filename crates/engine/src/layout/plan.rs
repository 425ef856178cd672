//! The course of every wire through the grid, without a single coordinate.
//!
//! A wire is a list of [`Turn`]s, alternately upright and level. What a turn
//! refers to gets its coordinate later, when all wires that compete for the
//! same room are known.

use super::grid::{Cell, Grid};
use super::measure::{BADGE_PITCH, PAD, TIP, fits, times};
use super::tracks::Leg;
use super::turns::{Band, Border, BoxEdge, Gate, Lift, Pin, Route, Side, Stop, Track, Turn, Zone};
use super::{EdgeKind, Picture, PictureEdge, Place};

/// What a gap between columns keeps free for badges and arrows' heads.
const GAP_FOR_STEPS: f64 = 78.0;
/// The first lift of a gap, and the distance to the next.
pub(super) const LIFT_FIRST: f64 = 16.0;
pub(super) const LIFT_PITCH: f64 = 9.0;
/// How long a detour one lift less in a gap is worth.
const CROWD: f64 = 45.0;

/// Where the outside is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outside {
    /// At the left, as high as the lanes.
    Wall,
    /// One box over everything.
    Roof,
    /// The first row of the grid.
    Row,
}

/// All wires, and everything they compete for.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    picture: &'a Picture,
    grid: &'a Grid,
    outside: Outside,
    late: bool,
    is_open: bool,
    steps: Vec<(usize, usize, bool)>,
    pub(super) routes: Vec<Route>,
    pub(super) pins: Vec<Pin>,
    pub(super) lifts: Vec<Lift>,
    pub(super) tracks: Vec<Track>,
    pub(super) sides: Vec<Side>,
    pub(super) frames: Vec<Side>,
    pub(super) gates: Vec<Gate>,
}

/// An end of an edge.
#[derive(Debug, Clone, Copy)]
enum Anchor {
    Cell(Cell),
    Lane(usize),
    Outside(usize),
}

impl<'a> Plan<'a> {
    pub(super) fn new(picture: &'a Picture, grid: &'a Grid, outside: Outside) -> Self {
        let mut plan = Self {
            picture,
            grid,
            outside,
            late: false,
            is_open: false,
            steps: Vec::new(),
            routes: Vec::with_capacity(picture.edges.len()),
            pins: Vec::new(),
            lifts: Vec::new(),
            tracks: Vec::new(),
            sides: Vec::new(),
            frames: Vec::new(),
            gates: Vec::new(),
        };
        for (index, edge) in picture.edges.iter().enumerate() {
            plan.late = matches!(edge.kind, EdgeKind::Denied(_));
            plan.is_open = edge.kind == EdgeKind::Open;
            if let Some(route) = plan.route(index, edge) {
                plan.routes.push(route);
            }
        }
        plan
    }

    fn anchor(&self, place: Place) -> Option<Anchor> {
        match place {
            Place::Lane(lane) => self.picture.lanes.get(lane).map(|_| Anchor::Lane(lane)),
            Place::Outside(part) if self.outside != Outside::Row => self
                .picture
                .outside
                .get(part)
                .map(|_| Anchor::Outside(part)),
            Place::Node { .. } | Place::Outside(_) => self.grid.cell(place).map(Anchor::Cell),
        }
    }

    fn route(&mut self, edge: usize, it: &PictureEdge) -> Option<Route> {
        let both_outside = |a, b| matches!((a, b), (Place::Outside(_), Place::Outside(_)));
        if it.source == it.destination || both_outside(it.source, it.destination) {
            return None;
        }
        let source = self.anchor(it.source)?;
        let destination = self.anchor(it.destination)?;
        let mut route = match (source, destination) {
            (Anchor::Cell(a), Anchor::Cell(b)) => self.cell_to_cell(a, b, it),
            (Anchor::Outside(part), Anchor::Cell(cell)) => self.outside_to_cell(part, cell, true),
            (Anchor::Cell(cell), Anchor::Outside(part)) => {
                reversed(self.outside_to_cell(part, cell, false))
            }
            (Anchor::Outside(part), Anchor::Lane(lane)) => {
                self.outside_to_lane(part, lane, true)?
            }
            (Anchor::Lane(lane), Anchor::Outside(part)) => {
                reversed(self.outside_to_lane(part, lane, false)?)
            }
            (Anchor::Lane(lane), Anchor::Cell(cell)) => self.lane_to_cell(lane, cell)?,
            (Anchor::Cell(cell), Anchor::Lane(lane)) => reversed(self.lane_to_cell(lane, cell)?),
            (Anchor::Lane(a), Anchor::Lane(b)) => self.lane_to_lane(a, b)?,
            (Anchor::Outside(_), Anchor::Outside(_)) => return None,
        };
        route.edge = edge;
        Some(route)
    }

    fn cell_to_cell(&mut self, a: Cell, b: Cell, edge: &PictureEdge) -> Route {
        if a.row != b.row {
            return self.row_to_row(a, b);
        }
        let forward = a.column < b.column;
        let left = a.column.min(b.column);
        let step = (a.row, left, forward);
        if a.column.abs_diff(b.column) == 1
            && self.has_room_for_step(left, edge)
            && !self.steps.contains(&step)
        {
            self.steps.push(step);
            let (start, end) = if forward {
                (Border::Right(a), Border::Left(b))
            } else {
                (Border::Left(a), Border::Right(b))
            };
            return route(start, vec![Turn::Step(a.row, forward)], end);
        }
        self.arc(a, b)
    }

    fn has_room_for_step(&self, left: usize, edge: &PictureEdge) -> bool {
        let marks = edge.egress_marks.len() + edge.ingress_marks.len();
        let needed = times(marks) * BADGE_PITCH + 4.0 * PAD + 2.0 * TIP;
        needed <= self.grid.gap(left + 1).length()
    }

    /// Over the boxes between two boxes of a row.
    fn arc(&mut self, a: Cell, b: Cell) -> Route {
        let length = times(a.column.abs_diff(b.column));
        // Of two arcs over the same boxes the hairline is the inner one.
        let length = if self.is_open { length } else { length + 0.5 };
        let start = self.arc_pin(a, a.column < b.column, length);
        let end = self.arc_pin(b, b.column < a.column, length);
        let stops = [(Stop::Pin(start), Leg::Back), (Stop::Pin(end), Leg::Back)];
        let track = self.track(Band::Over(a.row), stops);
        let turns = vec![Turn::Pin(start), Turn::Track(track), Turn::Pin(end)];
        route(Border::Top(a.row), turns, Border::Top(b.row))
    }

    fn arc_pin(&mut self, cell: Cell, to_the_right: bool, length: f64) -> usize {
        let (zone, rank) = if to_the_right {
            (Zone::ArcRight, -length)
        } else {
            (Zone::ArcLeft, length)
        };
        self.pin(cell, BoxEdge::Upper, zone, rank)
    }

    fn row_to_row(&mut self, a: Cell, b: Cell) -> Route {
        let down = a.row < b.row;
        let (start, end) = if down {
            (Border::Bottom(a.row), Border::Top(b.row))
        } else {
            (Border::Top(a.row), Border::Bottom(b.row))
        };
        let (first, last) = if down {
            (a.row + 1, b.row)
        } else {
            (a.row, b.row + 1)
        };
        let turns = if first == last {
            self.across_one_band(a, b, first, down)
        } else {
            self.across_several_bands(a, b, (first, last), down)
        };
        route(start, turns, end)
    }

    fn across_one_band(&mut self, a: Cell, b: Cell, row: usize, down: bool) -> Vec<Turn> {
        let lower = if down { b } else { a };
        if a.column == b.column && !self.grid.is_outside(row - 1) {
            let towards = self.middle(a);
            return vec![Turn::Pin(self.leg(lower, BoxEdge::Upper, towards))];
        }
        let Way {
            leave,
            arrive,
            from,
            to,
        } = Way::new(down);
        let start = self.leg(a, from, self.middle(b));
        let end = self.leg(b, to, self.middle(a));
        let stops = [(Stop::Pin(start), leave), (Stop::Pin(end), arrive)];
        let track = self.track(Band::Between(row), stops);
        vec![Turn::Pin(start), Turn::Track(track), Turn::Pin(end)]
    }

    fn across_several_bands(
        &mut self,
        a: Cell,
        b: Cell,
        (first, last): (usize, usize),
        down: bool,
    ) -> Vec<Turn> {
        let Way {
            leave,
            arrive,
            from,
            to,
        } = Way::new(down);
        let shaft = self.shaft(a, b, (first, last));
        let (leg_a, leg_b) = (self.leg_to(a, shaft), self.leg_to(b, shaft));
        let lift = self.lift(shaft, ((first, leg_a), (last, leg_b)));
        let towards = self.grid.gap(shaft).middle();
        let start = self.leg(a, from, towards);
        let end = self.leg(b, to, towards);
        let leaving = [(Stop::Pin(start), leave), (Stop::Lift(lift), arrive)];
        let leaving = self.track(Band::Between(first), leaving);
        let arriving = [(Stop::Lift(lift), leave), (Stop::Pin(end), arrive)];
        let arriving = self.track(Band::Between(last), arriving);
        vec![
            Turn::Pin(start),
            Turn::Track(leaving),
            Turn::Lift(lift),
            Turn::Track(arriving),
            Turn::Pin(end),
        ]
    }

    fn outside_to_cell(&mut self, part: usize, cell: Cell, enters: bool) -> Route {
        if self.outside == Outside::Roof {
            let turns = self.down_from_roof(cell);
            return route(Border::Roof, turns, Border::Top(cell.row));
        }
        if cell.column == 0 {
            let side = Turn::Side(self.sides.len());
            self.sides.push(Side {
                at: cell.row,
                enters,
                late: self.late,
            });
            let turns = self.through_wall(part, side, Vec::new());
            return route(Border::Wall(part), turns, Border::Left(cell));
        }
        let pin = self.arc_pin(cell, false, times(cell.column) + 1.0);
        let stops = [(Stop::Outside, Leg::Nowhere), (Stop::Pin(pin), Leg::Back)];
        let track = Turn::Track(self.track(Band::Over(cell.row), stops));
        let turns = self.through_wall(part, track, vec![Turn::Pin(pin)]);
        route(Border::Wall(part), turns, Border::Top(cell.row))
    }

    /// From a box over everything down to a row.
    fn down_from_roof(&mut self, cell: Cell) -> Vec<Turn> {
        if cell.row == 0 {
            let towards = self.middle(cell);
            return vec![Turn::Pin(self.leg(cell, BoxEdge::Upper, towards))];
        }
        let shaft = self.shaft(cell, cell, (0, cell.row));
        let ends = ((0, Leg::Nowhere), (cell.row, self.leg_to(cell, shaft)));
        let lift = self.lift(shaft, ends);
        let pin = self.leg(cell, BoxEdge::Upper, self.grid.gap(shaft).middle());
        let stops = [(Stop::Lift(lift), Leg::Back), (Stop::Pin(pin), Leg::On)];
        let track = self.track(Band::Between(cell.row), stops);
        vec![Turn::Lift(lift), Turn::Track(track), Turn::Pin(pin)]
    }

    /// One part of the outside is as high as everything; several need a way to
    /// the height of `turn`.
    fn through_wall(&mut self, part: usize, turn: Turn, rest: Vec<Turn>) -> Vec<Turn> {
        let mut turns = Vec::with_capacity(rest.len() + 3);
        if self.picture.outside.len() > 1 {
            let gate = self.gates.len();
            self.gates.push(Gate {
                part,
                turn,
                late: self.late,
            });
            turns.extend([Turn::Gate(gate), Turn::Aisle(gate)]);
        }
        turns.push(turn);
        turns.extend(rest);
        turns
    }

    fn outside_to_lane(&mut self, part: usize, lane: usize, enters: bool) -> Option<Route> {
        if self.outside == Outside::Roof {
            let (first, _) = self.grid.rows_of(lane)?;
            let last_shaft = self.grid.columns.len();
            let lift = self.lift(last_shaft, ((0, Leg::Nowhere), (first, Leg::Nowhere)));
            return Some(route(
                Border::Roof,
                vec![Turn::Lift(lift)],
                Border::LaneTop(lane),
            ));
        }
        let frame = Turn::Frame(self.frames.len());
        self.frames.push(Side {
            at: lane,
            enters,
            late: self.late,
        });
        let turns = self.through_wall(part, frame, Vec::new());
        Some(route(Border::Wall(part), turns, Border::LaneLeft))
    }

    fn lane_to_cell(&mut self, lane: usize, cell: Cell) -> Option<Route> {
        let (first, last) = self.grid.rows_of(lane)?;
        let shaft = self.grid.columns.len();
        if (first..=last).contains(&cell.row) {
            let pin = self.arc_pin(cell, true, times(shaft));
            let stops = [(Stop::Frame, Leg::Nowhere), (Stop::Pin(pin), Leg::Back)];
            let track = self.track(Band::Over(cell.row), stops);
            let turns = vec![Turn::Track(track), Turn::Pin(pin)];
            return Some(route(Border::LaneRight, turns, Border::Top(cell.row)));
        }
        let down = last < cell.row;
        let (band, start, at, end) = if down {
            let band = cell.row;
            (
                band,
                Border::LaneBottom(lane),
                last + 1,
                Border::Top(cell.row),
            )
        } else {
            let band = cell.row + 1;
            (band, Border::LaneTop(lane), first, Border::Bottom(cell.row))
        };
        let Way {
            leave, arrive, to, ..
        } = Way::new(down);
        let lift = self.lift(shaft, ((at, Leg::Nowhere), (band, Leg::Back)));
        let pin = self.leg(cell, to, self.grid.lanes.to);
        let stops = [(Stop::Lift(lift), leave), (Stop::Pin(pin), arrive)];
        let track = self.track(Band::Between(band), stops);
        let turns = vec![Turn::Lift(lift), Turn::Track(track), Turn::Pin(pin)];
        Some(route(start, turns, end))
    }

    fn lane_to_lane(&mut self, a: usize, b: usize) -> Option<Route> {
        let (first_a, last_a) = self.grid.rows_of(a)?;
        let (first_b, last_b) = self.grid.rows_of(b)?;
        let down = last_a < first_b;
        let (from, to, start, end) = if down {
            (
                last_a + 1,
                first_b,
                Border::LaneBottom(a),
                Border::LaneTop(b),
            )
        } else {
            (
                first_a,
                last_b + 1,
                Border::LaneTop(a),
                Border::LaneBottom(b),
            )
        };
        let shaft = self.grid.columns.len();
        let lift = self.lift(shaft, ((from, Leg::Nowhere), (to, Leg::Nowhere)));
        Some(route(start, vec![Turn::Lift(lift)], end))
    }

    fn pin(&mut self, cell: Cell, edge: BoxEdge, zone: Zone, rank: f64) -> usize {
        self.pins.push(Pin {
            cell,
            edge,
            zone,
            rank,
            late: self.late,
        });
        self.pins.len() - 1
    }

    /// A wire between a box and another row, whose other end is at `towards`.
    fn leg(&mut self, cell: Cell, edge: BoxEdge, towards: f64) -> usize {
        self.pin(cell, edge, Zone::Leg, towards)
    }

    fn middle(&self, cell: Cell) -> f64 {
        self.grid.span(cell).middle()
    }

    fn track(&mut self, band: Band, stops: [(Stop, Leg); 2]) -> usize {
        self.tracks.push(Track {
            band,
            stops,
            is_open: self.is_open,
            late: self.late,
        });
        self.tracks.len() - 1
    }

    fn lift(&mut self, shaft: usize, ends: ((usize, Leg), (usize, Leg))) -> usize {
        let ((a, leg_a), (b, leg_b)) = ends;
        self.lifts.push(Lift {
            shaft,
            rows: (a, b),
            legs: (leg_a, leg_b),
            late: self.late,
        });
        self.lifts.len() - 1
    }

    /// The gap that is the shortest way between two boxes and not yet full; to
    /// the right of all columns there is always room.
    fn shaft(&self, a: Cell, b: Cell, rows: (usize, usize)) -> usize {
        let last = self.grid.columns.len();
        let (a, b) = (self.middle(a), self.middle(b));
        let mut best = (last, f64::INFINITY);
        for shaft in 1..=last {
            let gap = self.grid.gap(shaft);
            let load = self.load(shaft, rows);
            let is_full = load >= fits(gap.length() - GAP_FOR_STEPS, LIFT_PITCH, 8);
            let at = gap.middle();
            let detour = (at - a).abs() + (at - b).abs() + CROWD * times(load);
            if (shaft == last || !is_full) && detour < best.1 {
                best = (shaft, detour);
            }
        }
        best.0
    }

    /// To which side of a shaft a box lies.
    fn leg_to(&self, cell: Cell, shaft: usize) -> Leg {
        if self.middle(cell) < self.grid.gap(shaft).middle() {
            Leg::Back
        } else {
            Leg::On
        }
    }

    /// How many lifts of a gap pass some of these rows.
    fn load(&self, shaft: usize, (a, b): (usize, usize)) -> usize {
        let (low, high) = (a.min(b), a.max(b));
        let passing = self.lifts.iter().filter(|it| {
            let (from, to) = (it.rows.0.min(it.rows.1), it.rows.0.max(it.rows.1));
            it.shaft == shaft && from <= high && low <= to
        });
        passing.count()
    }
}

/// Where a wire between rows leaves and arrives.
struct Way {
    /// On which side of a track it comes from, and goes to.
    leave: Leg,
    arrive: Leg,
    from: BoxEdge,
    to: BoxEdge,
}

impl Way {
    fn new(down: bool) -> Self {
        if down {
            Self {
                leave: Leg::Back,
                arrive: Leg::On,
                from: BoxEdge::Lower,
                to: BoxEdge::Upper,
            }
        } else {
            Self {
                leave: Leg::On,
                arrive: Leg::Back,
                from: BoxEdge::Upper,
                to: BoxEdge::Lower,
            }
        }
    }
}

fn route(start: Border, turns: Vec<Turn>, end: Border) -> Route {
    Route {
        edge: 0,
        start,
        turns,
        end,
    }
}

fn reversed(mut route: Route) -> Route {
    std::mem::swap(&mut route.start, &mut route.end);
    route.turns.reverse();
    route
}
