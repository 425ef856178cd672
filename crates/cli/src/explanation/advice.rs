use std::fmt::Write as _;

use netpol_engine::explain::{Explanation, Near, Phrase};
use netpol_export::clean;

use super::Page;
use crate::style::{DIM, painted};

/// How many near misses of one end, and how many entries, are told before the
/// rest is counted.
const MOST: usize = 3;

/// What was near, what closes it and what the entries are for; one line each.
pub(super) fn advice(page: &Page<'_>, said: &Explanation, out: &mut String) {
    let before = out.len();
    if let Some(it) = &said.near {
        near(page, it, out);
    }
    if let Some(closing) = &said.closing {
        line(page, "help", &closing.sentence, out);
    }
    for it in said.uses.iter().take(MOST) {
        line(page, "note", &it.sentence, out);
    }
    more(said.uses.len(), "entries admit it as well", out);
    if out.len() > before {
        out.insert(before, '\n');
    }
}

fn near(page: &Page<'_>, near: &Near, out: &mut String) {
    if !near.lead.is_empty() {
        line(page, "help", &near.lead, out);
    }
    for end in &near.ends {
        if end.branches.is_empty() {
            line(page, "help", &end.lead, out);
        }
        for it in end.branches.iter().take(MOST) {
            line(page, "help", &it.sentence, out);
        }
        more(end.branches.len(), "entries are as near", out);
    }
}

fn line(page: &Page<'_>, label: &str, words: &Phrase, out: &mut String) {
    let label = painted(DIM, format!("{label}:"));
    _ = writeln!(out, "{label} {}", page.words(words));
}

fn more(count: usize, are: &str, out: &mut String) {
    if count > MOST {
        let words = format!("      and {} more {are}", count - MOST);
        _ = writeln!(out, "{}", painted(DIM, clean(&words)));
    }
}
