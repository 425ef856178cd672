/// Things in cells, split again and again until each cell holds what nothing
/// can tell apart.
///
/// A split costs as much as the things that it takes out of their cells, however
/// many stay behind.
#[derive(Debug, Clone)]
pub(super) struct Partition {
    /// By thing, its cell.
    cells: Vec<u32>,
    /// How many numbers of cells were given.
    given: u32,
    /// By cell, the split that last took something out of it, and the cell it
    /// went to.
    moved: Vec<(u32, u32)>,
    splits: u32,
}

impl Partition {
    /// Things that are in one cell when their numbers are equal.
    pub(super) fn new(numbers: Vec<u32>) -> Self {
        let given = numbers.iter().max().map_or(0, |it| it.saturating_add(1));
        Self {
            moved: vec![(0, 0); given as usize],
            cells: numbers,
            given,
            splits: 0,
        }
    }

    /// Takes some things out of the cells they are in; those from one cell stay
    /// together.
    pub(super) fn split(&mut self, things: impl Iterator<Item = usize>) {
        self.splits += 1;
        for thing in things {
            let Some(cell) = self.cells.get_mut(thing) else {
                continue;
            };
            let Some(moved) = self.moved.get_mut(*cell as usize) else {
                continue;
            };
            let is_first = moved.0 != self.splits;
            if is_first {
                *moved = (self.splits, self.given);
            }
            *cell = moved.1;
            if is_first {
                self.given += 1;
                self.moved.push((0, 0));
            }
        }
    }

    /// The cell that a thing is in by now.
    pub(super) fn cell(&self, thing: u32) -> u32 {
        let cell = self.cells.get(thing as usize);
        cell.copied().unwrap_or(u32::MAX)
    }

    /// The cells, numbered in the order of the first thing in each.
    pub(super) fn finish(self) -> Cells {
        let mut numbers = vec![u32::MAX; self.given as usize];
        let mut firsts = Vec::new();
        let mut of = self.cells;
        for (thing, cell) in of.iter_mut().enumerate() {
            if let Some(number) = numbers.get_mut(*cell as usize) {
                if *number == u32::MAX {
                    *number = u32::try_from(firsts.len()).unwrap_or(u32::MAX);
                    firsts.push(thing);
                }
                *cell = *number;
            }
        }
        Cells { of, firsts }
    }
}

/// A finished [`Partition`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cells {
    /// By thing, the number of its cell.
    pub(super) of: Vec<u32>,
    /// By cell, the first thing in it.
    pub(super) firsts: Vec<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(numbers: &[u32], splits: &[&[usize]], of: &[u32], firsts: &[usize]) {
        let mut partition = Partition::new(numbers.to_vec());
        for split in splits {
            partition.split(split.iter().copied());
        }
        let cells = partition.finish();
        assert_eq!((cells.of.as_slice(), cells.firsts.as_slice()), (of, firsts));
    }

    #[test]
    fn cells_are_numbered_by_the_first_thing_in_each() {
        check(&[7, 2, 7], &[], &[0, 1, 0], &[0, 1]);
        check(&[], &[&[0]], &[], &[]);
    }

    #[test]
    fn a_split_parts_what_is_in_it_from_what_is_not() {
        check(&[0, 0, 0, 0], &[&[1, 3]], &[0, 1, 0, 1], &[0, 1]);
        check(&[0, 0, 1, 1], &[&[1, 3]], &[0, 1, 2, 3], &[0, 1, 2, 3]);
    }

    #[test]
    fn a_split_of_whole_cells_changes_nothing() {
        check(&[0, 1, 0], &[&[0, 2], &[0, 1, 2], &[]], &[0, 1, 0], &[0, 1]);
    }

    #[test]
    fn splits_add_up() {
        check(
            &[0, 0, 0, 0],
            &[&[0, 1], &[0, 2]],
            &[0, 1, 2, 3],
            &[0, 1, 2, 3],
        );
    }
}
