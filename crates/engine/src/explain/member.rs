//! Those that an answer is about where they differ, each in few words.

use super::case::Case;
use super::port::ports_text;
use super::{Member, Phrase, answer, closing, near};
use crate::eval::{Reach, Verdict};
use crate::query::PortQuestion;

/// How many members an answer in few words names.
const NAMED: usize = 3;

/// One member; `whole` is its answer for every port.
pub(super) fn member(case: &Case<'_>, name: String, whole: &Reach, port: PortQuestion) -> Member {
    Member {
        name,
        count: 1,
        verdict: case.outcome.verdict(),
        reason: reason(case, port),
        near: near::near(case, whole, port.ports().as_ref()),
        closing: closing::closing(case),
    }
}

/// `on 80/TCP, by db-np, rule 1, branch A`; without the ports where one was
/// asked about, or none connects.
fn reason(case: &Case<'_>, port: PortQuestion) -> Phrase {
    let ports = case.outcome.perhaps();
    let why = answer::answer(case);
    if port != PortQuestion::Any || ports.is_empty() {
        return why;
    }
    Phrase::from(format!("on {}, ", ports_text(&ports))).then(why)
}

/// The one whose directions say most: the first that is not allowed.
pub(super) fn worth_showing(members: &[Member]) -> usize {
    let is_refused = |it: &Member| it.verdict != Verdict::Allowed;
    members.iter().position(is_refused).unwrap_or_default()
}

/// `over IPv4 allowed, by db-np, rule 1, branch A; over IPv6 denied, db-np does
/// not admit it`.
pub(super) fn answer(members: &[Member]) -> Phrase {
    let mut all = Phrase::new();
    for (at, it) in members.iter().take(NAMED).enumerate() {
        all = all
            .text(if at == 0 { "" } else { "; " })
            .text(format!("{} {}, ", it.name, word(it.verdict)))
            .then(it.reason.clone());
    }
    match members.len().checked_sub(NAMED) {
        None | Some(0) => all,
        Some(more) => all.text(format!("; and {more} more")),
    }
}

/// A verdict as a word in a sentence.
pub(super) fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Allowed => "allowed",
        Verdict::Denied => "denied",
        Verdict::Mixed => "allowed in part",
        Verdict::Unknown => "perhaps allowed",
        Verdict::NoBackend => "served by nobody",
    }
}
