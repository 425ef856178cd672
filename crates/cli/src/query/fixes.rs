use std::fmt::Write as _;

use netpol_engine::Options;
use netpol_engine::eval::Verdict;
use netpol_engine::fix::{Fix, Pair, Workshop};
use netpol_engine::query::Answer;
use netpol_export::clean;

use super::{Room, explained};
use crate::style::{ADMITS, DIM, OPEN, REFUSES, STRONG, painted};

/// What denies the connection that an answer tells of, or allows it.
pub(super) fn fixes(room: &Room<'_>, options: &Options, answer: &Answer) -> Vec<Fix> {
    let Some(told) = explained(answer).first() else {
        return Vec::new();
    };
    let (source, destination) = (told.source.endpoint, told.destination.endpoint);
    let pair = Pair::of(&room.analysis.world, source, destination, told.port);
    let Some(pair) = pair else {
        return Vec::new();
    };
    let workshop = Workshop::new(room.sources, options, room.analysis);
    if answer.verdict == Verdict::Allowed {
        workshop.deny(&pair)
    } else {
        workshop.allow(&pair)
    }
}

/// Each with the place it changes, and the connections.
pub(super) fn text(room: &Room<'_>, answer: &Answer, fixes: &[Fix]) -> String {
    let wish = if answer.verdict == Verdict::Allowed {
        "deny"
    } else {
        "allow"
    };
    if fixes.is_empty() {
        return format!("\nno change of your policies was found that would {wish} it\n");
    }
    let mut out = format!("\n{}\n", painted(STRONG, format!("What would {wish} it:")));
    for (at, fix) in fixes.iter().enumerate() {
        _ = writeln!(out, "{}. {}", at + 1, clean(&fix.title));
        for edit in fix.edits.iter().rev() {
            let source = &room.sources[edit.span.source];
            let lines = room.sources.lines(edit.span.source);
            let line = lines.position(&source.text, edit.span.start).line;
            let place = format!("{}:{line}", clean(&source.name));
            _ = writeln!(out, "   {} {place}", painted(DIM, "-->"));
        }
        for line in fix.effect.lines() {
            let style = match line.as_bytes().first() {
                Some(b'+') => ADMITS,
                Some(b'-') => REFUSES,
                _ => OPEN,
            };
            _ = writeln!(out, "   {}", painted(style, clean(&line)));
        }
        if fix.effect.is_empty() {
            _ = writeln!(out, "   {}", fix.effect);
        }
    }
    out
}
