//! What order things come in, and which of them belong together.
//!
//! Every sort and every grouping of the engine goes through here, because each
//! `sort_by` on another element, and each map with another key, brings a copy
//! of several kilobytes to the program that the page loads. Here positions are
//! sorted, which are all of one type, and what is compared is asked for.

use std::cmp::Ordering;

/// The positions of `count` things in ascending order; equal ones stay in the
/// order they have.
fn positions(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..count).collect();
    positions.sort_by(|a, b| compare(*a, *b));
    positions
}

/// Cuts positions where a thing is not the same as the one before it.
fn runs(positions: &[usize], same: &mut dyn FnMut(usize, usize) -> bool) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut before = None;
    for &position in positions {
        match runs.last_mut() {
            Some(run) if before.is_some_and(|it| same(it, position)) => run.push(position),
            _ => runs.push(vec![position]),
        }
        before = Some(position);
    }
    runs
}

/// Things in ascending order; equal ones stay in the order they have.
pub(crate) fn sorted_by<T: Clone>(
    items: &[T],
    mut compare: impl FnMut(&T, &T) -> Ordering,
) -> Vec<T> {
    let positions = positions(items.len(), &mut |a, b| {
        let both = items.get(a).zip(items.get(b));
        both.map_or(Ordering::Equal, |(a, b)| compare(a, b))
    });
    let mut sorted = Vec::with_capacity(items.len());
    for position in positions {
        sorted.extend(items.get(position).cloned());
    }
    sorted
}

/// The same by the order that things have themselves.
pub(crate) fn sorted<T: Clone + Ord>(items: &[T]) -> Vec<T> {
    sorted_by(items, T::cmp)
}

/// The positions of things, in ascending order and cut into groups of those
/// that are the `same`: equal ones stay in the order they have.
pub(crate) fn groups_by<T>(
    items: &[T],
    mut compare: impl FnMut(&T, &T) -> Ordering,
    mut same: impl FnMut(&T, &T) -> bool,
) -> Vec<Vec<usize>> {
    let positions = positions(items.len(), &mut |a, b| {
        let both = items.get(a).zip(items.get(b));
        both.map_or(Ordering::Equal, |(a, b)| compare(a, b))
    });
    runs(&positions, &mut |a, b| {
        let both = items.get(a).zip(items.get(b));
        both.is_some_and(|(a, b)| same(a, b))
    })
}

/// The positions of equal things: the groups in ascending order, those in a
/// group as they stand.
pub(crate) fn groups<T: Ord>(items: &[T]) -> Vec<Vec<usize>> {
    groups_by(items, T::cmp, T::eq)
}

/// For each thing the position of the first that equals it, which is its own
/// when it is the first.
pub(crate) fn firsts<T: Ord>(items: &[T]) -> Vec<usize> {
    // Most lists are short, and then looking back is quicker than sorting.
    if items.len() <= 16 {
        let first = |it| items.iter().position(|other| other == it).unwrap_or(0);
        return items.iter().map(first).collect();
    }
    let mut firsts = vec![0; items.len()];
    for alike in groups(items) {
        for &position in &alike {
            if let (Some(slot), Some(&first)) = (firsts.get_mut(position), alike.first()) {
                *slot = first;
            }
        }
    }
    firsts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_things_stay_in_the_order_they_have() {
        let items = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        let sorted = sorted_by(&items, |a, b| a.0.cmp(&b.0));
        assert_eq!(sorted, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }

    #[test]
    fn groups_are_in_order_and_so_are_their_members() {
        assert_eq!(
            groups(&['c', 'a', 'c', 'b']),
            [vec![1], vec![3], vec![0, 2]]
        );
        assert!(groups::<u8>(&[]).is_empty());
    }

    #[test]
    fn groups_can_be_coarser_than_the_order() {
        let items = [(1, 'b'), (2, 'a'), (1, 'a')];
        let groups = groups_by(&items, Ord::cmp, |a, b| a.0 == b.0);
        assert_eq!(groups, [vec![2, 0], vec![1]]);
    }

    #[test]
    fn the_first_of_equal_things_is_found_in_short_and_long_lists() {
        assert_eq!(firsts(&['b', 'a', 'b', 'a']), [0, 1, 0, 1]);
        let long: Vec<usize> = (0..40).map(|it| it % 30).collect();
        let expected: Vec<usize> = (0..30).chain(0..10).collect();
        assert_eq!(firsts(&long), expected);
    }
}
