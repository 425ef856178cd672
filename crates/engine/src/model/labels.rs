use crate::order::groups_by;

/// What a label says.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LabelValue {
    /// The value the input gives.
    Text(String),
    /// A controller sets the label on the pods it makes; the input cannot know
    /// to what (SEMANTICS.md W-7).
    Generated,
}

/// The labels of a pod, a namespace or a node, in the order of their keys.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Labels {
    known: Vec<(String, LabelValue)>,
    may_have_others: bool,
}

impl Labels {
    /// No labels.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, and perhaps others that the input does not tell.
    #[must_use]
    pub fn and_perhaps_others(mut self) -> Self {
        self.may_have_others = true;
        self
    }

    /// Whether there may be others than those that are known.
    pub fn may_have_others(&self) -> bool {
        self.may_have_others
    }

    /// Sets `key`, replacing what it said before.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<String>) {
        self.insert(key.into(), LabelValue::Text(value.into()));
    }

    /// Notes that a controller sets `key`, to a value the input does not tell.
    pub fn set_generated(&mut self, key: impl Into<String>) {
        self.insert(key.into(), LabelValue::Generated);
    }

    /// What `key` says; `None` when the label is missing.
    pub fn get(&self, key: &str) -> Option<&LabelValue> {
        let found = self.find(key).ok()?;
        self.known.get(found).map(|it| &it.1)
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

    /// The labels in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &LabelValue)> {
        self.known.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }
}

/// How many labels are added one by one; more are sorted first, so that nobody
/// waits for an object with very many.
const FEW: usize = 32;

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Labels {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let pairs = pairs.into_iter();
        let pairs = pairs.map(|(key, value)| (key.into(), LabelValue::Text(value.into())));
        let pairs: Vec<(String, LabelValue)> = pairs.collect();
        let mut labels = Self::new();
        if pairs.len() <= FEW {
            for (key, value) in pairs {
                labels.insert(key, value);
            }
            return labels;
        }
        let alike = groups_by(&pairs, |a, b| a.0.cmp(&b.0), |a, b| a.0 == b.0);
        let last = alike.iter().filter_map(|it| pairs.get(*it.last()?));
        labels.known.extend(last.cloned());
        labels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_equal_keys_the_last_counts_among_few_and_many() {
        for count in [FEW, 10 * FEW] {
            let keys = (0..count).rev().chain([0]);
            let pairs = keys
                .zip(0..)
                .map(|(key, value): (usize, usize)| (format!("k{key:03}"), value.to_string()));
            let labels: Labels = pairs.collect();
            let keys: Vec<_> = labels.iter().map(|it| it.0.to_owned()).collect();
            let expected: Vec<_> = (0..count).map(|it| format!("k{it:03}")).collect();
            assert_eq!(keys, expected);
            assert_eq!(
                labels.get("k000"),
                Some(&LabelValue::Text(count.to_string()))
            );
        }
    }
}
