//! The rows or the columns of the matrix: what is shown of its headings, in
//! which order, and where each stands on the sheet.

use std::cmp::Reverse;
use std::ops::Range;

use netpol_engine::matrix::{Group, Matrix};

use crate::words::matrix as words;

/// How tall a row is and how wide a column, in CSS pixels: as in the sheet of the
/// matrix.
pub const ROW: u32 = 44;
/// See [`ROW`].
pub const COLUMN: u32 = 108;
/// The line above the rows of a group.
pub const BAND: u32 = 28;

/// In which order headings stand, within their group and with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MatrixOrder {
    /// As they stand in the texts.
    #[default]
    Document,
    /// By name.
    Name,
    /// Those with the most connections first.
    Connections,
}

impl MatrixOrder {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Document, Self::Name, Self::Connections];

    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Self::Document => words::DOCUMENT_ORDER,
            Self::Name => words::BY_NAME,
            Self::Connections => words::MOST_CONNECTIONS,
        }
    }
}

/// What the user asked to see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Arrangement {
    /// In which order.
    pub order: MatrixOrder,
    /// The groups that are folded to one line, by title.
    pub folded: Vec<String>,
    /// What the names of sources have in them.
    pub from: String,
    /// What the names of destinations have in them.
    pub to: String,
}

impl Arrangement {
    /// The same with one group folded, or no longer.
    #[must_use]
    pub fn with_fold_turned(&self, title: &str) -> Self {
        let mut next = self.clone();
        let count = next.folded.len();
        next.folded.retain(|it| it != title);
        if next.folded.len() == count {
            next.folded.push(title.to_owned());
        }
        next
    }
}

/// Something with a place of its own on an axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// What it is.
    pub kind: SlotKind,
    /// The position of its group.
    pub group: usize,
    /// The headings it stands for, by position.
    pub members: Vec<usize>,
}

/// What stands in a place of an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotKind {
    /// The title above the rows of a group.
    Band,
    /// A whole group.
    Folded,
    /// One heading.
    Party,
}

/// Rows or columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MatrixAxis {
    /// What stands there.
    pub slots: Vec<Slot>,
    /// Where each begins, and where the last ends.
    starts: Vec<u32>,
}

impl MatrixAxis {
    /// The rows: each group that is not folded has a line with its title.
    pub fn rows(matrix: &Matrix, arrangement: &Arrangement) -> Self {
        Self::new(matrix, arrangement, &arrangement.from, true)
    }

    /// The columns.
    pub fn columns(matrix: &Matrix, arrangement: &Arrangement) -> Self {
        Self::new(matrix, arrangement, &arrangement.to, false)
    }

    fn new(matrix: &Matrix, arrangement: &Arrangement, filter: &str, are_rows: bool) -> Self {
        let mut axis = Self::default();
        for (group, members) in groups(matrix, arrangement.order, filter) {
            let Some(it) = matrix.groups.get(group) else {
                continue;
            };
            let is_folded = arrangement.folded.contains(&it.title);
            let slot = |kind, members: &[usize]| Slot {
                kind,
                group,
                members: members.to_vec(),
            };
            if is_folded {
                axis.slots.push(slot(SlotKind::Folded, &members));
                continue;
            }
            if are_rows {
                axis.slots.push(slot(SlotKind::Band, &members));
            }
            let single = members.iter().map(|it| slot(SlotKind::Party, &[*it]));
            axis.slots.extend(single);
        }
        let mut start = 0;
        axis.starts.push(start);
        for slot in &axis.slots {
            start += match slot.kind {
                SlotKind::Band => BAND,
                _ if are_rows => ROW,
                _ => COLUMN,
            };
            axis.starts.push(start);
        }
        axis
    }

    /// How long it is, in CSS pixels.
    pub fn length(&self) -> u32 {
        self.starts.last().copied().unwrap_or_default()
    }

    /// Where a place begins, and where the next one does.
    pub fn extent(&self, slot: usize) -> Range<u32> {
        let at = |it: usize| self.starts.get(it).copied().unwrap_or(self.length());
        at(slot)..at(slot + 1)
    }

    /// What is to be drawn so that these pixels are covered: some more than
    /// that, in steps, so that a little scrolling draws nothing.
    pub fn window(&self, seen: Range<u32>) -> Range<usize> {
        const STEP: usize = 4;
        const MORE: usize = 2;

        let count = self.slots.len();
        let at = |pixel: u32| self.starts.partition_point(|it| *it <= pixel);
        let first = at(seen.start).saturating_sub(1) / STEP * STEP;
        let last = at(seen.end).div_ceil(STEP) * STEP;
        first.saturating_sub(MORE).min(count)..(last + MORE).min(count)
    }

    /// Where a heading stands: alone, or in its folded group.
    pub fn place_of(&self, heading: usize) -> Option<usize> {
        let holds = |it: &Slot| it.kind != SlotKind::Band && it.members.contains(&heading);
        self.slots.iter().position(holds)
    }

    /// The runs of places that belong to one group, within a window.
    pub fn spans(&self, window: Range<usize>) -> Vec<(usize, Range<usize>)> {
        let slots = self.slots.get(window.clone()).unwrap_or_default();
        let mut spans: Vec<(usize, Range<usize>)> = Vec::new();
        for (at, slot) in (window.start..).zip(slots) {
            match spans.last_mut() {
                Some((group, span)) if *group == slot.group => span.end = at + 1,
                _ => spans.push((slot.group, at..at + 1)),
            }
        }
        spans
    }
}

/// The groups in their order, each with the headings that are to be seen.
fn groups(matrix: &Matrix, order: MatrixOrder, filter: &str) -> Vec<(usize, Vec<usize>)> {
    let filter = filter.trim().to_lowercase();
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    for (at, group) in matrix.groups.iter().enumerate() {
        let mut members = members(matrix, group, &filter);
        match order {
            MatrixOrder::Document => {}
            MatrixOrder::Name => members.sort_by(|a, b| name(matrix, *a).cmp(name(matrix, *b))),
            MatrixOrder::Connections => {
                members.sort_by_key(|it| Reverse(connections(matrix, *it)));
            }
        }
        if !members.is_empty() {
            groups.push((at, members));
        }
    }
    match order {
        MatrixOrder::Document => {}
        MatrixOrder::Name => {
            let title = |at: usize| matrix.groups.get(at).map(|it| (it.kind, &it.title));
            groups.sort_by(|a, b| title(a.0).cmp(&title(b.0)));
        }
        MatrixOrder::Connections => groups.sort_by_key(|it| {
            let most = it.1.first().map(|it| connections(matrix, *it));
            Reverse(most)
        }),
    }
    groups
}

fn members(matrix: &Matrix, group: &Group, filter: &str) -> Vec<usize> {
    let all = group.first..group.first + group.count;
    let is_meant = |it: &usize| {
        let heading = matrix.headings.get(*it);
        heading.is_some_and(|it| it.name.to_lowercase().contains(filter))
    };
    all.filter(is_meant).collect()
}

fn name(matrix: &Matrix, heading: usize) -> &str {
    matrix.headings.get(heading).map_or("", |it| &it.name)
}

/// How many connections start or end at a heading.
fn connections(matrix: &Matrix, heading: usize) -> u32 {
    let heading = matrix.headings.get(heading);
    heading.map_or(0, |it| it.reaches + it.reached)
}

/// What becomes of all pairs of some headings: how many are or may be connected,
/// and of how many.
pub fn sum(matrix: &Matrix, rows: &[usize], columns: &[usize]) -> (usize, usize) {
    let (mut connected, mut decided) = (0, 0);
    for row in rows {
        for column in columns {
            if let Some(cell) = matrix.cell(*row, *column) {
                connected += usize::from(cell.kind.is_connected());
                decided += usize::from(cell.kind.is_decided());
            }
        }
    }
    (connected, decided)
}
