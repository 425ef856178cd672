//! A document as a tree in which everything knows its place.

use super::scalar::Scalar;
use crate::order::firsts;
use crate::text::{FieldPath, SourceId, Span, Step};

/// A value with its place: from its first character to the end of its last
/// descendant, without what follows it on other lines.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) content: Content,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Content {
    Scalar {
        value: Scalar,
        /// The word as it stands in the text, without quotes.
        written: String,
        /// Whether it is unquoted, and so may mean something else than it says.
        is_plain: bool,
    },
    Sequence(Vec<Node>),
    Mapping(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: Key,
    pub(super) value: Node,
}

/// A key as Kubernetes reads it, and its place.
#[derive(Debug, Clone)]
pub(super) struct Key {
    pub(super) text: String,
    pub(super) span: Span,
    /// The word in the text, when YAML 1.1 made something else of it.
    pub(super) written: Option<String>,
    /// Where the same mapping has this key before.
    pub(super) repeats: Option<Span>,
}

impl Entry {
    /// The key with its value.
    pub(super) fn span(&self) -> Span {
        self.key.span.to(self.value.span)
    }
}

impl Node {
    /// Nothing, where something could be written.
    pub(super) fn null(span: Span) -> Self {
        let content = Content::Scalar {
            value: Scalar::Null,
            written: String::new(),
            is_plain: true,
        };
        Self { span, content }
    }

    /// Counts its places, which are those of a piece of a text, from the text's beginning.
    pub(super) fn place_at(&mut self, source: SourceId, start: u32) {
        self.span = self.span.behind(source, start);
        match &mut self.content {
            Content::Scalar { .. } => {}
            Content::Sequence(items) => items.iter_mut().for_each(|it| it.place_at(source, start)),
            Content::Mapping(entries) => {
                for Entry { key, value } in entries {
                    key.span = key.span.behind(source, start);
                    key.repeats = key.repeats.map(|it| it.behind(source, start));
                    value.place_at(source, start);
                }
            }
        }
    }

    /// How much it holds: every value counts, and every 32 bytes of a long one.
    pub(super) fn weight(&self) -> usize {
        match &self.content {
            Content::Scalar { written, .. } => 1 + written.len() / 32,
            Content::Sequence(items) => 1 + items.iter().map(Self::weight).sum::<usize>(),
            Content::Mapping(entries) => {
                let weight = |it: &Entry| 1 + it.key.text.len() / 32 + it.value.weight();
                1 + entries.iter().map(weight).sum::<usize>()
            }
        }
    }

    /// How many levels of containers it has.
    pub(super) fn height(&self) -> usize {
        let tallest = match &self.content {
            Content::Scalar { .. } => return 0,
            Content::Sequence(items) => items.iter().map(Self::height).max(),
            Content::Mapping(entries) => entries.iter().map(|it| it.value.height()).max(),
        };
        1 + tallest.unwrap_or(0)
    }

    /// Whether a mapping somewhere in it has a key twice.
    pub(super) fn has_repeated_keys(&self) -> bool {
        let repeats = |it: &Entry| it.key.repeats.is_some() || it.value.has_repeated_keys();
        self.entries().iter().any(repeats) || self.items().iter().any(Self::has_repeated_keys)
    }

    /// The items of a list; none for anything else.
    pub(super) fn items(&self) -> &[Node] {
        match &self.content {
            Content::Sequence(items) => items,
            Content::Scalar { .. } | Content::Mapping(_) => &[],
        }
    }

    /// The entries of a mapping; none for anything else.
    pub(super) fn entries(&self) -> &[Entry] {
        match &self.content {
            Content::Mapping(entries) => entries,
            Content::Scalar { .. } | Content::Sequence(_) => &[],
        }
    }

    /// The entries without those whose key comes again.
    pub(super) fn last_entries(&self) -> Vec<&Entry> {
        let mut entries: Vec<_> = self.entries().iter().collect();
        if entries.iter().any(|it| it.key.repeats.is_some()) {
            entries.reverse();
            let keys: Vec<&str> = entries.iter().map(|it| it.key.text.as_str()).collect();
            let last = firsts(&keys).into_iter().enumerate();
            let last = last.filter(|(position, first)| position == first);
            let last: Vec<_> = last
                .filter_map(|(it, _)| entries.get(it).copied())
                .collect();
            entries = last;
            entries.reverse();
        }
        entries
    }

    /// The entry of this key; of several the last, as JSON readers have it.
    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().rev().find(|it| it.key.text == key)
    }

    /// The value of this key.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|it| &it.value)
    }

    /// The value as text, if it is text.
    pub(super) fn text(&self) -> Option<&str> {
        match self.scalar() {
            Some(Scalar::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The meaning of the value, if it is a single one.
    pub(super) fn scalar(&self) -> Option<&Scalar> {
        match &self.content {
            Content::Scalar { value, .. } => Some(value),
            Content::Sequence(_) | Content::Mapping(_) => None,
        }
    }

    /// The word as it stands in the text, and whether it is text.
    pub(super) fn written(&self) -> Option<(&str, bool)> {
        match &self.content {
            Content::Scalar { written, .. } => Some((written, self.text().is_some())),
            Content::Sequence(_) | Content::Mapping(_) => None,
        }
    }

    pub(super) fn is_null(&self) -> bool {
        self.scalar() == Some(&Scalar::Null)
    }

    pub(super) fn is_mapping(&self) -> bool {
        matches!(self.content, Content::Mapping(_))
    }

    /// The type in the words of Go's JSON reader.
    pub(super) fn json_type(&self) -> &'static str {
        match &self.content {
            Content::Mapping(_) => "object",
            Content::Sequence(_) => "array",
            Content::Scalar { value, .. } => match value {
                Scalar::Null => "null",
                Scalar::Bool(_) => "bool",
                Scalar::Integer(_) | Scalar::Decimal(_) => "number",
                Scalar::Text(_) => "string",
            },
        }
    }

    /// The value at `path`.
    pub(super) fn at(&self, path: &FieldPath) -> Option<&Node> {
        path.steps().iter().try_fold(self, |node, step| match step {
            Step::Field(name) => node.get(name),
            Step::Index(index) => node.items().get(*index),
        })
    }

    /// The entry that ends `path`, when that ends with a key.
    pub(super) fn entry_at(&self, path: &FieldPath) -> Option<&Entry> {
        let Some(Step::Field(name)) = path.steps().last() else {
            return None;
        };
        self.at(&path.parent()?)?.entry(name)
    }

    /// The best place for a finding about `path`: its value, or where that
    /// would have to be written.
    pub(super) fn place(&self, path: &FieldPath) -> Span {
        let mut node = self;
        let mut place = self.heading();
        for step in path.steps() {
            let (next, heading) = match step {
                Step::Field(name) => match node.entry(name) {
                    Some(it) => (&it.value, it.key.span),
                    None => return place,
                },
                Step::Index(index) => match node.items().get(*index) {
                    Some(it) => (it, it.span),
                    None => return place,
                },
            };
            node = next;
            place = heading;
        }
        if node.is_null() || node.span.start == node.span.end {
            return place;
        }
        node.span
    }

    /// A short place that stands for the whole: its `kind`, or its first key.
    pub(super) fn heading(&self) -> Span {
        let heading = self.entry("kind").or_else(|| self.entries().first());
        heading.map_or(self.span, Entry::span)
    }

    /// Whether both say the same, wherever they stand.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        match (&self.content, &other.content) {
            (Content::Scalar { value: a, .. }, Content::Scalar { value: b, .. }) => a == b,
            (Content::Sequence(a), Content::Sequence(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.says_the_same(b))
            }
            (Content::Mapping(a), Content::Mapping(b)) => {
                a.len() == b.len()
                    && a.iter()
                        .zip(b)
                        .all(|(a, b)| a.key.text == b.key.text && a.value.says_the_same(&b.value))
            }
            _ => false,
        }
    }
}
