use netpol_engine::manifest::Value;

use crate::resource::Resource;
use crate::value::text;

/// Who an object is: its kind, namespace and name.
pub(crate) type Identity = (String, String, String);

/// Who an object is, if it says so.
pub(crate) fn identity(object: &Value) -> Option<Identity> {
    let kind = text(object, &["kind"])?;
    let name = text(object, &["metadata", "name"])?;
    let namespace = match Resource::of_kind(kind) {
        Some(it) if !it.is_namespaced() => "",
        _ => text(object, &["metadata", "namespace"]).unwrap_or("default"),
    };
    Some((kind.to_owned(), namespace.to_owned(), name.to_owned()))
}
