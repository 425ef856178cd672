use crate::edit::TextEdit;
use crate::explain::Phrase;
use crate::text::Span;

/// How much a hint gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// The end of the connection, and its policies.
    Where,
    /// The entry or clause.
    What,
    /// The edit.
    How,
}

impl Strength {
    /// All, the weakest first.
    pub const ALL: [Self; 3] = [Self::Where, Self::What, Self::How];
}

/// A hint for one goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// How much it gives away.
    pub strength: Strength,
    /// What it says.
    pub phrase: Phrase,
    /// The places it speaks of, in the user's texts; none where something is yet
    /// to be written.
    pub places: Vec<Span>,
    /// The edits, from the last to the first, of a hint that has some.
    pub edits: Vec<TextEdit>,
}

impl Hint {
    pub(super) fn new(strength: Strength, phrase: Phrase) -> Self {
        Self {
            strength,
            phrase,
            places: Vec::new(),
            edits: Vec::new(),
        }
    }
}
