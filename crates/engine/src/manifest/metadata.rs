//! What every object says about itself (SEMANTICS.md §11.2, W-3).

use super::codes;
use super::field::{Field, Pair};
use super::names::{self, NameSyntax};
use super::node::Node;
use super::quoted::quoted;
use super::report::Report;
use super::scalar::Scalar;
use crate::diagnostic::Diagnostic;
use crate::model::{Labels, WorkloadKind};
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
    /// What made it.
    pub(super) owner: Option<Owner>,
}

/// What made an object, as its `ownerReferences` tell.
#[derive(Debug, Clone)]
pub(super) struct Owner {
    pub(super) kind: WorkloadKind,
    pub(super) name: String,
}

/// Reads and validates the `metadata` of an object.
pub(super) fn metadata(
    scope: Scope,
    syntax: NameSyntax,
    options: &Options,
    report: &mut Report<'_>,
) -> Metadata {
    let field = Field::root(report.tree()).field("metadata", report);
    note_unknown_metadata(&field, report);
    let (name, is_generated) = name(&field, syntax, report);
    let namespace = namespace(&field, scope, options, report);
    let labels = labels(&field.field("labels", report), report);
    check_annotations(&field.field("annotations", report), report);
    check_housekeeping(&field, report);
    let owner = owner(&field.field("ownerReferences", report), report);
    Metadata {
        name,
        is_generated,
        namespace,
        labels,
        owner,
    }
}

/// Warns of misspelt fields of `metadata`.
pub(super) fn note_unknown_metadata(metadata: &Field<'_>, report: &mut Report<'_>) {
    metadata.note_unknown_fields(&FIELDS, report);
}

/// The workload that controls an object: of several owners the one that says
/// so, else the first.
fn owner(references: &Field<'_>, report: &mut Report<'_>) -> Option<Owner> {
    let references = references.items(report);
    let mut controller = None;
    for it in &references {
        if it.field("controller", report).boolean(report) == Some(true) {
            controller = Some(it);
            break;
        }
    }
    let it = controller.or_else(|| references.first())?;
    let kind = it.field("kind", report).text(report)?;
    let name = it.field("name", report).text(report)?;
    let kind = WorkloadKind::from_name(kind).filter(|it| *it != WorkloadKind::Pod)?;
    Some(Owner {
        kind,
        name: name.to_owned(),
    })
}

/// What the server keeps for itself decides nothing here, so that a mistake in
/// it costs a warning (SEMANTICS.md E-8d).
fn check_housekeeping(metadata: &Field<'_>, report: &mut Report<'_>) {
    let generation = metadata.field("generation", report);
    if let Some(Scalar::Integer(..=-1)) = generation.node().and_then(Node::scalar) {
        let detail = "must be greater than or equal to 0";
        warn(&generation, "Invalid value", detail, report);
    }
    let owners = metadata.field("ownerReferences", report);
    for owner in owners.items(report) {
        for name in ["apiVersion", "kind", "name", "uid"] {
            let field = owner.field(name, report);
            if field.text(report).is_none_or(str::is_empty) {
                warn(&field, "Required value", "must not be empty", report);
            }
        }
    }
    for finalizer in metadata.field("finalizers", report).items(report) {
        let name = finalizer.text(report).unwrap_or_default();
        for complaint in names::label_key(name) {
            warn(&finalizer, "Invalid value", &complaint, report);
        }
    }
}

fn warn(field: &Field<'_>, what: &str, detail: &str, report: &mut Report<'_>) {
    let path = field.path();
    let written = report.tree().at(path).and_then(Node::written);
    let value = match written.filter(|_| what == "Invalid value") {
        Some((written, is_text)) if is_text => format!(": \"{written}\""),
        Some((written, _)) => format!(": {written}"),
        None => String::new(),
    };
    let message = format!("{path}: {what}{value}: {detail}");
    report.warning(codes::INVALID_VALUE, path, message);
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
            report.invalid(prefix_field.path(), quoted(prefix), &complaint);
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
                report.invalid(field.path(), quoted(name), &complaint);
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
                report.invalid(field.path(), quoted(namespace), &complaint);
            }
            namespace.to_owned()
        }
    }
}

/// Reads and validates a map of labels (SEMANTICS.md E-7, E-8).
pub(super) fn labels(field: &Field<'_>, report: &mut Report<'_>) -> Labels {
    let pairs = field.pairs(report);
    for pair in &pairs {
        check_label(pair, field, report);
    }
    pairs.iter().map(|it| (it.key, it.value)).collect()
}

fn check_label(pair: &Pair<'_>, field: &Field<'_>, report: &mut Report<'_>) {
    for complaint in names::label_key(pair.key) {
        report.invalid_at(field.path(), pair.key_span, quoted(pair.key), &complaint);
    }
    for complaint in names::label_value(pair.value) {
        report.invalid_at(
            field.path(),
            pair.value_span,
            quoted(pair.value),
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
            report.invalid_at(field.path(), pair.key_span, quoted(pair.key), &complaint);
        }
    }
    if total > MAX_ANNOTATIONS {
        let detail = format!("may not be more than {MAX_ANNOTATIONS} bytes");
        report.too_long(field.path(), &detail);
    }
}
