//! Lessons: what a writer puts into a folder of `lessons/`, read and held
//! against the engine.
//!
//! A [`Lesson`] is made of texts alone, and so can be read at build time, in a test
//! and in a tool. Its steps are [`Prose`], a small tree that a page can show
//! without trusting a string of HTML. What the prose quotes is a [`Quote`], which
//! says where it is true, and [`Quote::prove`] tells whether it is.
//! `lessons/README.md` describes the format to writers.

mod fault;
mod inline;
mod lesson;
mod manifest;
mod prose;
mod quote;
mod stage;
mod statement;

pub use fault::LessonFault;
pub use inline::{Inline, Target};
pub use lesson::{Lesson, Prediction, Step};
pub use manifest::{Focus, View};
pub use prose::{Block, Prose};
pub use quote::{Moment, Quote};
pub use stage::Stage;
pub use statement::{Counted, Statement};
