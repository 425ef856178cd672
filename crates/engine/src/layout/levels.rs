//! How high everything is, when nodes stand side by side.
//!
//! The room for wires between two rows is kept in steps: one wire more or less
//! seldom moves a row, and a denied one never does. It is squeezed in.

use super::across::{LANE_BOTTOM, NODE_HEIGHT, ROOF};
use super::boxes::CHIPS;
use super::courses::Courses;
use super::grid::{Grid, Row};
use super::measure::{MARGIN, times, whole};
use super::pins::Span;
use super::plan::Outside;
use super::tracks::{offset, rounded};
use super::turns::Band;

const ROOF_GAP: f64 = 24.0;
const OUTSIDE_ROW: f64 = 46.0;
/// From a lane's frame to the lowest point of its title.
const HEADER: f64 = 32.0;
/// The innermost arc runs that far over its row, an only one a little higher.
const ARC_FIRST: f64 = 27.0;
const ARC_ONLY: f64 = 32.0;
const ARC_PITCH: f64 = 30.0;
/// What stays free over the outermost arc.
const ARC_LAST: f64 = 8.0;
/// Between lanes, beside the first and the last track.
const LANE_INSET: f64 = 11.0;
/// Between rows of one lane, an arrow has to fit before the first track.
const ROW_INSET: f64 = 24.0;
const TRACK_PITCH: f64 = 20.0;

/// The level coordinates: where rows, lanes and bands are.
#[derive(Debug)]
pub(super) struct Levels {
    rows: Vec<Level>,
    /// The frames of the lanes.
    lanes: Vec<Span>,
    pub(super) end: f64,
}

/// A row with the bands over it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Level {
    pub(super) top: f64,
    pub(super) bottom: f64,
    between: Span,
    /// Whether the band lies between two rows of one lane.
    is_inner: bool,
    /// The room for arcs, from the innermost to the outermost.
    arcs: f64,
}

impl Levels {
    pub(super) fn new(grid: &Grid, courses: &Courses, outside: Outside, nothing: bool) -> Self {
        let has_roof = outside == Outside::Roof && !nothing;
        let has_wall = outside == Outside::Wall && !nothing;
        let mut levels = Self {
            rows: Vec::with_capacity(grid.rows.len()),
            lanes: Vec::new(),
            end: if has_roof { MARGIN + ROOF } else { MARGIN },
        };
        for (index, row) in grid.rows.iter().enumerate() {
            let (_, tracks) = courses.tracks(Band::Between(index));
            let (_, arcs) = courses.tracks(Band::Over(index));
            let is_inner = !grid.is_first(index);
            let between = match index {
                0 if has_roof => ROOF_GAP,
                0 => 0.0,
                _ if is_inner => between_rows(tracks),
                _ => between_lanes(tracks),
            };
            let reach = row.cells.len() + usize::from(has_wall);
            let arcs = room_for_arcs(arcs, is_inner, if reach > 2 { 2 } else { 1 });
            let height = match (row.lane, row.cells.is_empty()) {
                (_, true) => 0.0,
                (None, false) => OUTSIDE_ROW,
                (Some(_), false) if row.has_chips => NODE_HEIGHT + CHIPS,
                (Some(_), false) => NODE_HEIGHT,
            };
            let ends = grid
                .rows
                .get(index + 1)
                .is_none_or(|it| it.lane != row.lane);
            levels.add_row(row, (between, arcs, height), is_inner, ends);
        }
        levels
    }

    fn add_row(
        &mut self,
        row: &Row,
        (between, arcs, height): (f64, f64, f64),
        is_inner: bool,
        ends: bool,
    ) {
        let between = Span {
            from: self.end,
            to: self.end + between,
        };
        let in_lane = row.lane.is_some();
        let mut top = between.to;
        if in_lane {
            top += ARC_FIRST + arcs + ARC_LAST;
        }
        if in_lane && !is_inner {
            self.lanes.push(Span {
                from: between.to,
                to: between.to,
            });
            top += if row.is_framed { HEADER } else { 0.0 };
        }
        let bottom = top + height;
        self.rows.push(Level {
            top,
            bottom,
            between,
            is_inner,
            arcs,
        });
        self.end = bottom;
        if in_lane && ends {
            self.end += LANE_BOTTOM;
            if let Some(it) = self.lanes.last_mut() {
                it.to = self.end;
            }
        }
    }

    pub(super) fn row(&self, row: usize) -> Level {
        let nothing = Level {
            top: self.end,
            bottom: self.end,
            between: self.below(),
            is_inner: false,
            arcs: 0.0,
        };
        self.rows.get(row).copied().unwrap_or(nothing)
    }

    pub(super) fn lane(&self, lane: usize) -> Span {
        self.lanes.get(lane).copied().unwrap_or(self.below())
    }

    /// The height of one of `count` tracks in a band.
    pub(super) fn track(&self, band: Band, level: usize, count: usize) -> f64 {
        match band {
            Band::Over(row) => {
                let row = self.row(row);
                let has_room = count == 1 && row.arcs > 0.0;
                let first = if has_room { ARC_ONLY } else { ARC_FIRST };
                whole(row.top - first - offset(level, count, row.arcs, ARC_PITCH))
            }
            Band::Between(row) => {
                let Level {
                    between, is_inner, ..
                } = self.row(row);
                if is_inner {
                    let first = ROW_INSET.min(between.length() * 0.7);
                    let room = between.length() - first;
                    return whole(between.from + first + offset(level, count, room, TRACK_PITCH));
                }
                let room = between.length() - 2.0 * LANE_INSET;
                let last = offset(count.saturating_sub(1), count, room, TRACK_PITCH);
                let first = between.middle() - last / 2.0;
                whole(first + offset(level, count, room, TRACK_PITCH))
            }
        }
    }

    fn below(&self) -> Span {
        Span {
            from: self.end,
            to: self.end,
        }
    }
}

fn between_lanes(tracks: usize) -> f64 {
    let gaps = times(rounded(tracks, 2) - 1);
    let pitch = if gaps > 3.0 { 14.0 } else { TRACK_PITCH };
    2.0 * (LANE_INSET + 1.0) + gaps * pitch
}

fn between_rows(tracks: usize) -> f64 {
    match rounded(tracks, 0) {
        0 => ROW_INSET,
        more => ROW_INSET + 14.0 * times(more - 1),
    }
}

fn room_for_arcs(tracks: usize, is_inner: bool, least: usize) -> f64 {
    let gaps = if tracks <= least {
        least - 1
    } else {
        rounded(tracks, 2) - 1
    };
    let pitch = match gaps {
        _ if is_inner => 18.0,
        0 | 1 => 28.0,
        2..=5 => 24.0,
        _ => 18.0,
    };
    pitch * times(gaps)
}
