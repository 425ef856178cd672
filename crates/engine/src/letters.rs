//! The letters that branches go by.

use std::collections::BTreeMap;

use crate::eval::BranchRef;

/// The letter of each branch: one mark in the gutter, on the edges it admits
/// and on its card.
///
/// Letters follow document order at first; while one edits they stay with their
/// branch, and a new one takes the next free letter. After Z follow AA, AB.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letters {
    numbers: BTreeMap<BranchRef, usize>,
}

impl Letters {
    /// The position of a branch's letter in the alphabet, from 0; what its hue
    /// is chosen by.
    pub fn number(&self, branch: BranchRef) -> Option<usize> {
        self.numbers.get(&branch).copied()
    }

    /// The letter itself; empty for a branch that has none.
    pub fn letter(&self, branch: BranchRef) -> String {
        let _ = branch;
        unimplemented!()
    }
}
