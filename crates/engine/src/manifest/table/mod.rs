//! The tables that `kubectl get` prints, as people copy them from a terminal:
//! with the command above them, several in one text, between YAML documents
//! (SEMANTICS.md I-10…I-15).
//!
//! Each row becomes the tree of the object it shows, in which everything stands
//! where its cell does; so all that reads and checks manifests works for tables
//! as well. What a table does not show stays unknown, and is said. The YAML
//! parser gets the text with blanks where tables are.

mod command;
mod fields;
mod header;
mod host_network;
mod joining;
mod listing;
mod node_row;
mod pod_row;
mod resource;
mod row;
mod service_row;
#[cfg(test)]
mod tests;
mod word;

pub(super) use host_network::guess_host_network;
pub(super) use joining::join_rows;

use std::borrow::Cow;

use super::codes;
use super::rows::{TableRow, Tables};
use crate::diagnostic::Diagnostic;
use crate::options::Options;
use crate::text::SourceId;

use command::{Command, is_empty_answer, is_prompt};
use header::Header;
use listing::Listing;
use word::Word;

/// The longest line that is read as part of a table, in bytes.
const MAX_WIDTH: usize = 16 * 1024;

/// Finds and reads the tables of a text.
pub(super) fn tables<'t>(
    source: SourceId,
    text: &'t str,
    options: &'t Options,
    findings: &mut Vec<Diagnostic>,
) -> Tables<'t> {
    let mut scan = Scan {
        source,
        text,
        default_namespace: &options.default_namespace,
        most: options.limits.objects,
        rows: Vec::new(),
        findings,
        blanked: Blanked::default(),
        command: Command::default(),
        listing: None,
        is_behind_gap: false,
        is_fresh: true,
        is_full: false,
    };
    if text.len() <= options.limits.bytes {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let content = line.trim_end();
            let mark = content.len() - content.trim_start_matches('\u{feff}').len();
            scan.line(Word {
                text: content.get(mark..).unwrap_or_default(),
                start: start + mark,
            });
            start += line.len();
        }
    }
    scan.end_table();
    Tables {
        rows: scan.rows,
        rest: scan.blanked.rest(text),
    }
}

/// The state between two lines.
struct Scan<'t, 'f> {
    source: SourceId,
    text: &'t str,
    default_namespace: &'t str,
    /// How many rows are read.
    most: usize,
    rows: Vec<TableRow>,
    findings: &'f mut Vec<Diagnostic>,
    blanked: Blanked,
    /// The last command, while what it printed goes on.
    command: Command<'t>,
    listing: Option<Listing<'t>>,
    is_behind_gap: bool,
    /// Whether no YAML was met since the last separator or table.
    is_fresh: bool,
    /// Whether there are more rows than are read.
    is_full: bool,
}

impl<'t> Scan<'t, '_> {
    fn line(&mut self, line: Word<'t>) {
        if line.text.is_empty() {
            self.is_behind_gap = true;
            return;
        }
        let is_at_margin = !line.text.starts_with(word::is_blank);
        let command = Command::read(line).filter(|_| is_at_margin && line.text.len() <= MAX_WIDTH);
        if let Some(command) = command {
            self.end_table();
            self.command = command;
            self.blank_comment(line);
        } else if line.text.starts_with('#') || line.text == "---" {
            // A comment may stand anywhere, a separator ends what is above it.
            if line.text == "---" {
                self.end_table();
                self.is_fresh = true;
            }
        } else if is_at_margin && is_empty_answer(line) {
            self.end_table();
            self.blank(line);
        } else if is_at_margin && is_prompt(line) {
            self.end_table();
            self.command = Command::default();
            self.blank(line);
        } else if let Some(header) = self.header(line, is_at_margin) {
            self.end_table();
            self.blank(line);
            self.listing = Some(Listing::new(
                self.source,
                header,
                &self.command,
                self.default_namespace,
                self.findings,
            ));
        } else if self.continues_table(line) {
            self.blank(line);
            self.row(line);
        } else {
            self.end_table();
            self.command = Command::default();
            self.is_fresh = false;
        }
        self.is_behind_gap = false;
    }

    /// The header in this line. In YAML a line of its looks may only be inside
    /// of a text, and that is indented.
    fn header(&self, line: Word<'t>, is_at_margin: bool) -> Option<Header<'t>> {
        let may_be = (is_at_margin || self.is_fresh) && line.text.len() <= MAX_WIDTH;
        may_be.then(|| Header::read(line)).flatten()
    }

    fn continues_table(&self, line: Word<'t>) -> bool {
        let Some(listing) = &self.listing else {
            return false;
        };
        let first = line.pieces(1).first().map_or("", |it| it.1.text);
        let is_yaml = first.ends_with(':') || first.starts_with(['-', '{', '[', '"', '\'', '%']);
        !is_yaml && (!self.is_behind_gap || listing.goes_on_with(line))
    }

    fn row(&mut self, line: Word<'t>) {
        let Some(listing) = self.listing.as_mut().filter(|it| !it.is_given_up()) else {
            return;
        };
        let message = if line.text.len() > MAX_WIDTH {
            format!("this row is longer than {MAX_WIDTH} bytes and was not read")
        } else if self.rows.len() < self.most {
            listing.add(line, &mut self.rows, self.findings);
            return;
        } else if !self.is_full {
            self.is_full = true;
            let most = self.most;
            format!("only the first {most} rows of this text were read")
        } else {
            return;
        };
        let mut place = line.span(self.source);
        let end = line.text.floor_char_boundary(80);
        place.end = place.end.min(place.start + super::yaml::offset(end));
        self.findings
            .push(Diagnostic::error(codes::LIMIT, place, message));
    }

    fn end_table(&mut self) {
        if let Some(listing) = self.listing.take() {
            listing.finish(self.findings);
        }
    }

    /// A command behind `#` is a comment, which YAML may keep.
    fn blank_comment(&mut self, line: Word<'t>) {
        if !line.text.starts_with('#') {
            self.blank(line);
        }
    }

    fn blank(&mut self, line: Word<'t>) {
        self.blanked.add(
            self.text,
            line,
            !self.is_fresh || self.blanked.is_untouched(),
        );
        self.is_fresh = true;
    }
}

/// The text in which what was read here is replaced by blanks.
#[derive(Debug, Default)]
struct Blanked {
    rest: String,
    /// How much of the text is in it.
    copied: usize,
}

impl Blanked {
    fn is_untouched(&self) -> bool {
        self.copied == 0
    }

    /// Blanks a line; where YAML stands above it, that ends here.
    fn add(&mut self, text: &str, line: Word<'_>, is_end: bool) {
        let before = text.get(self.copied..line.start).unwrap_or_default();
        self.rest.push_str(before);
        let mut blanks = line.text.len();
        if is_end && blanks >= 3 {
            self.rest.push_str("---");
            blanks -= 3;
        }
        self.rest.extend(std::iter::repeat_n(' ', blanks));
        self.copied = line.start + line.text.len();
    }

    fn rest(mut self, text: &str) -> Cow<'_, str> {
        if self.is_untouched() {
            return Cow::Borrowed(text);
        }
        self.rest
            .push_str(text.get(self.copied..).unwrap_or_default());
        Cow::Owned(self.rest)
    }
}
