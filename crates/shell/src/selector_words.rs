//! Labels and selectors as kubectl writes them.

use netpol_engine::model::{LabelValue, Labels, Operator, Requirement, Selector, Written};

use crate::table::NONE;

/// The value of a label that a controller sets, which the texts do not tell.
pub(crate) const GENERATED: &str = "<generated>";

/// `app=web,tier=db`.
pub(crate) fn labels(labels: &Labels) -> String {
    or_none(pairs(labels).join(","))
}

/// `app=web`, one by one.
pub(crate) fn pairs(labels: &Labels) -> Vec<String> {
    let pair = |(key, value): (&str, &LabelValue)| format!("{key}={}", label_value(value));
    labels.iter().map(pair).collect()
}

/// What stands behind the `=`.
pub(crate) fn label_value(value: &LabelValue) -> &str {
    match value {
        LabelValue::Text(text) => text,
        LabelValue::Generated => GENERATED,
    }
}

/// `app=web,tier in (a,b),!canary`, in the order of the keys.
pub(crate) fn selector(selector: &Selector) -> String {
    let mut requirements: Vec<&Requirement> = selector.requirements().iter().collect();
    requirements.sort_by(|a, b| a.key.cmp(&b.key));
    let words: Vec<String> = requirements.into_iter().map(requirement).collect();
    or_none(words.join(","))
}

fn requirement(it: &Requirement) -> String {
    let key = &it.key;
    match (&it.operator, it.written) {
        (Operator::In(values), Written::MatchLabels) => {
            format!("{key}={}", values.join(","))
        }
        (Operator::In(values), _) => format!("{key} in ({})", listed(values)),
        (Operator::NotIn(values), _) => format!("{key} notin ({})", listed(values)),
        (Operator::Exists, _) => key.clone(),
        (Operator::DoesNotExist, _) => format!("!{key}"),
    }
}

fn listed(values: &[String]) -> String {
    let mut values: Vec<&str> = values.iter().map(String::as_str).collect();
    values.sort_unstable();
    values.join(",")
}

pub(crate) fn or_none(text: String) -> String {
    if text.is_empty() {
        NONE.to_owned()
    } else {
        text
    }
}
