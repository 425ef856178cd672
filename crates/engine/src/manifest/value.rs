use super::node::{Content, Node};
use super::scalar::Scalar;
use crate::text::{FieldPath, Step};

/// What is written, wherever and in whichever style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number, a truth or nothing, as one would write it.
    Word(String),
    /// Text, which may need quotes.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// A mapping, in the order of its keys.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number.
    pub fn number(number: u16) -> Self {
        Self::Word(number.to_string())
    }

    /// A list of these.
    pub fn list(items: impl IntoIterator<Item = Value>) -> Self {
        Self::List(items.into_iter().collect())
    }

    /// A mapping of these.
    pub fn map<K: Into<String>>(entries: impl IntoIterator<Item = (K, Value)>) -> Self {
        let entries = entries.into_iter().map(|(key, it)| (key.into(), it));
        Self::Map(entries.collect())
    }

    /// A mapping of one key.
    pub fn entry(key: impl Into<String>, value: Value) -> Self {
        Self::map([(key, value)])
    }

    /// The value at `path`.
    pub fn at_mut(&mut self, path: &FieldPath) -> Option<&mut Self> {
        path.steps().iter().try_fold(self, |it, step| match step {
            Step::Field(name) => it.get_mut(name),
            Step::Index(index) => it.items_mut()?.get_mut(*index),
        })
    }

    /// The value of this key.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        let entries = self.entries_mut()?.iter_mut();
        let mut found = entries.filter(|it| it.0 == key);
        found.next().map(|it| &mut it.1)
    }

    /// The entries, of a mapping.
    pub fn entries_mut(&mut self) -> Option<&mut Vec<(String, Value)>> {
        match self {
            Self::Map(entries) => Some(entries),
            Self::Word(_) | Self::Text(_) | Self::List(_) => None,
        }
    }

    /// The items, of a list.
    pub fn items_mut(&mut self) -> Option<&mut Vec<Value>> {
        match self {
            Self::List(items) => Some(items),
            Self::Word(_) | Self::Text(_) | Self::Map(_) => None,
        }
    }
}

impl From<&Node> for Value {
    fn from(node: &Node) -> Self {
        match &node.content {
            Content::Scalar { value, .. } => match value {
                Scalar::Text(text) => Self::Text(text.clone()),
                other => Self::Word(other.as_key().unwrap_or_else(|| "null".to_owned())),
            },
            Content::Sequence(items) => Self::list(items.iter().map(Self::from)),
            Content::Mapping(entries) => {
                let entries = entries.iter();
                Self::map(entries.map(|it| (&it.key.text, Self::from(&it.value))))
            }
        }
    }
}
