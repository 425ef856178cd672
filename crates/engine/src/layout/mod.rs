//! Reachability as geometry: where boxes, wires, badges and locks go.
//!
//! Pure and deterministic: the same [`Picture`] in the same [`Frame`] gives the
//! same [`Scene`], natively and in wasm, to the bit. It knows neither policies
//! nor SVG: it gets names and marks, and gives numbers in CSS pixels.

mod across;
mod boxes;
mod caption;
mod compose;
mod composition;
mod courses;
mod grid;
mod marks;
mod measure;
mod picture;
mod pins;
mod plan;
mod proposals;
mod scene;
mod space;
mod text_width;
mod thinning;
mod tracks;
mod wire;

pub use compose::compose;
pub use composition::{Composition, Focus};
pub use picture::{
    EdgeKind, Frame, Lane, Mark, Picture, PictureEdge, PictureNode, PictureOutside, Place, Refusal,
};
pub use scene::{
    Bar, LaneBox, MarkBox, NodeBox, Orientation, OutsideBox, Point, Rect, Scene, Segment, Wire,
};

/// Places everything in `picture`.
pub fn lay_out(picture: &Picture, frame: Frame) -> Scene {
    across::lay_out(picture, frame)
}
