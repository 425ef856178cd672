//! What every object says about itself (SEMANTICS.md §11.2, W-3).

use super::codes;
use super::field::{Field, Pair};
use super::names::{self, NameSyntax};
use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::model::Labels;
use crate::options::Options;

/// How much all annotations of an object may hold, in bytes.
const MAX_ANNOTATIONS: usize = 256 * 1024;

/// Every field of `metadata`.
const FIELDS: [&str; 16] = [
    "annotations",
    "clusterName",
    "creationTimestamp",
    "deletionGracePeriodSeconds",
    "deletionTimestamp",
    "finalizers",
    "generateName",
    "generation",
    "labels",
    "managedFields",
    "name",
    "namespace",
    "ownerReferences",
    "resourceVersion",
    "selfLink",
    "uid",
];

/// Whether objects of a kind are in a namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Namespaced,
    Cluster,
}

/// What `metadata` says, as far as it matters here.
#[derive(Debug, Clone)]
pub(super) struct Metadata {
    /// The name; of our making when the server would generate it.
    pub(super) name: String,
    /// Whether the server would generate the name, so that it is like no other.
    pub(super) is_generated: bool,
    /// The namespace; empty for an object that is in none.
    pub(super) namespace: String,
    pub(super) labels: Labels,
}

/// Reads and validates the `metadata` of an object.
pub(super) fn metadata(
    scope: Scope,
    syntax: NameSyntax,
    options: &Options,
    report: &mut Report<'_>,
) -> Metadata {
    let field = Field::root(report.tree()).field("metadata", report);
    note_unknown_fields(&field, report);
    let (name, is_generated) = name(&field, syntax, report);
    let namespace = namespace(&field, scope, options, report);
    let labels = labels(&field.field("labels", report), report);
    check_annotations(&field.field("annotations", report), report);
    Metadata {
        name,
        is_generated,
        namespace,
        labels,
    }
}

/// Most of `metadata` does not matter here, so that a misspelt field costs a
/// warning and not the object.
fn note_unknown_fields(metadata: &Field<'_>, report: &mut Report<'_>) {
    for entry in metadata.node().map_or(&[][..], |it| it.entries()) {
        let name = &entry.key.text;
        if !FIELDS.contains(&name.as_str()) {
            let path = metadata.path().clone().field(name);
            let message = format!("unknown field \"{path}\"");
            report.add(Diagnostic::warning(
                codes::UNKNOWN_FIELD,
                entry.key.span,
                message,
            ));
        }
    }
}

fn name(metadata: &Field<'_>, syntax: NameSyntax, report: &mut Report<'_>) -> (String, bool) {
    let field = metadata.field("name", report);
    let prefix_field = metadata.field("generateName", report);
    let name = field.text(report);
    if name.is_none() && field.node().is_some() {
        return (String::new(), false);
    }
    let name = name.unwrap_or_default();
    let prefix = prefix_field.text(report).unwrap_or_default();
    if !prefix.is_empty() {
        // A trailing dash is fine: something follows it.
        let masked = prefix
            .strip_suffix('-')
            .map_or_else(|| prefix.to_owned(), |it| format!("{it}a"));
        for complaint in syntax.complaints(&masked) {
            report.invalid(prefix_field.path(), format!("{prefix:?}"), &complaint);
        }
    }
    match (name, prefix) {
        ("", "") => {
            report.required(field.path(), "name or generateName is required");
            (String::new(), false)
        }
        ("", prefix) => (format!("{prefix}xxxxx"), true),
        (name, _) => {
            for complaint in syntax.complaints(name) {
                report.invalid(field.path(), format!("{name:?}"), &complaint);
            }
            (name.to_owned(), false)
        }
    }
}

fn namespace(
    metadata: &Field<'_>,
    scope: Scope,
    options: &Options,
    report: &mut Report<'_>,
) -> String {
    let field = metadata.field("namespace", report);
    let namespace = field.text(report);
    if namespace.is_none() && field.node().is_some() {
        return String::new();
    }
    let namespace = namespace.unwrap_or_default();
    match (scope, namespace) {
        (Scope::Cluster, "") => String::new(),
        (Scope::Cluster, _) => {
            report.forbidden(field.path(), "not allowed on this type");
            String::new()
        }
        (Scope::Namespaced, "") => {
            let default = &options.default_namespace;
            if let Some(name) = metadata.field("name", report).node() {
                let message = format!("no namespace given; assumed `{default}`");
                report.add(Diagnostic::hint(
                    codes::DEFAULT_NAMESPACE,
                    name.span,
                    message,
                ));
            }
            default.clone()
        }
        (Scope::Namespaced, namespace) => {
            for complaint in NameSyntax::Label.complaints(namespace) {
                report.invalid(field.path(), format!("{namespace:?}"), &complaint);
            }
            namespace.to_owned()
        }
    }
}

/// Reads and validates a map of labels (SEMANTICS.md E-7, E-8).
pub(super) fn labels(field: &Field<'_>, report: &mut Report<'_>) -> Labels {
    let mut labels = Labels::new();
    for pair in field.pairs(report) {
        check_label(&pair, field, report);
        labels.set(pair.key, pair.value);
    }
    labels
}

fn check_label(pair: &Pair<'_>, field: &Field<'_>, report: &mut Report<'_>) {
    for complaint in names::label_key(pair.key) {
        report.invalid_at(
            field.path(),
            pair.key_span,
            format!("{:?}", pair.key),
            &complaint,
        );
    }
    for complaint in names::label_value(pair.value) {
        report.invalid_at(
            field.path(),
            pair.value_span,
            format!("{:?}", pair.value),
            &complaint,
        );
    }
}

/// Annotations are checked and forgotten; above all the manifest that `kubectl
/// apply` keeps in one is not an object (SEMANTICS.md I-7).
fn check_annotations(field: &Field<'_>, report: &mut Report<'_>) {
    let mut total = 0;
    for pair in field.pairs(report) {
        total += pair.key.len() + pair.value.len();
        for complaint in names::label_key(&pair.key.to_ascii_lowercase()) {
            report.invalid_at(
                field.path(),
                pair.key_span,
                format!("{:?}", pair.key),
                &complaint,
            );
        }
    }
    if total > MAX_ANNOTATIONS {
        let detail = format!("may not be more than {MAX_ANNOTATIONS} bytes");
        report.too_long(field.path(), &detail);
    }
}
