//! From the texts to what the page is told of them: the only part of the page
//! that knows the engine's analysis.
//!
//! An [`Evaluator`] answers [`Task`]s with [`Update`]s. It runs in a worker, or
//! where that is not possible on the page itself; it knows neither. A task that
//! takes long can be done in parts, as an [`Errand`].
//!
//! [`Update`]: crate::report::Update

mod comparison;
mod console;
mod counsel;
mod errand;
mod evaluator;
mod inquiry;
mod intentions;
mod inventory;
mod listing;
mod news;
mod picture_report;
mod reading;
mod roster_report;
mod table_report;
mod task;
mod text_report;

pub use errand::{Errand, Progress};
pub use evaluator::Evaluator;
pub use listing::listing;
pub use reading::{Reading, Shown, Timeline};
pub use task::{Look, Task};
