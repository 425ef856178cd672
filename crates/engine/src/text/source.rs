use std::ops;

/// Names one text of a [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// No text at all.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text behind the others.
    pub fn push(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = SourceId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(Source {
            name: name.into(),
            text: text.into(),
        });
        id
    }

    /// The texts with their names, in document order.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0..).map(SourceId).zip(&self.0)
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl ops::Index<SourceId> for Sources {
    type Output = Source;

    #[expect(
        clippy::indexing_slicing,
        reason = "the id was issued by these sources"
    )]
    fn index(&self, id: SourceId) -> &Source {
        &self.0[id.index()]
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
