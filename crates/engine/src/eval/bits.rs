/// A set of small numbers, compact enough to keep one for every branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// The empty set, with room for the numbers below `len`.
    pub(super) fn new(len: usize) -> Self {
        Self(vec![0; len.div_ceil(64)])
    }

    /// Adds a number; one that there is no room for is not added.
    pub(super) fn insert(&mut self, number: usize) {
        if let Some(word) = self.0.get_mut(number / 64) {
            *word |= 1 << (number % 64);
        }
    }

    /// The numbers, in ascending order.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(index, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let lowest = left.trailing_zeros();
                // The highest bit is gone when nothing is left.
                left &= left.checked_sub(1)?;
                Some(index * 64 + lowest as usize)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_comes_back_in_order() {
        let mut bits = Bits::new(130);
        for number in [129, 0, 64, 63, 0] {
            bits.insert(number);
        }
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 63, 64, 129]);
    }

    #[test]
    fn there_is_no_room_beyond_the_end() {
        let mut bits = Bits::new(64);
        bits.insert(64);
        assert_eq!(bits.iter().next(), None);
    }
}
