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
            return Some(vec![
                self.gone(self.blank_before(a.end - 1), a.end),
                self.gone(b.start, self.blank_behind(b.start + 1)),
            ]);
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
        if self.text(b).contains('#') {
            return None;
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
        let lines = self.lines(b);
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

    /// The first of the blanks before a byte of a line.
    fn blank_before(&self, at: u32) -> u32 {
        let (line, _) = self.line(at);
        let Some(object) = self.places.object(self.object) else {
            return at;
        };
        let before = self.text(Span::new(object.source, line, at));
        let kept = before.trim_end_matches(' ').len();
        // A bracket on a line of its own keeps its line.
        if kept == 0 {
            return at;
        }
        line + u32::try_from(kept).unwrap_or_default()
    }

    /// The byte behind the blanks that begin at one.
    fn blank_behind(&self, at: u32) -> u32 {
        let (_, end) = self.line(at);
        let Some(object) = self.places.object(self.object) else {
            return at;
        };
        let rest = self.text(Span::new(object.source, at, end));
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        at + u32::try_from(blanks).unwrap_or_default()
    }
}
