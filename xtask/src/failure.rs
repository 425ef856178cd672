//! What went wrong, as one sentence for the person at the terminal.

use std::fmt;

/// One clear sentence: what could not be done, and what would help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a step leaves behind, or why there is nothing.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;
