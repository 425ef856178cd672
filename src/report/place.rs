use netpol_engine::text::Span;
use serde::{Deserialize, Serialize};

/// Where something stands in the user's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The text, and the bytes in it.
    pub span: Span,
    /// Its first line, from 1.
    pub first: u32,
    /// Its last line, from 1.
    pub last: u32,
}

impl Place {
    /// The position of the text among the tabs, from 0.
    pub fn file(self) -> usize {
        self.span.source.index()
    }

    /// The smallest place that covers both; they must be in the same text.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            span: self.span.to(other.span),
            first: self.first.min(other.first),
            last: self.last.max(other.last),
        }
    }
}
