use std::collections::BTreeMap;

/// What a label says.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LabelValue {
    /// The value the input gives.
    Text(String),
    /// A controller sets the label on the pods it makes; the input cannot know
    /// to what (SEMANTICS.md W-7).
    Generated,
}

/// The labels of a pod, a namespace or a node.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Labels(BTreeMap<String, LabelValue>);

impl Labels {
    /// No labels.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `key`, replacing what it said before.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<String>) {
        self.0.insert(key.into(), LabelValue::Text(value.into()));
    }

    /// Notes that a controller sets `key`, to a value the input does not tell.
    pub fn set_generated(&mut self, key: impl Into<String>) {
        self.0.insert(key.into(), LabelValue::Generated);
    }

    /// What `key` says; `None` when the label is missing.
    pub fn get(&self, key: &str) -> Option<&LabelValue> {
        self.0.get(key)
    }

    /// The labels in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &LabelValue)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Labels {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let text = |(key, value): (K, V)| (key.into(), LabelValue::Text(value.into()));
        Self(pairs.into_iter().map(text).collect())
    }
}
