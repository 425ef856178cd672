use std::ops;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::LineIndex;

/// Names one text of a [`Sources`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub struct SourceId(u32);

impl SourceId {
    /// The position of the text among the sources, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One text with the name the user knows it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// A file name, or the title of a tab.
    pub name: String,
    /// The text itself: YAML or JSON, any number of documents.
    pub text: String,
}

/// Everything the user gave, in the order that counts as document order.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    texts: Vec<Source>,
    /// The lines of each text, found when somebody asks for them.
    lines: Vec<OnceLock<LineIndex>>,
}

/// Whether the texts are the same; their lines follow from them.
impl PartialEq for Sources {
    fn eq(&self, other: &Self) -> bool {
        self.texts == other.texts
    }
}

impl Eq for Sources {}

impl Sources {
    /// No text at all.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text behind the others.
    pub fn push(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = SourceId(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        self.texts.push(Source {
            name: name.into(),
            text: text.into(),
        });
        self.lines.push(OnceLock::new());
        id
    }

    /// Where the lines of a text begin; looked for once.
    #[expect(
        clippy::indexing_slicing,
        reason = "the id was issued by these sources"
    )]
    pub fn lines(&self, id: SourceId) -> &LineIndex {
        self.lines[id.index()].get_or_init(|| LineIndex::new(&self[id].text))
    }

    /// The texts with their names, in document order.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0..).map(SourceId).zip(&self.texts)
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

impl ops::Index<SourceId> for Sources {
    type Output = Source;

    #[expect(
        clippy::indexing_slicing,
        reason = "the id was issued by these sources"
    )]
    fn index(&self, id: SourceId) -> &Source {
        &self.texts[id.index()]
    }
}

impl<N: Into<String>, T: Into<String>> FromIterator<(N, T)> for Sources {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(texts: I) -> Self {
        let mut sources = Self::new();
        for (name, text) in texts {
            sources.push(name, text);
        }
        sources
    }
}
