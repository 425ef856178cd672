use std::ops::Range;

use super::ALL;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{SourceId, Sources, Span};

/// What a comment begins with that silences findings.
const WORD: &str = "netpol:ignore";
/// What is said of a comment that silences nothing that there is.
const UNKNOWN: Code = Code("unknown-lint");

/// The comments that silence findings: `# netpol:ignore code, code`, at the end of the line
/// that a finding begins on or on a line of its own above it. Above the first line of a
/// document it holds for all of the document.
#[derive(Debug, Clone, Default)]
pub struct Silence {
    orders: Vec<Order>,
    unknown: Vec<Diagnostic>,
}

#[derive(Debug, Clone)]
struct Order {
    code: Code,
    source: SourceId,
    /// The bytes in which a finding begins that it silences.
    range: Range<usize>,
}

impl Silence {
    /// Reads the comments of all texts.
    pub fn read(sources: &Sources) -> Self {
        let mut silence = Self::default();
        for (source, it) in sources.iter() {
            if it.text.contains(WORD) {
                silence.add(source, &it.text);
            }
        }
        silence
    }

    fn add(&mut self, source: SourceId, text: &str) {
        let mut start = 0;
        let mut is_at_top = true;
        for line in text.split_inclusive('\n') {
            let end = start + line.len();
            let is_comment = line.trim_start().starts_with('#');
            if line.starts_with("---") {
                is_at_top = true;
            } else if let Some(at) = orders_at(line) {
                let rest = text.get(end..).unwrap_or_default();
                let last = match is_comment {
                    true if is_at_top => end + length_of_document(rest),
                    true => end + rest.find('\n').map_or(rest.len(), |it| it + 1),
                    false => end,
                };
                self.order(source, (start + at, text), start..last);
                is_at_top &= is_comment;
            } else {
                is_at_top &= is_comment || line.trim().is_empty();
            }
            start = end;
        }
    }

    /// The codes that stand behind byte `at`, on its line.
    fn order(&mut self, source: SourceId, (at, text): (usize, &str), range: Range<usize>) {
        let words = text.get(at..).and_then(|it| it.lines().next());
        let words = words.unwrap_or_default();
        let mut from = at;
        for word in words.split([',', ' ', '\t']) {
            let code = ALL.iter().map(|it| it.code).find(|it| it.0 == word);
            match code {
                Some(code) => self.orders.push(Order {
                    code,
                    source,
                    range: range.clone(),
                }),
                None if word.is_empty() => {}
                None => {
                    let byte = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
                    let span = Span::new(source, byte(from), byte(from + word.len()));
                    let message = format!("there is no finding called `{word}` to ignore");
                    self.unknown.push(Diagnostic::hint(UNKNOWN, span, message));
                }
            }
            from += word.len() + 1;
        }
    }

    /// Whether a finding of this kind that stands here is silenced.
    pub fn covers(&self, code: Code, span: Span) -> bool {
        let start = span.start as usize;
        let mut orders = self.orders.iter();
        orders.any(|it| it.code == code && it.source == span.source && it.range.contains(&start))
    }

    /// What is to be said of comments that name nothing.
    pub(super) fn unknown(self) -> Vec<Diagnostic> {
        self.unknown
    }
}

/// Where the codes begin in a line that has such a comment.
fn orders_at(line: &str) -> Option<usize> {
    let at = line.find(WORD)?;
    let before = line.get(..at)?.trim_end();
    before.ends_with('#').then_some(at + WORD.len())
}

/// How much of a text belongs to the document that it begins in.
fn length_of_document(text: &str) -> usize {
    let mut length = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("---") {
            return length;
        }
        length += line.len();
    }
    length
}
