//! Whole objects: one more, or one less.

use super::TextEdit;
use super::place::Place;
use super::style::{Style, new_line};
use crate::manifest::Value;
use crate::text::Span;

/// What an object is in.
#[derive(Debug, Clone, Copy)]
enum Container {
    /// A document of its own.
    Document,
    /// A list in block style, whose dash stands in this column.
    Block(usize),
    /// A list in brackets.
    Brackets,
}

impl Place<'_> {
    /// Adds an object behind this one, in the same style.
    pub(super) fn add_behind(&self, object: &Value) -> Option<TextEdit> {
        let span = self.places.object(self.object)?;
        let source = &self.sources[span.source].text;
        let own = self.text(span);
        let is_flow = own.starts_with('{');
        let style = if is_flow {
            Style::of_flow(own)
        } else {
            Style::Block(0)
        };
        match self.container(span) {
            Container::Brackets => {
                let (line, _) = self.line(span.start);
                let before = self.text(Span::new(span.source, line, span.start));
                let indent = before.len() - before.trim_start().len();
                let text = [",", &new_line(indent), &style.value(object)].concat();
                let span = Span::new(span.source, span.end, span.end);
                Some(TextEdit { span, text })
            }
            Container::Block(column) => {
                let item = Style::Block(column).item(object);
                Some(self.behind_line(span, &(new_line(column) + &item)))
            }
            Container::Document => {
                let end = self.end_of_document(span);
                let (_, rest) = source.split_at_checked(end as usize)?;
                let written = style.value(object);
                let begins = self
                    .text(Span::new(span.source, span.start, end))
                    .ends_with('\n');
                let text = if rest.is_empty() {
                    [if begins { "---\n" } else { "\n---\n" }, &written, "\n"].concat()
                } else {
                    ["---\n", &written, "\n"].concat()
                };
                let span = Span::new(span.source, end, end);
                Some(TextEdit { span, text })
            }
        }
    }

    /// Takes the object out of the text, with its comments where it is a document
    /// of its own.
    pub(super) fn delete(&self) -> Option<TextEdit> {
        let span = self.places.object(self.object)?;
        let gone = |span: Span| TextEdit {
            span,
            text: String::new(),
        };
        match self.container(span) {
            Container::Block(_) => Some(gone(self.lines(span))),
            Container::Brackets => {
                let source = &self.sources[span.source].text;
                let end = u32::try_from(source.len()).ok()?;
                let whole = Span::new(span.source, 0, end);
                Some(gone(self.with_comma(span, whole)))
            }
            Container::Document => {
                let source = &self.sources[span.source].text;
                let end = self.end_of_document(span) as usize;
                let before = source.get(..span.start as usize)?;
                let start = match before.rfind("\n---") {
                    Some(at) => at + 1,
                    None => 0,
                };
                let rest = source.get(end..)?;
                // The first document goes with the line behind it, others with
                // the line before them.
                let behind = rest.find('\n').map_or(rest.len(), |it| it + 1);
                let end = if start == 0 { end + behind } else { end };
                let [start, end] = [start, end].map(u32::try_from);
                Some(gone(Span::new(span.source, start.ok()?, end.ok()?)))
            }
        }
    }

    fn container(&self, span: Span) -> Container {
        let (line, _) = self.line(span.start);
        let before = self.text(Span::new(span.source, line, span.start));
        if let Some(indent) = before.strip_suffix("- ").or(before.strip_suffix('-'))
            && indent.trim_matches([' ', '-']).is_empty()
            && !before.starts_with("---")
        {
            return Container::Block(indent.len());
        }
        let source = &self.sources[span.source].text;
        let rest = source.get(span.end as usize..).unwrap_or_default();
        let is_item = rest.trim_start().starts_with([',', ']']);
        if is_item && self.text(span).starts_with('{') {
            return Container::Brackets;
        }
        Container::Document
    }

    /// Where the line `---` behind an object begins, else the end of the text.
    fn end_of_document(&self, span: Span) -> u32 {
        let source = &self.sources[span.source].text;
        let rest = source.get(span.end as usize..).unwrap_or_default();
        let at = rest.find("\n---").map_or(rest.len(), |it| it + 1);
        span.end + u32::try_from(at).unwrap_or_default()
    }
}
