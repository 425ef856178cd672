use super::{LabelValue, Labels};
use crate::order::sorted_by;

/// Keys that people tell their applications apart by, the usual first.
const TELLING: [&str; 6] = [
    "app.kubernetes.io/name",
    "app",
    "k8s-app",
    "name",
    "app.kubernetes.io/component",
    "component",
];

/// Labels that controllers set: they do not outlive the next roll-out.
const PASSING: [&str; 5] = [
    "pod-template-hash",
    "controller-revision-hash",
    "pod-template-generation",
    "controller-uid",
    "batch.kubernetes.io/controller-uid",
];

impl Labels {
    /// Those that somebody wrote and that stay, as keys and values: what a
    /// selector is to be made of.
    pub fn lasting(&self) -> impl Iterator<Item = (&str, &LabelValue)> {
        self.iter().filter(|it| !PASSING.contains(&it.0))
    }

    /// The labels that all of these have and that stay, as far as their values are
    /// known; the most telling first.
    pub fn shared<'a>(all: &[&'a Labels]) -> Vec<(&'a str, &'a str)> {
        let Some((first, rest)) = all.split_first() else {
            return Vec::new();
        };
        let mut shared = Vec::new();
        for (key, value) in first.lasting() {
            if let LabelValue::Text(text) = value
                && rest.iter().all(|it| it.get(key) == Some(value))
            {
                shared.push((key, text.as_str()));
            }
        }
        let position = |key: &str| TELLING.iter().position(|it| *it == key);
        let rank = |key: &str| position(key).unwrap_or(TELLING.len());
        sorted_by(&shared, |a, b| rank(a.0).cmp(&rank(b.0)))
    }
}
