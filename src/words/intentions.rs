//! What is expected of the policies, and what can be done to make it so.

use super::number::{self, counted};

pub(crate) const TITLE: &str = "Intended connections";
pub(crate) const BELOW: &str = "Below the diagram";
/// The name of the file that holds the lines, with which a terminal checks them.
pub(crate) const FILE: &str = "intended.expect";

pub(crate) const LINES: &str = "Intended connections, one in each line";
pub(crate) const EXAMPLE: &str = "qa-test/frontend -> qa-test/api:8080   allowed\n\
     qa-test/frontend -> qa-test/db          denied\n\
     staging/*        -> qa-test/*           denied";
pub(crate) const HELP: &str = "Write what should be connected and what should not, one line \
     each, or take it from the diagram and the matrix: choose a pair, then what you expect of it. \
     Every line is checked as you type.";

pub(crate) const ALLOWED: &str = "allowed";
pub(crate) const DENIED: &str = "denied";
pub(crate) const MIXED: &str = "allowed for some only";
pub(crate) const UNKNOWN: &str = "not decided by the input";
pub(crate) const NOT_ALLOWED: &str = "not allowed";

pub(crate) const PRESENT: &str = "Expect the present state";
pub(crate) const TIERS: &str = "Tiers";
pub(crate) const TIER_ADD: &str = "Add a tier";
pub(crate) const TIERS_NEED_TWO: &str = "Choose at least two workloads, in their order.";
pub(crate) const WRITE_TIERS: &str = "Expect this order and nothing else";
pub(crate) const PROPOSE: &str = "Propose policies";
pub(crate) const CLOSE_EGRESS: &str = "isolate sources, too";
pub(crate) fn without_tier(name: &str) -> String {
    ["Remove ", name].concat()
}

pub(crate) const EXPECT_ALLOWED: &str = "Expect allowed";
pub(crate) const EXPECT_DENIED: &str = "Expect denied";
pub(crate) const DENY: &str = "Deny this connection";
pub(crate) const ALLOW: &str = "Allow only this connection";

pub(crate) const HOLDS: &str = "holds";
pub(crate) const FAILS: &str = "fails";
pub(crate) const SHOW: &str = "Explain";
pub(crate) const MEND: &str = "What would fix it?";
pub(crate) const RESULTS: &str = "What became of each line";

pub(crate) const OFFERS: &str = "What can be done";
pub(crate) const APPLY: &str = "Apply";
pub(crate) const CLOSE: &str = "Close";
pub(crate) const UNDO: &str = "Undo";
pub(crate) const NO_EFFECT: &str = "Nobody is connected otherwise.";
pub(crate) const NO_OFFER: &str = "No change of your policies was found that would do it.";
pub(crate) const NO_LINES: &str = "There is no line yet from which policies could follow.";
pub(crate) const HOLDS_NOW: &str = "This line holds.";
pub(crate) const CANNOT_REPLACE: &str =
    "The policies that are in the way cannot be taken out of the text as it is written.";
/// The tab of policies that were proposed.
pub(crate) const PROPOSED: &str = "Proposed policies";

/// `5 of 7 hold`.
pub(crate) fn held(held: usize, all: usize) -> String {
    [&held.to_string(), " of ", &all.to_string(), " hold"].concat()
}

/// `but qa-test/frontend -> qa-test/db is allowed, and 2 more`.
pub(crate) fn counterexample(from: &str, to: &str, verdict: &str, more: usize) -> String {
    let also = match more {
        0 => String::new(),
        more => [", and ", &more.to_string(), " more"].concat(),
    };
    ["but ", from, " -> ", to, " is ", verdict, &also].concat()
}

/// A line that is none: `line 3, column 5: …`.
pub(crate) fn fault(line: u32, column: u32, message: &str) -> String {
    let (line, column) = (line.to_string(), column.to_string());
    ["line ", &line, ", column ", &column, ": ", message].concat()
}

/// `Write 4 policies: 7 lines hold`.
pub(crate) fn proposal(policies: usize, held: usize, failed: usize) -> String {
    let policies = number::policies(policies);
    ["Write ", &policies, ": ", &self::held(held, held + failed)].concat()
}

pub(crate) fn replaces(policies: &[String]) -> String {
    ["In place of ", &policies.join(", ")].concat()
}

pub(crate) fn cannot_hold(line: &str, why: &str) -> String {
    [line, " cannot hold: ", why].concat()
}

pub(crate) fn unsaid(from: &str, to: &str) -> String {
    [from, " -> ", to, " is not decided, so no line speaks of it"].concat()
}

pub(crate) fn write_lines(count: usize) -> String {
    ["Write ", &counted(count, "line")].concat()
}

pub(crate) fn more(count: usize) -> String {
    ["and ", &count.to_string(), " more"].concat()
}

/// That something was done, with what.
pub(crate) fn done(title: &str) -> String {
    ["Done: ", title].concat()
}
