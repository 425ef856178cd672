//! Fixes: what they are called, which lines they change, and which connections.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::needless_raw_string_hashes,
    reason = "clippy knows the tests here, but not the functions they share"
)]

mod connections;
mod founding;
mod mended;
mod problems;
mod remedies;
mod shown;
mod styles;
