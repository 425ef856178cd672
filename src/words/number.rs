//! Numbers with the noun they count.

/// `1 workload`, `6 workloads`; for nouns that take an s.
pub(super) fn counted(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    [&number.to_string(), " ", noun, ending].concat()
}

/// `1 policy`, `5 policies`.
pub(super) fn policies(number: usize) -> String {
    let noun = if number == 1 { " policy" } else { " policies" };
    [&number.to_string(), noun].concat()
}

/// `line 21`, `lines 21–23`.
pub(super) fn lines(first: u32, last: u32) -> String {
    if first == last {
        ["line ", &first.to_string()].concat()
    } else {
        ["lines ", &first.to_string(), "–", &last.to_string()].concat()
    }
}
