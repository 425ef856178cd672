//! Coordinates for a [`Plan`]: pins and lifts get theirs from the columns,
//! tracks theirs from the room that is left between the rows.

use std::collections::BTreeMap;

use super::grid::{Cell, Grid};
use super::measure::{times, whole};
use super::pins::{Span, spread};
use super::plan::{Band, LIFT_FIRST, LIFT_PITCH, Pin, Plan, Stop, Track};
use super::tracks::{Arrangement, Stretch, arrange};

/// Between two wires on the same edge of a box, at most.
const PIN_PITCH: f64 = 44.0;
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
    /// How many tracks every band has.
    bands: BTreeMap<(usize, bool), (usize, usize)>,
    /// How far lifts reach to the right.
    pub(super) right: f64,
}

impl Courses {
    /// `titles` is where the title of the lane that begins at a row ends.
    pub(super) fn new(plan: &Plan<'_>, grid: &Grid, titles: &BTreeMap<usize, f64>) -> Self {
        let (lifts, right) = lifts(plan, grid);
        let mut courses = Self {
            pins: pins(&plan.pins, grid, titles),
            lifts,
            levels: vec![0; plan.tracks.len()],
            bands: BTreeMap::new(),
            right,
        };
        courses.arrange_tracks(plan, grid);
        courses
    }

    /// How many tracks a band has, and how many without the late ones.
    pub(super) fn tracks(&self, band: Band) -> (usize, usize) {
        self.bands.get(&key(band)).copied().unwrap_or((0, 0))
    }

    fn arrange_tracks(&mut self, plan: &Plan<'_>, grid: &Grid) {
        let mut bands: BTreeMap<(usize, bool), Vec<usize>> = BTreeMap::new();
        for (index, track) in plan.tracks.iter().enumerate() {
            bands.entry(key(track.band)).or_default().push(index);
        }
        for (band, indices) in bands {
            let mut members: Vec<(usize, Stretch, bool)> = indices
                .into_iter()
                .filter_map(|it| plan.tracks.get(it).map(|track| (it, track)))
                .map(|(it, track)| (it, self.stretch(track, grid), track.is_open))
                .collect();
            members.sort_by(|a, b| {
                let shorter = a.1.length().total_cmp(&b.1.length());
                b.2.cmp(&a.2).then(shorter)
            });
            let stretches: Vec<Stretch> = members.iter().map(|it| it.1).collect();
            let Arrangement {
                levels,
                count,
                reserved,
            } = arrange(&stretches);
            self.bands.insert(band, (count, reserved));
            for ((index, ..), level) in members.into_iter().zip(levels) {
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

fn key(band: Band) -> (usize, bool) {
    match band {
        Band::Between(row) => (row, false),
        Band::Over(row) => (row, true),
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
        let first = grid.gap(shaft).from + LIFT_FIRST;
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

/// Spreads the wires of every box over its edge.
///
/// The lower edge of a box and the upper edge of the box below it share one
/// order, so that wires from both can pass each other.
fn pins(pins: &[Pin], grid: &Grid, titles: &BTreeMap<usize, f64>) -> Vec<f64> {
    let mut groups: BTreeMap<(usize, usize), Vec<(usize, &Pin)>> = BTreeMap::new();
    for (index, pin) in pins.iter().enumerate() {
        let Cell { row, column } = pin.cell;
        groups.entry((row, column)).or_default().push((index, pin));
    }
    let mut xs = vec![0.0; pins.len()];
    for ((row, column), mut group) in groups {
        group.sort_by(|(_, a), (_, b)| a.zone.cmp(&b.zone).then(a.rank.total_cmp(&b.rank)));
        let column = grid.column(column);
        let all = Span {
            from: column.from + PIN_INSET,
            to: column.to - PIN_INSET,
        };
        let title = titles.get(&row).copied().unwrap_or(all.from);
        let beside = Span {
            from: all.from.max(title + 8.0),
            to: all.to,
        };
        let passes_title = |enters: bool| enters && beside.length() >= 8.0;
        let early_pass = group
            .iter()
            .any(|(_, it)| !it.late && passes_title(it.enters));
        let room = if early_pass { beside } else { all };
        let late: Vec<bool> = group.iter().map(|(_, it)| it.late).collect();
        for ((index, pin), x) in group.iter().zip(spread(&late, room, PIN_PITCH)) {
            let x = if passes_title(pin.enters) {
                beside.clamp(x)
            } else {
                x
            };
            if let Some(slot) = xs.get_mut(*index) {
                *slot = whole(x);
            }
        }
    }
    xs
}
