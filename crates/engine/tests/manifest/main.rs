//! Text in, cluster and findings out.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what the tests share may stop them, as the tests themselves may"
)]

mod bounds;
mod controllers;
mod decoding;
mod documents;
mod founding_case;
mod metadata;
mod mistakes;
mod ownership;
mod reading;
mod resilience;
mod services;
mod spans;
mod table_noise;
mod tables;
mod validation;
mod workloads;
