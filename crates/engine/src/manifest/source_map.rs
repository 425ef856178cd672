use crate::model::ObjectId;
use crate::text::{FieldPath, Span};

/// Turns an object and a path in it into a range of the user's text.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {}

impl SourceMap {
    /// The range of the whole object.
    pub fn object(&self, object: ObjectId) -> Option<Span> {
        let _ = object;
        unimplemented!()
    }

    /// The range of the value at `path`: from its first character to the end
    /// of its last descendant. `None` when it is not written.
    pub fn value(&self, object: ObjectId, path: &FieldPath) -> Option<Span> {
        let _ = (object, path);
        unimplemented!()
    }

    /// The range of the value together with the key that names it; for an item
    /// of a list, of the item alone.
    pub fn entry(&self, object: ObjectId, path: &FieldPath) -> Option<Span> {
        let _ = (object, path);
        unimplemented!()
    }
}
