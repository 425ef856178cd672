//! Help with a goal that is not met, in three strengths: where it fails, at what,
//! and what to write.
//!
//! Nothing here is prepared. A hint is told of the texts as they are: where the
//! connection passes or does not, which entry is the smallest cut or near to
//! admitting, and an edit that was tried.

mod strength;
mod tutor;
mod words;

pub use strength::{Hint, Strength};
pub use tutor::Tutor;
