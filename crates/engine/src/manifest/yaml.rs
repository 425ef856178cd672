//! YAML, and therefore JSON, as trees with places; one tree for each document.
//!
//! A syntax error costs the document it is in, and reading goes on behind the
//! next `---`. Everything that could grow without end has a bound: the size of a
//! text, the depth and the number of its values (aliases count as often as they
//! are used), and the number of documents.

use std::rc::Rc;

use granit_parser::{BorrowedInput, ErrorKind, Event, Parser, ScanError, StructureStyle};

use super::codes;
use super::node::Node;
use super::pieces::{self, Document, Piece};
use super::tree::{Budget, Excess, Style, Tree};
use crate::diagnostic::Diagnostic;
use crate::options::Limits;
use crate::text::{SourceId, Span};

/// How much of a broken line is underlined, in bytes.
const MAX_UNDERLINE: usize = 80;
/// How far a forgotten bracket is looked for, in bytes.
const MAX_LOOKBACK: usize = 4096;

/// The documents of a text that could be read; empty ones are skipped
/// (SEMANTICS.md I-5). `shown` is the text as the user wrote it, in which `text`
/// may have blanks in place of other characters; `known` is what is known of it from before.
pub(super) fn documents(
    source: SourceId,
    (text, shown): (&str, &str),
    limits: &Limits,
    known: Option<&mut Vec<Rc<Piece>>>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Node> {
    let Limits {
        bytes,
        documents: most,
        broken_documents,
        ..
    } = *limits;
    let mut reader = Reader {
        source,
        text,
        shown,
        budget: Budget::new(limits),
    };
    if text.len() > bytes {
        let message = format!("this text is longer than {bytes} bytes and was not read");
        findings.push(Diagnostic::error(
            codes::LIMIT,
            reader.rest_of_line(0),
            message,
        ));
        return Vec::new();
    }
    let by_pieces = known.and_then(|it| pieces::documents(source, text, limits, it));
    if let Some(documents) = by_pieces {
        return documents;
    }
    let mut documents: Vec<Node> = Vec::new();
    let mut broken = 0;
    let mut parser = Parser::new_from_str(text);
    loop {
        match reader.next_document(&mut parser, findings) {
            Next::End => return documents,
            Next::Broken => broken += 1,
            Next::Document(root) if documents.len() < most => documents.push(root),
            Next::Document(root) => {
                let place = reader.rest_of_line(root.span.start);
                let message = format!(
                    "only {most} documents of a text are read; \
                     nothing from here on was read"
                );
                findings.push(Diagnostic::error(codes::LIMIT, place, message));
                return documents;
            }
        }
        if broken == broken_documents {
            let place = findings
                .last()
                .map_or(reader.rest_of_line(0), |it| it.primary);
            let message = format!(
                "{broken_documents} documents of this text cannot be read; \
                 nothing from here on was read"
            );
            findings.push(Diagnostic::error(codes::LIMIT, place, message));
            return documents;
        }
    }
}

/// What the only document of a text says. `None` when there are more than one, or
/// something is wrong.
pub(super) fn only_document((source, text): (SourceId, &str), limits: &Limits) -> Option<Document> {
    let mut reader = Reader {
        source,
        text,
        shown: text,
        budget: Budget::new(limits),
    };
    let mut parser = Parser::new_from_str(text);
    let mut found = None;
    while let Some(root) = reader.document(&mut parser).ok()? {
        if !root.is_null() && found.replace(root).is_some() {
            return None;
        }
    }
    Some(Document {
        root: found,
        weight: reader.budget.spent(limits),
    })
}

/// What comes next in a text.
enum Next {
    Document(Node),
    Broken,
    End,
}

/// Reads one text.
struct Reader<'t> {
    source: SourceId,
    text: &'t str,
    /// The same as the user sees it: where its characters begin and end.
    shown: &'t str,
    budget: Budget,
}

impl<'t> Reader<'t> {
    fn next_document<I: BorrowedInput<'t>>(
        &mut self,
        parser: &mut Parser<'t, I>,
        findings: &mut Vec<Diagnostic>,
    ) -> Next {
        loop {
            match self.document(parser) {
                Ok(None) => return Next::End,
                Ok(Some(root)) if root.is_null() => {}
                Ok(Some(root)) => return Next::Document(root),
                Err(finding) => {
                    findings.push(finding);
                    let goes_on =
                        !self.budget.is_spent() && parser.proceed_next_document().unwrap_or(false);
                    return if goes_on { Next::Broken } else { Next::End };
                }
            }
        }
    }

    /// The root of the next document; `None` at the end of the text.
    fn document<I: BorrowedInput<'t>>(
        &mut self,
        parser: &mut Parser<'t, I>,
    ) -> Result<Option<Node>, Diagnostic> {
        let mut tree = Tree::new(self.source, self.text, &mut self.budget);
        while let Some(next) = parser.next_event() {
            let (event, at) = match next {
                Ok(it) => it,
                Err(error) => {
                    let bracket = tree.open_bracket();
                    return Err(self.syntax_error(&error, bracket));
                }
            };
            let place = at
                .byte_range()
                .map_or(0..0, |it| offset(it.start)..offset(it.end));
            let place = Span::new(self.source, place.start, place.end);
            let step = match event {
                Event::DocumentEnd => return Ok(Some(tree.finish(place))),
                Event::StreamEnd => return Ok(None),
                Event::Scalar(word, style, anchor, tag) => {
                    tree.scalar(&word, style, tag.as_deref(), anchor, place)
                }
                Event::Alias(anchor) => tree.alias(anchor, place),
                Event::SequenceStart(style, anchor, _) => {
                    tree.open_sequence(layout(style), anchor, place)
                }
                Event::MappingStart(style, anchor, _) => {
                    tree.open_mapping(layout(style), anchor, place)
                }
                Event::SequenceEnd | Event::MappingEnd => tree.close(place),
                _ => Ok(()),
            };
            if let Err(excess) = step {
                return Err(self.refusal(excess, place));
            }
        }
        Ok(None)
    }

    /// What to say of an error inside an open `bracket`, if there is one: where
    /// a bracket is forgotten, the parser stumbles only lines later.
    fn syntax_error(&self, error: &ScanError, bracket: Option<u32>) -> Diagnostic {
        let at = error.marker().byte_offset().map_or(0, offset);
        let is_later = |it: &u32| {
            let between = self.text.get(*it as usize..at as usize);
            between.is_some_and(|it| it.contains('\n'))
        };
        let is_inside = *error.kind() == ErrorKind::BlockEntryInFlowCollection;
        let bracket = bracket.or_else(|| is_inside.then(|| self.bracket_before(at)).flatten());
        if let Some(bracket) = bracket.filter(is_later) {
            let open = self
                .text
                .get(bracket as usize..)
                .and_then(|it| it.chars().next());
            let message = format!("this `{}` is never closed", open.unwrap_or('{'));
            return Diagnostic::error(codes::SYNTAX, self.rest_of_line(bracket), message).related(
                self.rest_of_line(at),
                "it is still open here, where reading ends",
            );
        }
        if *error.kind() == ErrorKind::RecursionLimitExceeded {
            let excess = Excess::TooDeep;
            return Diagnostic::error(excess.code(), self.rest_of_line(at), excess.message());
        }
        let (message, help) = wording(error.kind());
        let finding = Diagnostic::error(codes::SYNTAX, self.rest_of_line(at), message);
        match help {
            Some(help) => finding.help(help),
            None => finding,
        }
    }

    /// The last bracket before `at` that is not closed by then. For a bracket at
    /// the start of a line the parser has no event yet when it stumbles.
    fn bracket_before(&self, at: u32) -> Option<u32> {
        let from = (at as usize).saturating_sub(MAX_LOOKBACK);
        let from = self.text.floor_char_boundary(from);
        let before = self.text.get(from..at as usize)?;
        let mut closed = 0u32;
        for (position, character) in before.char_indices().rev() {
            match character {
                '}' | ']' => closed += 1,
                '{' | '[' if closed == 0 => return Some(offset(from + position)),
                '{' | '[' => closed -= 1,
                _ => {}
            }
        }
        None
    }

    fn refusal(&self, excess: Excess, place: Span) -> Diagnostic {
        let place = if place.start == place.end {
            self.rest_of_line(place.start)
        } else {
            place
        };
        Diagnostic::error(excess.code(), place, excess.message())
    }

    /// From `at` to the end of its line, or as far as one reads; where nothing
    /// stands there, the last character before it.
    fn rest_of_line(&self, at: u32) -> Span {
        let at = self.text.floor_char_boundary(at as usize);
        let (before, after) = self.text.split_at_checked(at).unwrap_or((self.text, ""));
        let line = after.split('\n').next().unwrap_or_default().trim_end();
        if !line.is_empty() {
            let length = line.len().min(line.floor_char_boundary(MAX_UNDERLINE));
            return self.whole_characters(at, at + length);
        }
        let end = before.trim_end().len();
        let last = before.trim_end().chars().next_back();
        let start = end - last.map_or(0, char::len_utf8);
        self.whole_characters(start, end)
    }

    /// The range widened to what are whole characters for the user: a separator
    /// or a blank may stand inside of one.
    fn whole_characters(&self, start: usize, end: usize) -> Span {
        let start = self.shown.floor_char_boundary(start);
        let end = self.shown.ceil_char_boundary(end);
        Span::new(self.source, offset(start), offset(end))
    }
}

fn layout(style: StructureStyle) -> Style {
    match style {
        StructureStyle::Block => Style::Block,
        StructureStyle::Flow => Style::Flow,
    }
}

/// Positions fit: a text has at most [`Limits::bytes`].
pub(super) fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// What is wrong, and what to do about it. In words of our own: the parser's are for
/// people who know how YAML is read, and make the page larger.
fn wording(kind: &ErrorKind) -> (&'static str, Option<&'static str>) {
    match kind {
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => (
            "expected `:` after this key",
            Some("write `key: value`, with a space behind the colon"),
        ),
        ErrorKind::MappingValueNotAllowed
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::InvalidMappingValueWhitespace
        | ErrorKind::FlowMappingValueAdjacentCollection => (
            "a `:` cannot stand here",
            Some("check the indentation of this line and the one above, or quote the text"),
        ),
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::InvalidQuotedScalarIndent => (
            "this line does not fit the indentation of the lines above",
            Some("keys of one object begin in the same column"),
        ),
        ErrorKind::ExpectedBlockSequenceEntry => (
            "expected a `-` here, as in the lines above",
            Some("items of one list begin in the same column"),
        ),
        ErrorKind::BlockSequenceEntryNotAllowed | ErrorKind::InvalidBlockEntryWhitespace => (
            "a `-` cannot stand here",
            Some("an item of a list begins a line of its own: `- value`"),
        ),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabInIndentation => ("a tab cannot be used here", Some("indent with spaces")),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            ("this quote is never closed", None)
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar
        | ErrorKind::UnexpectedEndOfPlainScalar => (
            "something stands behind the end of this value",
            Some("quote the whole of it"),
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate => (
            "the `\\` in this quoted text begins nothing that is known",
            Some("write `\\\\` for the character itself, or use single quotes"),
        ),
        ErrorKind::UnclosedFlowCollection { open: '{' }
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping => ("this `{` is never closed", None),
        ErrorKind::UnclosedFlowCollection { .. } | ErrorKind::UnexpectedEofFlowSequence => {
            ("this `[` is never closed", None)
        }
        ErrorKind::ExpectedFlowMappingSeparator => ("expected `,` or `}` here", None),
        ErrorKind::ExpectedFlowSequenceSeparator => ("expected `,` or `]` here", None),
        ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => {
            ("this bracket closes nothing that was opened", None)
        }
        ErrorKind::UnknownAnchor => ("no anchor of this name stands above", None),
        ErrorKind::MissingAnchorOrAliasName => ("expected a name behind `&` or `*`", None),
        ErrorKind::ExpectedDocumentStart
        | ErrorKind::InvalidDocumentEnd
        | ErrorKind::MissingDocumentEndBeforeDirective => (
            "a new object begins here without a separator",
            Some("put a line `---` between two objects"),
        ),
        ErrorKind::UnexpectedCharacter { .. } | ErrorKind::BomInsideDocument => (
            "no value can begin with this character",
            Some("quote the text"),
        ),
        _ => ("this cannot be read as YAML", None),
    }
}
