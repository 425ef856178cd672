//! The view of what a change of the texts does.

use super::number::counted;

pub(crate) const WAITING: &str = "Comparing…";

/// What is compared with what.
pub(crate) const SINCE_PIN: &str = "Compared with the pinned state";
pub(crate) const PIN: &str = "Pin this state";
pub(crate) const PIN_TITLE: &str = "From now on, compare with the texts as they are now";
pub(crate) const SWAP: &str = "Swap";
pub(crate) const SWAP_TITLE: &str = "Edit the pinned texts, and compare with the present ones";
pub(crate) const BACK: &str = "Back to pinned";
pub(crate) const BACK_TITLE: &str =
    "Bring the pinned texts back; yours are kept in the menu Examples";

/// Nothing was changed since the baseline.
pub(crate) const NOTHING: &str = "Nothing has changed since this state was pinned. Edit the \
     texts, or pin this state and paste another set: what is gained and lost shows here.";
pub(crate) const SAME_TEXTS: &str = "The same connections.";
pub(crate) const SAME_REACHABILITY: &str =
    "Same reachability: the texts differ, and nobody is connected otherwise.";
pub(crate) const UNKNOWN: &str =
    "One of the two states is too much to evaluate here, so they cannot be compared.";

pub(crate) const BEFORE: &str = "before";
pub(crate) const NOW: &str = "now";
pub(crate) const LIST: &str = "Connections that changed";

/// `1 connection gained, 2 lost`.
pub(crate) fn summary(gained: usize, lost: usize, unsettled: usize) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (count, word) in [(gained, "gained"), (lost, "lost"), (unsettled, "undecided")] {
        if count > 0 {
            let number = if parts.is_empty() {
                counted(count, "connection")
            } else {
                count.to_string()
            };
            parts.push([&number, " ", word].concat());
        }
    }
    parts.join(", ")
}

/// The same beside the name of the view: `+1 −2`.
pub(crate) fn signs(gained: usize, lost: usize, unsettled: usize) -> String {
    let counts = [(gained, "+"), (lost, "−"), (unsettled, "?")];
    let there = counts.iter().filter(|it| it.0 > 0);
    let parts: Vec<String> = there
        .map(|(count, sign)| [*sign, &count.to_string()].concat())
        .collect();
    if parts.is_empty() {
        return "=".to_owned();
    }
    parts.join(" ")
}

/// Behind the list, when there are more.
pub(crate) fn more(count: usize) -> String {
    ["and ", &count.to_string(), " more"].concat()
}

/// What became of a pair, for those who do not see the sign.
pub(crate) const GAINED: &str = "gained";
pub(crate) const LOST: &str = "lost";
pub(crate) const UNSETTLED: &str = "undecided";
