//! Reachability as geometry: where boxes, wires, badges and locks go.
//!
//! Pure and deterministic: the same [`Picture`] in the same [`Frame`] gives the
//! same [`Scene`], natively and in wasm, to the bit. It knows neither policies
//! nor SVG: it gets names and marks, and gives numbers in CSS pixels.

mod caption;
mod compose;
mod picture;
mod scene;

pub use compose::{Composition, Focus, compose};
pub use picture::{
    EdgeKind, Frame, Lane, Mark, Picture, PictureEdge, PictureNode, PictureOutside, Place, Refusal,
};
pub use scene::{
    Bar, LaneBox, MarkBox, NodeBox, Orientation, OutsideBox, Point, Rect, Scene, Segment, Wire,
};

/// Places everything in `picture`.
pub fn lay_out(picture: &Picture, frame: Frame) -> Scene {
    let _ = (picture, frame);
    unimplemented!()
}
