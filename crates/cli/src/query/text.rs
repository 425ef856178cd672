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
    for it in &answer.remarks {
        _ = writeln!(out, "  {}", clean(&it.to_string()));
    }
    let is_several = answer.pairs.len() > 1 && answer.common().is_none();
    if is_several {
        members(answer, &mut out);
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
        out.push_str(&explanation(room.sources, room.analysis, pair));
    }
    out
}

fn members(answer: &Answer, out: &mut String) {
    for pair in answer.pairs.iter().take(MOST_MEMBERS) {
        let word = format!("{:7}", verdict(pair.verdict));
        let word = painted(of_verdict(pair.verdict), word);
        let line = format!("{} -> {}", pair.source.name, pair.destination.name);
        _ = writeln!(out, "  {word} {}", clean(&line));
    }
    if answer.pairs.len() > MOST_MEMBERS {
        let more = answer.pairs.len() - MOST_MEMBERS;
        _ = writeln!(out, "  and {more} more");
    }
}
