//! Which of several parallel tracks each stretch of wire runs on.
//!
//! A band is the room between two rows, or between two columns. The same
//! question is asked of all of them: stretches that overlap need tracks of
//! their own, and the order of the tracks decides how many wires cross. Nested
//! arcs come out nested, because any other order crosses more.

use super::measure::times;

/// How near two stretches on one track may come.
const CLEARANCE: f64 = 10.0;
/// Two wires on top of each other are worse than many that cross.
const ON_TOP: usize = 100;

/// Where a wire goes on at an end of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leg {
    /// To the side of the first track.
    Back,
    /// To the side of the last track.
    On,
    /// Straight ahead, out of the band.
    Nowhere,
}

/// A part of a wire that runs along a band.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    /// Its two ends, in either order.
    pub(super) ends: [(f64, Leg); 2],
    /// It comes after all others and must leave them where they are.
    pub(super) late: bool,
}

/// The track of every stretch.
#[derive(Debug, Clone, Default)]
pub(super) struct Arrangement {
    /// In the order of the stretches, counted from 0.
    pub(super) levels: Vec<usize>,
    /// How many tracks there are.
    pub(super) count: usize,
    /// How many there would be without the late ones.
    pub(super) reserved: usize,
}

impl Stretch {
    pub(super) fn length(&self) -> f64 {
        self.high() - self.low()
    }

    fn low(&self) -> f64 {
        let [(a, _), (b, _)] = self.ends;
        if a < b { a } else { b }
    }

    fn high(&self) -> f64 {
        let [(a, _), (b, _)] = self.ends;
        if a < b { b } else { a }
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.low() < other.high() + CLEARANCE && other.low() < self.high() + CLEARANCE
    }

    /// How often the two cross when `self` has the track nearer to the first.
    fn crossings_before(&self, other: &Self) -> usize {
        if !self.overlaps(other) {
            return 0;
        }
        let into = |ends: [(f64, Leg); 2], leg: Leg, stretch: &Self| {
            ends.iter()
                .filter(|&&(at, it)| it == leg && stretch.low() < at && at < stretch.high())
                .count()
        };
        let mut on_top = 0;
        for (mine, leg) in self.ends {
            for (theirs, other_leg) in other.ends {
                let near = mine - theirs < 4.0 && theirs - mine < 4.0;
                if near && leg == Leg::On && other_leg == Leg::Back {
                    on_top += ON_TOP;
                }
            }
        }
        into(other.ends, Leg::Back, self) + into(self.ends, Leg::On, other) + on_top
    }
}

/// Finds a track for every stretch.
///
/// Stretches that come first get the tracks nearer to the first, where it makes
/// no difference.
pub(super) fn arrange(stretches: &[Stretch]) -> Arrangement {
    let mut order: Vec<usize> = Vec::with_capacity(stretches.len());
    for (index, stretch) in stretches.iter().enumerate() {
        if !stretch.late {
            let place = best_place(stretches, &order, stretch);
            order.insert(place, index);
        }
    }
    let mut arrangement = Arrangement {
        levels: vec![0; stretches.len()],
        ..Arrangement::default()
    };
    stack(stretches, &order, &mut arrangement);
    arrangement.reserved = arrangement.count;
    for (index, stretch) in stretches.iter().enumerate() {
        if stretch.late {
            thread(stretches, &mut order, index, stretch, &mut arrangement);
        }
    }
    arrangement
}

/// Where in `order` a stretch crosses the fewest of the others.
fn best_place(stretches: &[Stretch], order: &[usize], stretch: &Stretch) -> usize {
    let others = || order.iter().filter_map(|&it| stretches.get(it));
    let mut crossings: usize = others().map(|it| it.crossings_before(stretch)).sum();
    let mut best = (crossings, order.len());
    for (place, other) in others().enumerate().collect::<Vec<_>>().into_iter().rev() {
        crossings -= other.crossings_before(stretch);
        crossings += stretch.crossings_before(other);
        if crossings < best.0 {
            best = (crossings, place);
        }
    }
    best.1
}

/// Puts each stretch on the lowest track above those it overlaps.
fn stack(stretches: &[Stretch], order: &[usize], arrangement: &mut Arrangement) {
    let mut placed: Vec<(&Stretch, usize)> = Vec::with_capacity(order.len());
    for &index in order {
        let (Some(stretch), Some(level)) =
            (stretches.get(index), arrangement.levels.get_mut(index))
        else {
            continue;
        };
        *level = placed
            .iter()
            .filter(|(other, _)| other.overlaps(stretch))
            .map(|(_, level)| level + 1)
            .max()
            .unwrap_or(0);
        arrangement.count = arrangement.count.max(*level + 1);
        placed.push((stretch, *level));
    }
}

/// Puts a late stretch on a free track, or on a new one after all others.
fn thread(
    stretches: &[Stretch],
    placed: &mut Vec<usize>,
    index: usize,
    stretch: &Stretch,
    arrangement: &mut Arrangement,
) {
    let others: Vec<(&Stretch, usize)> = placed
        .iter()
        .filter_map(|&it| Some((stretches.get(it)?, *arrangement.levels.get(it)?)))
        .collect();
    let is_free = |level: usize| {
        !others
            .iter()
            .any(|&(it, at)| at == level && it.overlaps(stretch))
    };
    let crossings = |level: usize| -> usize {
        let each = others.iter().map(|&(it, at)| {
            if at < level {
                it.crossings_before(stretch)
            } else {
                stretch.crossings_before(it)
            }
        });
        each.sum()
    };
    let level = (0..arrangement.count)
        .filter(|&it| is_free(it))
        .min_by_key(|&it| crossings(it))
        .unwrap_or(arrangement.count);
    arrangement.count = arrangement.count.max(level + 1);
    if let Some(slot) = arrangement.levels.get_mut(index) {
        *slot = level;
    }
    placed.push(index);
}

/// How many tracks to keep room for: in steps, so that one wire more or less
/// seldom moves anything.
pub(super) fn rounded(count: usize, least: usize) -> usize {
    count.max(least).next_multiple_of(2)
}

/// The distance of the track `level` from the first, when `count` of them share
/// `room` and are at most `pitch` apart.
pub(super) fn offset(level: usize, count: usize, room: f64, pitch: f64) -> f64 {
    let gaps = times(count.saturating_sub(1).max(1));
    let pitch = if gaps * pitch > room {
        room / gaps
    } else {
        pitch
    };
    pitch * times(level)
}
