use netpol_engine::eval::{Verdict, World};
use netpol_engine::expectation::{Counterexample, Expectation, Outcome, check, read};
use netpol_engine::explain::in_few_words;
use netpol_engine::query::{Pair, PortQuestion, narrowed};
use netpol_engine::text::{LineIndex, Sources};

use super::Reading;
use super::inquiry::DEFAULT_NAMESPACE;
use crate::report::{CheckedLine, IntentionsReport, LineFault, LineOutcome};
use crate::state::{Focus, PlaceName};
use crate::words::intentions as words;

/// Every expectation of a text, and what is wrong with the other lines.
pub(super) fn expectations(text: &str) -> (Vec<(u32, Expectation)>, Vec<LineFault>) {
    let mut sources = Sources::new();
    let source = sources.push(words::FILE, text);
    let read = read(source, text);
    let index = LineIndex::new(text);
    let lines = read.value.into_iter();
    let lines = lines.map(|it| (index.line(it.span.start), it));
    let faults = read.diagnostics.into_iter().map(|it| {
        let at = index.position(text, it.primary.start);
        LineFault {
            line: at.line,
            column: at.column,
            message: it.message,
            help: it.help,
        }
    });
    (lines.collect(), faults.collect())
}

/// Holds every line against the cluster.
pub(super) fn intentions(reading: &Reading, text: &str) -> IntentionsReport {
    let (lines, faults) = expectations(text);
    let world = &reading.analysis.world;
    let checked = lines.into_iter().map(|(line, it)| CheckedLine {
        line,
        text: it.claim.to_string(),
        outcome: match check(world, &it.claim, DEFAULT_NAMESPACE) {
            Outcome::Holds(_) => LineOutcome::Holds,
            Outcome::Unanswered(fault) => LineOutcome::Unanswered(fault.to_string()),
            Outcome::Fails {
                counterexample,
                more,
            } => fails(reading, &counterexample, more),
        },
    });
    IntentionsReport {
        lines: checked.collect(),
        faults,
    }
}

fn fails(reading: &Reading, counterexample: &Counterexample, more: usize) -> LineOutcome {
    let Counterexample {
        source,
        destination,
        answer,
        ..
    } = counterexample;
    let pair = counterexample.pair();
    let named = |it: &String| PlaceName::Named(it.clone());
    LineOutcome::Fails {
        words: words::counterexample(source, destination, verdict(answer.verdict), more),
        why: pair.map_or_else(String::new, |it| why(reading, it)),
        focus: Focus {
            port: pair.and_then(|it| match it.port {
                PortQuestion::One(protocol, number) if it.through.is_none() => {
                    Some((protocol, number))
                }
                _ => None,
            }),
            ..Focus::between(named(source), named(destination))
        },
    }
}

fn why(reading: &Reading, pair: &Pair) -> String {
    let world: &World = &reading.analysis.world;
    let reach = narrowed(&pair.reach, pair.port);
    in_few_words(world, &reach).plain(&reading.letters)
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Allowed => words::ALLOWED,
        Verdict::Denied => words::DENIED,
        Verdict::Mixed => words::MIXED,
        Verdict::Unknown => words::UNKNOWN,
        Verdict::NoBackend => words::NOT_ALLOWED,
    }
}
