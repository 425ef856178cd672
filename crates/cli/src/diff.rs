//! `netpol diff`: the connections that a change gains and loses, with the
//! reasons before and after.

use std::fmt::Write as _;
use std::path::PathBuf;

use netpol_engine::Analysis;
use netpol_engine::diff::{Change, End, Seen, diff};
use netpol_engine::eval::{BranchRef, Reach};
use netpol_engine::explain::{Piece, explain};
use netpol_engine::model::Ports;
use netpol_engine::query::{PortQuestion, narrowed};
use netpol_engine::text::Sources;

use crate::arguments::{DiffArguments, DiffForm};
use crate::failure::Failure;
use crate::list::escaped;
use crate::output::Output;
use crate::quote::clean;
use crate::style::{ADMITS, DIM, OPEN, REFUSES, painted};
use crate::wire::{self, Changes, Difference, Finding, PortRange, State, lowest};
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
    let sources = [read(before)?, read(after)?];
    let [then, now] = &sources;
    let sides = Sides {
        before: output.analyze(then, &options),
        after: output.analyze(now, &options),
        sources: &sources,
    };
    let changes = diff(seen(&sides.before), seen(&sides.after));
    output.answer(&match arguments.output {
        DiffForm::Text => sides.text(&changes),
        DiffForm::Json => wire::line(&sides.wire(&changes)),
        DiffForm::Markdown => sides.markdown(&changes),
    });
    let status = if changes.is_empty() {
        Status::Yes
    } else {
        Status::No
    };
    Ok(output.status(status, arguments.reading.strict))
}

fn seen(analysis: &Analysis) -> Seen<'_> {
    Seen {
        world: &analysis.world,
        connections: analysis.connections(),
    }
}

/// Both clusters, and their texts.
struct Sides<'a> {
    before: Analysis,
    after: Analysis,
    sources: &'a [Sources; 2],
}

/// What happened to some ports of a pair.
struct Share<'a> {
    change: &'a Change,
    ports: &'a Ports,
}

/// The shares of every change, kind by kind.
fn shares<'a>(changes: &'a [Change], ports: fn(&'a Change) -> &'a Ports) -> Vec<Share<'a>> {
    let all = changes.iter().map(|change| Share {
        change,
        ports: ports(change),
    });
    all.filter(|it| !it.ports.is_empty()).collect()
}

impl Sides<'_> {
    fn text(&self, changes: &[Change]) -> String {
        if changes.is_empty() {
            return "the same connections\n".to_owned();
        }
        let kinds = [
            ("+", "gained", ADMITS, shares(changes, |it| &it.gained)),
            ("-", "lost", REFUSES, shares(changes, |it| &it.lost)),
            (
                "?",
                "cannot be known",
                OPEN,
                shares(changes, |it| &it.unsettled),
            ),
        ];
        let mut out = String::new();
        for (sign, _, style, shares) in &kinds {
            for share in shares {
                let (from, to) = (&share.change.source, &share.change.destination);
                let line = format!("{sign} {from} -> {to}, {}", share.ports);
                _ = writeln!(out, "{}", painted(*style, clean(&line)));
                for (word, why) in [("before", self.then(share)), ("after", self.now(share))] {
                    let word = painted(DIM, format!("{word:>8}:"));
                    _ = writeln!(out, "{word} {}", clean(&why));
                }
            }
        }
        let counts = kinds.iter().filter(|it| !it.3.is_empty());
        let counts: Vec<String> = counts
            .map(|it| format!("{} {}", it.3.len(), it.1))
            .collect();
        _ = writeln!(out, "{}", counts.join(", "));
        out
    }

    fn markdown(&self, changes: &[Change]) -> String {
        if changes.is_empty() {
            return "The same connections.\n".to_owned();
        }
        let mut out =
            String::from("| | From | To | Ports | Before | After |\n|---|---|---|---|---|---|\n");
        let kinds = [
            ("gained", shares(changes, |it| &it.gained)),
            ("lost", shares(changes, |it| &it.lost)),
            ("cannot be known", shares(changes, |it| &it.unsettled)),
        ];
        for (word, shares) in &kinds {
            for share in shares {
                let cells = [
                    (*word).to_owned(),
                    share.change.source.to_string(),
                    share.change.destination.to_string(),
                    share.ports.to_string(),
                    self.then(share),
                    self.now(share),
                ];
                let cells = cells.map(|it| escaped(&it));
                _ = writeln!(out, "| {} |", cells.join(" | "));
            }
        }
        out
    }

    fn wire(&self, changes: &[Change]) -> Changes {
        let differences = |shares: Vec<Share<'_>>| {
            let differences = shares.iter().flat_map(|it| self.differences(it));
            differences.collect()
        };
        let [then, now] = self.sources;
        let mut diagnostics = Finding::all(then, &self.before);
        for it in Finding::all(now, &self.after) {
            if !diagnostics.contains(&it) {
                diagnostics.push(it);
            }
        }
        Changes {
            version: wire::VERSION,
            gained: differences(shares(changes, |it| &it.gained)),
            lost: differences(shares(changes, |it| &it.lost)),
            unsettled: differences(shares(changes, |it| &it.unsettled)),
            diagnostics,
        }
    }

    /// One for each CIDR: programs need no other names for the outside.
    fn differences(&self, share: &Share<'_>) -> Vec<Difference> {
        let [then, now] = self.sources;
        let state = |sources, analysis, reach: &Option<Reach>| {
            let port = lowest(share.ports)?;
            Some(State::new(sources, analysis, reach.as_ref()?, port))
        };
        let before = state(then, &self.before, &share.change.before);
        let after = state(now, &self.after, &share.change.after);
        let mut differences = Vec::new();
        for from in names(&share.change.source) {
            for to in names(&share.change.destination) {
                differences.push(Difference {
                    from: from.clone(),
                    to,
                    ports: PortRange::of(share.ports),
                    before: before.clone(),
                    after: after.clone(),
                });
            }
        }
        differences
    }

    fn then(&self, share: &Share<'_>) -> String {
        why(&self.before, share.change.before.as_ref(), share)
    }

    fn now(&self, share: &Share<'_>) -> String {
        why(&self.after, share.change.after.as_ref(), share)
    }
}

/// `allowed, by db-np, rule 1, peer 2`; for the first of the ports.
fn why(analysis: &Analysis, reach: Option<&Reach>, share: &Share<'_>) -> String {
    let Some(reach) = reach else {
        return "one of them is not there".to_owned();
    };
    let port = lowest(share.ports).map_or(PortQuestion::Any, |(protocol, port)| {
        PortQuestion::One(protocol, port)
    });
    let reach = narrowed(reach, port);
    let said = explain(&analysis.world, &reach);
    let piece = |it: &Piece| match it {
        Piece::Text(words) | Piece::Code(words) | Piece::Strong(words) => words.clone(),
        Piece::Branch(BranchRef { peer: Some(at), .. }) => format!("peer {}", at + 1),
        Piece::Branch(_) => "anyone".to_owned(),
    };
    let words: String = said.answer.0.iter().map(piece).collect();
    format!("{}, {words}", wire::verdict(said.verdict))
}

/// One name, or every CIDR.
fn names(end: &End) -> Vec<String> {
    match end {
        End::Workload(name) => vec![name.clone()],
        End::External => vec!["0.0.0.0/0".to_owned(), "::/0".to_owned()],
        End::Blocks(cidrs) => cidrs.iter().map(ToString::to_string).collect(),
    }
}
