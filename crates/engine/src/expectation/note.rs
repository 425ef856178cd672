use super::{Claim, Expectation, read};
use crate::text::SourceId;

/// The text with this line in it: in place of the one that speaks of the same
/// connection, else behind the others. Whatever else is written stays.
pub fn noted(text: &str, claim: &Claim) -> String {
    let line = claim.to_string();
    let lines = read(SourceId::default(), text).value;
    let is_about_it = |it: &&Expectation| {
        let it = &it.claim;
        it.source == claim.source && it.destination == claim.destination && it.ports == claim.ports
    };
    match lines.iter().find(is_about_it) {
        Some(known) => {
            let range = known.span.range();
            let before = text.get(..range.start).unwrap_or_default();
            let after = text.get(range.end..).unwrap_or_default();
            [before, &line, after].concat()
        }
        None if text.is_empty() || text.ends_with('\n') => [text, &line, "\n"].concat(),
        None => [text, "\n", &line, "\n"].concat(),
    }
}

/// The text without this line; a comment behind it stays.
pub fn struck(text: &str, line: &Expectation) -> String {
    let range = line.span.range();
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let (rest, below) = match after.split_once('\n') {
        Some((rest, below)) => (rest, below),
        None => (after, ""),
    };
    match rest.trim() {
        "" => [before.trim_end_matches([' ', '\t']), below].concat(),
        comment => {
            let end = if after.len() > rest.len() { "\n" } else { "" };
            [before, comment, end, below].concat()
        }
    }
}
