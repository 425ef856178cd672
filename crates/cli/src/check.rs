//! `netpol check`: expectations, line by line, and where they fail.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::slice;

use netpol_engine::Analysis;
use netpol_engine::eval::Verdict;
use netpol_engine::expectation::{self, Expectation, Expected, Outcome};
use netpol_engine::text::{SourceId, Sources, Span};
use netpol_export::wire::{self, Checked, verdict};

use crate::arguments::{AnswerForm, CheckArguments};
use crate::explanation::{explanation, letters};
use crate::failure::Failure;
use crate::output::Output;
use crate::quote::{Mark, quote};
use crate::style::{ADMITS, REFUSES, STRONG, of_verdict, painted};
use crate::{Status, input};

pub(crate) fn run(arguments: &CheckArguments, output: &mut Output) -> Result<Status, Failure> {
    let options = arguments.input.reading.options();
    let Asked {
        lines,
        expectations,
        manifests,
    } = Asked::read(&arguments.input.paths, &arguments.expect)?;
    let analysis = output.analyze(&manifests, &options)?;
    let outcomes: Vec<Outcome> = expectations
        .iter()
        .map(|it| expectation::check(&analysis.world, &it.claim, &options.default_namespace))
        .collect();
    let report = Report {
        lines: &lines,
        manifests: &manifests,
        analysis: &analysis,
        checked: expectations.iter().zip(&outcomes).collect(),
    };
    output.answer(&match arguments.output {
        AnswerForm::Text => report.text(),
        AnswerForm::Json => {
            let manifests = (&manifests, &analysis);
            wire::line(&Checked::new(&lines, manifests, &report.checked))
        }
    });
    let status = if report.failed() == 0 {
        Status::Yes
    } else {
        Status::No
    };
    Ok(output.status(status, arguments.input.reading.strict))
}

/// Expectations, and the texts that they are held against.
pub(crate) struct Asked {
    /// The text of the expectations.
    pub(crate) lines: Sources,
    /// Every line of it.
    pub(crate) expectations: Vec<Expectation>,
    /// The texts.
    pub(crate) manifests: Sources,
}

impl Asked {
    /// Reads both; standard input can be one of them.
    pub(crate) fn read(paths: &[PathBuf], expect: &PathBuf) -> Result<Self, Failure> {
        input::stdin_once(paths.iter().chain([expect]))?;
        let (name, text) = input::text(expect)?;
        let manifests = input::sources(paths)?;
        let mut lines = Sources::new();
        let source = lines.push(name, text);
        Ok(Self {
            expectations: expectations(&lines, source)?,
            lines,
            manifests,
        })
    }
}

/// Every line, if all of them are expectations.
fn expectations(lines: &Sources, source: SourceId) -> Result<Vec<Expectation>, Failure> {
    let read = expectation::read(source, &lines[source].text);
    let Some(first) = read.diagnostics.first() else {
        return Ok(read.value);
    };
    let index = lines.lines(source);
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
        let holds = |it: &&(&Expectation, &Outcome)| it.1.holds();
        self.checked.len() - self.checked.iter().filter(holds).count()
    }

    fn text(&self) -> String {
        let mut out = String::new();
        for (expectation, outcome) in &self.checked {
            match outcome {
                Outcome::Holds(_) => {}
                Outcome::Unanswered(fault) => {
                    let expected = match expectation.claim.expected {
                        Expected::Denied => Verdict::Denied,
                        Expected::Allowed | Expected::Only => Verdict::Allowed,
                    };
                    self.line((expectation, expected), &fault.to_string(), &mut out);
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
                    self.line((expectation, counterexample.expected), &words, &mut out);
                    if let Some(pair) = counterexample.pair() {
                        let (from, to) = (&pair.source.name, &pair.destination.name);
                        let word = painted(of_verdict(pair.verdict), verdict(pair.verdict));
                        let port = pair.port;
                        _ = writeln!(out, "\n{word}: {from} -> {to}, {port}");
                        let letters = letters(self.analysis, slice::from_ref(pair));
                        let said = explanation(self.manifests, self.analysis, pair, &letters);
                        out.push_str(&said);
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

    fn line(
        &self,
        (expectation, expected): (&Expectation, Verdict),
        words: &str,
        out: &mut String,
    ) {
        let title = format!("expected to be {}", verdict(expected));
        out.push_str(&failed(self.lines, expectation.span, title, words));
    }
}

/// That a line fails, with the line and what is to be said at it.
pub(crate) fn failed(lines: &Sources, span: Span, title: String, words: &str) -> String {
    let label = painted(REFUSES, "failed: ");
    let mark = Mark {
        span,
        style: REFUSES,
        words: words.to_owned(),
    };
    let quoted = quote(lines, span, &[mark]);
    format!("{label}{}\n{quoted}", painted(STRONG, title))
}
