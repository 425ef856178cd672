//! The evaluator in a worker of its own, so that typing never waits for it.
//!
//! The same program runs in both roles. Where there is no window it is the
//! worker ([`serve`]); the page's side is an [`Office`], which evaluates by
//! itself until the worker is there, and where there cannot be one. Tasks and
//! updates cross as bytes; both sides come from one build, so their form may
//! change with every build.

mod backlog;
mod link;
mod office;
mod service;

pub use backlog::{Backlog, Offer};
pub use office::{Office, Trouble};
pub use service::{is_worker, serve};
