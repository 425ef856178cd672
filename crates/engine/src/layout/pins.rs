//! Where on the edge of a box its wires are attached.

use super::measure::times;

/// A stretch of an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    /// Where it begins.
    pub(super) from: f64,
    /// Where it ends.
    pub(super) to: f64,
}

impl Span {
    pub(super) fn length(self) -> f64 {
        self.to - self.from
    }

    pub(super) fn middle(self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    pub(super) fn clamp(self, value: f64) -> f64 {
        if value < self.from || self.to < self.from {
            self.from
        } else if value > self.to {
            self.to
        } else {
            value
        }
    }
}

/// How far a late wire stands from the first or the last.
const AT_END: f64 = 24.0;

/// Spreads wires over `room`, in the order given, at most `pitch` apart and
/// around the middle.
///
/// A late one (`true`) goes between its neighbours and does not move them.
pub(super) fn spread(late: &[bool], room: Span, pitch: f64) -> Vec<f64> {
    let count = late.iter().filter(|it| !**it).count();
    let gaps = times(count.saturating_sub(1));
    let pitch = if gaps * pitch > room.length() {
        room.length() / gaps
    } else {
        pitch
    };
    let first = room.middle() - gaps * pitch / 2.0;
    let early = |index: usize| first + times(index) * pitch;

    let mut before = 0;
    late.iter()
        .map(|&is_late| {
            if !is_late {
                before += 1;
                return early(before - 1);
            }
            let between = match before {
                _ if count == 0 => room.middle(),
                0 => early(0) - pitch.min(AT_END),
                _ if before == count => early(count - 1) + pitch.min(AT_END),
                _ => early(before) - pitch / 2.0,
            };
            room.clamp(between)
        })
        .collect()
}
