//! Reachability as geometry: where boxes, wires, badges and locks go.
//!
//! Pure and deterministic: the same [`Picture`] in the same [`Frame`] gives the
//! same [`Scene`], natively and in wasm, to the bit. It knows neither policies
//! nor SVG: it gets names and marks, and gives numbers in CSS pixels.

mod across;
mod boxes;
mod caption;
mod chips;
mod column;
mod compose;
mod composition;
mod courses;
mod denial;
mod down;
mod edges;
mod grid;
mod levels;
mod marks;
mod measure;
mod numbers;
mod picture;
mod pins;
mod plan;
mod proposals;
mod scene;
mod sieve;
mod space;
mod stage;
mod strands;
mod text_width;
mod thinning;
mod tracks;
mod turns;
mod view;
mod ways;
mod wire;

pub(crate) use caption::{container_ports, edge_ports, outside};
pub use compose::{Material, compose};
pub use composition::{Composition, Focus};
pub use picture::{
    Chip, EdgeChange, EdgeKind, Frame, Isolated, Lane, LaneKind, Mark, NodeKind, Note, NoteKind,
    Picture, PictureEdge, PictureNode, PictureOutside, Place, Refusal,
};
pub use scene::{
    Bar, ChipBox, LaneBox, MarkBox, NodeBox, Orientation, OutsideBox, Point, Rect, Scene, Segment,
    Wire,
};
pub use view::{Aspect, Bulk, Coping, Filter, Fold, Folding, PairChange, View};

/// Frames narrower than this have their nodes below each other.
const DOWN_BELOW: u32 = 620;

/// Places everything in `picture`.
pub fn lay_out(picture: &Picture, frame: Frame) -> Scene {
    if frame.width < DOWN_BELOW {
        down::lay_out(picture, frame)
    } else {
        across::lay_out(picture, frame)
    }
}
