use crate::eval::BranchRef;

/// A piece of a sentence, with what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Plain words.
    Text(String),
    /// Something from the user's text: a label, a key, a name; set in a
    /// typewriter face.
    Code(String),
    /// A name or word to stress.
    Strong(String),
    /// A branch, shown as its badge and read as its name.
    Branch(BranchRef),
}

/// A sentence or a part of one, piece by piece.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrase(pub Vec<Piece>);
