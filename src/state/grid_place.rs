use std::fmt;
use std::str::FromStr;

use super::{MatrixAxis, SlotKind};

/// How many lines of headings stand above the rows.
pub const HEAD_LINES: usize = 2;

/// A place in the grid of the matrix: the headings are in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GridPlace {
    /// The line; two of headings come before the rows.
    pub line: usize,
    /// The column; that of the headings comes before the others.
    pub column: usize,
}

impl GridPlace {
    /// The first row's heading.
    pub const FIRST: Self = Self {
        line: HEAD_LINES,
        column: 0,
    };
}

impl fmt::Display for GridPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.line, self.column)
    }
}

impl FromStr for GridPlace {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (line, column) = text.split_once(',').ok_or(())?;
        let number = |it: &str| it.parse().map_err(drop);
        Ok(Self {
            line: number(line)?,
            column: number(column)?,
        })
    }
}

/// Where a key leads to, with or without Control; `None` for a key that does not
/// move. Titles of groups have one place only, and lie in the way of nobody who
/// comes down a column.
pub fn grid_step(
    from: GridPlace,
    key: &str,
    is_far: bool,
    page: usize,
    [rows, columns]: [&MatrixAxis; 2],
) -> Option<GridPlace> {
    let last_line = rows.slots.len() + HEAD_LINES - 1;
    let last_column = columns.slots.len();
    let GridPlace { line, column } = GridPlace {
        line: from.line.min(last_line),
        column: from.column.min(last_column),
    };
    let at = |line, column| GridPlace { line, column };
    let is_band = |line: usize| {
        let slot = line
            .checked_sub(HEAD_LINES)
            .and_then(|it| rows.slots.get(it));
        slot.is_some_and(|it| it.kind == SlotKind::Band)
    };
    // What is above the row headings is empty.
    let first_line = if column == 0 { HEAD_LINES } else { 0 };
    let first_column = usize::from(line < HEAD_LINES);
    let lands = |line: usize, is_down: bool| {
        let line = line.clamp(first_line, last_line);
        if column == 0 || !is_band(line) {
            line
        } else if is_down {
            (line + 1).min(last_line)
        } else {
            line - 1
        }
    };
    Some(match (key, is_far) {
        ("ArrowDown", _) => at(lands(line + 1, true), column),
        ("ArrowUp", _) => at(lands(line.saturating_sub(1), false), column),
        ("PageDown", _) => at(lands(line + page, true), column),
        ("PageUp", _) => at(
            lands(line.saturating_sub(page).max(HEAD_LINES), true),
            column,
        ),
        ("ArrowRight", _) | ("End", false) if is_band(line) => at(line, 0),
        ("ArrowRight", _) => at(line, right(line, column, columns).min(last_column)),
        ("ArrowLeft", _) => at(line, left(line, column, columns).max(first_column)),
        ("Home", false) => at(line, first_column),
        ("End", false) => at(line, last_column),
        ("Home", true) => at(HEAD_LINES, 0),
        ("End", true) => at(last_line, last_column),
        _ => return None,
    })
}

/// The next column; in the line of groups the next group.
fn right(line: usize, column: usize, columns: &MatrixAxis) -> usize {
    if line > 0 {
        return column + 1;
    }
    let group = |column: usize| Some(columns.slots.get(column.checked_sub(1)?)?.group);
    let others = (column + 1..=columns.slots.len()).find(|it| group(*it) != group(column));
    others.unwrap_or(column)
}

/// The same to the left.
fn left(line: usize, column: usize, columns: &MatrixAxis) -> usize {
    if line > 0 {
        return column.saturating_sub(1);
    }
    let group = |column: usize| Some(columns.slots.get(column.checked_sub(1)?)?.group);
    let before = (1..column).rev().find(|it| group(*it) != group(column));
    before.unwrap_or(column)
}
