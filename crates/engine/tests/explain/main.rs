//! Whole explanations, as one would read them.
//!
//! In the snapshots a badge is `[A]`, code stands in backticks and stressed
//! words in asterisks; `+`, `-` and `?` say whether a clause held, and brackets
//! stand around what is not written in the text.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "clippy knows the tests here, but not the functions they share"
)]
#![expect(
    clippy::needless_raw_string_hashes,
    reason = "snapshots are written by expect-test"
)]

mod advice;
mod clauses;
mod explained;
mod founding;
mod members;
mod policies;
mod services;
mod special;
mod tables;
mod verdicts;
