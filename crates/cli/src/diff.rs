//! `netpol diff`: the connections that a change gains and loses, with the
//! reasons before and after.

use std::fmt::Write as _;
use std::path::PathBuf;

use anstyle::Style;
use netpol_export::wire;
use netpol_export::{Comparison, Kind, clean};

use crate::arguments::{DiffArguments, DiffForm};
use crate::failure::Failure;
use crate::output::Output;
use crate::style::{ADMITS, DIM, OPEN, REFUSES, painted};
use crate::{Status, input};

pub(crate) fn run(arguments: &DiffArguments, output: &mut Output) -> Result<Status, Failure> {
    let DiffArguments {
        before,
        after,
        with,
        ..
    } = arguments;
    input::stdin_once(with.iter().chain([before, after]))?;
    let options = arguments.reading.options();
    let read = |path: &PathBuf| {
        let mut paths = with.clone();
        paths.push(path.clone());
        input::sources(&paths)
    };
    let [then, now] = [read(before)?, read(after)?];
    let was = output.analyze_all(&then, &options)?;
    let is = output.analyze_all(&now, &options)?;
    let comparison = Comparison::new((&then, &was), (&now, &is));
    output.answer(&match arguments.output {
        DiffForm::Text => text(&comparison),
        DiffForm::Json => wire::line(&comparison.json()),
        DiffForm::Markdown => comparison.markdown(),
    });
    let status = if comparison.is_empty() {
        Status::Yes
    } else {
        Status::No
    };
    Ok(output.status(status, arguments.reading.strict))
}

fn text(comparison: &Comparison<'_>) -> String {
    if comparison.is_empty() {
        return if comparison.has_same_texts() {
            "the same connections\n".to_owned()
        } else {
            "same reachability, though the texts differ\n".to_owned()
        };
    }
    let mut out = String::new();
    let mut counts = Vec::new();
    for kind in Kind::ALL {
        let shares = comparison.shares(kind);
        let (sign, style) = mark(kind);
        for it in &shares {
            let line = format!("{sign} {} -> {}, {}", it.from, it.to, it.ports);
            _ = writeln!(out, "{}", painted(style, clean(&line)));
            for (word, why) in [("before", &it.before), ("after", &it.after)] {
                let word = painted(DIM, format!("{word:>8}:"));
                _ = writeln!(out, "{word} {}", clean(why));
            }
        }
        if !shares.is_empty() {
            counts.push(format!("{} {}", shares.len(), kind.words()));
        }
    }
    _ = writeln!(out, "{}", counts.join(", "));
    out
}

fn mark(kind: Kind) -> (char, Style) {
    match kind {
        Kind::Gained => ('+', ADMITS),
        Kind::Lost => ('-', REFUSES),
        Kind::Unsettled => ('?', OPEN),
    }
}
