//! The user's text, and places in it.
//!
//! A [`Span`] is a range of bytes; people count lines and characters, editors
//! count UTF-16 units: [`LineIndex`] is the one place that converts. A
//! [`FieldPath`] names a place by structure instead, and is the common currency
//! of text, Kubernetes types and provenance.

mod field_path;
mod line_index;
mod source;
mod span;

pub use field_path::{FieldPath, Step};
pub use line_index::{LineIndex, Position};
pub use source::{Source, SourceId, Sources};
pub use span::Span;
