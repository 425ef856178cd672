//! Reads single fields of objects of which only a few matter here.
//!
//! As lenient as the API server where it is lenient (null counts as absent), and
//! as strict where it is strict: a wrong type is an error in its words.

use super::codes;
use super::node::{Content, Entry, Node};
use super::report::Report;
use super::scalar::Scalar;
use crate::diagnostic::Diagnostic;
use crate::text::{FieldPath, Span};

/// A field that may or may not be written.
#[derive(Debug, Clone)]
pub(super) struct Field<'t> {
    node: Option<&'t Node>,
    path: FieldPath,
}

impl<'t> Field<'t> {
    /// The object itself.
    pub(super) fn root(tree: &'t Node) -> Self {
        Self {
            node: Some(tree),
            path: FieldPath::root(),
        }
    }

    pub(super) fn path(&self) -> &FieldPath {
        &self.path
    }

    /// The value; `None` when it is absent or null.
    pub(super) fn node(&self) -> Option<&'t Node> {
        self.node.filter(|it| !it.is_null())
    }

    /// The field `name` of this object.
    pub(super) fn field(&self, name: &str, report: &mut Report<'_>) -> Self {
        let node = self.node();
        if let Some(it) = node.filter(|it| !it.is_mapping()) {
            self.wrong_type(it, "object", report);
        }
        Self {
            node: node.and_then(|it| it.get(name)),
            path: self.path.clone().field(name),
        }
    }

    /// The items of this list.
    pub(super) fn items(&self, report: &mut Report<'_>) -> Vec<Self> {
        let Some(node) = self.node() else {
            return Vec::new();
        };
        let Content::Sequence(items) = &node.content else {
            self.wrong_type(node, "array", report);
            return Vec::new();
        };
        let item = |(index, it)| Self {
            node: Some(it),
            path: self.path.clone().index(index),
        };
        items.iter().enumerate().map(item).collect()
    }

    /// The text of this field.
    pub(super) fn text(&self, report: &mut Report<'_>) -> Option<&'t str> {
        let node = self.node()?;
        if node.text().is_none() {
            self.wrong_type(node, "string", report);
        }
        node.text()
    }

    /// The text of the field `name` of this object; empty where there is none.
    pub(super) fn word(&self, name: &str, report: &mut Report<'_>) -> &'t str {
        self.field(name, report).text(report).unwrap_or_default()
    }

    /// The truth of this field.
    pub(super) fn boolean(&self, report: &mut Report<'_>) -> Option<bool> {
        let node = self.node()?;
        if let Some(Scalar::Bool(it)) = node.scalar() {
            return Some(*it);
        }
        self.wrong_type(node, "bool", report);
        None
    }

    /// The number of this field.
    pub(super) fn integer(&self, report: &mut Report<'_>) -> Option<i32> {
        let node = self.node()?;
        let number = match node.scalar() {
            Some(Scalar::Integer(it)) => i32::try_from(*it).ok(),
            _ => None,
        };
        match number {
            Some(_) => note_unusual_number(node, &self.path, report),
            None => self.wrong_type(node, "int32", report),
        }
        number
    }

    /// The pairs of this `map[string]string`, in the order they are written.
    pub(super) fn pairs(&self, report: &mut Report<'_>) -> Vec<Pair<'t>> {
        let Some(node) = self.node() else {
            return Vec::new();
        };
        if !node.is_mapping() {
            self.wrong_type(node, "map[string]string", report);
        }
        let mut pairs = Vec::new();
        for entry in node.entries() {
            note_unusual_key(entry, report);
            let path = self.path.clone().field(&entry.key.text);
            let value = match entry.value.scalar() {
                Some(Scalar::Text(text)) => text.as_str(),
                Some(Scalar::Null) => {
                    note_null_text(entry, &path, report);
                    ""
                }
                _ => {
                    report.undecodable(&path, wrong_type(&entry.value, &path, "string"));
                    continue;
                }
            };
            pairs.push(Pair {
                key: &entry.key.text,
                key_span: entry.key.span,
                value,
                value_span: entry.value.span,
            });
        }
        pairs
    }

    fn wrong_type(&self, node: &Node, expected: &str, report: &mut Report<'_>) {
        report.undecodable(&self.path, wrong_type(node, &self.path, expected));
    }
}

/// One pair of a map of texts, with its places.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'t> {
    pub(super) key: &'t str,
    pub(super) key_span: Span,
    pub(super) value: &'t str,
    pub(super) value_span: Span,
}

/// The error that `node` is not of the `expected` type (SEMANTICS.md I-2).
pub(super) fn wrong_type(node: &Node, path: &FieldPath, expected: &str) -> Diagnostic {
    let mut found = node.json_type().to_owned();
    if let Content::Scalar { written, .. } = &node.content
        && found == "number"
        && expected != "string"
    {
        found = format!("number {written}");
    }
    let field = if path.steps().is_empty() {
        "value".to_owned()
    } else {
        format!("struct field {path}")
    };
    let message = format!("json: cannot unmarshal {found} into Go {field} of type {expected}");
    let finding = Diagnostic::error(codes::WRONG_TYPE, node.span, message);
    match (&node.content, expected) {
        (
            Content::Scalar {
                written,
                is_plain: true,
                ..
            },
            "string",
        ) => finding.help(format!("quote it: `\"{written}\"`")),
        (
            Content::Scalar {
                value: Scalar::Text(text),
                is_plain: false,
                ..
            },
            "int32" | "bool",
        ) => finding.help(format!("write `{text}` without quotes")),
        (Content::Mapping(_) | Content::Scalar { .. }, "array") => {
            finding.help("this must be a list: begin each item with `-`")
        }
        _ => finding,
    }
}

/// Warns of a number that is not written as people count: `010` is 8
/// (SEMANTICS.md I-1).
pub(super) fn note_unusual_number(node: &Node, path: &FieldPath, report: &mut Report<'_>) {
    let Content::Scalar {
        value: Scalar::Integer(number),
        written,
        ..
    } = &node.content
    else {
        return;
    };
    if number.to_string() == *written {
        return;
    }
    let message = format!("{path}: `{written}` is read as {number}");
    let finding = Diagnostic::warning(codes::READ_DIFFERENTLY, node.span, message);
    report.add(finding.help(format!("write `{number}` if that is meant")));
}

/// Warns of a key that is not read as it is written: `n` is `false`
/// (SEMANTICS.md I-1).
pub(super) fn note_unusual_key(entry: &Entry, report: &mut Report<'_>) {
    let Some(written) = &entry.key.written else {
        return;
    };
    let message = format!("the key `{written}` is read as `{}`", entry.key.text);
    let finding = Diagnostic::warning(codes::READ_DIFFERENTLY, entry.key.span, message);
    report.add(finding.help(format!("quote it: `\"{written}\"`")));
}

/// Warns of a label without a value, which counts as the empty text.
pub(super) fn note_null_text(entry: &Entry, path: &FieldPath, report: &mut Report<'_>) {
    let message = format!("{path}: null is read as the empty text");
    let finding = Diagnostic::warning(codes::NULL_VALUE, entry.span(), message);
    report.add(finding.help("write `\"\"` if that is meant"));
}
