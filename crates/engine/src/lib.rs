//! Kubernetes network policies in, reachability with reasons out.
//!
//! [`analyze`] is the whole of it: the user's texts become a cluster, the
//! cluster answers who can reach whom, and every answer names each line that
//! says so. Pure: no I/O, no clock, no randomness, no threads, so that the same
//! text gives the same answer natively and in a browser.
//!
//! Layers, each importing only those before it: [`text`], [`diagnostic`] and
//! [`options`], [`model`], then [`manifest`] and [`eval`], then [`letters`],
//! [`query`] and [`vocabulary`], then [`explain`], [`layout`], [`expectation`] and [`diff`], then
//! [`matrix`] and [`roster`], then [`Analysis`], then [`edit`] and
//! [`synthesis`] and [`lint`], then [`fix`], then [`hint`].

mod analysis;
pub mod diagnostic;
pub mod diff;
pub mod edit;
pub mod eval;
pub mod expectation;
pub mod explain;
pub mod fix;
pub mod hint;
pub mod layout;
pub mod letters;
pub mod lint;
pub mod manifest;
pub mod matrix;
pub mod model;
pub mod options;
mod order;
pub mod query;
pub mod roster;
pub mod synthesis;
pub mod text;
pub mod vocabulary;

pub use analysis::{Analysis, Unevaluated, analyze};
pub use diagnostic::{Code, Diagnostic, Severity};
pub use options::{
    ApiLevel, Assumptions, Limits, Options, PolicyName, Profile, UndeclaredNamespaces,
};
