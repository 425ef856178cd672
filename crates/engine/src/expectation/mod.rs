//! What people expect of their policies, line by line, and where it fails.
//!
//! ```text
//! # comment
//! qa-test/frontend -> qa-test/db:3306    denied
//! qa-test/frontend -> qa-test/api:80,443 only
//! staging/* -> qa-test/*                 denied
//! ```
//!
//! [`read`] turns a text into [`Expectation`]s and findings with their places;
//! [`check`] holds one against a [`World`]. A line that fails comes with the
//! pair that makes it fail, and the whole answer for it. The other way round,
//! [`present_state`] and [`tiers`] write lines, [`noted`] and [`struck`] change a text
//! whose comments stay.
//!
//! [`World`]: crate::eval::World

mod check;
mod claim;
mod compact;
mod note;
mod ports;
mod present;
mod read;
mod tiers;

use crate::text::Span;

pub use check::{Counterexample, Outcome, check};
pub use claim::{Claim, Expected, Pattern};
pub use note::{noted, struck};
pub use ports::ExpectedPorts;
pub use present::{PresentState, present_state};
pub use read::read;
pub use tiers::tiers;

pub(crate) use check::{Flow, flows};

/// One line: what a connection is expected to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// What it says.
    pub claim: Claim,
    /// Where the line stands, without the blanks around it.
    pub span: Span,
}
