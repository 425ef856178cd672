//! What stands around an explanation. Its sentences come from the engine.

use super::number;

pub(crate) const TITLE: &str = "Explanation";
pub(crate) const IN_SHORT: &str = "The answer in short";
pub(crate) const EXPLAIN: &str = "Explain";
pub(crate) const SHOW_LINES: &str = "Show lines";

pub(crate) const INVITATION: &str = "Who can reach whom, and which line says so";
pub(crate) const INVITATION_TO_POINT: &str =
    "Point at a line of the diagram to see which rule permits it.";
pub(crate) const INVITATION_TO_PICK: &str = "Pick two pods, one after the other, to ask about any pair. A connection that is denied \
     says why, clause by clause.";

/// While the present text is broken: what is shown is about the one before.
pub(crate) const OF_LAST_VALID: &str = "of the last valid text";

pub(crate) const ASSUMPTIONS: &str = "Assumptions";
pub(crate) const ONE_BY_ONE: &str = "One by one";
pub(crate) const AND: &str = "AND";
pub(crate) const OR: &str = "OR";

pub(crate) const STEPS: &str = "Step by step";
pub(crate) const STEP_NAME: &str = "Name lookup";
pub(crate) const STEP_SERVICE: &str = "Service";
pub(crate) const STEP_LEAVING: &str = "Leaving";
pub(crate) const STEP_ENTERING: &str = "Entering";

pub(crate) const OPEN: &str = "Open";
pub(crate) const EXEMPT: &str = "Exempt";

pub(crate) fn policy(name: &str) -> String {
    ["Policy ", name].concat()
}
pub(crate) const WHY_ISOLATED: &str = "Why it isolates";
pub(crate) fn admits_nothing(policy: &str) -> String {
    [policy, " admits nothing"].concat()
}
/// Rules count from 1.
pub(crate) fn rule(number: usize) -> String {
    ["rule ", &number.to_string()].concat()
}
pub(crate) fn branch(letter: &str, title: &str) -> String {
    ["Branch ", letter, ": ", title].concat()
}
pub(crate) fn lines(first: u32, last: u32) -> String {
    number::lines(first, last)
}

pub(crate) const WHAT_WOULD_ADMIT: &str = "What would admit it";
pub(crate) fn more_as_near(count: usize) -> String {
    ["and ", &count.to_string(), " as near"].concat()
}
pub(crate) const WHAT_CLOSES: &str = "What closes it";
pub(crate) const WHAT_ELSE: &str = "What else these entries permit";
pub(crate) fn more_that_admit(count: usize) -> String {
    ["and ", &count.to_string(), " more that admit it"].concat()
}
pub(crate) const ONLY_THROUGH_IT: &str = "Only through it";
pub(crate) fn more_pairs(count: usize) -> String {
    ["and ", &count.to_string(), " more"].concat()
}
