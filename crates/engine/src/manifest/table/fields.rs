use super::word::Word;
use crate::manifest::node::{Content, Entry, Key, Node};
use crate::text::{SourceId, Span};

/// The fields of an object, or of a part of it, while they are put together.
/// The table does not write their names: each stands where its value does.
#[derive(Debug)]
pub(super) struct Fields {
    source: SourceId,
    entries: Vec<Entry>,
}

impl Fields {
    pub(super) fn new(source: SourceId) -> Self {
        Self {
            source,
            entries: Vec::new(),
        }
    }

    /// A field with this value.
    pub(super) fn add(&mut self, key: &str, value: Node) {
        let key = Key {
            text: key.to_owned(),
            span: value.span,
            written: None,
            repeats: None,
        };
        self.entries.push(Entry { key, value });
    }

    /// A field that says something else than the word it stands at.
    pub(super) fn say(&mut self, key: &str, word: Word<'_>, text: &str) {
        self.add(key, word.node_saying(text, self.source));
    }

    /// A field that says what the table does, if that says something.
    pub(super) fn word(&mut self, key: &str, word: Option<Word<'_>>) {
        if let Some(word) = word {
            self.say(key, word, word.text);
        }
    }

    /// A field whose name the table does write.
    pub(super) fn pair(&mut self, key: Word<'_>, value: Word<'_>) {
        let first = self.entries.iter().find(|it| it.key.text == key.text);
        let repeats = first.map(|it| it.key.span);
        self.word(key.text, Some(value));
        if let Some(it) = self.entries.last_mut() {
            it.key.span = key.span(self.source);
            it.key.repeats = repeats;
        }
    }

    /// All of them, as one value in one place.
    pub(super) fn at(self, span: Span) -> Node {
        Node {
            span,
            content: Content::Mapping(self.entries),
        }
    }
}

/// A list that stands in one place.
pub(super) fn list(items: Vec<Node>, span: Span) -> Node {
    Node {
        span,
        content: Content::Sequence(items),
    }
}
