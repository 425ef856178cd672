use super::command::Command;
use super::header::Header;
use super::pod_row::ambiguous_status;
use super::resource::Resource;
use super::row::Row;
use super::word::Word;
use crate::diagnostic::{Code, Diagnostic};
use crate::manifest::objects::Origin;
use crate::manifest::rows::TableRow;
use crate::manifest::{Ignored, codes};
use crate::text::{SourceId, Span};

/// After so many rows that do not fit, the rest of a table is not read.
const MAX_MISFITS: usize = 20;

/// One table while it is read.
#[derive(Debug)]
pub(super) struct Listing<'t> {
    source: SourceId,
    header: Header<'t>,
    /// What it lists, unless a row says otherwise.
    resource: Option<&'static Resource>,
    namespace: Option<Word<'t>>,
    default_namespace: &'t str,
    label_columns: Vec<(usize, String)>,
    rows: usize,
    misfits: usize,
    /// Whether the line before was a row.
    is_behind_row: bool,
    /// Whether a row is in a namespace that nothing tells.
    assumes_namespace: bool,
    /// What the rows were.
    listed: Vec<&'static str>,
}

impl<'t> Listing<'t> {
    /// A table without rows, as `command` asked for.
    pub(super) fn new(
        source: SourceId,
        header: Header<'t>,
        command: &Command<'t>,
        default_namespace: &'t str,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let asked_for = command.resource.and_then(|it| Resource::named(it.text));
        let resource = asked_for.or_else(|| Resource::listed_under(&header));
        let mut listing = Self {
            source,
            resource,
            namespace: command.namespace,
            default_namespace,
            label_columns: Vec::new(),
            rows: 0,
            misfits: 0,
            is_behind_row: false,
            assumes_namespace: false,
            listed: Vec::new(),
            header,
        };
        listing.find_label_columns(command, findings);
        listing
    }

    /// `-L` heads its columns with the last part of the key in capitals, so that
    /// only the command says what they are called.
    fn find_label_columns(&mut self, command: &Command<'t>, findings: &mut Vec<Diagnostic>) {
        let Some(resource) = self.resource.filter(|it| it.read.is_some()) else {
            return;
        };
        let is_own = |it: &Word<'_>| !matches!(it.text, "NAMESPACE" | "LABELS");
        let mut columns: Vec<_> = self.header.names().enumerate().collect();
        columns.retain(|it| is_own(&it.1));
        // They come last, and one of them may be called as another column is.
        let first = columns.len().saturating_sub(command.label_keys.len());
        let mut last = columns.iter().skip(first).zip(&command.label_keys);
        let keys = if last.all(|(column, key)| heads(column.1, *key)) {
            command.label_keys.as_slice()
        } else {
            &[]
        };
        if keys.is_empty() {
            columns.retain(|it| !resource.columns.contains(&it.1.text));
        } else {
            columns.drain(..first);
        }
        let shows_all = self.header.has("LABELS");
        for (number, (column, name)) in columns.into_iter().enumerate() {
            let key = if let Some(key) = keys.get(number) {
                key.text.to_owned()
            } else if shows_all {
                String::new()
            } else {
                let key = name.text.to_ascii_lowercase();
                let message = format!("this column is taken to show the label `{key}`");
                let finding = self.hint_at(name, codes::TABLE, message);
                let help = "keep the line with the command: `-L` says what the label is called";
                findings.push(finding.help(help));
                key
            };
            self.label_columns.push((column, key));
        }
    }

    /// Whether the rest of it is not worth reading.
    pub(super) fn is_given_up(&self) -> bool {
        self.misfits > MAX_MISFITS
    }

    /// Whether a line behind a gap still belongs to it.
    pub(super) fn goes_on_with(&self, line: Word<'t>) -> bool {
        let cells = self.header.aligned_cells(line);
        cells.is_some_and(|it| it.iter().all(|it| !it.text.is_empty()))
    }

    /// Reads a row.
    pub(super) fn add(
        &mut self,
        line: Word<'t>,
        rows: &mut Vec<TableRow>,
        findings: &mut Vec<Diagnostic>,
    ) {
        match self.row(line, findings) {
            Ok(row) => {
                self.rows += 1;
                self.is_behind_row = true;
                rows.push(row);
            }
            Err(mut finding) => {
                self.misfits += 1;
                // A row that was broken in the middle of a label is not whole.
                if self.is_behind_row && line.pieces(1).len() == 1 {
                    finding
                        .message
                        .push_str("; nor was the row that it seems to belong to read");
                    rows.pop();
                }
                self.is_behind_row = false;
                findings.push(finding);
                if self.is_given_up() {
                    let message = "the rest of this table was not read either";
                    findings.push(self.error_at(line, message));
                }
            }
        }
    }

    fn row(
        &mut self,
        line: Word<'t>,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<TableRow, Diagnostic> {
        let cells = self.header.cells(line).ok_or_else(|| self.misfit(line))?;
        let name = self.header.position("NAME").and_then(|it| cells.get(it));
        let name = *name.ok_or_else(|| self.misfit(line))?;
        let (prefix, name) = match name.split_once('/') {
            Some((prefix, name)) => (Some(prefix.text), name),
            None => (None, name),
        };
        let resource = prefix.map_or(self.resource, Resource::named);
        let known = resource.map_or(&[][..], |it| it.columns);
        // Only a label that a column is for may be empty; everything else says
        // `<none>`.
        let is_cut = |(column, cell): (Word<'_>, &Word<'_>)| {
            let is_filled = |it| matches!(it, "NAMESPACE" | "LABELS") || known.contains(&it);
            cell.text.is_empty() && is_filled(column.text)
        };
        if self.header.names().zip(&cells).any(is_cut) {
            return Err(self.misfit(line));
        }
        let namespace = self
            .header
            .position("NAMESPACE")
            .and_then(|it| cells.get(it));
        let namespace = namespace.copied().or(self.namespace);
        let row = Row {
            source: self.source,
            header: &self.header,
            line,
            name,
            namespace: match namespace {
                Some(it) => it.node(self.source),
                None => name.node_saying(self.default_namespace, self.source),
            },
            cells,
            label_columns: &self.label_columns,
        };
        let kind = resource.map_or("", |it| it.kind);
        let Some(read) = resource
            .and_then(|it| it.read)
            .filter(|_| shows_enough(&row, kind))
        else {
            let row = Ignored {
                kind: resource
                    .map_or(prefix.unwrap_or("unknown"), |it| it.kind)
                    .to_owned(),
                name: Some(name.text.to_owned()),
                span: row.span(),
            };
            self.note_listed(kind);
            return Ok(TableRow::LeftAside(row));
        };
        let tree = read(&row)?;
        if let Some(status) = ambiguous_status(&row).filter(|_| kind == "Pod") {
            let message = format!(
                "`{}` is said of a failed pod and of one whose container restarts; \
                 it is taken to be live",
                status.text
            );
            findings.push(self.hint_at(status, codes::TABLE, message));
        }
        self.assumes_namespace |= namespace.is_none() && matches!(kind, "Pod" | "Service");
        self.note_listed(kind);
        let origin = Origin::Table {
            shows_labels: self.header.has("LABELS"),
        };
        Ok(TableRow::Object(tree, origin))
    }

    fn note_listed(&mut self, kind: &'static str) {
        if !self.listed.contains(&kind) {
            self.listed.push(kind);
        }
    }

    /// Says what the table does not show.
    pub(super) fn finish(self, findings: &mut Vec<Diagnostic>) {
        if self.rows == 0 && self.misfits == 0 {
            findings.push(self.hint(codes::TABLE, "this table has no rows".to_owned()));
        }
        if self.assumes_namespace {
            let message = format!(
                "this table shows no namespaces; `{}` is assumed",
                self.default_namespace
            );
            let finding = self.hint(codes::DEFAULT_NAMESPACE, message);
            findings.push(finding.help("use `-A`, or keep the line with the command and its `-n`"));
        }
        let has_labels = self.header.has("LABELS");
        if !has_labels
            && self
                .listed
                .iter()
                .any(|it| matches!(*it, "Pod" | "Namespace"))
        {
            let message = "this table does not show labels: what selectors ask for is unknown";
            let finding = Diagnostic::warning(codes::TABLE, self.place(), message);
            findings.push(finding.help("use `--show-labels`"));
        }
        for kind in &self.listed {
            findings.extend(self.losses(kind));
        }
    }

    fn losses(&self, kind: &str) -> Option<Diagnostic> {
        Some(match kind {
            "Pod" => self.hint(
                codes::TABLE,
                "a table shows neither the ports of containers nor who uses the network of \
                 its node: what named ports mean there is unknown"
                    .to_owned(),
            ),
            "Service" if self.header.has("SELECTOR") => self.hint(
                codes::TABLE,
                "a table does not show target ports: they are taken to be the ports themselves"
                    .to_owned(),
            ),
            "Service" => Diagnostic::warning(
                codes::TABLE,
                self.place(),
                "Services are left aside: this table does not show what they select",
            )
            .help("use `-o wide`, or `-o yaml`"),
            "Node" | "Namespace" => return None,
            "NetworkPolicy" => Diagnostic::warning(
                codes::NOT_EVALUATED,
                self.place(),
                "policies are left aside: a table does not show their rules",
            )
            .help("use `kubectl get networkpolicies -A -o yaml`"),
            _ => {
                let what = if kind.is_empty() {
                    "these objects"
                } else {
                    kind
                };
                self.hint(
                    codes::TABLE,
                    format!("left aside: a table of {what} does not show the template of pods"),
                )
                .help("use `-o yaml` if they matter")
            }
        })
    }

    fn misfit(&self, line: Word<'t>) -> Diagnostic {
        self.error_at(
            line,
            "this line does not fit the columns of the table above",
        )
        .related(self.place(), "the columns")
        .help("was a long line broken, or the table changed? A blank line ends a table")
    }

    fn error_at(&self, line: Word<'t>, message: &str) -> Diagnostic {
        Diagnostic::error(codes::TABLE_ROW, line.span(self.source), message)
    }

    fn hint(&self, code: Code, message: String) -> Diagnostic {
        self.hint_at(self.header.line, code, message)
    }

    fn hint_at(&self, place: Word<'_>, code: Code, message: String) -> Diagnostic {
        Diagnostic::hint(code, place.span(self.source), message)
    }

    fn place(&self) -> Span {
        self.header.line.span(self.source)
    }
}

/// Whether a column of this name is the one of a label.
fn heads(name: Word<'_>, key: Word<'_>) -> bool {
    let last = key.text.rsplit('/').next().unwrap_or_default();
    name.text.eq_ignore_ascii_case(last)
}

/// Whether the columns say enough of an object: without its selector a Service
/// would seem to have none.
fn shows_enough(row: &Row<'_, '_>, kind: &str) -> bool {
    let type_is = |name: &str| row.cell("TYPE").is_some_and(|it| it.text == name);
    kind != "Service" || row.header.has("SELECTOR") || type_is("ExternalName")
}
