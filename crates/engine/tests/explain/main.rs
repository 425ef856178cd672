//! Whole explanations, as one would read them.
//!
//! In the snapshots a badge is `[A]`, code stands in backticks and stressed
//! words in asterisks; `+`, `-` and `?` say whether a clause held, and brackets
//! stand around what is not written in the text.

mod clauses;
mod explained;
mod founding;
mod policies;
mod special;
mod verdicts;
