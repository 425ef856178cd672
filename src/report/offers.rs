use netpol_engine::edit::TextEdit;
use netpol_engine::explain::Phrase;
use serde::{Deserialize, Serialize};

use super::Place;
use crate::state::Plea;

/// What can be done about what the user asked for. All of it was tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffersReport {
    /// What was asked for.
    pub plea: Plea,
    /// What can be done, the least first.
    pub offers: Vec<Offer>,
    /// Why there is nothing, as a sentence.
    pub fault: Option<String>,
}

/// One thing that can be done.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Offer {
    /// What it does, as a command.
    pub title: String,
    /// What a hint says.
    pub said: Phrase,
    /// The edits of the texts, from the last to the first.
    pub edits: Vec<TextEdit>,
    /// A text for a tab of its own.
    pub added: Option<String>,
    /// The lines of expectations that come, one below the other.
    pub intended: Option<String>,
    /// Where the edits are.
    pub places: Vec<Place>,
    /// Every connection that is otherwise then: `+ shop/web -> shop/db, 5432/TCP`.
    pub effect: Vec<String>,
    /// What else there is to know.
    pub notes: Vec<String>,
}
