use std::ops::RangeInclusive;

/// A set of ports as sorted, disjoint, non-adjacent inclusive ranges.
///
/// The representation is canonical, so two sets are equal exactly when they
/// contain the same ports.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct PortSet(Vec<(u16, u16)>);

impl PortSet {
    /// Every port there is: 1–65535.
    pub fn all() -> Self {
        Self(vec![(1, u16::MAX)])
    }

    /// Adds every port of `range`; an empty range adds nothing.
    pub fn insert(&mut self, range: RangeInclusive<u16>) {
        if range.is_empty() {
            return;
        }
        let (lo, hi) = range.into_inner();
        let first = self
            .0
            .partition_point(|&(_, end)| end < lo.saturating_sub(1));
        let last = self
            .0
            .partition_point(|&(start, _)| start <= hi.saturating_add(1));
        let touching = self.0.drain(first..last);
        let merged = touching.fold((lo, hi), |(a, b), (c, d)| (a.min(c), b.max(d)));
        self.0.insert(first, merged);
    }

    /// The ranges, lowest first, both ends included.
    pub fn ranges(&self) -> impl Iterator<Item = (u16, u16)> {
        self.0.iter().copied()
    }

    /// Whether there is no port in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every port is in it.
    pub fn is_all(&self) -> bool {
        self.0 == [(1, u16::MAX)]
    }

    /// Whether `port` is in it.
    pub fn contains(&self, port: u16) -> bool {
        let after = self.0.partition_point(|&(start, _)| start <= port);
        let candidate = after.checked_sub(1).and_then(|it| self.0.get(it));
        candidate.is_some_and(|&(_, end)| port <= end)
    }

    /// The ports of either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        if self.is_all() || other.is_empty() {
            return self.clone();
        }
        let mut all = self.clone();
        for (lo, hi) in other.ranges() {
            all.insert(lo..=hi);
        }
        all
    }

    /// The ports of both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        if other.is_all() {
            return self.clone();
        }
        let mut both = Self::default();
        for (a, b) in self.ranges() {
            for (c, d) in other.ranges() {
                both.insert(a.max(c)..=b.min(d));
            }
        }
        both
    }

    /// The ports of this set that are not in `other`.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        if self.is_empty() || other.is_all() {
            return Self::default();
        }
        self.intersection(&other.complement())
    }

    /// The ports, of 1–65535, that are not in this set.
    #[must_use]
    pub fn complement(&self) -> Self {
        let mut rest = Self::default();
        let mut next = Some(1u16);
        for (lo, hi) in self.ranges() {
            if let Some(from) = next {
                rest.insert(from..=lo.saturating_sub(1));
            }
            next = hi.checked_add(1);
        }
        if let Some(from) = next {
            rest.insert(from..=u16::MAX);
        }
        rest
    }
}

impl FromIterator<RangeInclusive<u16>> for PortSet {
    fn from_iter<I: IntoIterator<Item = RangeInclusive<u16>>>(ranges: I) -> Self {
        let mut set = Self::default();
        for range in ranges {
            set.insert(range);
        }
        set
    }
}
