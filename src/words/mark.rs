//! What a screen reader says for the small signs.

pub(crate) const YES: &str = "yes: ";
pub(crate) const NO: &str = "no: ";
pub(crate) const UNKNOWN: &str = "unknown: ";
/// Before the letter of a branch.
pub(crate) const BRANCH: &str = "branch ";
