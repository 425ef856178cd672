//! Decodes a subtree into a Kubernetes type, as strictly as the API server does.
//!
//! An unknown field is an error, since dropping one usually widens a rule
//! (SEMANTICS.md I-3). How a tree is read into a type of `k8s_openapi` is for
//! `deserializer` to know.

use serde::de::DeserializeOwned;

use super::codes;
use super::deserializer::deserialize;
use super::field::{note_null_text, note_unusual_key, note_unusual_number, wrong_type};
use super::node::{Entry, Node};
use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::text::{FieldPath, Step};

/// Decodes the value at `path`; the default when it is absent or null. Every
/// unknown field and wrong type is reported; a value is returned all the same,
/// without them, so that the rest can be validated.
pub(super) fn decode<T: DeserializeOwned + Default>(
    path: &FieldPath,
    report: &mut Report<'_>,
) -> T {
    let tree = report.tree();
    let Some(node) = tree.at(path).filter(|it| !it.is_null()) else {
        return T::default();
    };
    note_readings(node, path, report);
    let Ok((value, unknown_fields)) = deserialize(node, path, report) else {
        // Nothing may be left out without a word.
        if !report.has_errors() {
            report.undecodable(path, wrong_type(node, path, "object"));
        }
        return T::default();
    };
    for path in unknown_fields {
        report_unknown(&path, report);
    }
    value
}

/// Reports that the API does not have the field at `path`.
pub(super) fn report_unknown(path: &FieldPath, report: &mut Report<'_>) {
    let place = report.tree().entry_at(path).map(|it| it.key.span);
    let place = place.unwrap_or_else(|| report.tree().place(path));
    let message = format!("strict decoding error: unknown field \"{path}\"");
    let finding = Diagnostic::error(codes::UNKNOWN_FIELD, place, message)
        .help("check its spelling and its indentation: upper and lower case count");
    report.undecodable(path, finding);
}

/// Reports every key that its mapping has twice, anywhere in the object, but not
/// in what the server writes (SEMANTICS.md I-4, I-7).
pub(super) fn report_duplicate_keys(report: &mut Report<'_>) {
    let tree = report.tree();
    report_duplicates_under(tree, &FieldPath::root(), report);
}

fn report_duplicates_under(node: &Node, path: &FieldPath, report: &mut Report<'_>) {
    if !node.has_repeated_keys() {
        return;
    }
    for (index, item) in node.items().iter().enumerate() {
        report_duplicates_under(item, &path.clone().index(index), report);
    }
    for entry in node.entries() {
        let below = path.clone().field(&entry.key.text);
        if let Some(finding) = duplicate_key(entry, path) {
            report.undecodable(&below, finding);
        }
        let is_by_server = match below.steps() {
            [Step::Field(name)] => name == "status",
            [_, Step::Field(name)] => name == "managedFields",
            _ => false,
        };
        if !is_by_server {
            report_duplicates_under(&entry.value, &below, report);
        }
    }
}

/// The error that the mapping at `path` has this key twice.
pub(super) fn duplicate_key(entry: &Entry, path: &FieldPath) -> Option<Diagnostic> {
    let first = entry.key.repeats?;
    let path = path.clone().field(&entry.key.text);
    let message = format!("strict decoding error: duplicate field \"{path}\"");
    let finding = Diagnostic::error(codes::DUPLICATE_KEY, entry.key.span, message);
    Some(finding.related(first, "the first one"))
}

/// Warns of what is not read as it is written, anywhere in the value at `path`.
fn note_readings(node: &Node, path: &FieldPath, report: &mut Report<'_>) {
    note_unusual_number(node, path, report);
    let parent = match path.steps().last() {
        Some(Step::Field(name)) => name.as_str(),
        Some(Step::Index(_)) | None => "",
    };
    for (index, item) in node.items().iter().enumerate() {
        let path = path.clone().index(index);
        if item.is_null() {
            note_null_item(&path, parent, report);
        }
        note_readings(item, &path, report);
    }
    for entry in node.entries() {
        let path = path.clone().field(&entry.key.text);
        note_unusual_key(entry, report);
        if parent == "matchLabels" && entry.value.is_null() {
            note_null_text(entry, &path, report);
        }
        note_readings(&entry.value, &path, report);
    }
}

/// Warns of a list item without content; where it counts as `{}` it may mean
/// everything. Empty peers are errors anyway.
fn note_null_item(path: &FieldPath, list: &str, report: &mut Report<'_>) {
    let meaning = match list {
        "from" | "to" => return,
        "ingress" | "egress" => "an empty rule, which admits everything",
        "values" | "except" | "policyTypes" => "the empty text",
        _ => "`{}`",
    };
    let place = report.tree().at(path).map(|it| it.span);
    let place = place.unwrap_or_else(|| report.tree().place(path));
    let message = format!("{path}: null is read as {meaning}");
    report.add(Diagnostic::warning(codes::NULL_VALUE, place, message));
}
