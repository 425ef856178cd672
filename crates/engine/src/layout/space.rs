//! What lies where on a drawing, to find free room on it.

use super::Rect;
use super::measure::fits;

/// Things are looked up by squares of this size.
const SQUARE: f64 = 64.0;
/// More squares than this in a direction share the last.
const MOST: usize = 400;

/// Nothing may be nearer to the end of the drawing.
const EDGE: f64 = 4.0;
/// How bad it is to be nearer.
const OFF: u32 = 5000;

/// A drawing as a set of rectangles.
#[derive(Debug)]
pub(super) struct Space {
    width: f64,
    height: f64,
    columns: usize,
    squares: Vec<Vec<Thing>>,
}

#[derive(Debug, Clone, Copy)]
struct Thing {
    rect: Rect,
    /// How bad it is to cover it.
    weight: u32,
    /// The wire it is a part of.
    wire: Option<usize>,
}

impl Space {
    /// An empty drawing.
    pub(super) fn new(width: f64, height: f64) -> Self {
        let columns = fits(width, SQUARE, MOST) + 1;
        let rows = fits(height, SQUARE, MOST) + 1;
        Self {
            width,
            height,
            columns,
            squares: vec![Vec::new(); columns * rows],
        }
    }

    /// Adds a thing; a part of a wire is no obstacle to that wire's own badges.
    pub(super) fn add(&mut self, rect: Rect, weight: u32, wire: Option<usize>) {
        for square in squares(rect, self.columns, self.squares.len()) {
            if let Some(things) = self.squares.get_mut(square) {
                things.push(Thing { rect, weight, wire });
            }
        }
    }

    /// How bad it would be to put something of `wire` there.
    pub(super) fn cost(&self, rect: Rect, wire: usize) -> u32 {
        let all = Rect {
            x: EDGE,
            y: EDGE,
            width: self.width - 2.0 * EDGE,
            height: self.height - 2.0 * EDGE,
        };
        if !contains(all, rect) {
            return OFF;
        }
        squares(rect, self.columns, self.squares.len())
            .filter_map(|it| self.squares.get(it))
            .flatten()
            .filter(|it| it.wire != Some(wire) && overlap(it.rect, rect))
            .map(|it| it.weight)
            .sum()
    }
}

/// Which squares a rectangle touches, of `count` in rows of `columns`.
fn squares(rect: Rect, columns: usize, count: usize) -> impl Iterator<Item = usize> {
    let (left, right) = range(rect.x, rect.width, columns);
    let (top, bottom) = range(rect.y, rect.height, count / columns);
    (top..=bottom).flat_map(move |row| (left..=right).map(move |it| row * columns + it))
}

fn range(from: f64, length: f64, count: usize) -> (usize, usize) {
    let last = count.saturating_sub(1);
    (fits(from, SQUARE, last), fits(from + length, SQUARE, last))
}

/// Whether two rectangles share more than an edge.
pub(super) fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/// Whether `inner` lies in `outer`.
pub(super) fn contains(outer: Rect, inner: Rect) -> bool {
    outer.x <= inner.x
        && outer.y <= inner.y
        && inner.x + inner.width <= outer.x + outer.width
        && inner.y + inner.height <= outer.y + outer.height
}
