//! `netpol query`: one question with its reasons, or many, one per line.

mod fixes;
mod text;

use std::slice;

use netpol_engine::Options;
use netpol_engine::eval::Verdict;
use netpol_engine::query::{Answer, PortQuestion};
use netpol_export::Room;
use netpol_export::wire::{self, Asked, Finding};
use serde_json::Value;

use crate::arguments::{AnswerForm, QueryArguments};
use crate::failure::Failure;
use crate::output::Output;
use crate::{Status, input};

pub(crate) fn run(arguments: &QueryArguments, output: &mut Output) -> Result<Status, Failure> {
    let paths = &arguments.input.paths;
    input::stdin_once(paths.iter().chain(&arguments.batch))?;
    let sources = input::sources(paths)?;
    let options = arguments.input.reading.options();
    if let Some(batch) = &arguments.batch {
        let (_, questions) = input::text(batch)?;
        let analysis = output.analyze(&sources, &options)?;
        let room = Room {
            sources: &sources,
            analysis: &analysis,
            default_namespace: &options.default_namespace,
        };
        output.answer(&room.answers(&questions));
        return Ok(output.status(Status::Yes, arguments.input.reading.strict));
    }
    let analysis = output.analyze(&sources, &options)?;
    let room = Room {
        sources: &sources,
        analysis: &analysis,
        default_namespace: &options.default_namespace,
    };
    let status = single(arguments, &room, &options, output)?;
    Ok(output.status(status, arguments.input.reading.strict))
}

fn single(
    arguments: &QueryArguments,
    room: &Room<'_>,
    options: &Options,
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
    let fixes = arguments
        .fixes
        .then(|| fixes::fixes(room, options, &answer));
    output.answer(&match form {
        AnswerForm::Text => {
            let offered = fixes.as_ref();
            let offered = offered.map(|it| fixes::text(room, &answer, it));
            text::text(room, &from, &to, &answer) + &offered.unwrap_or_default()
        }
        AnswerForm::Json => {
            let it = wire::Answer::new(room.sources, room.analysis, asked, &answer);
            let it = it.with_advice(room.sources, room.analysis, &answer);
            let it = it.with(findings);
            wire::line(&match fixes {
                Some(fixes) => it.with_fixes(wire::Fix::all(room.sources, &fixes)),
                None => it,
            })
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
