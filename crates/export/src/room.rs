use netpol_engine::Analysis;
use netpol_engine::query::{self, EndpointName, PortQuestion};
use netpol_engine::text::Sources;
use serde_json::Value;

use crate::wire::{self, Answer, Asked, Finding, Question};

/// Where questions are asked: an analysis, the texts it is of, and what the
/// reader of them took for granted.
#[derive(Debug, Clone, Copy)]
pub struct Room<'a> {
    /// The texts that were analysed.
    pub sources: &'a Sources,
    /// What they say.
    pub analysis: &'a Analysis,
    /// The namespace of an end that names none.
    pub default_namespace: &'a str,
}

impl Room<'_> {
    /// The answer to one question.
    ///
    /// # Errors
    ///
    /// What is wrong with the question, for its author.
    pub fn ask(&self, from: &str, to: &str, port: PortQuestion) -> Result<query::Answer, String> {
        let names = [from, to].map(str::parse::<EndpointName>);
        let [Ok(from), Ok(to)] = names else {
            let mut faults = names.into_iter().filter_map(Result::err);
            return Err(faults.next().map_or_else(String::new, |it| it.to_string()));
        };
        let world = &self.analysis.world;
        query::ask(world, &from, &to, port, self.default_namespace).map_err(|it| it.to_string())
    }

    /// A line of JSON for every line of `questions` that is not blank, in order.
    pub fn answers(&self, questions: &str) -> String {
        let lines = questions.lines().filter(|it| !it.trim().is_empty());
        lines.map(|it| wire::line(&self.answer(it))).collect()
    }

    /// The answer to a question that is asked by itself: with what was near, what
    /// closes it, and what was found in the texts.
    pub fn advised(&self, question: &Question) -> Answer {
        let asked = Asked::from(question.clone());
        let found = read(&asked).and_then(|(from, to, port)| self.ask(from, to, port));
        let answer = match found {
            Ok(it) => Answer::new(self.sources, self.analysis, asked, &it).with_advice(
                self.sources,
                self.analysis,
                &it,
            ),
            Err(fault) => Answer::invalid(asked, fault),
        };
        answer.with(Finding::all(self.sources, self.analysis))
    }

    fn answer(&self, line: &str) -> Answer {
        let question: Question = match serde_json::from_str(line) {
            Ok(it) => it,
            Err(fault) => {
                return Answer::invalid(nothing(), format!("this line is no question: {fault}"));
            }
        };
        let asked = Asked::from(question);
        let found = read(&asked).and_then(|(from, to, port)| self.ask(from, to, port));
        match found {
            Ok(it) => Answer::new(self.sources, self.analysis, asked, &it),
            Err(fault) => Answer::invalid(asked, fault),
        }
    }
}

fn nothing() -> Asked {
    Asked {
        from: Value::Null,
        to: Value::Null,
        port: Value::Null,
        protocol: Value::Null,
    }
}

fn read(asked: &Asked) -> Result<(&str, &str, PortQuestion), String> {
    let protocol = text("protocol", &asked.protocol)?;
    let protocol = PortQuestion::protocol(Some(protocol)).map_err(|it| it.to_string())?;
    let number = match &asked.port {
        Value::Number(it) => it.to_string(),
        Value::Null => return Err("`port` is missing".to_owned()),
        other => return Err(format!("`port` is no number: {other}")),
    };
    let number = PortQuestion::number(&number).map_err(|it| it.to_string())?;
    let port = PortQuestion::One(protocol, number);
    Ok((text("from", &asked.from)?, text("to", &asked.to)?, port))
}

fn text<'a>(key: &str, value: &'a Value) -> Result<&'a str, String> {
    match value {
        Value::String(it) => Ok(it),
        Value::Null => Err(format!("`{key}` is missing")),
        other => Err(format!("`{key}` is no text: {other}")),
    }
}
