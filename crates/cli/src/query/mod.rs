//! `netpol query`: one question with its reasons, or many, one per line.

mod batch;
mod text;

use std::slice;

use netpol_engine::Analysis;
use netpol_engine::eval::Verdict;
use netpol_engine::query::{Answer, EndpointName, PortQuestion, ask};
use netpol_engine::text::Sources;
use serde_json::Value;

use crate::arguments::{AnswerForm, QueryArguments};
use crate::failure::Failure;
use crate::output::Output;
use crate::wire::{self, Asked, Finding};
use crate::{Status, input};

pub(crate) fn run(arguments: &QueryArguments, output: &mut Output) -> Result<Status, Failure> {
    let paths = &arguments.input.paths;
    input::stdin_once(paths.iter().chain(&arguments.batch))?;
    let sources = input::sources(paths)?;
    let options = arguments.input.reading.options();
    if let Some(batch) = &arguments.batch {
        let (_, questions) = input::text(batch)?;
        let analysis = output.analyze(&sources, &options);
        let room = Room {
            sources: &sources,
            analysis: &analysis,
            default_namespace: &options.default_namespace,
        };
        output.answer(&batch::answers(&room, &questions));
        return Ok(output.status(Status::Yes, arguments.input.reading.strict));
    }
    let analysis = output.analyze(&sources, &options);
    let room = Room {
        sources: &sources,
        analysis: &analysis,
        default_namespace: &options.default_namespace,
    };
    let status = single(arguments, &room, output)?;
    Ok(output.status(status, arguments.input.reading.strict))
}

/// Where questions are asked.
pub(crate) struct Room<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) analysis: &'a Analysis,
    pub(crate) default_namespace: &'a str,
}

impl Room<'_> {
    /// The answer, or what is wrong with the question.
    fn ask(&self, from: &str, to: &str, port: PortQuestion) -> Result<Answer, String> {
        let names = [from, to].map(str::parse::<EndpointName>);
        let [Ok(from), Ok(to)] = names else {
            let mut faults = names.into_iter().filter_map(Result::err);
            return Err(faults.next().map_or_else(String::new, |it| it.to_string()));
        };
        let world = &self.analysis.world;
        ask(world, &from, &to, port, self.default_namespace).map_err(|it| it.to_string())
    }
}

fn single(
    arguments: &QueryArguments,
    room: &Room<'_>,
    output: &mut Output,
) -> Result<Status, Failure> {
    let written = |it: &Option<String>| it.clone().unwrap_or_default();
    let (from, to) = (written(&arguments.from), written(&arguments.to));
    let port = written(&arguments.port);
    let question = PortQuestion::protocol(Some(&arguments.protocol)).and_then(|protocol| {
        PortQuestion::number(&port).map(|number| PortQuestion::One(protocol, number))
    });
    let answer = question
        .map_err(|it| it.to_string())
        .and_then(|port| room.ask(&from, &to, port));
    let form = arguments.output;
    let asked = Asked {
        from: Value::from(from.as_str()),
        to: Value::from(to.as_str()),
        port: port
            .parse::<i64>()
            .map_or_else(|_| Value::from(port), Value::from),
        protocol: Value::from(arguments.protocol.to_uppercase()),
    };
    let findings = Finding::all(room.sources, room.analysis);
    let answer = match answer {
        Ok(it) => it,
        Err(error) => {
            if form == AnswerForm::Json {
                let invalid = wire::Answer::invalid(asked, error.clone()).with(findings);
                output.answer(&wire::line(&invalid));
            }
            return Err(Failure::new(error));
        }
    };
    output.answer(&match form {
        AnswerForm::Text => text::text(room, &from, &to, &answer),
        AnswerForm::Json => {
            let it = wire::Answer::new(room.sources, room.analysis, asked, &answer);
            wire::line(&it.with(findings))
        }
    });
    Ok(match answer.verdict {
        Verdict::Allowed => Status::Yes,
        Verdict::Denied | Verdict::Mixed | Verdict::Unknown | Verdict::NoBackend => Status::No,
    })
}

/// The pairs of an answer that are worth explaining: one where all are alike,
/// else the first of those that do not connect.
fn explained(answer: &Answer) -> &[netpol_engine::query::Pair] {
    let is_refused = |it: &&netpol_engine::query::Pair| it.verdict != Verdict::Allowed;
    let pair = match answer.verdict {
        Verdict::Mixed => answer.pairs.iter().find(is_refused),
        _ => answer.pairs.first(),
    };
    pair.map_or(&[], slice::from_ref)
}
