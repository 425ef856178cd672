/// A set of small numbers, compact enough to compare many of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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

    /// The numbers of both.
    pub(super) fn intersection(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a & b).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bits(numbers: &[usize]) -> Bits {
        let mut bits = Bits::new(130);
        for number in numbers {
            bits.insert(*number);
        }
        bits
    }

    #[test]
    fn intersection_keeps_what_is_in_both() {
        let both = bits(&[0, 63, 64, 129]).intersection(&bits(&[0, 1, 64, 128, 129]));
        assert_eq!(both, bits(&[0, 64, 129]));
    }
}
