//! What labels would have to say for a selector to match.

use crate::model::{Labels, Namespace, Operator, Requirement, Selector};

/// What one label would have to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelChange {
    /// Its key.
    pub key: String,
    /// What it would have to say.
    pub to: LabelWish,
}

/// What a label would have to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LabelWish {
    /// One of these.
    OneOf(Vec<String>),
    /// None of these; it may also be missing.
    NoneOf(Vec<String>),
    /// Anything.
    Present,
    /// Nothing: it would have to be missing.
    Missing,
}

/// What every label would need of which a requirement is not met, as all of them
/// ask together; `None` where no labels could meet them all, as every namespace
/// has a name.
pub(super) fn label_changes(selector: &Selector, labels: &Labels) -> Option<Vec<LabelChange>> {
    let mut changes: Vec<LabelChange> = Vec::new();
    for unmet in selector.unmet(labels) {
        let key = &unmet.key;
        if changes.iter().any(|it| it.key == *key) {
            continue;
        }
        let asked = selector.requirements().iter().filter(|it| it.key == *key);
        let wishes = wishes(&asked.collect::<Vec<_>>())?;
        changes.extend(wishes.into_iter().map(|to| LabelChange {
            key: key.clone(),
            to,
        }));
    }
    Some(changes)
}

/// What all the requirements on one label ask together.
fn wishes(asked: &[&Requirement]) -> Option<Vec<LabelWish>> {
    let mut one_of: Option<Vec<String>> = None;
    let mut none_of: Vec<String> = Vec::new();
    let mut is_present = false;
    let mut is_missing = false;
    for it in asked {
        match &it.operator {
            Operator::In(values) => {
                let mut before = one_of.unwrap_or_else(|| values.clone());
                before.retain(|it| values.contains(it));
                one_of = Some(before);
            }
            Operator::NotIn(values) => none_of.extend(values.iter().cloned()),
            Operator::Exists => is_present = true,
            Operator::DoesNotExist => is_missing = true,
        }
    }
    let is_name = asked.iter().any(|it| it.key == Namespace::NAME_LABEL);
    if let Some(mut values) = one_of {
        values.retain(|it| !none_of.contains(it));
        let is_possible = !values.is_empty() && !is_missing;
        return is_possible.then(|| vec![LabelWish::OneOf(values)]);
    }
    if is_missing {
        let is_possible = !is_present && !is_name;
        return is_possible.then(|| vec![LabelWish::Missing]);
    }
    let present = is_present.then_some(LabelWish::Present);
    let other = (!none_of.is_empty()).then_some(LabelWish::NoneOf(none_of));
    Some(present.into_iter().chain(other).collect())
}
