use std::fmt::Write as _;

use netpol_engine::explain::{BranchCard, ClauseLine};
use netpol_engine::model::Truth;
use netpol_engine::text::Span;
use netpol_export::clean;

use super::Page;
use super::side::sign;
use crate::quote::{Mark, quote};
use crate::style::{DIM, STRONG, painted};

/// One entry of `from` or `to`: what became of it, its lines with what became
/// of each clause, then the clauses that are not written. The ports of a rule
/// are quoted with its first entry, which `is_first` says it is.
pub(super) fn branch(
    page: &Page<'_>,
    card: &BranchCard,
    whole: &BranchCard,
    (rule, is_first): (usize, bool),
    out: &mut String,
) {
    let (mark, style) = sign(card.admits);
    let letter = painted(STRONG, page.letters.letter(card.branch));
    let title = painted(style, format!("{mark} {}", clean(&card.title)));
    _ = writeln!(out, "  {letter}  rule {}: {title}", rule + 1);
    let mut marks = Vec::new();
    let mut unwritten = Vec::new();
    for (line, whole) in card.clauses.iter().zip(&whole.clauses) {
        let words = clause(page, line, whole);
        if line.clause.is_none() && !is_first {
            let (sign, style) = sign(line.held);
            let words = format!("{sign} {}: as above", clean(&line.what));
            unwritten.push(painted(style, words));
            continue;
        }
        let path = line.path.as_ref().filter(|_| line.written);
        let span = path.and_then(|it| page.analysis.policy_span(card.branch.policy, it));
        match span {
            Some(span) => marks.push(Mark {
                span,
                style: sign(line.held).1,
                words,
            }),
            None => unwritten.push(painted(sign(line.held).1, words)),
        }
    }
    let place = page.analysis.branch_span(card.branch);
    if let Some(at) = place.or_else(|| marks.first().map(|it| it.span)) {
        let marks = in_order(marks, at);
        out.push_str(&quote(page.sources, at, &marks));
    }
    for it in unwritten {
        _ = writeln!(out, "   {} {it}", painted(DIM, "="));
    }
}

/// Marks in the order of the text; without any, the place itself.
fn in_order(mut marks: Vec<Mark>, at: Span) -> Vec<Mark> {
    marks.retain(|it| it.span.source == at.source);
    marks.sort_by_key(|it| it.span.start);
    if marks.is_empty() {
        marks.push(Mark {
            span: at,
            style: DIM,
            words: String::new(),
        });
    }
    marks
}

/// `✓ namespace env=qa: qa-test has env=qa`.
fn clause(page: &Page<'_>, line: &ClauseLine, whole: &ClauseLine) -> String {
    let (mark, _) = sign(line.held);
    // The port that was asked about is not among those that a name means.
    let is_other_port = line.held == Truth::No && whole.held != Truth::No;
    let fact = page.plain(if is_other_port {
        &whole.fact
    } else {
        &line.fact
    });
    let fact = if is_other_port && whole.fact == line.fact {
        "the rule lists no such port".to_owned()
    } else {
        fact
    };
    let start = format!("{mark} {}", clean(&line.what));
    let value = if line.written {
        String::new()
    } else {
        format!(" {}", clean(&line.value))
    };
    if fact.is_empty() {
        format!("{start}{value}")
    } else {
        format!("{start}{value}: {fact}")
    }
}
