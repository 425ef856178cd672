use serde::{Deserialize, Serialize};

use crate::eval::BranchRef;
use crate::letters::Letters;

/// A piece of a sentence, with what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Phrase(pub Vec<Piece>);

impl Phrase {
    /// Nothing said yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes on with plain words.
    #[must_use]
    pub fn text(mut self, words: impl AsRef<str>) -> Self {
        let words = words.as_ref();
        match self.0.last_mut() {
            _ if words.is_empty() => {}
            Some(Piece::Text(before)) => before.push_str(words),
            _ => self.0.push(Piece::Text(words.to_owned())),
        }
        self
    }

    /// Goes on with something from the user's text.
    #[must_use]
    pub fn code(mut self, it: impl Into<String>) -> Self {
        self.0.push(Piece::Code(it.into()));
        self
    }

    /// Goes on with a word to stress.
    #[must_use]
    pub fn strong(mut self, it: impl Into<String>) -> Self {
        self.0.push(Piece::Strong(it.into()));
        self
    }

    /// Goes on with a branch.
    #[must_use]
    pub fn branch(mut self, it: BranchRef) -> Self {
        self.0.push(Piece::Branch(it));
        self
    }

    /// Goes on with another phrase.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        for piece in other.0 {
            match piece {
                Piece::Text(words) => self = self.text(words),
                piece => self.0.push(piece),
            }
        }
        self
    }

    /// `A`, `A and B`, `A, B and C`.
    pub fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(items, " and ")
    }

    /// `A`, `A or B`, `A, B or C`.
    pub fn either(items: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(items, " or ")
    }

    fn joined(items: impl IntoIterator<Item = Self>, before_last: &str) -> Self {
        let items: Vec<Self> = items.into_iter().collect();
        let count = items.len();
        let mut all = Self::new();
        for (at, item) in items.into_iter().enumerate() {
            let separator = match at {
                0 => "",
                _ if at + 1 == count => before_last,
                _ => ", ",
            };
            all = all.text(separator).then(item);
        }
        all
    }

    /// The sentence as somebody would read it out; a badge becomes `branch A`.
    pub fn plain(&self, letters: &Letters) -> String {
        self.0
            .iter()
            .map(|piece| match piece {
                Piece::Text(it) | Piece::Code(it) | Piece::Strong(it) => it.clone(),
                Piece::Branch(it) => format!("branch {}", letters.letter(*it)),
            })
            .collect()
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Phrase {
    fn from(words: &str) -> Self {
        Self::new().text(words)
    }
}

impl From<String> for Phrase {
    fn from(words: String) -> Self {
        Self::new().text(words)
    }
}
