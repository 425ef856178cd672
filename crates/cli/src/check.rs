//! `netpol check`: expectations, line by line, and where they fail.

use std::fmt::Write as _;

use netpol_engine::Analysis;
use netpol_engine::expectation::{self, Expectation, Outcome};
use netpol_engine::text::{SourceId, Sources};

use crate::arguments::{AnswerForm, CheckArguments};
use crate::explanation::explanation;
use crate::failure::Failure;
use crate::output::Output;
use crate::quote::{Mark, quote};
use crate::style::{ADMITS, REFUSES, STRONG, of_verdict, painted};
use crate::wire::{self, Checked, Counterexample, Finding, Line, Member, Place, verdict};
use crate::{Status, input};

pub(crate) fn run(arguments: &CheckArguments, output: &mut Output) -> Result<Status, Failure> {
    let paths = &arguments.input.paths;
    input::stdin_once(paths.iter().chain([&arguments.expect]))?;
    let (name, text) = input::text(&arguments.expect)?;
    let manifests = input::sources(paths)?;
    let options = arguments.input.reading.options();

    let mut lines = Sources::new();
    let source = lines.push(name, text);
    let expectations = expectations(&lines, source)?;
    let analysis = output.analyze(&manifests, &options);
    let outcomes: Vec<Outcome> = expectations
        .iter()
        .map(|it| expectation::check(&analysis.world, it, &options.default_namespace))
        .collect();
    let report = Report {
        lines: &lines,
        manifests: &manifests,
        analysis: &analysis,
        checked: expectations.iter().zip(&outcomes).collect(),
    };
    output.answer(&match arguments.output {
        AnswerForm::Text => report.text(),
        AnswerForm::Json => wire::line(&report.wire()),
    });
    let status = if report.failed() == 0 {
        Status::Yes
    } else {
        Status::No
    };
    Ok(output.status(status, arguments.input.reading.strict))
}

/// Every line, if all of them are expectations.
fn expectations(lines: &Sources, source: SourceId) -> Result<Vec<Expectation>, Failure> {
    let read = expectation::read(source, &lines[source].text);
    let Some(first) = read.diagnostics.first() else {
        return Ok(read.value);
    };
    let index = netpol_engine::text::LineIndex::new(&lines[source].text);
    let at = index.position(&lines[source].text, first.primary.start);
    let name = &lines[source].name;
    let help = first
        .help
        .as_ref()
        .map_or_else(String::new, |it| format!(": {it}"));
    Err(Failure::new(format!(
        "{name}:{}:{}: {}{help}",
        at.line, at.column, first.message
    )))
}

/// What there is to print.
struct Report<'a> {
    lines: &'a Sources,
    manifests: &'a Sources,
    analysis: &'a Analysis,
    checked: Vec<(&'a Expectation, &'a Outcome)>,
}

impl Report<'_> {
    fn failed(&self) -> usize {
        let holds = |it: &&(&Expectation, &Outcome)| matches!(it.1, Outcome::Holds(_));
        self.checked.len() - self.checked.iter().filter(holds).count()
    }

    fn text(&self) -> String {
        let mut out = String::new();
        for (expectation, outcome) in &self.checked {
            match outcome {
                Outcome::Holds(_) => {}
                Outcome::Unanswered(fault) => {
                    self.line(expectation, &fault.to_string(), &mut out);
                    out.push('\n');
                }
                Outcome::Fails {
                    counterexample,
                    more,
                } => {
                    let answer = &counterexample.answer;
                    let (from, to) = (&counterexample.source, &counterexample.destination);
                    let word = verdict(answer.verdict);
                    let also = match more {
                        0 => String::new(),
                        more => format!(", and {more} more"),
                    };
                    let words = format!("but {from} -> {to} is {word}{also}");
                    self.line(expectation, &words, &mut out);
                    if let Some(pair) = counterexample.pair(expectation.expected) {
                        let (from, to) = (&pair.source.name, &pair.destination.name);
                        let word = painted(of_verdict(pair.verdict), verdict(pair.verdict));
                        let port = pair.port;
                        _ = writeln!(out, "\n{word}: {from} -> {to}, {port}");
                        out.push_str(&explanation(self.manifests, self.analysis, pair));
                    }
                    out.push('\n');
                }
            }
        }
        let failed = self.failed();
        let held = self.checked.len() - failed;
        let sentence = format!("{held} held, {failed} failed");
        let style = if failed == 0 { ADMITS } else { REFUSES };
        _ = writeln!(out, "{}", painted(style, sentence));
        out
    }

    fn line(&self, expectation: &Expectation, words: &str, out: &mut String) {
        let expected = expectation.expected.name();
        let title = format!("expected to be {expected}");
        _ = writeln!(
            out,
            "{}{}",
            painted(REFUSES, "failed: "),
            painted(STRONG, title)
        );
        let mark = Mark {
            span: expectation.span,
            style: REFUSES,
            words: words.to_owned(),
        };
        out.push_str(&quote(self.lines, expectation.span, &[mark]));
    }

    fn wire(&self) -> Checked {
        let failed = self.failed();
        Checked {
            version: wire::VERSION,
            held: self.checked.len() - failed,
            failed,
            expectations: self.checked.iter().map(|it| self.wire_line(it)).collect(),
            diagnostics: Finding::all(self.manifests, self.analysis),
        }
    }

    fn wire_line(&self, (expectation, outcome): &(&Expectation, &Outcome)) -> Line {
        let source = &self.lines[expectation.span.source];
        let text = source.text.get(expectation.span.range());
        let line = Line {
            expectation: text.unwrap_or_default().to_owned(),
            span: Place::new(self.lines, expectation.span),
            holds: false,
            error: None,
            counterexample: None,
            more: None,
        };
        match outcome {
            Outcome::Holds(_) => Line {
                holds: true,
                ..line
            },
            Outcome::Unanswered(fault) => Line {
                error: Some(fault.to_string()),
                ..line
            },
            Outcome::Fails {
                counterexample: it,
                more,
            } => {
                let pair = it.pair(expectation.expected);
                let member = pair.map(|it| Member::new(self.manifests, self.analysis, it));
                let counterexample = Counterexample {
                    from: it.source.clone(),
                    to: it.destination.clone(),
                    verdict: verdict(it.answer.verdict),
                    member,
                };
                Line {
                    counterexample: Some(counterexample),
                    more: Some(*more),
                    ..line
                }
            }
        }
    }
}
