//! What the layout promises: nothing overlaps, nothing jumps, and it looks like
//! the design.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    clippy::needless_raw_string_hashes,
    clippy::format_push_string,
    reason = "a test may panic and be slow, and expect-test writes raw strings with hashes"
)]

mod founding;
mod geometry;
mod pictures;
mod properties;
mod svg;

use netpol_engine::layout::{Frame, lay_out};

#[test]
fn drawings_can_be_looked_at() {
    for (name, width, picture) in pictures::gallery() {
        let scene = lay_out(&picture, Frame { width });
        svg::write(&name, &picture, &scene);
    }
}
