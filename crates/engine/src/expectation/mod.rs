//! What people expect of their policies, line by line, and where it fails.
//!
//! ```text
//! # comment
//! qa-test/frontend -> qa-test/db:3306    denied
//! staging/* -> qa-test/*                 denied
//! ```
//!
//! [`read`] turns a text into [`Expectation`]s and findings with their places;
//! [`check`] holds one against a [`World`]. A line that fails comes with the
//! pair that makes it fail, and the whole answer for it.
//!
//! [`World`]: crate::eval::World

mod check;
mod read;

use crate::query::{EndpointName, PortQuestion};
use crate::text::Span;

pub use check::{Counterexample, Outcome, check};
pub use read::read;

/// One line: what a connection is expected to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// Who opens the connection.
    pub source: Pattern,
    /// Who is connected to.
    pub destination: Pattern,
    /// On which port; without one, `allowed` means on at least one and
    /// `denied` on none.
    pub port: PortQuestion,
    /// What the verdict is to be.
    pub expected: Expected,
    /// Where the line stands, without the blanks around it.
    pub span: Span,
}

/// The verdicts that can be expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expected {
    /// The connection can be opened.
    Allowed,
    /// It cannot.
    Denied,
}

impl Expected {
    /// The word of the line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Denied => "denied",
        }
    }
}

/// Whom one side of a line speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// One endpoint, which may stand for several.
    One(EndpointName),
    /// `shop/*`: every workload of the namespace, one by one.
    WorkloadsOf(String),
    /// `*/*`: every workload.
    Workloads,
}
