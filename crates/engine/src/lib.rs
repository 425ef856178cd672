//! Kubernetes network policies in, reachability with reasons out.
//!
//! [`analyze`] is the whole of it: the user's texts become a cluster, the
//! cluster answers who can reach whom, and every answer names each line that
//! says so. Pure: no I/O, no clock, no randomness, no threads, so that the same
//! text gives the same answer natively and in a browser.
//!
//! Layers, each importing only those before it: [`text`], [`diagnostic`] and
//! [`options`], [`model`], then [`manifest`] and [`eval`], then [`letters`] and
//! [`query`], then [`explain`], [`layout`], [`expectation`] and [`diff`], then
//! [`Analysis`].

mod analysis;
pub mod diagnostic;
pub mod diff;
pub mod eval;
pub mod expectation;
pub mod explain;
pub mod layout;
pub mod letters;
pub mod manifest;
pub mod model;
pub mod options;
mod order;
pub mod query;
pub mod text;

pub use analysis::{Analysis, analyze};
pub use diagnostic::{Code, Diagnostic, Severity};
pub use options::{ApiLevel, Limits, Options, UndeclaredNamespaces};
