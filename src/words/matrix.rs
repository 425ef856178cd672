//! The matrix and what is above it.

pub(crate) const TITLE: &str = "Reachability matrix";
pub(crate) const EMPTY: &str = "Nothing has a name like that.";

/// In the corner: what the columns are, and what the rows.
pub(crate) const HEAD_TO: &str = "to";
pub(crate) const HEAD_FROM: &str = "from";

/// Two words of one sentence: From … to ….
pub(crate) const FROM: &str = "From";
pub(crate) const TO: &str = "to";
pub(crate) const FILTER_SOURCES: &str = "Filter sources";
pub(crate) const FILTER_DESTINATIONS: &str = "Filter destinations";
pub(crate) const ANY_NAME: &str = "any name";
pub(crate) const ORDER: &str = "Order of rows and columns";
pub(crate) const DOCUMENT_ORDER: &str = "Document order";
pub(crate) const BY_NAME: &str = "Name";
pub(crate) const MOST_CONNECTIONS: &str = "Most connections";
pub(crate) const FOLD_ALL: &str = "Fold all";
pub(crate) const UNFOLD_ALL: &str = "Unfold all";

/// A folded column of so many.
pub(crate) fn all(count: usize) -> String {
    ["all ", &count.to_string()].concat()
}
/// Behind the number of those that are connected.
pub(crate) fn of(count: usize) -> String {
    ["of ", &count.to_string()].concat()
}

pub(crate) const OPEN: &str = "open";
pub(crate) const IN_PART: &str = "in part";
pub(crate) const LEAVING: &str = "leaving";
pub(crate) const ENTERING: &str = "entering";
pub(crate) const BOTH: &str = "both";
pub(crate) const NO_PORT: &str = "no port";
pub(crate) const NO_PODS: &str = "no pods";

pub(crate) const NOT_ISOLATED: &str = "not isolated ";
pub(crate) const PARTLY_ISOLATED: &str = "some pods isolated ";
pub(crate) const ISOLATED: &str = "isolated ";
pub(crate) const SOME: &str = " (some)";
pub(crate) const INGRESS: &str = "in";
pub(crate) const EGRESS: &str = "out";

pub(crate) fn itself(name: &str) -> String {
    [name, " itself"].concat()
}
pub(crate) fn pair(from: &str, to: &str, words: &str) -> String {
    [from, " to ", to, ": ", words].concat()
}
pub(crate) fn connected(from: &str, to: &str, connected: usize, of: usize) -> String {
    let sum = [
        &connected.to_string(),
        " of ",
        &of.to_string(),
        " connected",
    ]
    .concat();
    pair(from, to, &sum)
}
