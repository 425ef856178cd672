use super::resource::RESOURCES;
use super::word::{Word, is_blank};

/// Names of columns that consist of two words.
const TWO_WORDS: [&str; 3] = ["NOMINATED NODE", "READINESS GATES", "CREATED AT"];

/// The first line of a table: what its columns are called, and where they begin
/// (SEMANTICS.md I-10).
#[derive(Debug)]
pub(super) struct Header<'t> {
    pub(super) line: Word<'t>,
    columns: Vec<(usize, Word<'t>)>,
}

impl<'t> Header<'t> {
    /// Reads a line that may be one; nothing else is in capitals throughout and
    /// calls its first column `NAME`, or its second behind `NAMESPACE`.
    pub(super) fn read(line: Word<'t>) -> Option<Self> {
        let mut columns = line.pieces(2);
        if columns.len() < 2 {
            // Where a page showed the table, several blanks may have become one.
            columns = joined(line, &|before, it| is_two_words(before, it));
            columns = Some(columns).filter(|it| it.iter().all(|it| is_known(it.1.text)))?;
        }
        let names: Vec<&str> = columns.iter().map(|it| it.1.text).collect();
        let is_table = matches!(
            names.as_slice(),
            ["NAMESPACE", "NAME", ..] | ["NAME", _, ..]
        );
        let is_header = is_table && names.iter().all(|it| is_name(it));
        is_header.then_some(Self { line, columns })
    }

    /// The names of the columns, in order.
    pub(super) fn names(&self) -> impl ExactSizeIterator<Item = Word<'t>> {
        self.columns.iter().map(|it| it.1)
    }

    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.names().position(|it| it.text == name)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// The cells of a row under this header; `None` when they do not fit.
    pub(super) fn cells(&self, row: Word<'t>) -> Option<Vec<Word<'t>>> {
        let fits = |cells: Vec<(usize, Word<'t>)>| {
            let cells = Some(cells).filter(|it| it.len() == self.columns.len())?;
            Some(cells.into_iter().map(|it| it.1).collect())
        };
        self.aligned_cells(row)
            .or_else(|| fits(row.pieces(2)))
            .or_else(|| {
                fits(joined(row, &|_, it| {
                    !it.starts_with('(') && it.ends_with(')')
                }))
            })
    }

    /// The cells of a row that keeps to the columns.
    pub(super) fn aligned_cells(&self, row: Word<'t>) -> Option<Vec<Word<'t>>> {
        let mut bounds = Vec::new();
        let mut before = ' ';
        for (column, (at, character)) in row.text.char_indices().enumerate() {
            if self
                .columns
                .get(bounds.len())
                .is_some_and(|it| it.0 == column)
            {
                if !is_blank(before) {
                    return None;
                }
                bounds.push(at);
            } else if bounds.is_empty() && !is_blank(character) {
                return None;
            }
            before = character;
        }
        bounds.resize(self.columns.len(), row.text.len());
        bounds.push(row.text.len());
        let pairs = bounds.iter().zip(bounds.iter().skip(1));
        let cells: Vec<_> = pairs.map(|(start, end)| row.part(*start, *end)).collect();
        let is_one = |it: &Word<'_>| it.pieces(2).len() < 2;
        cells.iter().all(is_one).then_some(cells)
    }
}

/// The words of a line, those that belong together as one: `3 (5m ago)`.
fn joined<'t>(line: Word<'t>, continues: &dyn Fn(&str, &str) -> bool) -> Vec<(usize, Word<'t>)> {
    let mut joined: Vec<(usize, Word<'t>)> = Vec::new();
    for (column, it) in line.pieces(1) {
        if let Some((_, last)) = joined.last_mut()
            && (it.text.starts_with('(') || continues(last.text, it.text))
        {
            let start = last.start - line.start;
            *last = line.part(start, it.start + it.text.len() - line.start);
        } else {
            joined.push((column, it));
        }
    }
    joined
}

fn is_two_words(first: &str, second: &str) -> bool {
    let mut names = TWO_WORDS.iter().filter_map(|it| it.split_once(' '));
    names.any(|it| it == (first, second))
}

fn is_known(name: &str) -> bool {
    let mut all = RESOURCES.iter().flat_map(|it| it.columns);
    matches!(name, "LABELS" | "NAMESPACE") || all.any(|it| *it == name)
}

fn is_name(name: &str) -> bool {
    let is_part =
        |it: u8| it.is_ascii_uppercase() || it.is_ascii_digit() || b" ()-_./%".contains(&it);
    name.starts_with(|it: char| it.is_ascii_uppercase()) && name.bytes().all(is_part)
}
