use serde::{Deserialize, Serialize};

use crate::order::{Numbers, numbers};

/// A square of small numbers. Rows that are alike are kept once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Runs", into = "Runs")]
pub struct Cells {
    /// By row, which of the distinct ones it is.
    rows: Vec<u32>,
    /// The distinct rows, one after the other.
    codes: Vec<u32>,
}

impl Cells {
    /// These rows, each as long as there are rows.
    pub(super) fn new(rows: &[Vec<u32>]) -> Self {
        let Numbers { of, first } = numbers(rows);
        let distinct = first.into_iter().filter_map(|it| rows.get(it));
        Self {
            rows: of
                .into_iter()
                .filter_map(|it| u32::try_from(it).ok())
                .collect(),
            codes: distinct.flatten().copied().collect(),
        }
    }

    /// How many rows there are, and how many columns.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The numbers of a row.
    pub fn row(&self, row: usize) -> &[u32] {
        let first = |it: &u32| *it as usize * self.len();
        let codes = self.rows.get(row).map(first);
        codes
            .and_then(|it| self.codes.get(it..it + self.len()))
            .unwrap_or_default()
    }

    /// The number in a cell.
    pub fn at(&self, row: usize, column: usize) -> Option<usize> {
        self.row(row).get(column).map(|it| *it as usize)
    }
}

/// The same as it is sent: neighbours are mostly alike.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Runs {
    rows: Vec<u32>,
    /// A number, and how often it comes; of all distinct rows.
    runs: Vec<(u32, u32)>,
}

/// What is no square.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct NoSquare;

impl std::fmt::Display for NoSquare {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the rows do not make a square")
    }
}

impl From<Cells> for Runs {
    fn from(cells: Cells) -> Self {
        let runs = cells.codes.chunk_by(|a, b| a == b);
        Self {
            runs: runs
                .filter_map(|it| Some((*it.first()?, u32::try_from(it.len()).ok()?)))
                .collect(),
            rows: cells.rows,
        }
    }
}

impl TryFrom<Runs> for Cells {
    type Error = NoSquare;

    fn try_from(runs: Runs) -> Result<Self, NoSquare> {
        let distinct = runs.rows.iter().max().map_or(0, |it| *it as usize + 1);
        let expected = distinct.checked_mul(runs.rows.len());
        let lengths = runs.runs.iter().map(|it| it.1 as usize);
        let length = lengths.fold(0_usize, usize::saturating_add);
        if Some(length) != expected || distinct > runs.rows.len() {
            return Err(NoSquare);
        }
        let mut codes = Vec::with_capacity(length);
        for (code, count) in runs.runs {
            codes.resize(codes.len() + count as usize, code);
        }
        Ok(Self {
            rows: runs.rows,
            codes,
        })
    }
}
