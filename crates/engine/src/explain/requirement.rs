use super::Phrase;
use crate::model::{LabelValue, Labels, Operator, Requirement, Selector, Truth, Written};

/// A selector as a label in the interface: `env=qa`, `tier In (api, web)`;
/// `empty` for the selector that asks for nothing.
pub(super) fn selector_text(selector: &Selector, empty: &str) -> String {
    if selector.is_everything() {
        return empty.to_owned();
    }
    let requirements: Vec<String> = selector
        .requirements()
        .iter()
        .map(requirement_text)
        .collect();
    requirements.join(", ")
}

fn requirement_text(requirement: &Requirement) -> String {
    let key = &requirement.key;
    match (&requirement.operator, requirement.written) {
        (Operator::In(values), Written::MatchLabels) => label(key, &values.join(", ")),
        (Operator::In(values), Written::MatchExpressions(_)) => {
            format!("{key} In ({})", values.join(", "))
        }
        (Operator::NotIn(values), _) => format!("{key} NotIn ({})", values.join(", ")),
        (Operator::Exists, _) => format!("{key} Exists"),
        (Operator::DoesNotExist, _) => format!("{key} DoesNotExist"),
    }
}

/// What decided a selector: the labels that it met, or only those that it did
/// not, since one is enough.
pub(super) fn selector_fact(name: Phrase, selector: &Selector, labels: &Labels) -> Phrase {
    let held = selector.matches(labels);
    let decisive = selector
        .requirements()
        .iter()
        .filter(|it| it.is_met_by(labels) == held);
    let facts = decisive.map(|it| requirement_fact(it, labels));
    name.text(" has ").then(Phrase::list(facts))
}

/// What there is, after "has": `app=frontend`, `no label tier, which satisfies
/// NotIn`.
fn requirement_fact(requirement: &Requirement, labels: &Labels) -> Phrase {
    let key = &requirement.key;
    let Some(value) = labels.get(key) else {
        if labels.may_have_others() {
            let perhaps = Phrase::from("perhaps a label ").code(key);
            return perhaps.text(", which the input does not say");
        }
        let missing = Phrase::from("no label ").code(key);
        return match requirement.operator {
            Operator::NotIn(_) => missing.text(", which satisfies ").code("NotIn"),
            Operator::In(_) | Operator::Exists | Operator::DoesNotExist => missing,
        };
    };
    let LabelValue::Text(text) = value else {
        return generated_fact(requirement, labels);
    };
    let is_met = requirement.is_met_by(labels).is_yes();
    let value = Phrase::new().code(label(key, text));
    match &requirement.operator {
        Operator::NotIn(_) if is_met => value.text(", which is not excluded"),
        Operator::NotIn(_) => value.text(", which is excluded"),
        Operator::DoesNotExist => value.text(", and must not have that label"),
        Operator::In(_) | Operator::Exists => value,
    }
}

/// The same for a label whose value the input cannot know.
fn generated_fact(requirement: &Requirement, labels: &Labels) -> Phrase {
    let value = Phrase::new()
        .code(&requirement.key)
        .text(" from its controller");
    match (&requirement.operator, requirement.is_met_by(labels)) {
        (_, Truth::Unknown) => value.text(", and the input does not say its value"),
        (Operator::DoesNotExist, _) => value.text(", and must not have that label"),
        _ => value,
    }
}

/// `env=qa`, `env=""`.
pub(super) fn label(key: &str, value: &str) -> String {
    if value.is_empty() {
        format!("{key}=\"\"")
    } else {
        format!("{key}={value}")
    }
}
