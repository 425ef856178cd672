use super::TextEdit;
use super::style::{Style, new_line};
use crate::manifest::{SourceMap, Value};
use crate::model::ObjectId;
use crate::text::{FieldPath, Sources, Span, Step};

/// One object's text, to be changed in place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) sources: &'a Sources,
    pub(super) places: &'a SourceMap,
    pub(super) object: ObjectId,
}

impl<'a> Place<'a> {
    pub(super) fn text(&self, span: Span) -> &'a str {
        let text = &self.sources[span.source].text;
        text.get(span.range()).unwrap_or_default()
    }

    pub(super) fn value(&self, path: &FieldPath) -> Option<Span> {
        self.places.value(self.object, path)
    }

    /// Whether something but null is written at `path`.
    pub(super) fn is_written(&self, path: &FieldPath) -> bool {
        let Some(value) = self.value(path) else {
            return false;
        };
        // What is not there at all stands where its key or the colon does.
        let key = self.places.key(self.object, path);
        let is_there = key.is_none_or(|it| value.start > it.end);
        is_there && !matches!(self.text(value).trim(), "" | "~" | "null")
    }

    /// Whether the object is written with its fields, and not as a row of a
    /// table.
    pub(super) fn has_fields(&self) -> bool {
        let metadata = FieldPath::root().field("metadata");
        let key = self.places.key(self.object, &metadata);
        key.is_some_and(|it| self.text(it).trim_matches(['"', '\'']) == "metadata")
    }

    /// What a scalar says, as it is written, without quotes.
    pub(super) fn word(&self, path: &FieldPath) -> Option<&'a str> {
        let text = self.text(self.value(path)?);
        Some(text.trim_matches(['"', '\'']))
    }

    /// Gives a place this value; what is missing above it is written as well.
    pub(super) fn set(&self, path: &FieldPath, value: &Value) -> Option<TextEdit> {
        if let Some((span, style)) = self.emptiness(path, value) {
            let text = new_line_of(style) + &style.value(value);
            return Some(TextEdit { span, text });
        }
        if let Some(span) = self.value(path).filter(|_| self.is_written(path)) {
            return self.replace(span, value);
        }
        let (Some(Step::Field(key)), Some(above)) = (path.steps().last(), path.parent()) else {
            return None;
        };
        if let Some(span) = self.places.entry(self.object, path) {
            let text = self.style(&above)?.entry(key, value);
            return Some(TextEdit { span, text });
        }
        if !self.is_written(&above) {
            return self.set(&above, &Value::entry(key, value.clone()));
        }
        self.insert_entry(&above, key, value)
    }

    /// Writes a value in place of another, in the style of that.
    fn replace(&self, span: Span, value: &Value) -> Option<TextEdit> {
        let text = self.text(span);
        let is_container = matches!(value, Value::List(_) | Value::Map(_));
        let style = match text.as_bytes().first()? {
            b'{' | b'[' => Style::of_flow(text),
            b'"' if !is_container => Style::Json,
            _ if !is_container => Style::Flow,
            // Comments inside are about what goes, and go with it.
            _ => Style::Block(self.column(span)),
        };
        let text = style.value(value);
        Some(TextEdit { span, text })
    }

    /// Gives a key another name.
    pub(super) fn rename(&self, path: &FieldPath, name: &str) -> Option<TextEdit> {
        let span = self.places.key(self.object, path)?;
        let style = if self.text(span).starts_with('"') {
            Style::Json
        } else {
            Style::Flow
        };
        let text = style.value(&Value::text(name));
        Some(TextEdit { span, text })
    }

    fn insert_entry(&self, mapping: &FieldPath, key: &str, value: &Value) -> Option<TextEdit> {
        let span = self.value(mapping)?;
        let style = self.style(mapping)?;
        if let Some((span, style)) = self.emptiness(mapping, value) {
            let text = new_line_of(style) + &style.entry(key, value);
            return Some(TextEdit { span, text });
        }
        let entry = style.entry(key, value);
        match style {
            Style::Block(indent) => Some(self.behind_line(span, &(new_line(indent) + &entry))),
            Style::Flow | Style::Json => self.in_flow(span, &entry),
        }
    }

    /// Where `{}` or `[]` is the end of a line in block style, and what comes there
    /// is long: the blank and the brackets, and how it goes on below.
    fn emptiness(&self, path: &FieldPath, value: &Value) -> Option<(Span, Style)> {
        let span = self.value(path)?;
        let key = self.places.key(self.object, path)?;
        let inside = self.text(span).strip_prefix(['{', '[']);
        let is_empty = inside.is_some_and(|it| it.trim().len() == 1);
        let (_, end) = self.line(span.end);
        let is_last = self
            .text(Span::new(span.source, span.end, end))
            .trim()
            .is_empty();
        let is_long = match value {
            Value::List(items) => !items.is_empty(),
            Value::Map(entries) => !entries.is_empty(),
            Value::Word(_) | Value::Text(_) => false,
        };
        match self.style(&path.parent()?)? {
            Style::Block(indent) if is_empty && is_last && is_long => {
                let colon = self
                    .text(Span::new(span.source, key.end, span.start))
                    .find(':')?;
                let start = key.end + u32::try_from(colon).ok()? + 1;
                let span = Span::new(span.source, start, span.end);
                Some((span, Style::Block(indent + 2)))
            }
            _ => None,
        }
    }

    /// Adds an item to a list.
    pub(super) fn push(&self, list: &FieldPath, item: &Value) -> Option<TextEdit> {
        if !self.is_written(list) {
            return self.set(list, &Value::list([item.clone()]));
        }
        let span = self.value(list)?;
        let style = self.style(list)?;
        if let Some((span, style)) = self.emptiness(list, item) {
            let text = new_line_of(style) + &style.item(item);
            return Some(TextEdit { span, text });
        }
        let written = style.item(item);
        match style {
            Style::Block(indent) => Some(self.behind_line(span, &(new_line(indent) + &written))),
            Style::Flow | Style::Json => self.in_flow(span, &written),
        }
    }

    /// How a mapping or a list is written.
    pub(super) fn style(&self, path: &FieldPath) -> Option<Style> {
        let span = self.value(path)?;
        let text = self.text(span);
        if text.starts_with(['{', '[']) {
            let around = self.text(self.places.object(self.object)?);
            return Some(match Style::of_flow(text) {
                // An empty one is written as what is around it.
                Style::Flow if Style::of_flow(around) == Style::Json => Style::Json,
                style => style,
            });
        }
        let first = self.value(&path.clone().index(0));
        let indent = match first {
            Some(first) => self.dash(first)?,
            None => self.column(span),
        };
        Some(Style::Block(indent))
    }

    /// Takes the key at the end of a path out of the mapping it is in; the last
    /// one leaves an empty one.
    pub(super) fn remove(&self, path: &FieldPath) -> Option<TextEdit> {
        let above = path.parent()?;
        let around = self.value(&above)?;
        let span = self.places.entry(self.object, path)?;
        let siblings = self.below(&above);
        if siblings.len() == 1 {
            return Some(self.emptied(&above, around, "{}"));
        }
        let span = if self.text(around).starts_with('{') {
            self.with_comma(span, around)
        } else if self.is_line_of_its_own(span) {
            self.lines(span)
        } else {
            // The first of an item stands behind its dash, where the next comes.
            let next = siblings.iter().find(|it| it.start > span.start)?;
            let gap = Span::new(span.source, span.end, next.start);
            let has_lines = self.text(gap).lines().skip(1);
            if has_lines.map(str::trim).any(|it| it.starts_with('#')) {
                return None;
            }
            Span::new(span.source, span.start, next.start)
        };
        let text = String::new();
        Some(TextEdit { span, text })
    }

    /// Takes items out of a list; the last ones leave an empty one.
    pub(super) fn remove_items(
        &self,
        list: &FieldPath,
        indexes: &[usize],
    ) -> Option<Vec<TextEdit>> {
        let around = self.value(list)?;
        let items = self.below(list);
        if indexes.iter().any(|it| *it >= items.len()) {
            return None;
        }
        let is_gone = |it: usize| indexes.contains(&it);
        if (0..items.len()).all(is_gone) {
            return Some(vec![self.emptied(list, around, "[]")]);
        }
        let gone = |span: Span| TextEdit {
            span,
            text: String::new(),
        };
        let mut chosen = items.iter().enumerate().filter(|it| is_gone(it.0));
        if !self.text(around).starts_with('[') {
            return Some(chosen.map(|it| gone(self.lines(*it.1))).collect());
        }
        // Neighbours go together, with one comma less than there are around them.
        let (_, first) = chosen.next()?;
        let mut runs = vec![*first];
        for (at, item) in chosen {
            match runs.last_mut() {
                Some(run) if is_gone(at - 1) => *run = run.to(*item),
                _ => runs.push(*item),
            }
        }
        let with_comma = runs.into_iter().map(|it| gone(self.with_comma(it, around)));
        Some(with_comma.collect())
    }

    /// The entries of a mapping or the items of a list, as they stand.
    pub(super) fn below(&self, path: &FieldPath) -> Vec<Span> {
        let paths = self.places.paths(self.object);
        let below = paths.iter().filter(|it| it.parent().as_ref() == Some(path));
        let spans = below.filter_map(|it| self.places.entry(self.object, it));
        let mut spans: Vec<Span> = spans.collect();
        spans.sort_unstable();
        spans
    }

    /// An empty mapping or list where there was a full one.
    fn emptied(&self, path: &FieldPath, around: Span, empty: &str) -> TextEdit {
        let (span, text) = match self.places.key(self.object, path) {
            Some(key) => (key.to(around), [self.text(key), ": ", empty].concat()),
            None => (around, empty.to_owned()),
        };
        TextEdit { span, text }
    }

    /// A range with the comma that parts it from its neighbour.
    pub(super) fn with_comma(&self, span: Span, around: Span) -> Span {
        let before = self.text(Span::new(span.source, around.start, span.start));
        let after = self.text(Span::new(span.source, span.end, around.end));
        let gap = after.len() - after.trim_start().len();
        if after.trim_start().starts_with(',') {
            let rest = after.get(gap + 1..).unwrap_or_default();
            let blank = rest.len() - rest.trim_start().len();
            let end = span.end as usize + gap + 1 + blank;
            return Span::new(
                span.source,
                span.start,
                u32::try_from(end).unwrap_or(span.end),
            );
        }
        let kept = before.trim_end().trim_end_matches(',').len();
        let start = around.start as usize + kept;
        Span::new(
            span.source,
            u32::try_from(start).unwrap_or(span.start),
            span.end,
        )
    }

    pub(super) fn is_line_of_its_own(&self, span: Span) -> bool {
        let (start, _) = self.line(span.start);
        let before = Span::new(span.source, start, span.start);
        self.text(before).trim().is_empty()
    }

    /// Whole lines, the break before them included.
    pub(super) fn lines(&self, span: Span) -> Span {
        let (start, _) = self.line(span.start);
        let (_, end) = self.line(span.end.saturating_sub(1).max(span.start));
        let (start, end) = match start {
            0 => (0, end + 1),
            _ => (start - 1, end),
        };
        Span::new(span.source, start, end)
    }

    /// Where the line of a byte begins, and where it ends before its break.
    pub(super) fn line(&self, source_offset: u32) -> (u32, u32) {
        let Some(object) = self.places.object(self.object) else {
            return (source_offset, source_offset);
        };
        let text = &self.sources[object.source].text;
        let at = source_offset as usize;
        let start = text
            .get(..at)
            .and_then(|it| it.rfind('\n'))
            .map_or(0, |it| it + 1);
        let rest = text.get(at..).unwrap_or_default();
        let end = at + rest.find('\n').unwrap_or(rest.len());
        (
            u32::try_from(start).unwrap_or(source_offset),
            u32::try_from(end).unwrap_or(source_offset),
        )
    }

    /// How far a range is from the beginning of its line.
    pub(super) fn column(&self, span: Span) -> usize {
        (span.start - self.line(span.start).0) as usize
    }

    /// The column of the dash before an item.
    pub(super) fn dash(&self, item: Span) -> Option<usize> {
        let (start, _) = self.line(item.start);
        let before = self.text(Span::new(item.source, start, item.start));
        before.rfind('-')
    }

    /// Lines behind the one that a range ends in, which end as that does.
    pub(super) fn behind_line(&self, span: Span, text: &str) -> TextEdit {
        let (_, end) = self.line(span.end.saturating_sub(1).max(span.start));
        let line = self.text(Span::new(span.source, span.start, end));
        let (end, text) = if line.ends_with('\r') {
            (end - 1, text.replace('\n', "\r\n"))
        } else {
            (end, text.to_owned())
        };
        let span = Span::new(span.source, end, end);
        TextEdit { span, text }
    }

    /// An entry before the bracket that ends a mapping or a list in flow style.
    pub(super) fn in_flow(&self, span: Span, entry: &str) -> Option<TextEdit> {
        let inside = self.text(span).strip_suffix(['}', ']'])?;
        let kept = inside.trim_end();
        let at = span.start as usize + kept.len();
        let at = u32::try_from(at).ok()?;
        let is_first = kept.len() == 1 || kept.ends_with(',');
        let separator = if is_first { "" } else { ", " };
        Some(TextEdit {
            span: Span::new(span.source, at, at),
            text: [separator, entry].concat(),
        })
    }
}

fn new_line_of(style: Style) -> String {
    match style {
        Style::Block(indent) => new_line(indent),
        Style::Flow | Style::Json => String::new(),
    }
}
