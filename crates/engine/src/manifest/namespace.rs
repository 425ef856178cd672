//! Namespaces: their labels, and the one the server sets (SEMANTICS.md W-1).

use super::codes;
use super::metadata::Metadata;
use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::model::{LabelValue, Labels, Namespace, ObjectId};
use crate::options::UndeclaredNamespaces;
use crate::text::FieldPath;

/// The namespace that an object declares.
pub(super) fn declared(metadata: &Metadata, object: ObjectId) -> Namespace {
    Namespace {
        name: metadata.name.clone(),
        labels: with_name(metadata.labels.clone(), &metadata.name),
        declared_by: Some(object),
    }
}

/// A namespace that only what is in it tells of (SEMANTICS.md W-2).
pub(super) fn assumed(name: &str, assumption: UndeclaredNamespaces) -> Namespace {
    let labels = with_name(Labels::new(), name);
    Namespace {
        name: name.to_owned(),
        labels: match assumption {
            UndeclaredNamespaces::AutomaticLabelOnly => labels,
            UndeclaredNamespaces::Unknown => labels.and_perhaps_others(),
        },
        declared_by: None,
    }
}

/// Warns when the manifest gives the label of the name another value: the
/// server overwrites it.
pub(super) fn note_overwritten_label(metadata: &Metadata, report: &mut Report<'_>) {
    let Some(LabelValue::Text(written)) = metadata.labels.get(Namespace::NAME_LABEL) else {
        return;
    };
    if *written == metadata.name {
        return;
    }
    let path = FieldPath::root()
        .field("metadata")
        .field("labels")
        .field(Namespace::NAME_LABEL);
    let message = format!(
        "the API server overwrites this label with `{}`",
        metadata.name
    );
    let place = report.tree().place(&path);
    report.add(Diagnostic::warning(
        codes::OVERWRITTEN_LABEL,
        place,
        message,
    ));
}

fn with_name(mut labels: Labels, name: &str) -> Labels {
    labels.set(Namespace::NAME_LABEL, name);
    labels
}
