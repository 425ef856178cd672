//! The playground's page: an editor, a diagram and an explanation, all looks at
//! one analysis.
//!
//! [`state`] is what the user did, as one value; everything else is derived from
//! it. [`components`] are functions of their props, [`hooks`] join them to state
//! and browser, and only [`browser`] touches what belongs to the browser.

mod app;
pub mod browser;
pub mod components;
pub mod examples;
pub mod hooks;
pub mod state;

pub use app::App;
