//! A number for every box of a picture, so that what is known of them can stand
//! in a row.

use super::{Picture, Place};

/// Numbers the parts of the outside, then the nodes, lane by lane.
#[derive(Debug, Clone)]
pub(super) struct Numbers {
    /// The number of the first node of each lane, and at the end how many boxes
    /// there are.
    firsts: Vec<usize>,
}

impl Numbers {
    /// Numbers the nodes and so many `parts` of the outside.
    pub(super) fn new(picture: &Picture, parts: usize) -> Self {
        let mut firsts = vec![parts];
        let mut next = parts;
        for lane in &picture.lanes {
            next += lane.nodes.len();
            firsts.push(next);
        }
        Self { firsts }
    }

    /// How many boxes there are.
    pub(super) fn count(&self) -> usize {
        self.firsts.last().copied().unwrap_or_default()
    }

    /// The number of what stands at `place`; a whole lane has none.
    pub(super) fn of(&self, place: Place) -> Option<usize> {
        let (number, end) = match place {
            Place::Outside(part) => (part, self.firsts.first()?),
            Place::Node { lane, node } => {
                (self.firsts.get(lane)? + node, self.firsts.get(lane + 1)?)
            }
            Place::Lane(_) => return None,
        };
        (number < *end).then_some(number)
    }
}
