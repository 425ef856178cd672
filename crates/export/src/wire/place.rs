use netpol_engine::text::{Sources, Span};
use serde::Serialize;

/// A range of the user's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    file: String,
    start: Position,
    end: Position,
}

/// Lines and columns from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Position {
    line: u32,
    column: u32,
}

impl Place {
    /// Where a span is, for people and editors.
    pub fn new(sources: &Sources, span: Span) -> Self {
        let source = &sources[span.source];
        let index = sources.lines(span.source);
        let position = |offset| {
            let it = index.position(&source.text, offset);
            Position {
                line: it.line,
                column: it.column,
            }
        };
        Self {
            file: source.name.clone(),
            start: position(span.start),
            end: position(span.end),
        }
    }
}
