use super::fields::Fields;
use super::header::Header;
use super::word::Word;
use crate::diagnostic::Diagnostic;
use crate::manifest::codes;
use crate::manifest::node::Node;
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

    /// What every object says of itself: kind, name, namespace and labels.
    pub(super) fn object(&self, kind: &str) -> Result<Fields, Diagnostic> {
        let mut metadata = Fields::new(self.source);
        metadata.word("name", Some(self.name));
        if matches!(kind, "Pod" | "Service") {
            metadata.add("namespace", self.namespace.clone());
        }
        metadata.add("labels", self.labels()?.at(self.span()));
        let mut object = Fields::new(self.source);
        object.say("kind", self.name, kind);
        object.say("apiVersion", self.name, "v1");
        object.add("metadata", metadata.at(self.span()));
        Ok(object)
    }

    fn labels(&self) -> Result<Fields, Diagnostic> {
        if self.header.has("LABELS") {
            return self.pairs("LABELS");
        }
        let mut labels = Fields::new(self.source);
        for (column, key) in self.label_columns {
            let cell = self.cells.get(*column).copied();
            labels.word(key, cell.filter(|it| it.text != "<none>"));
        }
        Ok(labels)
    }

    /// The pairs `k=v,k2=v2` in a column (SEMANTICS.md I-12).
    pub(super) fn pairs(&self, column: &str) -> Result<Fields, Diagnostic> {
        let mut pairs = Fields::new(self.source);
        for pair in self.cell(column).into_iter().flat_map(Word::list) {
            let Some((key, value)) = pair.split_once('=') else {
                return Err(self.bad(pair, "is no label: expected `key=value`"));
            };
            pairs.pair(key, value);
        }
        Ok(pairs)
    }

    /// The error that a cell, or a part of one, cannot be read.
    pub(super) fn bad(&self, cell: Word<'_>, what: &str) -> Diagnostic {
        let message = format!("`{}` {what}; this row was not read", cell.text);
        Diagnostic::error(codes::TABLE_ROW, cell.span(self.source), message)
    }
}
