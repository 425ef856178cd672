use super::header::Header;
use super::word::Word;
use crate::diagnostic::Diagnostic;
use crate::manifest::codes;
use crate::manifest::node::{Content, Entry, Key, Node};
use crate::text::{SourceId, Span};

/// One line of a table, and what is known of it from elsewhere.
#[derive(Debug)]
pub(super) struct Row<'a, 't> {
    pub(super) source: SourceId,
    pub(super) header: &'a Header<'t>,
    pub(super) line: Word<'t>,
    pub(super) cells: Vec<Word<'t>>,
    /// The name without the kind before it.
    pub(super) name: Word<'t>,
    /// The namespace, with the place that tells it; for kinds that are in none
    /// it is not asked for.
    pub(super) namespace: Node,
    /// The columns that show one label each, with its key.
    pub(super) label_columns: &'a [(usize, String)],
}

impl<'t> Row<'_, 't> {
    pub(super) fn span(&self) -> Span {
        self.line.span(self.source)
    }

    /// What stands in a column; `None` where it says that there is nothing.
    pub(super) fn cell(&self, column: &str) -> Option<Word<'t>> {
        let is_label = |it: usize| self.label_columns.iter().any(|label| label.0 == it);
        let position = self.header.position(column).filter(|it| !is_label(*it))?;
        let cell = *self.cells.get(position)?;
        let is_something = !matches!(cell.text, "" | "<none>" | "<unknown>" | "<unset>");
        is_something.then_some(cell)
    }

    /// The text of a column as a field.
    pub(super) fn text(&self, column: &str) -> Option<Node> {
        self.cell(column).map(|it| it.node(self.source))
    }

    /// The object with these fields besides `metadata`.
    pub(super) fn object(&self, kind: &str, metadata: Vec<Entry>, fields: Vec<Entry>) -> Node {
        let mut entries = vec![
            entry("kind", self.name.node_saying(kind, self.source)),
            entry("apiVersion", self.name.node_saying("v1", self.source)),
            entry("metadata", self.mapping(metadata)),
        ];
        entries.extend(fields);
        self.mapping(entries)
    }

    /// The `metadata` of an object that is in no namespace.
    pub(super) fn metadata(&self) -> Result<Vec<Entry>, Diagnostic> {
        let name = self.name.node(self.source);
        let labels = entry("labels", self.mapping(self.labels()?));
        Ok(vec![entry("name", name), labels])
    }

    /// The `metadata` of an object in a namespace.
    pub(super) fn namespaced_metadata(&self) -> Result<Vec<Entry>, Diagnostic> {
        let mut metadata = self.metadata()?;
        metadata.push(entry("namespace", self.namespace.clone()));
        Ok(metadata)
    }

    fn labels(&self) -> Result<Vec<Entry>, Diagnostic> {
        if self.header.has("LABELS") {
            return self.pairs("LABELS");
        }
        let mut labels = Vec::new();
        for (column, key) in self.label_columns {
            if let Some(cell) = self.cells.get(*column).filter(|it| it.text != "<none>") {
                labels.push(entry(key, cell.node(self.source)));
            }
        }
        Ok(labels)
    }

    /// The pairs `k=v,k2=v2` in a column (SEMANTICS.md I-12).
    pub(super) fn pairs(&self, column: &str) -> Result<Vec<Entry>, Diagnostic> {
        let mut pairs: Vec<Entry> = Vec::new();
        for pair in self.cell(column).into_iter().flat_map(Word::list) {
            let Some((key, value)) = pair.split_once('=') else {
                return Err(self.bad(pair, "is no label: expected `key=value`"));
            };
            let first = pairs.iter().find(|it| it.key.text == key.text);
            let key = Key {
                text: key.text.to_owned(),
                span: key.span(self.source),
                written: None,
                repeats: first.map(|it| it.key.span),
            };
            let value = value.node(self.source);
            pairs.push(Entry { key, value });
        }
        Ok(pairs)
    }

    /// A mapping that stands for the whole row.
    pub(super) fn mapping(&self, entries: Vec<Entry>) -> Node {
        mapping(self.span(), entries)
    }

    /// A list that stands in one place.
    pub(super) fn list(items: Vec<Node>, span: Span) -> Node {
        Node {
            span,
            content: Content::Sequence(items),
        }
    }

    /// The error that a cell, or a part of one, cannot be read.
    pub(super) fn bad(&self, cell: Word<'_>, what: &str) -> Diagnostic {
        let message = format!("`{}` {what}; this row was not read", cell.text);
        Diagnostic::error(codes::TABLE_ROW, cell.span(self.source), message)
    }
}

/// A mapping of these entries.
pub(super) fn mapping(span: Span, entries: Vec<Entry>) -> Node {
    Node {
        span,
        content: Content::Mapping(entries),
    }
}

/// A field whose name the table does not write; it stands where its value does.
pub(super) fn entry(key: &str, value: Node) -> Entry {
    let key = Key {
        text: key.to_owned(),
        span: value.span,
        written: None,
        repeats: None,
    };
    Entry { key, value }
}
