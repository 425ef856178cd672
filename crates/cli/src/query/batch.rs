use netpol_engine::query::PortQuestion;
use serde_json::Value;

use super::Room;
use crate::wire::{self, Answer, Asked, Question};

/// An answer for every line that is not blank, in order.
pub(super) fn answers(room: &Room<'_>, questions: &str) -> String {
    let lines = questions.lines().filter(|it| !it.trim().is_empty());
    lines.map(|it| wire::line(&answer(room, it))).collect()
}

fn answer(room: &Room<'_>, line: &str) -> Answer {
    let question: Question = match serde_json::from_str(line) {
        Ok(it) => it,
        Err(fault) => {
            return Answer::invalid(nothing(), format!("this line is no question: {fault}"));
        }
    };
    let asked = Asked {
        from: question.from.clone().unwrap_or_default(),
        to: question.to.clone().unwrap_or_default(),
        port: question.port.clone().unwrap_or_default(),
        protocol: match &question.protocol {
            None | Some(Value::Null) => Value::from("TCP"),
            Some(Value::String(it)) => Value::from(it.to_uppercase()),
            Some(other) => other.clone(),
        },
    };
    let found = read(&asked).and_then(|(from, to, port)| room.ask(from, to, port));
    match found {
        Ok(it) => Answer::new(room.sources, room.analysis, asked, &it),
        Err(fault) => Answer::invalid(asked, fault),
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
