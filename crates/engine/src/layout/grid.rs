//! Which cell of a grid each box gets, when nodes stand side by side.
//!
//! All lanes share their columns, so that equal applications line up. A lane
//! with more nodes than columns becomes several rows. Nothing here looks at an
//! edge: nodes stay where they are while edges come and go.

use super::boxes::node_width;
use super::measure::{INSET, NODE_WIDTH, NODE_WIDTH_MAX, times, whole};
use super::numbers::Numbers;
use super::pins::Span;
use super::{LaneKind, Picture, PictureNode, Place};

/// Between columns, at least, and as the design has it.
const GAP_LEAST: f64 = 72.0;
const GAP_GOOD: f64 = 105.0;
const GAP_MOST: f64 = 180.0;
/// Between the outer columns and the lane's frame.
const SIDE_GOOD: f64 = 44.0;
/// Between the parts of the outside.
const PART_GAP: f64 = 16.0;
/// A lane is not narrower than that, even around a single node.
const LANE_LEAST: f64 = 360.0;

/// One row of boxes.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Its lane; the outside has none.
    pub(super) lane: Option<usize>,
    /// What stands in it, from the first column on.
    pub(super) cells: Vec<Place>,
    /// Whether its lane has a frame with a title.
    pub(super) is_framed: bool,
    /// Whether a node in it has Services.
    pub(super) has_chips: bool,
}

/// Where a box stands in the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
}

/// Rows and columns, and who stands where.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub(super) rows: Vec<Row>,
    /// Where each column begins and ends. The outside has its own.
    pub(super) columns: Vec<Span>,
    /// Where the lanes begin and end.
    pub(super) lanes: Span,
    numbers: Numbers,
    /// By the number of what stands there.
    cells: Vec<Cell>,
}

impl Grid {
    /// Spreads the picture over `room`; `outside` says whether the parts of the
    /// outside are its first row.
    pub(super) fn new(picture: &Picture, room: Span, outside: bool) -> Self {
        let most = picture.lanes.iter().map(|it| it.nodes.len());
        let most = most.max().unwrap_or(0).max(1);
        let fitting = room.length() / (NODE_WIDTH + GAP_LEAST) + 2.0;
        let wrapped = (1..=most)
            .rev()
            .filter(|&it| times(it) <= fitting)
            .map(|it| Wrapped::new(picture, it, outside).narrowed(room.length()))
            .find(|it| it.is_single() || it.least_width() <= room.length());
        let wrapped = wrapped.unwrap_or_else(|| Wrapped::new(picture, 1, outside));
        let parts = if outside { picture.outside.len() } else { 0 };
        wrapped.spread(room, Numbers::new(picture, parts))
    }

    pub(super) fn cell(&self, place: Place) -> Option<Cell> {
        self.cells.get(self.numbers.of(place)?).copied()
    }

    /// Where a box begins and ends.
    pub(super) fn span(&self, cell: Cell) -> Span {
        if self.is_outside(cell.row) {
            let parts = self.rows.get(cell.row).map_or(1, |it| it.cells.len());
            return part(self.lanes, cell.column, parts);
        }
        let none = Span { from: 0.0, to: 0.0 };
        self.columns.get(cell.column).copied().unwrap_or(none)
    }

    /// Whether a row is the parts of the outside.
    pub(super) fn is_outside(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|it| it.lane.is_none())
    }

    /// The room to the left of a column; for the one after the last, to the
    /// right of all.
    pub(super) fn gap(&self, column: usize) -> Span {
        let before = column.checked_sub(1).and_then(|it| self.columns.get(it));
        let after = self.columns.get(column);
        Span {
            from: before.map_or(self.lanes.from, |it| it.to),
            to: after.map_or(self.lanes.to, |it| it.from),
        }
    }

    /// The first and the last row of a lane.
    pub(super) fn rows_of(&self, lane: usize) -> Option<(usize, usize)> {
        let first = self.rows.iter().position(|it| it.lane == Some(lane))?;
        let last = self.rows.iter().rposition(|it| it.lane == Some(lane))?;
        Some((first, last))
    }

    /// Whether a row is the first of its lane, or of the outside.
    pub(super) fn is_first(&self, row: usize) -> bool {
        let before = row.checked_sub(1).and_then(|it| self.rows.get(it));
        before.map(|it| it.lane) != self.rows.get(row).map(|it| it.lane)
    }
}

/// The rows for a certain number of columns, and the width of each column.
struct Wrapped {
    rows: Vec<Row>,
    widths: Vec<f64>,
}

impl Wrapped {
    fn new(picture: &Picture, columns: usize, outside: bool) -> Self {
        let mut rows = Vec::new();
        if outside {
            let parts = (0..picture.outside.len()).map(Place::Outside);
            rows.push(Row {
                lane: None,
                cells: parts.collect(),
                is_framed: false,
                has_chips: false,
            });
        }
        for (lane, it) in picture.lanes.iter().enumerate() {
            let nodes = (0..it.nodes.len()).map(|node| Place::Node { lane, node });
            let nodes: Vec<_> = nodes.collect();
            let first = rows.len();
            wrap(lane, &nodes, columns, &mut rows);
            for row in rows.iter_mut().skip(first) {
                row.is_framed = it.kind != LaneKind::Folded;
                row.has_chips = row.cells.iter().any(|it| has_chips(picture, *it));
            }
        }
        let in_lanes = || rows.iter().filter(|it: &&Row| it.lane.is_some());
        let columns = in_lanes().map(|it| it.cells.len()).max().unwrap_or(0);
        let mut widths = vec![NODE_WIDTH; columns.max(1)];
        for row in in_lanes() {
            for (place, width) in row.cells.iter().zip(&mut widths) {
                *width = width.max(wish(picture, *place));
            }
        }
        Self { rows, widths }
    }

    /// With its widest boxes cut, as far as it takes to fit into `room`.
    fn narrowed(mut self, room: f64) -> Self {
        let mut most = NODE_WIDTH_MAX;
        while self.least_width() > room && most > NODE_WIDTH {
            most -= 4.0;
            for width in &mut self.widths {
                *width = width.min(most);
            }
        }
        self
    }

    fn is_single(&self) -> bool {
        self.widths.len() == 1
    }

    fn boxes(&self) -> f64 {
        self.widths.iter().sum()
    }

    fn gaps(&self) -> f64 {
        times(self.widths.len().saturating_sub(1))
    }

    fn least_width(&self) -> f64 {
        self.boxes() + self.gaps() * GAP_LEAST + 2.0 * INSET
    }

    /// Gives the columns their places: first good gaps, then good sides, then
    /// larger gaps.
    fn spread(self, room: Span, numbers: Numbers) -> Grid {
        let free = room.length() - self.boxes();
        let gaps = self.gaps();
        let between = gaps.max(1.0);
        let gap = ((free - 2.0 * INSET) / between).clamp(GAP_LEAST, GAP_GOOD);
        let side = ((free - gaps * gap) / 2.0).clamp(INSET, SIDE_GOOD);
        let gap = ((free - 2.0 * side) / between).floor();
        let gap = gap.clamp(GAP_LEAST, GAP_MOST);

        let inner = self.boxes() + gaps * gap;
        let width = (inner + 2.0 * side).max(LANE_LEAST.min(room.length()));
        let from = room.from + whole(((room.length() - width) / 2.0).max(0.0));
        let mut x = from + whole((width - inner) / 2.0);
        let mut columns = Vec::with_capacity(self.widths.len());
        for width in self.widths {
            columns.push(Span {
                from: x,
                to: x + width,
            });
            x += width + gap;
        }
        // Rows have their boxes in the order of the numbers.
        let mut cells = Vec::with_capacity(numbers.count());
        for (row, it) in self.rows.iter().enumerate() {
            cells.extend((0..it.cells.len()).map(|column| Cell { row, column }));
        }
        Grid {
            rows: self.rows,
            columns,
            lanes: Span {
                from,
                to: from + width,
            },
            numbers,
            cells,
        }
    }
}

/// Breaks boxes into rows of equal length.
fn wrap(lane: usize, places: &[Place], columns: usize, rows: &mut Vec<Row>) {
    let lane = Some(lane);
    if places.is_empty() {
        rows.push(Row {
            lane,
            cells: Vec::new(),
            is_framed: true,
            has_chips: false,
        });
    }
    let count = places.len().div_ceil(columns.max(1)).max(1);
    let length = places.len().div_ceil(count).max(1);
    rows.extend(places.chunks(length).map(|it| Row {
        lane,
        cells: it.to_vec(),
        is_framed: true,
        has_chips: false,
    }));
}

/// One of several equal parts of `room`.
fn part(room: Span, index: usize, parts: usize) -> Span {
    let width = (room.length() - times(parts - 1) * PART_GAP) / times(parts);
    let from = room.from + times(index) * (width + PART_GAP);
    Span {
        from: whole(from),
        to: whole(from + width),
    }
}

fn wish(picture: &Picture, place: Place) -> f64 {
    node_at(picture, place).map_or(NODE_WIDTH, node_width)
}

fn has_chips(picture: &Picture, place: Place) -> bool {
    node_at(picture, place).is_some_and(|it| !it.chips.is_empty())
}

fn node_at(picture: &Picture, place: Place) -> Option<&PictureNode> {
    let Place::Node { lane, node } = place else {
        return None;
    };
    picture.lanes.get(lane)?.nodes.get(node)
}
