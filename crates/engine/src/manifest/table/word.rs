use crate::manifest::node::{Content, Node};
use crate::manifest::scalar::Scalar;
use crate::manifest::yaml::offset;
use crate::text::{SourceId, Span};

/// A piece of the user's text, and the byte it begins at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
}

impl Word<'_> {
    pub(super) fn span(self, source: SourceId) -> Span {
        Span::new(
            source,
            offset(self.start),
            offset(self.start + self.text.len()),
        )
    }

    /// The word as the value of a field.
    pub(super) fn node(self, source: SourceId) -> Node {
        self.node_saying(self.text, source)
    }

    /// The same for a field that says it in another way than the table.
    pub(super) fn node_saying(self, text: &str, source: SourceId) -> Node {
        let content = Content::Scalar {
            value: Scalar::Text(text.to_owned()),
            written: String::new(),
            is_plain: false,
        };
        Node {
            span: self.span(source),
            content,
        }
    }

    /// What is between two bytes of it, without blanks around.
    pub(super) fn part(self, start: usize, end: usize) -> Self {
        let text = self.text.get(start..end).unwrap_or_default();
        let trimmed = text.trim_start_matches(is_blank);
        Self {
            start: self.start + start + (text.len() - trimmed.len()),
            text: trimmed.trim_end_matches(is_blank),
        }
    }

    /// The part before the first `separator` and the part behind it.
    pub(super) fn split_once(self, separator: char) -> Option<(Self, Self)> {
        let at = self.text.find(separator)?;
        let behind = at + separator.len_utf8();
        Some((self.part(0, at), self.part(behind, self.text.len())))
    }

    /// The parts between commas.
    pub(super) fn list(self) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut rest = Some(self).filter(|it| !it.text.is_empty());
        while let Some(it) = rest {
            let (part, next) = it
                .split_once(',')
                .map_or((it, None), |it| (it.0, Some(it.1)));
            parts.push(part);
            rest = next;
        }
        parts
    }

    /// The pieces of it that are at least so many blanks apart, each with the
    /// column it begins in. A tab counts as many.
    pub(super) fn pieces(self, gap: usize) -> Vec<(usize, Self)> {
        let mut pieces = Vec::new();
        let mut begin = None;
        let (mut end, mut blanks) = (0, 0);
        for (column, (at, character)) in self.text.char_indices().enumerate() {
            if is_blank(character) {
                blanks += if character == '\t' { gap } else { 1 };
                continue;
            }
            if let Some((column, start)) = begin.filter(|_| blanks >= gap) {
                pieces.push((column, self.part(start, end)));
                begin = None;
            }
            begin = begin.or(Some((column, at)));
            blanks = 0;
            end = at + character.len_utf8();
        }
        pieces.extend(begin.map(|(column, start)| (column, self.part(start, end))));
        pieces
    }
}

/// What stands between cells; web pages have spaces that do not break.
pub(super) fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\u{a0}')
}
