//! Label selectors: what a policy writes, checked and in the order it is written
//! (SEMANTICS.md §11.3).

use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, LabelSelectorRequirement};

use super::names;
use super::quoted::quoted;
use super::report::{Report, invalid_value, suggest_case};
use crate::diagnostic::Diagnostic;
use crate::model::{Operator, Requirement, Selector, Written};
use crate::text::{FieldPath, Span};

/// The requirements of the selector at `path`: `matchLabels` as they stand in
/// the text, then `matchExpressions`.
pub(super) fn selector(
    selector: LabelSelector,
    path: &FieldPath,
    report: &mut Report<'_>,
) -> Selector {
    let mut requirements = match_labels(&selector, path, report);
    let expressions = path.clone().field("matchExpressions");
    for (index, it) in selector.match_expressions.into_iter().flatten().enumerate() {
        let path = expressions.clone().index(index);
        requirements.extend(match_expression(it, index, &path, report));
    }
    requirements.into_iter().collect()
}

fn match_labels(
    selector: &LabelSelector,
    path: &FieldPath,
    report: &mut Report<'_>,
) -> Vec<Requirement> {
    let path = path.clone().field("matchLabels");
    let Some(decoded) = &selector.match_labels else {
        return Vec::new();
    };
    let mut requirements = Vec::new();
    // The decoded map is sorted; the text has the order.
    for entry in report.tree().at(&path).map_or(&[][..], |it| it.entries()) {
        let key = &entry.key.text;
        let Some(value) = decoded.get(key) else {
            continue;
        };
        check_key(key, &path, entry.key.span, report);
        check_value(value, &path, entry.value.span, report);
        requirements.push(Requirement {
            key: key.clone(),
            operator: Operator::In(vec![value.clone()]),
            written: Written::MatchLabels,
        });
    }
    requirements
}

fn match_expression(
    requirement: LabelSelectorRequirement,
    index: usize,
    path: &FieldPath,
    report: &mut Report<'_>,
) -> Option<Requirement> {
    let LabelSelectorRequirement {
        key,
        operator,
        values,
    } = requirement;
    let values = values.unwrap_or_default();
    let values_path = path.clone().field("values");
    match operator.as_str() {
        "In" | "NotIn" if values.is_empty() => {
            report.required(
                &values_path,
                "must be specified when `operator` is 'In' or 'NotIn'",
            );
        }
        "Exists" | "DoesNotExist" if !values.is_empty() => {
            let detail = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
            report.forbidden(&values_path, detail);
        }
        _ => {}
    }
    let key_path = path.clone().field("key");
    check_key(&key, &key_path, report.tree().place(&key_path), report);
    for (index, value) in values.iter().enumerate() {
        let path = values_path.clone().index(index);
        check_value(value, &path, report.tree().place(&path), report);
    }
    let operator = match operator.as_str() {
        "In" => Operator::In(values),
        "NotIn" => Operator::NotIn(values),
        "Exists" => Operator::Exists,
        "DoesNotExist" => Operator::DoesNotExist,
        unknown => {
            let path = path.clone().field("operator");
            report.refuse(&path, unknown_operator(unknown, &path, report));
            return None;
        }
    };
    Some(Requirement {
        key,
        operator,
        written: Written::MatchExpressions(index),
    })
}

fn unknown_operator(operator: &str, path: &FieldPath, report: &Report<'_>) -> Diagnostic {
    let detail = "not a valid selector operator";
    let place = report.tree().place(path);
    let finding = invalid_value(path, place, quoted(operator), detail)
        .help("operators are `In`, `NotIn`, `Exists` and `DoesNotExist`");
    suggest_case(
        finding,
        operator,
        &["In", "NotIn", "Exists", "DoesNotExist"],
    )
}

fn check_key(key: &str, path: &FieldPath, place: Span, report: &mut Report<'_>) {
    for complaint in names::label_key(key) {
        report.invalid_at(path, place, quoted(key), &complaint);
    }
}

fn check_value(value: &str, path: &FieldPath, place: Span, report: &mut Report<'_>) {
    for complaint in names::label_value(value) {
        report.invalid_at(path, place, quoted(value), &complaint);
    }
}
