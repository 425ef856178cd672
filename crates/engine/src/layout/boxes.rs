//! What is inside a box: where its words and signs stand, and how much of a
//! long name there is room for.

use super::measure::{INSET, NODE_INSET, NODE_WIDTH, NODE_WIDTH_MAX, times};
use super::text_width::{MONO, mono, mono_that_fit, sans, sans_that_fit};
use super::{Lane, LaneBox, NodeBox, OutsideBox, PictureNode, PictureOutside, Point, Rect};

/// The signs `in` and `out` at the right of a node's title.
const LOCKS: f64 = 58.0;
/// Between words that share a line.
const WORD_GAP: f64 = 8.0;
/// Between a lane's frame and the ground of its title.
const HEADER_TOP: f64 = 12.0;
const HEADER_HEIGHT: f64 = 19.0;
/// The share of a header that a long title leaves to the labels.
const SUBTITLE_LEAST: f64 = 90.0;

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
    let wish = title.max(below) + 2.0 * NODE_INSET;
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
    }
}

/// `×3` after the title, in the monospaced face.
fn count_width(node: &PictureNode) -> f64 {
    if node.count < 2 {
        return 0.0;
    }
    WORD_GAP + MONO * times(node.count.to_string().len() + 1)
}

/// The words on a lane's frame; its nodes come later.
pub(super) fn lane(lane: &Lane, rect: Rect) -> LaneBox {
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
        nodes: Vec::with_capacity(lane.nodes.len()),
    }
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
