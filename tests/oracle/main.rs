//! The semantics once more, as plainly as possible, against the engine.
//!
//! The oracle knows neither sets nor the engine's types: it reads the objects as
//! they are written and decides one connection at a time. Where the input does
//! not say, its answer is `None`.
//!
//! It also judges what the engine says would change an answer: the change is
//! made, and the oracle is asked again.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "clippy knows the tests here, but not the functions they share"
)]

mod attempt;
mod blocks;
#[path = "../clusters/mod.rs"]
mod clusters;
mod ends;
mod fixes;
mod near_misses;
mod reasons;
mod removals;
mod sides;
mod verdicts;

/// Ports at and around everything that policies and pods name.
const PORTS: [(&str, u16); 9] = [
    ("TCP", 80),
    ("TCP", 81),
    ("TCP", 53),
    ("TCP", 8000),
    ("TCP", 8080),
    ("TCP", 9001),
    ("UDP", 53),
    ("UDP", 8080),
    ("SCTP", 80),
];
