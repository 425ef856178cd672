use std::fmt::Write as _;

use netpol_engine::query::Answer;

use super::{Room, explained};
use crate::explanation::explanation;
use crate::quote::clean;
use crate::style::{STRONG, of_verdict, painted};
use crate::wire::verdict;

/// How many members are listed before the rest is counted.
const MOST_MEMBERS: usize = 12;

/// The verdict first, then why.
pub(super) fn text(room: &Room<'_>, from: &str, to: &str, answer: &Answer) -> String {
    let word = painted(of_verdict(answer.verdict), verdict(answer.verdict));
    let pair = format!(": {} -> {}, port {}", clean(from), clean(to), answer.port);
    let mut out = format!("{word}{}\n", painted(STRONG, pair));
    if answer.pairs.len() > 1 && answer.common().is_none() {
        members(answer, &mut out);
    }
    for pair in explained(answer) {
        if answer.pairs.len() > 1 && answer.common().is_none() {
            let (from, to) = (&pair.source.name, &pair.destination.name);
            _ = writeln!(out, "\n{}", painted(STRONG, format!("{from} -> {to}")));
        }
        out.push_str(&explanation(room.sources, room.analysis, pair));
    }
    out
}

fn members(answer: &Answer, out: &mut String) {
    for pair in answer.pairs.iter().take(MOST_MEMBERS) {
        let word = format!("{:7}", verdict(pair.verdict));
        let word = painted(of_verdict(pair.verdict), word);
        let (from, to) = (&pair.source.name, &pair.destination.name);
        _ = writeln!(out, "  {word} {from} -> {to}");
    }
    if answer.pairs.len() > MOST_MEMBERS {
        let more = answer.pairs.len() - MOST_MEMBERS;
        _ = writeln!(out, "  and {more} more");
    }
}
