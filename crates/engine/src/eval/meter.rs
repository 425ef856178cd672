use std::cell::Cell;

use crate::model::PolicyId;

/// Counts what an evaluation costs, in steps, and says when it is too much.
///
/// A step is about as much as one look at one thing. Steps are counted and time
/// is not, so that the same input ends at the same place everywhere. Once there
/// are too many, nothing is worth anything that was worked out so far: a part of
/// an evaluation would say `denied` where it did not get to.
#[derive(Debug)]
pub struct Meter {
    left: Cell<u64>,
    is_exhausted: Cell<bool>,
    turn: Cell<Option<PolicyId>>,
}

impl Meter {
    /// Allows so many steps.
    pub fn of(steps: u64) -> Self {
        Self {
            left: Cell::new(steps),
            is_exhausted: Cell::new(false),
            turn: Cell::new(None),
        }
    }

    /// Allows any number of steps.
    pub fn endless() -> Self {
        Self::of(u64::MAX)
    }

    /// How many more steps are allowed.
    pub fn left(&self) -> u64 {
        self.left.get()
    }

    /// Whether there were too many steps.
    pub fn is_exhausted(&self) -> bool {
        self.is_exhausted.get()
    }

    /// The policy that was looked at last: when there were too many steps, the
    /// one at which there were.
    pub fn policy(&self) -> Option<PolicyId> {
        self.turn.get()
    }

    /// From now on steps are taken for this policy.
    pub(super) fn turn_to(&self, policy: PolicyId) {
        if !self.is_exhausted() {
            self.turn.set(Some(policy));
        }
    }

    /// Takes as many steps as there are things times looks at each. `false` when
    /// they are too many, and from then on always.
    pub(super) fn spend(&self, things: usize, looks: usize) -> bool {
        // In 64 bits everywhere: what does not fit is too much, and equally so.
        let [things, looks] = [things, looks].map(|it| u64::try_from(it).unwrap_or(u64::MAX));
        let steps = things.saturating_mul(looks);
        match self.left.get().checked_sub(steps) {
            Some(left) if !self.is_exhausted() => {
                self.left.set(left);
                true
            }
            _ => {
                self.is_exhausted.set(true);
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_allowed_can_be_spent_and_nothing_after_it_was_not_enough() {
        let meter = Meter::of(10);
        assert!(meter.spend(5, 2));
        assert!(!meter.is_exhausted());
        assert!(!meter.spend(1, 1));
        assert!(meter.is_exhausted());
        assert!(!meter.spend(0, 0), "it is over");
    }

    #[test]
    fn what_cannot_be_counted_is_too_much() {
        assert!(!Meter::of(u64::MAX - 1).spend(usize::MAX, usize::MAX));
        assert!(Meter::endless().spend(usize::MAX, 2));
    }
}
