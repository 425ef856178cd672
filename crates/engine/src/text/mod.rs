//! The user's text, and places in it.
//!
//! A [`Span`] is a range of bytes; people count lines and characters, editors
//! count UTF-16 units: [`LineIndex`] converts, and [`Utf16Index`] where there is
//! much to convert. A
//! [`FieldPath`] names a place by structure instead, and is the common currency
//! of text, Kubernetes types and provenance.

mod field_path;
mod line_index;
mod source;
mod span;
mod utf16;

pub use field_path::{FieldPath, Step};
pub use line_index::{LineIndex, Position};
pub use source::{Source, SourceId, Sources};
pub use span::Span;
pub use utf16::Utf16Index;
