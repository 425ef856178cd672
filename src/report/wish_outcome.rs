use netpol_engine::edit::TextEdit;
use serde::{Deserialize, Serialize};

/// What became of a wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishOutcome {
    /// Which wish.
    pub number: u64,
    /// What is to be changed, from the last to the first; else why nothing is.
    pub edits: Result<Vec<TextEdit>, String>,
}
