//! The playground's page: an editor, a diagram and an explanation, all looks at
//! one analysis.
//!
//! [`state`] is what the user did, as one value. An evaluator, which may run in a
//! worker, derives from it a [`report`]: plain data, ready to be shown
//! ([`evaluation`]). [`components`] are functions of their props, [`hooks`] join
//! them to state and browser, and only [`browser`] touches what belongs to the
//! browser. What all of them say stands in `words`.

mod app;
pub mod browser;
pub mod components;
pub mod evaluation;
pub mod examples;
pub mod hooks;
pub mod lessons;
mod page;
pub mod report;
pub mod share;
mod sought;
pub mod state;
mod words;
pub mod worker;

pub use app::App;
