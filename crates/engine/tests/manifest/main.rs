//! Text in, cluster and findings out.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what the tests share may stop them, as the tests themselves may"
)]

mod decoding;
mod documents;
mod founding_case;
mod metadata;
mod reading;
mod resilience;
mod services;
mod spans;
mod validation;
mod workloads;
