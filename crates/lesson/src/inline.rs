use serde::{Deserialize, Serialize};

use crate::Quote;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// Something from the user's text, in a typewriter face.
    Code(String),
    /// Words to stress.
    Strong(String),
    /// Words to set apart.
    Emphasis(String),
    /// Words that are true, and what proves it.
    Quote(Quote),
    /// Words that lead somewhere.
    Link {
        /// The words.
        words: String,
        /// Where they lead.
        to: Target,
    },
}

/// Where a link leads. Nothing outside the page: what is not here cannot be
/// held against anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// Another lesson, by the name of its folder.
    Lesson(String),
    /// An example of the menu, by its identifier.
    Example(String),
}

impl Inline {
    /// The words alone.
    pub fn words(&self) -> &str {
        match self {
            Self::Text(it) | Self::Code(it) | Self::Strong(it) | Self::Emphasis(it) => it,
            Self::Quote(it) => &it.words,
            Self::Link { words, .. } => words,
        }
    }
}
