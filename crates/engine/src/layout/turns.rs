//! What wires are made of, when nodes stand side by side: the words that a
//! [`Plan`](super::plan::Plan) is written in.

use super::grid::Cell;
use super::tracks::Leg;

/// Room for level stretches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Band {
    /// Directly above a row: the arcs of the row.
    Over(usize),
    /// Above that: what goes from row to row, or from lane to lane.
    Between(usize),
}

/// What a wire starts or ends at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Border {
    Top(usize),
    Bottom(usize),
    Left(Cell),
    Right(Cell),
    LaneTop(usize),
    LaneBottom(usize),
    LaneLeft,
    LaneRight,
    Roof,
    Wall(usize),
}

/// One coordinate of a wire, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Upright, attached to a box.
    Pin(usize),
    /// Upright, in the gap between two columns.
    Lift(usize),
    /// Upright, between the outside and the lanes.
    Aisle(usize),
    /// Level, in a band.
    Track(usize),
    /// Level, between neighbours of a row; `true` runs to the right.
    Step(usize, bool),
    /// Level, between the outside and the first box of a row.
    Side(usize),
    /// Level, between the outside and a lane's frame.
    Frame(usize),
    /// Level, at the outside's wall.
    Gate(usize),
}

/// The course of one wire.
#[derive(Debug, Clone)]
pub(super) struct Route {
    pub(super) edge: usize,
    pub(super) start: Border,
    pub(super) turns: Vec<Turn>,
    pub(super) end: Border,
}

/// Which part of a box's edge a wire is attached to.
///
/// In the order of the edge: wires of one box do not cross each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Zone {
    /// Arcs to the left, the shortest first.
    ArcLeft,
    /// Wires to other rows.
    Leg,
    /// Arcs to the right, the longest first.
    ArcRight,
}

/// An edge of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BoxEdge {
    Upper,
    Lower,
}

/// A wire on the upper or lower edge of a box.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pin {
    /// The box.
    pub(super) cell: Cell,
    pub(super) edge: BoxEdge,
    pub(super) zone: Zone,
    /// Where in its zone, ascending.
    pub(super) rank: f64,
    pub(super) late: bool,
}

/// An upright stretch over several rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lift {
    /// The column it runs to the left of; the last is to the right of all.
    pub(super) shaft: usize,
    /// The bands it joins, by the row below them.
    pub(super) rows: (usize, usize),
    /// Where it goes on at each of them.
    pub(super) legs: (Leg, Leg),
    pub(super) late: bool,
}

/// What a track ends at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    Pin(usize),
    Lift(usize),
    /// The left end of everything: the outside.
    Outside,
    /// The right edge of the lanes.
    Frame,
}

/// A level stretch in a band.
#[derive(Debug, Clone, Copy)]
pub(super) struct Track {
    pub(super) band: Band,
    pub(super) stops: [(Stop, Leg); 2],
    /// Hairlines lie nearer to the boxes.
    pub(super) is_open: bool,
    pub(super) late: bool,
}

/// A wire at the left of a row, or at a lane's frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side {
    /// The row or the lane.
    pub(super) at: usize,
    /// Whether it comes from the outside.
    pub(super) enters: bool,
    pub(super) late: bool,
}

/// A wire at the wall of one of several parts of the outside.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gate {
    pub(super) part: usize,
    /// Where it goes on.
    pub(super) turn: Turn,
    pub(super) late: bool,
}
