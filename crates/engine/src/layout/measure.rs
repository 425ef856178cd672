//! The sizes that every drawing is made of, in CSS pixels.
//!
//! They are those of the design; what depends on the input is worked out where
//! it is needed.

/// Between the drawing and the frame it is shown in.
pub(super) const MARGIN: f64 = 14.0;
/// Between a lane's frame and its title, and the nodes in a narrow frame.
pub(super) const INSET: f64 = 18.0;

/// How wide a node is unless its names need more.
pub(super) const NODE_WIDTH: f64 = 156.0;
/// How wide a node can become; longer names are cut.
pub(super) const NODE_WIDTH_MAX: f64 = 240.0;
/// Between a node's frame and its text.
pub(super) const NODE_INSET: f64 = 13.0;

/// A badge is a square.
pub(super) const BADGE: f64 = 20.0;
/// From one badge to the next.
pub(super) const BADGE_PITCH: f64 = 24.0;
/// What a gap for badges leaves free on each side of them.
pub(super) const PAD: f64 = 3.0;
/// What an arrow's head needs of a line.
pub(super) const TIP: f64 = 11.0;

/// A number of things, as a factor of a length.
pub(super) fn times(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// How many times `step` fits into `length`, at most `most`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is negative or too large is cut to the ends of the range, as it should be"
)]
pub(super) fn fits(length: f64, step: f64, most: usize) -> usize {
    ((length / step) as usize).min(most)
}

/// Lengths are kept whole, so that lines are sharp.
pub(super) fn whole(length: f64) -> f64 {
    (length + 0.5).floor()
}
