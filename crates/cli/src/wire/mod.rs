//! The JSON that other people's programs read: version 1, which only grows.
//!
//! Keys stand in the order of the fields. These types serve nothing else, so
//! that nothing else can change them.

mod change;
mod checked;
mod connection;
mod finding;
mod gate;
mod place;
mod query;

use serde::Serialize;

pub(crate) use change::{Changes, Difference, State};
pub(crate) use checked::{Checked, Counterexample, Line};
pub(crate) use connection::{Connection, Listing, PortRange, lowest};
pub(crate) use finding::Finding;
pub(crate) use gate::Gate;
pub(crate) use place::Place;
pub(crate) use query::{Answer, Asked, Member, Question, verdict};

/// The version that all of it says.
pub(crate) const VERSION: u8 = 1;

/// One line of JSON.
pub(crate) fn line(it: &impl Serialize) -> String {
    // Only a map with keys that are no strings could fail, and there is none.
    let mut line = serde_json::to_string(it).unwrap_or_default();
    line.push('\n');
    line
}
