/// What a label says.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LabelValue {
    /// The value the input gives.
    Text(String),
    /// A controller sets the label on the pods it makes; the input cannot know
    /// to what (SEMANTICS.md W-7).
    Generated,
    /// The input does not show whether there is such a label, let alone its
    /// value (I-15).
    Unseen,
}

/// The labels of a pod, a namespace or a node, in the order of their keys.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Labels {
    known: Vec<(String, LabelValue)>,
    /// Whether there may be others that the input does not show.
    has_unseen: bool,
}

impl Labels {
    /// No labels.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `key`, replacing what it said before.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<String>) {
        self.insert(key.into(), LabelValue::Text(value.into()));
    }

    /// Notes that a controller sets `key`, to a value the input does not tell.
    pub fn set_generated(&mut self, key: impl Into<String>) {
        self.insert(key.into(), LabelValue::Generated);
    }

    /// Notes that the input does not show all of them (SEMANTICS.md I-15).
    pub fn set_others_unseen(&mut self) {
        self.has_unseen = true;
    }

    /// Whether there may be others than those that are known.
    pub fn has_unseen(&self) -> bool {
        self.has_unseen
    }

    /// Adds what is known of them from elsewhere.
    pub fn complete_with(&mut self, other: &Self) {
        for (key, value) in &other.known {
            if self.find(key).is_err() {
                self.insert(key.clone(), value.clone());
            }
        }
        self.has_unseen &= other.has_unseen;
    }

    /// What `key` says; `None` when the label is missing.
    pub fn get(&self, key: &str) -> Option<&LabelValue> {
        match self.find(key) {
            Ok(found) => self.known.get(found).map(|it| &it.1),
            Err(_) => self.has_unseen.then_some(&LabelValue::Unseen),
        }
    }

    fn insert(&mut self, key: String, value: LabelValue) {
        match self.find(&key) {
            Ok(at) => {
                if let Some(it) = self.known.get_mut(at) {
                    it.1 = value;
                }
            }
            Err(at) => self.known.insert(at, (key, value)),
        }
    }

    /// Where a key is, or where it belongs.
    fn find(&self, key: &str) -> Result<usize, usize> {
        self.known.binary_search_by(|it| it.0.as_str().cmp(key))
    }

    /// The labels that are known, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &LabelValue)> {
        self.known.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Labels {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut labels = Self::new();
        for (key, value) in pairs {
            labels.set(key, value);
        }
        labels
    }
}
