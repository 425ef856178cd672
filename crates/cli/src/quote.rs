//! The user's lines with what there is to say about parts of them, as a good
//! compiler prints them.
//!
//! Findings and explanations share it: an explanation marks several parts of
//! one passage, each held or failed, and says between them what is not written
//! at all. Libraries for compiler messages have no place for that.

use std::fmt::Write as _;

use anstyle::Style;
use netpol_engine::text::{LineIndex, Sources, Span};
use netpol_export::clean;
use unicode_width::UnicodeWidthChar as _;

use crate::style::{DIM, painted};

/// A part of the text, and what to say of it.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub(crate) span: Span,
    pub(crate) style: Style,
    pub(crate) words: String,
}

/// Lines that are longer get cut around the mark.
const WIDEST: usize = 100;
/// How much of a cut line is kept in front of the mark.
const LEAD: usize = 20;
/// Marks over more lines than this are folded in the middle.
const MOST_LINES: u32 = 7;

/// ` --> file:line:column`, then the lines of all marks with a row of carets
/// under each. Marks are in the order of the text and in one source.
pub(crate) fn quote(sources: &Sources, at: Span, marks: &[Mark]) -> String {
    let source = &sources[at.source];
    let index = sources.lines(at.source);
    let page = Page {
        text: &source.text,
        index,
    };
    let rows = page.rows(marks);
    let widest = rows.iter().map(|it| it.0).max().unwrap_or(1);
    let gutter = widest.to_string().len();
    let mut out = String::new();
    let start = index.position(&source.text, at.start);
    let place = format!("{}:{}:{}", source.name, start.line, start.column);
    let indent = " ".repeat(gutter);
    let arrow = painted(DIM, "-->");
    _ = writeln!(out, "{indent}{arrow} {}", clean(&place));
    let empty = painted(DIM, format!("{indent} |"));
    _ = writeln!(out, "{empty}");
    let mut previous = None;
    for (line, marked) in rows {
        if previous.is_some_and(|it| it + 1 < line) {
            _ = writeln!(out, "{}", painted(DIM, format!("{indent} :")));
        }
        previous = Some(line);
        let number = painted(DIM, format!("{line:>gutter$} |"));
        let (text, offset) = page.line(line);
        let mut is_printed = false;
        for mark in &marked {
            let view = View::new(text, offset, Some(mark.span));
            if !is_printed || view.is_cut {
                _ = writeln!(out, "{number} {}", view.text);
                is_printed = true;
            }
            let carets = "^".repeat(view.width.max(1));
            let blank = " ".repeat(view.column);
            let words = &mark.words;
            let is_beside = view.column + view.width + width(words) <= WIDEST;
            let under = if is_beside && !words.is_empty() {
                format!("{carets} {words}")
            } else {
                carets
            };
            _ = writeln!(out, "{empty} {blank}{}", painted(mark.style, under));
            if !is_beside {
                _ = writeln!(out, "{empty} {blank}{}", painted(mark.style, words));
            }
        }
        if !is_printed {
            let view = View::new(text, offset, None);
            _ = writeln!(out, "{}", format!("{number} {}", view.text).trim_end());
        }
    }
    out
}

/// The text with its lines.
struct Page<'a> {
    text: &'a str,
    index: &'a LineIndex,
}

impl<'a> Page<'a> {
    /// A line without its end, and the byte it starts at.
    fn line(&self, line: u32) -> (&'a str, u32) {
        let start = self.index.line_start(line);
        let rest = self.text.get(start as usize..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        (line, start)
    }

    /// The lines to print, each with the marks that end there.
    fn rows<'m>(&self, marks: &'m [Mark]) -> Vec<(u32, Vec<&'m Mark>)> {
        let mut rows: Vec<(u32, Vec<&Mark>)> = Vec::new();
        for mark in marks {
            let first = self.index.line(mark.span.start);
            let last = self.index.line(mark.span.end.max(mark.span.start + 1) - 1);
            let last = last.max(first);
            for line in first..=last {
                let is_middle = last - first >= MOST_LINES && line > first + 1 && line + 1 < last;
                if !is_middle && !rows.iter().any(|it| it.0 == line) {
                    rows.push((line, Vec::new()));
                }
            }
            if let Some(row) = rows.iter_mut().find(|it| it.0 == last) {
                row.1.push(mark);
            }
        }
        rows.sort_by_key(|it| it.0);
        rows
    }
}

/// A line as it is printed, and where the carets go.
struct View {
    text: String,
    column: usize,
    width: usize,
    is_cut: bool,
}

impl View {
    fn new(line: &str, offset: u32, mark: Option<Span>) -> Self {
        let inside = |byte: u32| {
            let at = byte.saturating_sub(offset) as usize;
            line.floor_char_boundary(at.min(line.len()))
        };
        let indent = line.len() - line.trim_start().len();
        // A mark that begins further up covers this line from its first word.
        let start = mark.map_or(0, |it| match it.start.checked_sub(offset) {
            Some(_) => inside(it.start),
            None => indent,
        });
        let end = mark.map_or(0, |it| inside(it.end)).max(start);
        let (before, rest) = line.split_at(start);
        let (marked, after) = rest.split_at(end - start);
        let (before, marked, after) = (clean(before), clean(marked), clean(after));
        let whole = width(&before) + width(&marked) + width(&after);
        if whole <= WIDEST {
            return Self {
                column: width(&before),
                width: width(marked.trim_end()),
                text: format!("{before}{marked}{after}"),
                is_cut: false,
            };
        }
        let skipped = before.chars().count().saturating_sub(LEAD);
        let mut shown: String = before.chars().skip(skipped).collect();
        if skipped > 0 {
            shown.insert(0, '…');
        }
        let column = width(&shown);
        let room = WIDEST.saturating_sub(column + 1);
        let marked_width = width(&marked).min(room);
        let mut text = shown;
        text.push_str(&fitting(&format!("{marked}{after}"), room));
        Self {
            text,
            column,
            width: marked_width,
            is_cut: true,
        }
    }
}

/// As much as fits, with an ellipsis for the rest.
fn fitting(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut fitting = String::new();
    let mut used = 0;
    for it in text.chars() {
        used += it.width().unwrap_or(0);
        if used >= room {
            break;
        }
        fitting.push(it);
    }
    fitting.push('…');
    fitting
}

/// How many columns a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|it| it.width().unwrap_or(0)).sum()
}

#[cfg(test)]
mod tests {
    use anstyle::Style;
    use netpol_engine::text::{Sources, Span};

    use super::{Mark, quote};

    /// Quotes the parts of `text` that are `marked`, each with the word `here`.
    #[track_caller]
    fn check(text: &str, marked: &[&str], expected: &[&str]) {
        let mut sources = Sources::new();
        let source = sources.push("a.yaml", text);
        let offset = |at: usize| u32::try_from(at).unwrap();
        let marks: Vec<Mark> = marked
            .iter()
            .map(|it| {
                let start = text.find(it).unwrap();
                Mark {
                    span: Span::new(source, offset(start), offset(start + it.len())),
                    style: Style::new(),
                    words: "here".to_owned(),
                }
            })
            .collect();
        let quoted = quote(&sources, marks[0].span, &marks);
        let plain = anstream::adapter::strip_str(&quoted).to_string();
        let lines: Vec<&str> = plain.lines().skip(2).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn carets_stand_under_the_mark() {
        check("a: b\nc: d\n", &["d"], &["2 | c: d", "  |    ^ here"]);
        check(
            "a: b",
            &["a", "b"],
            &["1 | a: b", "  | ^ here", "  |    ^ here"],
        );
    }

    #[test]
    fn a_mark_of_several_lines_is_underlined_at_its_end() {
        check(
            "a:\n  b:\n    c: d\ne: f\n",
            &["b:\n    c: d"],
            &["2 |   b:", "3 |     c: d", "  |     ^^^^ here"],
        );
    }

    #[test]
    fn a_long_mark_is_folded() {
        check(
            "1\n2\n3\n4\n5\n6\n7\n8\n9",
            &["1\n2\n3\n4\n5\n6\n7\n8"],
            &["1 | 1", "2 | 2", "  :", "7 | 7", "8 | 8", "  | ^ here"],
        );
    }

    #[test]
    fn wide_letters_and_tabs_have_their_width() {
        check("日本: x", &["x"], &["1 | 日本: x", "  |       ^ here"]);
        check("\tx", &["x"], &["1 |     x", "  |     ^ here"]);
    }

    #[test]
    fn the_text_does_not_steer_the_terminal() {
        check(
            "a\u{1b}[31mb x",
            &["x"],
            &["1 | a\u{fffd}[31mb x", "  |         ^ here"],
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let text = format!("{}x{}", "a".repeat(200), "b".repeat(200));
        let before = "a".repeat(20);
        let after = "b".repeat(76);
        let line = format!("1 | …{before}x{after}…");
        let carets = format!("  | {}^ here", " ".repeat(21));
        check(&text, &["x"], &[&line, &carets]);
    }
}
