//! Decodes a subtree into a Kubernetes type, as strictly as the API server does.
//!
//! The tree becomes JSON, the JSON a value of `k8s_openapi`; the paths of what
//! serde ignored or refused lead back to the text. An unknown field is an error,
//! since dropping one usually widens a rule (SEMANTICS.md I-3).

use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};

use super::codes;
use super::field::{note_null_text, note_unusual_key, note_unusual_number, wrong_type};
use super::node::{Content, Entry, Node};
use super::report::Report;
use super::scalar::Scalar;
use crate::diagnostic::Diagnostic;
use crate::text::{FieldPath, Step};

/// How many wrong types of one object are looked for; each costs a decoding.
const MAX_WRONG_TYPES: usize = 20;
/// How many unknown fields of one object are reported.
const MAX_UNKNOWN_FIELDS: usize = 50;

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
    let mut json = json(node, path, report);
    for _ in 0..MAX_WRONG_TYPES {
        match attempt::<T>(&json) {
            Ok((value, unknown)) => {
                for below in unknown.into_iter().take(MAX_UNKNOWN_FIELDS) {
                    report_unknown(&join(path, &below), report);
                }
                return value;
            }
            Err((below, expected)) => {
                let at = join(path, &below);
                let found = tree.at(&at).unwrap_or(node);
                report.undecodable(&at, wrong_type(found, &at, &expected));
                if !remove(&mut json, &below) {
                    return T::default();
                }
            }
        }
    }
    T::default()
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

type Steps = Vec<Step>;

/// The value with the paths that were ignored, or the path that was refused
/// with the type expected there.
fn attempt<T: DeserializeOwned>(json: &Value) -> Result<(T, Vec<Steps>), (Steps, String)> {
    let mut unknown = Vec::new();
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(json, &mut track);
    match serde_ignored::deserialize(tracked, |path| unknown.push(ignored_steps(&path))) {
        Ok(value) => Ok((value, unknown)),
        Err(error) => Err((
            refused_steps(&track.path()),
            expected_type(&error.to_string()),
        )),
    }
}

fn ignored_steps(path: &serde_ignored::Path<'_>) -> Steps {
    use serde_ignored::Path;
    let (parent, step) = match path {
        Path::Root => return Vec::new(),
        Path::Seq { parent, index } => (parent, Some(Step::Index(*index))),
        Path::Map { parent, key } => (parent, Some(Step::Field(key.clone()))),
        Path::Some { parent }
        | Path::NewtypeStruct { parent }
        | Path::NewtypeVariant { parent } => (parent, None),
    };
    let mut steps = ignored_steps(parent);
    steps.extend(step);
    steps
}

fn refused_steps(path: &serde_path_to_error::Path) -> Steps {
    use serde_path_to_error::Segment;
    let step = |segment: &Segment| match segment {
        Segment::Seq { index } => Some(Step::Index(*index)),
        Segment::Map { key } => Some(Step::Field(key.clone())),
        Segment::Enum { .. } | Segment::Unknown => None,
    };
    path.iter().filter_map(step).collect()
}

fn join(path: &FieldPath, below: &[Step]) -> FieldPath {
    below.iter().fold(path.clone(), |path, step| match step {
        Step::Field(name) => path.field(name),
        Step::Index(index) => path.index(*index),
    })
}

/// The expected type in Go's words, out of serde's message
/// `invalid type: boolean `true`, expected a string`.
fn expected_type(message: &str) -> String {
    let expected = message.rsplit_once("expected ").map_or("", |(_, it)| it);
    match expected {
        "a string" => "string".to_owned(),
        "a sequence" => "array".to_owned(),
        "a map" => "map[string]string".to_owned(),
        "i32" | "a 32-bit integer" => "int32".to_owned(),
        "IntOrString" => "intstr.IntOrString".to_owned(),
        kind => format!("v1.{kind}"),
    }
}

/// Takes the value at the path away, as if it had not been written.
fn remove(json: &mut Value, path: &[Step]) -> bool {
    let Some((target, above)) = path.split_last() else {
        return false;
    };
    let mut list = "";
    let mut parent = json;
    for step in above {
        let next = match step {
            Step::Field(name) => {
                list = name;
                parent.get_mut(name)
            }
            Step::Index(index) => parent.get_mut(index),
        };
        match next {
            Some(it) => parent = it,
            None => return false,
        }
    }
    match (target, parent) {
        (Step::Field(name), Value::Object(fields)) => fields.remove(name).is_some(),
        (Step::Index(index), Value::Array(items)) => match items.get_mut(*index) {
            Some(item) if *item != zero(list) => {
                *item = zero(list);
                true
            }
            _ => false,
        },
        _ => false,
    }
}

/// What Go makes of a null in the list of this name (SEMANTICS.md N-13).
fn zero(list: &str) -> Value {
    match list {
        "values" | "except" | "policyTypes" => Value::String(String::new()),
        _ => Value::Object(Map::new()),
    }
}

/// The tree as JSON, with nulls as Go decodes them, and warnings of what is not
/// read as it is written.
fn json(node: &Node, path: &FieldPath, report: &mut Report<'_>) -> Value {
    match &node.content {
        Content::Scalar { value, .. } => {
            note_unusual_number(node, path, report);
            scalar(value)
        }
        Content::Sequence(items) => {
            let list = match path.steps().last() {
                Some(Step::Field(name)) => name.as_str(),
                Some(Step::Index(_)) | None => "",
            };
            let item = |(index, item): (usize, &Node)| {
                let path = path.clone().index(index);
                if item.is_null() {
                    note_null_item(&path, list, report);
                    return zero(list);
                }
                json(item, &path, report)
            };
            Value::Array(items.iter().enumerate().map(item).collect())
        }
        Content::Mapping(entries) => {
            let is_labels = path.steps().last() == Some(&Step::Field("matchLabels".to_owned()));
            let mut fields = Map::new();
            for entry in entries {
                let path = path.clone().field(&entry.key.text);
                note_unusual_key(entry, report);
                let value = if is_labels && entry.value.is_null() {
                    note_null_text(entry, &path, report);
                    Value::String(String::new())
                } else {
                    json(&entry.value, &path, report)
                };
                fields.insert(entry.key.text.clone(), value);
            }
            Value::Object(fields)
        }
    }
}

fn scalar(value: &Scalar) -> Value {
    match value {
        Scalar::Null => Value::Null,
        Scalar::Bool(it) => Value::Bool(*it),
        Scalar::Integer(it) => Value::Number((*it).into()),
        Scalar::Float(it) => Number::from_f64(*it).map_or(Value::Null, Value::Number),
        Scalar::Text(it) => Value::String(it.clone()),
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
