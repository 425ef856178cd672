//! The letters that branches go by.
//!
//! A [`BranchRef`] is a position and means something else after every edit, so
//! [`Letters`] also remember what each branch said: policy by name, entry by
//! content, position only where the content changed. That memory is what
//! carries a letter over to the next analysis.

mod memory;

use self::memory::Memory;
use crate::eval::BranchRef;
use crate::model::Cluster;
use crate::order::sorted;

/// The letter of each branch: one mark in the gutter, on the edges it admits
/// and on its card.
///
/// Letters follow document order at first; while one edits they stay with their
/// branch, and a new one takes the next free letter. After Z follow AA, AB.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letters {
    /// By branch, in ascending order.
    numbers: Vec<(BranchRef, usize)>,
    memory: Memory,
}

impl Letters {
    /// Letters in the order of `branches`: for a text that was just loaded.
    pub fn of(cluster: &Cluster, branches: &[BranchRef]) -> Self {
        Self::following(&Self::default(), cluster, branches)
    }

    /// Letters for the text after an edit: a branch keeps the letter it had in
    /// `previous`, a new one takes the first that is free.
    ///
    /// A policy that is gone keeps its letters reserved, since it may only be
    /// half typed at the moment. A text that shares no policy with the previous
    /// one is another text and starts from A.
    pub fn following(previous: &Self, cluster: &Cluster, branches: &[BranchRef]) -> Self {
        let present = Memory::of(cluster, branches);
        let carried = previous.memory.recognise(&present);
        if carried.is_empty() && !branches.is_empty() {
            return Self::numbered(present, branches, &[]);
        }
        let mut memory = present;
        memory.keep_absent(&previous.memory);
        Self::numbered(memory, branches, &carried)
    }

    fn numbered(
        mut memory: Memory,
        branches: &[BranchRef],
        carried: &[(BranchRef, usize)],
    ) -> Self {
        let carried = sorted(carried);
        let mut taken = memory.reserved();
        taken.extend(carried.iter().map(|it| it.1));
        let taken = sorted(&taken);
        let mut numbers = carried.clone();
        let mut free = (0..).filter(|it| taken.binary_search(it).is_err());
        for branch in branches {
            if number_of(&carried, *branch).is_none() {
                numbers.extend(free.next().map(|number| (*branch, number)));
            }
        }
        let numbers = sorted(&numbers);
        memory.note(|it| number_of(&numbers, it));
        Self { numbers, memory }
    }

    /// The position of a branch's letter in the alphabet, from 0; what its hue
    /// is chosen by.
    pub fn number(&self, branch: BranchRef) -> Option<usize> {
        number_of(&self.numbers, branch)
    }

    /// The letter itself; empty for a branch that has none.
    pub fn letter(&self, branch: BranchRef) -> String {
        self.number(branch).map(spelled).unwrap_or_default()
    }
}

/// The number that a letter stands for; `None` for what is no letter.
///
/// What counts the badges that are not shown, `+3`, is none.
pub fn number_of_letter(letter: &str) -> Option<usize> {
    let digit = |it: u8| it.is_ascii_uppercase().then(|| usize::from(it - b'A'));
    letter.bytes().try_fold(None, |before: Option<usize>, it| {
        let above = before.map_or(Some(0), |it| it.checked_add(1)?.checked_mul(26))?;
        Some(Some(above.checked_add(digit(it)?)?))
    })?
}

fn number_of(numbers: &[(BranchRef, usize)], branch: BranchRef) -> Option<usize> {
    let found = numbers.binary_search_by_key(&branch, |it| it.0).ok()?;
    numbers.get(found).map(|it| it.1)
}

/// A…Z, AA, AB…: as spreadsheets name their columns.
fn spelled(number: usize) -> String {
    let last = char::from(b'A' + u8::try_from(number % 26).unwrap_or_default());
    let mut word = match number / 26 {
        0 => String::new(),
        above => spelled(above - 1),
    };
    word.push(last);
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_leads_back_to_its_number() {
        for number in [0, 1, 25, 26, 27, 51, 52, 701, 702, 703, 20_000] {
            assert_eq!(number_of_letter(&spelled(number)), Some(number));
        }
    }

    #[test]
    fn what_is_no_letter_has_no_number() {
        for text in ["", "+3", "a", "A1", "É"] {
            assert_eq!(number_of_letter(text), None, "{text}");
        }
    }
}
