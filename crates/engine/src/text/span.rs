use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::SourceId;

/// A range of bytes of one source text: `start` included, `end` excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The text that the range belongs to.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The range `start..end` of `source`, in bytes.
    pub fn new(source: SourceId, start: u32, end: u32) -> Self {
        Self {
            source,
            start,
            end: end.max(start),
        }
    }

    /// The smallest range that covers both; `other` must be of the same source.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            source: self.source,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The same range of a text that begins at byte `start` of `source`.
    #[must_use]
    pub(crate) fn behind(self, source: SourceId, start: u32) -> Self {
        Self {
            source,
            start: self.start + start,
            end: self.end + start,
        }
    }

    /// Whether the byte offset lies in the range; its end counts, since a caret
    /// stands behind the last character.
    pub fn touches(self, source: SourceId, offset: u32) -> bool {
        self.source == source && self.start <= offset && offset <= self.end
    }

    /// The range for slicing the source's text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}
