//! Who reaches whom as a table: every party against every other, the denied
//! ones too.
//!
//! Plain data for whatever shows it: headings in groups, cells as numbers into a
//! table of what they say, since behaviour repeats. It works out nothing that
//! [`Reachability`] does not know already.

mod cell;
mod cells;
mod heading;
mod tally;

pub use cell::{Cell, CellKind, CellMark, Refusal};
pub use cells::Cells;
pub use heading::{Group, GroupKind, Heading, Lock, Locks};
pub use tally::Tally;

use serde::{Deserialize, Serialize};

use crate::eval::{Party, Reachability, World};
use crate::letters::Letters;

/// The table. Rows and columns have the same headings in the same order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Matrix {
    /// Namespaces in document order, then the nodes, then the outside.
    pub groups: Vec<Group>,
    /// The parties, group by group.
    pub headings: Vec<Heading>,
    /// The branches that cells name by their position here.
    pub marks: Vec<CellMark>,
    /// Everything that cells say, each once.
    pub distinct: Vec<Cell>,
    /// What stands in which cell, by its position in [`Self::distinct`]; what
    /// stands between a party and itself means nothing.
    pub cells: Cells,
    /// What it adds up to.
    pub tally: Tally,
}

impl Matrix {
    /// The table of a world.
    pub fn of(world: &World, reachability: &Reachability, letters: &Letters) -> Self {
        let (groups, mut headings) = heading::headings(world);
        let parties: Vec<Party> = headings.iter().map(|it| it.party).collect();
        let encounters = reachability.encounters(&parties);
        let (mut distinct, marks) = cell::cells(world.cluster(), letters, &encounters.distinct);
        let beyond = cell::add(&mut distinct, CellKind::Beyond);
        let nobody = cell::add(&mut distinct, CellKind::Nobody);
        let mut rows = encounters.rows;
        for (row, source) in rows.iter_mut().zip(&headings) {
            for (code, destination) in row.iter_mut().zip(&headings) {
                if source.pods == Some(0) || destination.pods == Some(0) {
                    *code = nobody;
                } else if source.is_beyond_policies() && destination.is_beyond_policies() {
                    *code = beyond;
                }
            }
        }
        let tally = Tally::of(&rows, &distinct, &mut headings);
        Self {
            groups,
            headings,
            marks,
            distinct,
            cells: Cells::new(&rows),
            tally,
        }
    }

    /// What stands in a cell; none between a party and itself.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        if row == column {
            return None;
        }
        self.distinct.get(self.cells.at(row, column)?)
    }
}
