//! Where the items of a list meet: two become one, or one becomes two.

use super::TextEdit;
use super::place::Place;
use super::style::{Style, new_line};
use crate::manifest::Value;
use crate::text::{FieldPath, Span};

impl Place<'_> {
    /// Makes one item of two neighbours that are mappings.
    pub(super) fn join(&self, list: &FieldPath, first: usize) -> Option<Vec<TextEdit>> {
        let around = self.value(list)?;
        let [first_path, second_path] = [first, first + 1].map(|it| list.clone().index(it));
        let (a, b) = (self.value(&first_path)?, self.value(&second_path)?);
        let [in_a, in_b] = [a, b].map(|it| self.text(it).starts_with('{'));
        if self.text(around).starts_with('[') {
            return self.joined_in_brackets((&first_path, a), (&second_path, b));
        }
        if !in_a && !in_b && self.column(a) == self.column(b) {
            let dash = self.dash_at(b)?;
            let text = " ".to_owned();
            let span = Span::new(b.source, dash, dash + 1);
            return Some(vec![TextEdit { span, text }]);
        }
        // Brackets around one of them: the other is written anew, and must not
        // have comments that would be lost.
        let second = self.places.says(self.object)?.at_mut(&second_path)?.clone();
        let lines = self.lines(b);
        if self.text(lines).contains('#') {
            return (in_a && in_b)
                .then(|| self.joined_over_lines(a, b))
                .flatten();
        }
        let style = self.style(&first_path)?;
        let inside = match (style, &second) {
            (Style::Block(indent), Value::Map(_)) => new_line(indent) + &style.value(&second),
            _ => style.inside(&second)?,
        };
        let into = match style {
            Style::Block(_) => self.behind_line(a, &inside),
            Style::Flow | Style::Json => self.in_flow(a, &inside)?,
        };
        Some(vec![into, self.gone(lines.start, lines.end)])
    }

    /// Makes two items of one: the second begins with a key of it.
    pub(super) fn part(&self, list: &FieldPath, item: usize, key: &str) -> Option<Vec<TextEdit>> {
        let item = list.clone().index(item);
        let span = self.value(&item)?;
        let entries = self.below(&item);
        let second = self.places.key(self.object, &item.field(key))?;
        let before = entries.iter().rev().find(|it| it.start < second.start)?;
        let new = |start: u32, end: u32, text: &str| TextEdit {
            span: Span::new(span.source, start, end),
            text: text.to_owned(),
        };
        if self.text(span).starts_with('{') {
            let gap = self.text(Span::new(span.source, before.end, second.start));
            let comma = before.end + u32::try_from(gap.find(',')?).ok()?;
            let is_in_brackets = self.text(self.value(list)?).starts_with('[');
            if !is_in_brackets {
                if gap.trim() != "," {
                    return None;
                }
                let dash = self.dash_at(span)?;
                let indent = self.column(Span::new(span.source, dash, dash));
                let between = ["}", &new_line(indent), "- {"].concat();
                return Some(vec![new(before.end, second.start, &between)]);
            }
            // Over several lines, the second is written as the first is.
            let of_lines = self.lines_of(span, &entries).filter(|_| gap.trim() == ",");
            if let Some(lines) = of_lines {
                let between = [&lines.end, "},", &lines.end, "{", &lines.entry].concat();
                return Some(vec![new(before.end, second.start, &between)]);
            }
            return Some(vec![
                new(before.end, comma, "}"),
                new(second.start, second.start, "{"),
            ]);
        }
        if !self.is_line_of_its_own(second) {
            return None;
        }
        let dash = self.dash_at(span)?;
        let column = self.column(Span::new(span.source, dash, dash));
        let (line, _) = self.line(second.start);
        let at = line + u32::try_from(column).ok()?;
        Some(vec![new(at, at + 1, "-")])
    }

    fn gone(&self, start: u32, end: u32) -> TextEdit {
        let source = self.places.object(self.object).map(|it| it.source);
        TextEdit {
            span: Span::new(source.unwrap_or_default(), start, end),
            text: String::new(),
        }
    }

    /// Where the dash before an item is, if it is on its line.
    pub(super) fn dash_at(&self, item: Span) -> Option<u32> {
        let (line, _) = self.line(item.start);
        let column = u32::try_from(self.dash(item)?).ok()?;
        Some(line + column)
    }

    /// What is between two mappings in brackets becomes what parts the entries of the first.
    fn joined_in_brackets(
        &self,
        (first, a): (&FieldPath, Span),
        (second, b): (&FieldPath, Span),
    ) -> Option<Vec<TextEdit>> {
        let (of_a, of_b) = (self.below(first), self.below(second));
        let (last, next) = (of_a.last()?, of_b.first()?);
        let between = Span::new(a.source, last.end, next.start);
        let signs = self.text(between).split_whitespace().collect::<String>();
        // Comments would be lost, and what has one here is written over several lines.
        if !["},{", ",},{"].contains(&signs.as_str()) {
            let is_first = self.is_line_of_its_own(b);
            let opened = TextEdit {
                span: Span::new(b.source, b.start, b.start + 1),
                text: if is_first { " " } else { "" }.to_owned(),
            };
            return Some(vec![self.gone(a.end - 1, a.end), opened]);
        }
        let lines = self.lines_of(a, &of_a);
        let text = match &lines {
            Some(lines) => [",", &lines.entry].concat(),
            None => ", ".to_owned(),
        };
        let mut edits = vec![TextEdit {
            span: between,
            text,
        }];
        // The bracket that ends both stands where that of the first did.
        let end = Span::new(b.source, of_b.last()?.end, b.end - 1);
        let is_blank = self.text(end).trim().is_empty();
        let before = lines.map_or_else(String::new, |it| it.end);
        if is_blank && self.text(end).contains('\n') != before.contains('\n') {
            edits.push(TextEdit {
                span: end,
                text: before,
            });
        }
        Some(edits)
    }

    /// Two items in brackets, each behind its dash, as one over the lines of both: what is
    /// noted behind them stays.
    fn joined_over_lines(&self, a: Span, b: Span) -> Option<Vec<TextEdit>> {
        let dash = self.dash_at(b)?;
        let blank = " ".repeat((b.start + 1 - dash) as usize);
        let edit = |start: u32, end: u32, text: String| TextEdit {
            span: Span::new(a.source, start, end),
            text,
        };
        Some(vec![
            edit(a.end - 1, a.end, ",".to_owned()),
            edit(dash, b.start + 1, blank),
        ])
    }

    /// How the lines of a mapping in brackets begin, where its entries and its end have
    /// their own.
    fn lines_of(&self, around: Span, entries: &[Span]) -> Option<Lines> {
        let (first, last) = (entries.first()?, entries.last()?);
        let head = self.text(Span::new(around.source, around.start + 1, first.start));
        let tail = self.text(Span::new(around.source, last.end, around.end - 1));
        let blank = |it: &str| {
            let is_break = it.trim().is_empty() && it.contains('\n');
            is_break.then(|| it.to_owned())
        };
        Some(Lines {
            entry: blank(head)?,
            end: blank(tail)?,
        })
    }
}

/// The breaks of a mapping over several lines, each with the indentation behind it.
#[derive(Debug)]
struct Lines {
    /// Before an entry.
    entry: String,
    /// Before the bracket that ends it.
    end: String,
}
