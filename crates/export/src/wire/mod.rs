//! The JSON that other people's programs read: version 1, which only grows.
//!
//! Keys stand in the order of the fields. These types serve nothing else, so
//! that nothing else can change them. They are made from what the engine answers
//! with, and written by serde; [`line()`] does it.

mod advice;
mod analyzed;
mod change;
mod checked;
mod connection;
mod finding;
mod fix;
mod gate;
mod linted;
mod moved;
mod place;
mod proposed;
mod query;
mod refused;

use serde::Serialize;

pub use advice::{Closing, Near, Use};
pub use analyzed::Analyzed;
pub use change::{Changes, Difference, State};
pub use checked::{Checked, Counterexample, Line};
pub(crate) use connection::lowest;
pub use connection::{Connection, Listing, PortRange};
pub use finding::{Finding, severity};
pub use fix::Fix;
pub use gate::Gate;
pub use linted::Linted;
pub use moved::Moved;
pub use place::Place;
pub use proposed::{Kept, Proposed};
pub use query::{Answer, Asked, Member, Question, verdict};
pub use refused::Refused;

/// The version that all of it says.
pub const VERSION: u8 = 1;

/// One line of JSON.
pub fn line(it: &impl Serialize) -> String {
    // Only a map with keys that are no strings could fail, and there is none.
    let mut line = serde_json::to_string(it).unwrap_or_default();
    line.push('\n');
    line
}
