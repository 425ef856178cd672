//! What is inside a box: where its words and signs stand, and how much of a
//! long name there is room for.

use super::measure::{INSET, NODE_INSET, NODE_WIDTH, NODE_WIDTH_MAX, times};
use super::text_width::{MONO, mono, mono_that_fit, sans, sans_that_fit};
use super::{
    Chip, ChipBox, Lane, LaneBox, LaneKind, NodeBox, Note, OutsideBox, PictureNode, PictureOutside,
    Point, Rect,
};

/// The signs `in` and `out` at the right of a node's title.
const LOCKS: f64 = 58.0;
/// Between words that share a line.
const WORD_GAP: f64 = 8.0;
/// Between a lane's frame and the ground of its title.
const HEADER_TOP: f64 = 12.0;
const HEADER_HEIGHT: f64 = 19.0;
/// The share of a header that a long title leaves to the labels.
const SUBTITLE_LEAST: f64 = 90.0;

/// How much higher a node is that has Services.
pub(super) const CHIPS: f64 = 23.0;
const CHIP_HEIGHT: f64 = 17.0;
/// The words of a chip are smaller than others in their face, by that much.
const CHIP_WORDS: f64 = 10.0 / 11.0;
const CHIP_INSET: f64 = 6.0;
const CHIP_GAP: f64 = 4.0;
/// `+2` behind the chips.
const MORE_CHIPS: f64 = 20.0;

/// A badge on a note is smaller than one on a wire.
pub(super) const NOTE_BADGE: f64 = 18.0;
const NOTE_INSET: f64 = 7.0;
const NOTE_GAP: f64 = 6.0;

/// The words of the outside are smaller than those of a node, by that much.
const TITLE: f64 = 0.92;
const SUBTITLE: f64 = 0.85;

/// How wide the words of a part of the outside are.
pub(super) fn outside_width(outside: &PictureOutside) -> f64 {
    (sans(&outside.title) * TITLE).max(sans(&outside.subtitle) * SUBTITLE)
}

/// How wide a node would like to be.
pub(super) fn node_width(node: &PictureNode) -> f64 {
    let title = sans(&node.title) + count_width(node) + WORD_GAP + LOCKS;
    let below = mono(&node.subtitle) + WORD_GAP + mono(&node.ports);
    let chips: f64 = node.chips.iter().map(|it| chip_width(it) + CHIP_GAP).sum();
    let wish = title.max(below).max(chips - CHIP_GAP) + 2.0 * NODE_INSET;
    wish.ceil().clamp(NODE_WIDTH, NODE_WIDTH_MAX)
}

/// The words in a node's frame.
pub(super) fn node(node: &PictureNode, rect: Rect, folded: bool) -> NodeBox {
    let Rect { x, y, width, .. } = rect;
    let right = x + width;
    let line = if folded { y + 21.5 } else { y + 23.0 };
    let below = if folded { line } else { y + 42.0 };
    let inner = width - 2.0 * NODE_INSET;
    let for_title = inner - LOCKS - WORD_GAP - count_width(node);
    let title_chars = sans_that_fit(&node.title, for_title);
    let title_width = sans(&node.title).min(for_title);
    let (chips, more_chips) = if folded {
        (Vec::new(), None)
    } else {
        let start = at(x + NODE_INSET, y + 51.0);
        chips(&node.chips, start, right - NODE_INSET)
    };
    NodeBox {
        rect,
        folded,
        title: at(x + NODE_INSET, line),
        title_chars,
        count: (node.count > 1).then(|| at(x + NODE_INSET + title_width + WORD_GAP, line)),
        subtitle: at(x + NODE_INSET, below),
        subtitle_chars: mono_that_fit(&node.subtitle, inner - WORD_GAP - mono(&node.ports)),
        ports: at(right - NODE_INSET, below),
        lock_in: at(right - 71.0, line - 10.0),
        lock_out: at(right - 41.0, line - 10.0),
        chips,
        more_chips,
    }
}

fn chip_width(chip: &Chip) -> f64 {
    (mono(&chip.text) * CHIP_WORDS + 2.0 * CHIP_INSET).ceil()
}

/// The chips of a node, as many as there is room for, and where it says how
/// many more there are.
fn chips(chips: &[Chip], start: Point, end: f64) -> (Vec<ChipBox>, Option<Point>) {
    let mut x = start.x;
    let mut boxes = Vec::new();
    for (index, chip) in chips.iter().enumerate() {
        let is_last = index + 1 == chips.len();
        let room = if is_last {
            end - x
        } else {
            end - x - MORE_CHIPS
        };
        let wish = chip_width(chip);
        if wish > room && index > 0 {
            return (boxes, Some(at(x + 1.0, start.y + 12.0)));
        }
        let width = wish.min(room);
        let for_words = (width - 2.0 * CHIP_INSET) / CHIP_WORDS;
        boxes.push(ChipBox {
            rect: Rect {
                x,
                y: start.y,
                width,
                height: CHIP_HEIGHT,
            },
            text: at(x + CHIP_INSET, start.y + 12.0),
            chars: mono_that_fit(&chip.text, for_words),
        });
        x += width + CHIP_GAP;
    }
    (boxes, None)
}

/// `×3` after the title, in the monospaced face.
fn count_width(node: &PictureNode) -> f64 {
    if node.count < 2 {
        return 0.0;
    }
    WORD_GAP + MONO * times(node.count.to_string().len() + 1)
}

/// The words on a lane's frame; its nodes come later. Folded namespaces have no
/// frame, and no words.
pub(super) fn lane(lane: &Lane, rect: Rect) -> LaneBox {
    if lane.kind == LaneKind::Folded {
        let corner = at(rect.x, rect.y);
        return LaneBox {
            rect,
            title: corner,
            title_chars: 0,
            subtitle: corner,
            subtitle_chars: 0,
            header: Rect {
                width: 0.0,
                height: 0.0,
                ..rect
            },
            notes: Vec::new(),
            nodes: Vec::with_capacity(lane.nodes.len()),
        };
    }
    let room = rect.width - 2.0 * INSET;
    let for_subtitle = mono(&lane.subtitle).min(SUBTITLE_LEAST);
    let for_title = room - for_subtitle - WORD_GAP;
    let title_width = sans(&lane.title).min(for_title).ceil();
    let start = rect.x + INSET + title_width + WORD_GAP;
    let for_subtitle = rect.x + INSET + room - start;
    let end = start + mono(&lane.subtitle).min(for_subtitle).ceil();
    LaneBox {
        rect,
        title: at(rect.x + INSET, rect.y + 26.0),
        title_chars: sans_that_fit(&lane.title, for_title),
        subtitle: at(start, rect.y + 26.0),
        subtitle_chars: mono_that_fit(&lane.subtitle, for_subtitle),
        header: Rect {
            x: rect.x + INSET - 4.0,
            y: rect.y + HEADER_TOP,
            width: end - rect.x - INSET + 8.0,
            height: HEADER_HEIGHT,
        },
        notes: notes(&lane.notes, rect, end + 2.0 * WORD_GAP),
        nodes: Vec::with_capacity(lane.nodes.len()),
    }
}

/// The notes of a lane at the right of its title, as far as there is room from
/// `start` on.
fn notes(notes: &[Note], rect: Rect, start: f64) -> Vec<Rect> {
    let mut x = rect.x + rect.width - INSET;
    let mut boxes = Vec::new();
    for note in notes {
        let badges = NOTE_BADGE * times(note.marks.len());
        let width = (mono(&note.text) + badges + 2.0 * NOTE_INSET).ceil();
        if x - width < start {
            break;
        }
        x -= width;
        boxes.push(Rect {
            x,
            y: rect.y + HEADER_TOP,
            width,
            height: HEADER_HEIGHT,
        });
        x -= NOTE_GAP;
    }
    boxes
}

/// The outside as a tall box: globe, title and second line below each other.
pub(super) fn tall_outside(outside: &PictureOutside, rect: Rect) -> OutsideBox {
    let middle = rect.x + rect.width / 2.0;
    let top = rect.y + (rect.height - 55.0) / 2.0;
    OutsideBox {
        rect,
        globe: at(middle, top + 9.0),
        title: at(middle, top + 39.0),
        title_chars: sans_that_fit(&outside.title, (rect.width - 12.0) / TITLE),
        subtitle: at(middle, top + 55.0),
        subtitle_chars: sans_that_fit(&outside.subtitle, (rect.width - 12.0) / SUBTITLE),
        centred: true,
    }
}

/// The outside as a flat box: everything on one line, in the middle.
pub(super) fn flat_outside(outside: &PictureOutside, rect: Rect) -> OutsideBox {
    let line = rect.y + rect.height / 2.0 + 4.5;
    let for_title = rect.width - 60.0;
    let title = (sans(&outside.title) * TITLE).min(for_title);
    let for_subtitle = (for_title - title - WORD_GAP).max(0.0);
    let subtitle = (sans(&outside.subtitle) * SUBTITLE).min(for_subtitle);
    let all = 18.0 + WORD_GAP + title + WORD_GAP + subtitle;
    let start = rect.x + (rect.width - all) / 2.0;
    let title_start = start + 18.0 + WORD_GAP;
    OutsideBox {
        rect,
        globe: at(start + 9.0, rect.y + rect.height / 2.0),
        title: at(title_start, line),
        title_chars: sans_that_fit(&outside.title, for_title / TITLE),
        subtitle: at(title_start + title + WORD_GAP, line),
        subtitle_chars: sans_that_fit(&outside.subtitle, for_subtitle / SUBTITLE),
        centred: false,
    }
}

/// A part of the outside in a cell like a node's: two lines beside the globe.
pub(super) fn outside_cell(outside: &PictureOutside, rect: Rect) -> OutsideBox {
    let start = rect.x + 38.0;
    let room = rect.width - 46.0;
    OutsideBox {
        rect,
        globe: at(rect.x + 21.0, rect.y + rect.height / 2.0),
        title: at(start, rect.y + rect.height / 2.0 - 3.0),
        title_chars: sans_that_fit(&outside.title, room / TITLE),
        subtitle: at(start, rect.y + rect.height / 2.0 + 13.0),
        subtitle_chars: sans_that_fit(&outside.subtitle, room / SUBTITLE),
        centred: false,
    }
}

fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}
