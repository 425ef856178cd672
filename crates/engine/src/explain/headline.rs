use super::case::Case;
use super::port::ports_text;
use crate::eval::Verdict;
use crate::model::Direction;

/// `frontend reaches db`, `api of qa-test cannot reach db of staging`.
pub(super) fn headline(case: &Case<'_>) -> String {
    let source = case.called(Direction::Ingress);
    let destination = if case.is_own_workload {
        "its own pods".to_owned()
    } else if case.reach.source == case.reach.destination {
        "itself".to_owned()
    } else {
        case.called(Direction::Egress)
    };
    let words = match case.outcome.verdict() {
        Verdict::Allowed => format!("{source} reaches {destination}"),
        Verdict::Denied if case.source.is_words() => {
            let nobody = source.replacen("any", "no", 1);
            format!("{nobody} can reach {destination}")
        }
        Verdict::Denied | Verdict::NoBackend => format!("{source} cannot reach {destination}"),
        Verdict::Mixed => format!("{source} reaches {destination} in part"),
        Verdict::Unknown => format!("{source} may or may not reach {destination}"),
    };
    if case.source.is_name() {
        words
    } else {
        capitalised(&words)
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| format!("{}{}", first.to_ascii_uppercase(), letters.as_str()))
        .unwrap_or_default()
}

/// `in qa-test, on every port`.
pub(super) fn scope(case: &Case<'_>) -> String {
    let outcome = &case.outcome;
    // The headline says it already where nothing else connects.
    let in_part = if outcome.ports.is_empty() {
        ""
    } else {
        " in part"
    };
    let certain = [("", &outcome.ports), (in_part, &outcome.mixed_ports)];
    let mut parts: Vec<String> = certain
        .into_iter()
        .filter(|it| !it.1.is_empty())
        .map(|(how, ports)| format!("on {}{how}", ports_text(ports)))
        .collect();
    let unknown = ports_text(&outcome.unknown_ports);
    parts.push(match (parts.is_empty(), outcome.unknown_ports.is_empty()) {
        (true, true) => "on any port".to_owned(),
        (true, false) => format!("on {unknown}"),
        (false, false) => format!("on {unknown} the input does not say"),
        (false, true) => String::new(),
    });
    parts.retain(|it| !it.is_empty());
    let on = parts.join("; ");
    let ends = (case.source.namespace(), case.destination.namespace());
    match ends {
        (Some(a), Some(b)) if a == b => format!("in {}, {on}", case.cluster()[a].name),
        (Some(a), None) | (None, Some(a)) => format!("in {}, {on}", case.cluster()[a].name),
        _ => on,
    }
}
