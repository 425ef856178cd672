//! Coordinates for a [`Plan`]: pins and lifts get theirs from the columns,
//! tracks theirs from the room that is left between the rows.

use super::grid::{Cell, Grid};
use super::measure::{times, whole};
use super::pins::{Span, spread};
use super::plan::{LIFT_FIRST, LIFT_PITCH, Plan};
use super::tracks::{Arrangement, Stretch, arrange};
use super::turns::{Band, BoxEdge, Pin, Stop, Track, Zone};
use crate::order::groups_by;

/// Between two wires on the same edge of a box, at most.
const PIN_PITCH: f64 = 44.0;
/// The same, at least, where a title would otherwise be crossed.
const PIN_LEAST: f64 = 11.0;
/// What stays free at the corners of a box.
const PIN_INSET: f64 = 16.0;
/// Upright stretches are compared in rows; a row is far more than a clearance.
const ROW: f64 = 100.0;

/// The upright coordinates of a plan, and the order of its tracks.
#[derive(Debug)]
pub(super) struct Courses {
    pub(super) pins: Vec<f64>,
    pub(super) lifts: Vec<f64>,
    /// The level of every track in its band.
    pub(super) levels: Vec<usize>,
    /// How many tracks every band has, by its [`key`].
    bands: Vec<(usize, usize)>,
    /// How far lifts reach to the right.
    pub(super) right: f64,
    /// What stays free after the last of them.
    pub(super) end: f64,
}

impl Courses {
    /// `titles` is where the title of the lane that begins at a row ends.
    pub(super) fn new(plan: &Plan<'_>, grid: &Grid, titles: &[Option<f64>]) -> Self {
        let (lifts, right) = lifts(plan, grid);
        let mut courses = Self {
            pins: pins(&plan.pins, grid, titles),
            lifts,
            levels: vec![0; plan.tracks.len()],
            bands: Vec::new(),
            right,
            end: LIFT_FIRST.min(grid.gap(grid.columns.len()).length() / 2.0),
        };
        courses.arrange_tracks(plan, grid);
        courses
    }

    /// How many tracks a band has, and how many without the late ones.
    pub(super) fn tracks(&self, band: Band) -> (usize, usize) {
        self.bands.get(key(band)).copied().unwrap_or((0, 0))
    }

    fn arrange_tracks(&mut self, plan: &Plan<'_>, grid: &Grid) {
        let mut tracks = Vec::with_capacity(plan.tracks.len());
        for track in &plan.tracks {
            let stretch = self.stretch(track, grid);
            tracks.push((key(track.band), !track.is_open, stretch.length(), stretch));
        }
        let order = |a: &Member, b: &Member| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2));
        for band in groups_by(&tracks, order, |a, b| a.0 == b.0) {
            let members = band.iter().filter_map(|it| tracks.get(*it));
            let Some(key) = members.clone().next().map(|it| it.0) else {
                continue;
            };
            let stretches: Vec<Stretch> = members.map(|it| it.3).collect();
            let Arrangement {
                levels,
                count,
                reserved,
            } = arrange(&stretches);
            if self.bands.len() <= key {
                self.bands.resize(key + 1, (0, 0));
            }
            if let Some(it) = self.bands.get_mut(key) {
                *it = (count, reserved);
            }
            for (index, level) in band.into_iter().zip(levels) {
                if let Some(slot) = self.levels.get_mut(index) {
                    *slot = level;
                }
            }
        }
    }

    fn stretch(&self, track: &Track, grid: &Grid) -> Stretch {
        Stretch {
            ends: track.stops.map(|(stop, leg)| (self.stop(stop, grid), leg)),
            late: track.late,
        }
    }

    fn stop(&self, stop: Stop, grid: &Grid) -> f64 {
        match stop {
            Stop::Pin(pin) => value(&self.pins, pin),
            Stop::Lift(lift) => value(&self.lifts, lift),
            Stop::Outside => 0.0,
            Stop::Frame => grid.lanes.to.max(self.right),
        }
    }
}

pub(super) fn value(values: &[f64], index: usize) -> f64 {
    values.get(index).copied().unwrap_or_default()
}

/// A track by its band, what comes first in it, and where it runs.
type Member = (usize, bool, f64, Stretch);

fn key(band: Band) -> usize {
    match band {
        Band::Between(row) => 2 * row,
        Band::Over(row) => 2 * row + 1,
    }
}

fn lifts(plan: &Plan<'_>, grid: &Grid) -> (Vec<f64>, f64) {
    let mut xs = vec![0.0; plan.lifts.len()];
    let mut right: f64 = 0.0;
    for shaft in 1..=grid.columns.len() {
        let (indices, stretches): (Vec<usize>, Vec<Stretch>) = plan
            .lifts
            .iter()
            .enumerate()
            .filter(|(_, it)| it.shaft == shaft)
            .map(|(index, it)| {
                let ends = [
                    (times(it.rows.0) * ROW, it.legs.0),
                    (times(it.rows.1) * ROW, it.legs.1),
                ];
                (
                    index,
                    Stretch {
                        ends,
                        late: it.late,
                    },
                )
            })
            .unzip();
        let gap = grid.gap(shaft);
        let first = gap.from + LIFT_FIRST.min(gap.length() / 2.0);
        for (index, level) in indices.into_iter().zip(arrange(&stretches).levels) {
            let x = first + times(level) * LIFT_PITCH;
            right = right.max(x);
            if let Some(slot) = xs.get_mut(index) {
                *slot = x;
            }
        }
    }
    (xs, right)
}

/// Spreads the wires of every box over its edges.
///
/// The lower edge of a box and the upper edge of the box below it share one
/// order, so that wires from both can pass each other.
fn pins(pins: &[Pin], grid: &Grid, titles: &[Option<f64>]) -> Vec<f64> {
    let at = |pin: &Pin| {
        let Cell { row, column } = pin.cell;
        match pin.edge {
            BoxEdge::Upper => (row, column, false),
            BoxEdge::Lower => (row + 1, column, grid.is_outside(row)),
        }
    };
    let order = |a: &Pin, b: &Pin| {
        let zones = (at(a), a.zone).cmp(&(at(b), b.zone));
        zones.then(a.rank.total_cmp(&b.rank))
    };
    let mut xs = vec![0.0; pins.len()];
    for group in groups_by(pins, order, |a, b| at(a) == at(b)) {
        let members: Vec<&Pin> = group.iter().filter_map(|it| pins.get(*it)).collect();
        let row = members.first().map_or(0, |it| at(it).0);
        let title = titles.get(row).copied().flatten();
        let places = places(&members, grid, title);
        for (index, x) in group.into_iter().zip(places) {
            if let Some(slot) = xs.get_mut(index) {
                *slot = whole(x);
            }
        }
    }
    xs
}

/// Where the pins of one box go. What comes from above keeps clear of the title
/// of the lane, when the box reaches beyond it.
fn places(pins: &[&Pin], grid: &Grid, title: Option<f64>) -> Vec<f64> {
    let Some(first) = pins.first() else {
        return Vec::new();
    };
    let span = grid.span(first.cell);
    let all = Span {
        from: span.from + PIN_INSET,
        to: span.to - PIN_INSET,
    };
    let beside = Span {
        from: all.from.max(title.unwrap_or(all.from) + 8.0),
        to: all.to,
    };
    let is_wide = beside.length() >= PIN_LEAST * times(pins.len().saturating_sub(1)).max(1.0);
    let passes_title = |pin: &Pin| pin.zone == Zone::Leg && pin.edge == BoxEdge::Upper && is_wide;
    let early_passes = pins.iter().any(|it| !it.late && passes_title(it));
    let room = if title.is_some() && early_passes {
        beside
    } else {
        all
    };
    let late: Vec<bool> = pins.iter().map(|it| it.late).collect();
    let clear = |(pin, x): (&&Pin, f64)| {
        if title.is_some() && passes_title(pin) {
            beside.clamp(x)
        } else {
            x
        }
    };
    pins.iter()
        .zip(spread(&late, room, PIN_PITCH))
        .map(clear)
        .collect()
}
