//! The places that a wire's badges and words could have.

use super::measure::{BADGE, PAD, TIP};
use super::wire::{Line, distance};
use super::{EdgeKind, Point, Rect, Refusal};

/// How far from an upright wire something stands that is beside it, and how far
/// from one with bars.
const BESIDE: f64 = 9.0;
const BESIDE_BARS: f64 = 15.0;
/// The distance of two proposals on the same piece.
const STRIDE: f64 = 6.0;
/// The same, where there is no room along the wire.
const AROUND: f64 = 9.0;
/// What stays free before a badge: at the source, and after a corner.
const START: f64 = 5.0;
const TURN: f64 = 1.0;
/// The same when a bar stands there.
const BAR_AT_SOURCE: f64 = 29.0;
const BAR_AT_DESTINATION: f64 = 17.0;
/// The height of a line of words.
pub(super) const WORDS: f64 = 12.0;

/// Which end of a wire something belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Near {
    Source,
    Destination,
    Middle,
}

/// How something lies with regard to the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lie {
    /// In a gap of a level piece.
    Level,
    /// In a gap of an upright piece: one below the other.
    Upright,
    /// Beside, above or below the wire, which needs no gap.
    Beside,
}

/// Which side of a level wire is better for something beside it; for an
/// upright wire it is the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Above,
    Below,
}

/// A place that something could have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Proposal {
    pub(super) rect: Rect,
    pub(super) lie: Lie,
    /// How little it is liked, apart from what it covers.
    pub(super) penalty: f64,
}

/// The pieces of a wire and how much of each can carry something.
#[derive(Debug)]
pub(super) struct Pieces {
    all: Vec<Piece>,
    length: f64,
    longest: f64,
    beside: f64,
}

#[derive(Debug, Clone, Copy)]
struct Piece {
    start: Point,
    /// Which way it runs; one of the two is 0.
    direction: (f64, f64),
    length: f64,
    /// The length of the wire up to it.
    before: f64,
    /// Its usable part.
    from: f64,
    to: f64,
}

impl Pieces {
    pub(super) fn new(kind: EdgeKind, line: &Line) -> Self {
        let (start, end) = match kind {
            EdgeKind::Denied(Refusal::AtDestination) => (START, BAR_AT_DESTINATION),
            EdgeKind::Denied(Refusal::AtSource) => (BAR_AT_SOURCE, START),
            EdgeKind::Denied(Refusal::AtBoth) => (BAR_AT_SOURCE, BAR_AT_DESTINATION),
            EdgeKind::Admitted | EdgeKind::Open => (START, TIP + 2.0),
        };
        let last = line.points.len().saturating_sub(2);
        let (mut all, mut length, mut longest) = (Vec::new(), 0.0, 0.0_f64);
        for (index, (a, b)) in line.pieces().enumerate() {
            let own = distance(a, b);
            let turn = line.rounding.min(own / 2.0) + TURN;
            all.push(Piece {
                start: a,
                direction: ((b.x - a.x) / own, (b.y - a.y) / own),
                length: own,
                before: length,
                from: if index == 0 { start } else { turn },
                to: own - if index == last { end } else { turn },
            });
            length += own;
            longest = longest.max(own);
        }
        let has_bars = matches!(kind, EdgeKind::Denied(_));
        let beside = if has_bars { BESIDE_BARS } else { BESIDE };
        Self {
            all,
            length,
            longest,
            beside,
        }
    }

    /// Places for a row of badges, `along` long.
    pub(super) fn for_badges(&self, along: f64, near: Near) -> Vec<Proposal> {
        let is_step = self.all.len() == 1;
        let mut proposals = Vec::new();
        for piece in &self.all {
            let (on, beside) = if is_step { (7.0, 3.0) } else { (3.0, 7.0) };
            if piece.is_level() {
                self.on_piece(piece, (along + 2.0 * PAD, BADGE), near, 0.0, &mut proposals);
                continue;
            }
            self.on_piece(
                piece,
                (BADGE + 2.0 * PAD, along + 2.0 * PAD),
                near,
                on,
                &mut proposals,
            );
            self.beside_piece(
                piece,
                (along, BADGE),
                (near, Side::Above),
                beside,
                &mut proposals,
            );
        }
        proposals
    }

    /// Places for badges near the wire, for when there is no room along it.
    pub(super) fn around(&self, along: f64) -> Vec<Proposal> {
        let longest = self.all.iter().max_by(|a, b| a.length.total_cmp(&b.length));
        let Some(middle) = longest.map(|it| it.at(it.length / 2.0)) else {
            return Vec::new();
        };
        let steps = || (-9..=9).map(|it| f64::from(it) * AROUND);
        let each = steps().flat_map(|x| steps().map(move |y| (x, y)));
        let proposals = each.map(|(x, y)| Proposal {
            rect: Rect {
                x: middle.x + x - along / 2.0,
                y: middle.y + y - BADGE / 2.0,
                width: along,
                height: BADGE,
            },
            lie: Lie::Beside,
            penalty: x * x + y * y,
        });
        proposals.collect()
    }

    /// Places for badges and a label together, which lie in one row: in a level
    /// piece, or beside an upright step.
    pub(super) fn for_badges_and_words(&self, along: f64, near: Near) -> Vec<Proposal> {
        let mut proposals = Vec::new();
        for piece in self.all.iter().filter(|it| it.is_level()) {
            self.on_piece(piece, (along + 2.0 * PAD, BADGE), near, 0.0, &mut proposals);
        }
        let step = if self.all.len() == 1 {
            self.all.first()
        } else {
            None
        };
        if let Some(piece) = step.filter(|it| !it.is_level()) {
            let place = (near, Side::Above);
            self.beside_piece(piece, (along, BADGE), place, 3.0, &mut proposals);
        }
        proposals
    }

    /// Places for words; in a gap of the wire only when `may_cut`.
    pub(super) fn for_words(&self, width: f64, may_cut: bool, side: Side) -> Vec<Proposal> {
        let mut proposals = Vec::new();
        for piece in &self.all {
            if may_cut {
                let liked = if piece.is_level() { 0.0 } else { 4.0 };
                let gap = (width + 2.0 * PAD, WORDS + 4.0);
                self.on_piece(piece, gap, Near::Middle, liked, &mut proposals);
            }
            let place = (Near::Middle, side);
            self.beside_piece(piece, (width, WORDS), place, 2.0, &mut proposals);
        }
        proposals
    }

    fn on_piece(
        &self,
        piece: &Piece,
        (width, height): (f64, f64),
        near: Near,
        penalty: f64,
        proposals: &mut Vec<Proposal>,
    ) {
        let (along, lie) = if piece.is_level() {
            (width, Lie::Level)
        } else {
            (height, Lie::Upright)
        };
        for at in Piece::positions(along, (piece.from, piece.to)) {
            let middle = piece.at(at);
            let rect = Rect {
                x: middle.x - width / 2.0,
                y: middle.y - height / 2.0,
                width,
                height,
            };
            let penalty = penalty + self.penalty(piece, at, near);
            proposals.push(Proposal { rect, lie, penalty });
        }
    }

    fn beside_piece(
        &self,
        piece: &Piece,
        (width, height): (f64, f64),
        (near, side): (Near, Side),
        penalty: f64,
        proposals: &mut Vec<Proposal>,
    ) {
        let along = if piece.is_level() { width } else { height };
        for at in Piece::positions(along, (2.0, piece.length - 2.0)) {
            let middle = piece.at(at);
            let penalty = penalty + self.penalty(piece, at, near);
            let (left, top) = (middle.x - width / 2.0, middle.y - height / 2.0);
            let (above, below) = (middle.y - 5.0 - height, middle.y + 5.0);
            let sides = match (piece.is_level(), side) {
                (true, Side::Above) => [(left, above), (left, below)],
                (true, Side::Below) => [(left, below), (left, above)],
                (false, _) => [
                    (middle.x + self.beside, top),
                    (middle.x - self.beside - width, top),
                ],
            };
            for ((x, y), less) in sides.into_iter().zip([0.0, 0.5]) {
                proposals.push(Proposal {
                    rect: Rect {
                        x,
                        y,
                        width,
                        height,
                    },
                    lie: Lie::Beside,
                    penalty: penalty + less,
                });
            }
        }
    }

    fn penalty(&self, piece: &Piece, at: f64, near: Near) -> f64 {
        let passed = (piece.before + at) / self.length;
        match near {
            Near::Source => 12.0 * passed,
            Near::Destination => 12.0 * (1.0 - passed),
            Near::Middle => {
                let off = (at - piece.length / 2.0).abs() / piece.length;
                6.0 * (1.0 - piece.length / self.longest) + 6.0 * off
            }
        }
    }
}

impl Piece {
    fn is_level(&self) -> bool {
        self.direction.1 == 0.0
    }

    fn at(&self, at: f64) -> Point {
        Point {
            x: self.start.x + self.direction.0 * at,
            y: self.start.y + self.direction.1 * at,
        }
    }

    /// Where the middle of something that long could be: around its own middle
    /// first.
    fn positions(along: f64, (from, to): (f64, f64)) -> impl Iterator<Item = f64> {
        let (from, to) = (from + along / 2.0, to - along / 2.0);
        let middle = f64::midpoint(from, to);
        let stride = STRIDE.max((to - from) / 20.0);
        let outwards = (0..12).flat_map(move |it| {
            let off = f64::from(it) * stride;
            let both = [middle - off, middle + off];
            both.into_iter().skip(usize::from(it == 0))
        });
        let ends = [from, to].into_iter();
        outwards
            .chain(ends)
            .filter(move |&it| from <= it && it <= to)
    }
}
