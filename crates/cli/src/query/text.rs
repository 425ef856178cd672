use std::fmt::Write as _;

use netpol_engine::letters::Letters;
use netpol_engine::query::{Answer, Pair};
use netpol_export::clean;
use netpol_export::wire::verdict;

use super::{Room, explained};
use crate::explanation::{explanation, letters, reason};
use crate::style::{STRONG, of_verdict, painted};

/// How many members are listed before the rest is counted.
const MOST_MEMBERS: usize = 12;

/// The verdict first, then why.
pub(super) fn text(room: &Room<'_>, from: &str, to: &str, answer: &Answer) -> String {
    let word = painted(of_verdict(answer.verdict), verdict(answer.verdict));
    let pair = format!(": {} -> {}, port {}", clean(from), clean(to), answer.port);
    let mut out = format!("{word}{}\n", painted(STRONG, pair));
    for it in &answer.remarks {
        _ = writeln!(out, "  {}", clean(&it.to_string()));
    }
    let is_several = answer.pairs.len() > 1 && answer.common().is_none();
    let letters = letters(room.analysis, told(answer, is_several));
    if is_several {
        members(room, answer, &letters, &mut out);
    }
    for pair in explained(answer) {
        if is_several {
            let title = format!("{} -> {}", pair.source.name, pair.destination.name);
            _ = writeln!(out, "\n{}", painted(STRONG, clean(&title)));
        }
        if let Some(service) = &pair.through {
            let to = format!("{}, port {}", pair.destination.name, pair.port);
            _ = writeln!(
                out,
                "  through the Service {} to {}",
                clean(service),
                clean(&to)
            );
        }
        out.push_str(&explanation(room.sources, room.analysis, pair, &letters));
    }
    out
}

/// The pairs that the text speaks of.
fn told(answer: &Answer, is_several: bool) -> &[Pair] {
    if !is_several {
        return explained(answer);
    }
    let explained = explained(answer).first();
    let at = explained.and_then(|it| answer.pairs.iter().position(|pair| pair == it));
    let last = at.map_or(0, |it| it + 1).max(MOST_MEMBERS);
    answer.pairs.get(..last).unwrap_or(&answer.pairs)
}

/// Each with its own verdict and reason.
fn members(room: &Room<'_>, answer: &Answer, letters: &Letters, out: &mut String) {
    for pair in answer.pairs.iter().take(MOST_MEMBERS) {
        let word = format!("{:7}", verdict(pair.verdict));
        let word = painted(of_verdict(pair.verdict), word);
        let line = format!("{} -> {}", pair.source.name, pair.destination.name);
        let why = reason(room.analysis, pair, letters);
        _ = writeln!(out, "  {word} {}: {why}", clean(&line));
    }
    if answer.pairs.len() > MOST_MEMBERS {
        let more = answer.pairs.len() - MOST_MEMBERS;
        _ = writeln!(out, "  and {more} more");
    }
}
