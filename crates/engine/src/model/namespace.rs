use super::{Labels, ObjectId};

/// A namespace, declared in the input or assumed because something is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namespace {
    /// Its name.
    pub name: String,
    /// Its labels, `kubernetes.io/metadata.name` included (SEMANTICS.md W-1).
    pub labels: Labels,
    /// The object that declares it; `None` when the input does not, and its
    /// other labels are therefore not known (SEMANTICS.md W-2).
    pub declared_by: Option<ObjectId>,
}

impl Namespace {
    /// The label the API server puts on every namespace.
    pub const NAME_LABEL: &'static str = "kubernetes.io/metadata.name";
}
