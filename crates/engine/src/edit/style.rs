//! Values as YAML and JSON write them.

use crate::manifest::Value;

/// How what stands around a place is written, and so what comes there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// By indentation: so many columns.
    Block(usize),
    /// With brackets.
    Flow,
    /// With brackets, and quotes around everything.
    Json,
}

impl Style {
    /// The style of what begins with a bracket.
    pub(super) fn of_flow(text: &str) -> Self {
        let inside = text.trim_start_matches(['{', '[', ' ', '\t', '\r', '\n']);
        if inside.starts_with('"') {
            Self::Json
        } else {
            Self::Flow
        }
    }

    /// A value, its first line without indentation.
    pub(super) fn value(self, value: &Value) -> String {
        match (self, value) {
            (_, Value::Word(word)) => word.clone(),
            (Self::Json, Value::Text(text)) => quoted(text),
            (_, Value::Text(text)) => scalar(text),
            (Self::Block(indent), Value::List(items)) if !items.is_empty() => {
                let lines = items.iter().map(|it| self.item(it));
                lines.collect::<Vec<_>>().join(&new_line(indent))
            }
            (Self::Block(indent), Value::Map(entries)) if !entries.is_empty() => {
                self.entries(entries, &new_line(indent))
            }
            (_, Value::List(items)) => {
                let items: Vec<_> = items.iter().map(|it| self.value(it)).collect();
                ["[", &items.join(", "), "]"].concat()
            }
            (_, Value::Map(entries)) => ["{", &self.entries(entries, ", "), "}"].concat(),
        }
    }

    /// Entries of a mapping without the brackets around them.
    pub(super) fn inside(self, value: &Value) -> Option<String> {
        match value {
            Value::Map(entries) => Some(self.entries(entries, ", ")),
            Value::Word(_) | Value::Text(_) | Value::List(_) => None,
        }
    }

    /// An item with its dash.
    pub(super) fn item(self, value: &Value) -> String {
        match self {
            Self::Block(indent) => ["- ", &Self::Block(indent + 2).value(value)].concat(),
            Self::Flow | Self::Json => self.value(value),
        }
    }

    /// A key with its value.
    pub(super) fn entry(self, key: &str, value: &Value) -> String {
        let key = match self {
            Self::Json => quoted(key),
            Self::Block(_) | Self::Flow => scalar(key),
        };
        let is_below = match value {
            Value::List(items) => !items.is_empty(),
            Value::Map(entries) => !entries.is_empty(),
            Value::Word(_) | Value::Text(_) => false,
        };
        match self {
            Self::Block(indent) if is_below => {
                let below = Self::Block(indent + 2).value(value);
                [&key, ":", &new_line(indent + 2), &below].concat()
            }
            _ => [&key, ": ", &self.value(value)].concat(),
        }
    }

    fn entries(self, entries: &[(String, Value)], between: &str) -> String {
        let entries = entries.iter().map(|(key, it)| self.entry(key, it));
        entries.collect::<Vec<_>>().join(between)
    }
}

/// The end of a line, and the indentation of the next.
pub(super) fn new_line(indent: usize) -> String {
    ["\n", &" ".repeat(indent)].concat()
}

/// A label, name or value as YAML: in quotes where it would mean something else
/// without (SEMANTICS.md I-1).
pub(super) fn scalar(text: &str) -> String {
    let is_word = |it: char| it.is_ascii_alphanumeric() || "-_./".contains(it);
    // No number has a slash, but a block of addresses has.
    let begins = text.starts_with(|it: char| it.is_ascii_alphabetic())
        || text.starts_with(|it: char| it.is_ascii_digit()) && text.contains('/');
    let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    let is_plain =
        begins && text.chars().all(is_word) && !words.contains(&text.to_ascii_lowercase().as_str());
    if is_plain {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// In double quotes.
pub(super) fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    ["\"", &escaped, "\""].concat()
}
