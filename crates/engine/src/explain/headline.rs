use super::case::Case;
use super::port::ports_text;
use crate::eval::Verdict;
use crate::model::Direction;

/// `frontend reaches db`, `api of qa-test cannot reach db of staging`.
pub(super) fn headline(case: &Case<'_>) -> String {
    let source = case.called(Direction::Ingress);
    let destination = if case.reach.source == case.reach.destination {
        "itself".to_owned()
    } else {
        case.called(Direction::Egress)
    };
    let words = match case.reach.verdict() {
        Verdict::Allowed => format!("{source} reaches {destination}"),
        Verdict::Denied if case.source.is_words() => {
            let nobody = source.replacen("any", "no", 1);
            format!("{nobody} can reach {destination}")
        }
        Verdict::Denied | Verdict::NoBackend => format!("{source} cannot reach {destination}"),
        Verdict::Mixed | Verdict::Unknown => format!("{source} may or may not reach {destination}"),
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
    let (ports, unknown) = (case.reach.ports(), case.reach.unknown_ports());
    let on = match (ports.is_empty(), unknown.is_empty()) {
        (false, true) => format!("on {}", ports_text(&ports)),
        (false, false) => format!(
            "on {}; on {} the input does not say",
            ports_text(&ports),
            ports_text(&unknown)
        ),
        (true, true) => "on any port".to_owned(),
        (true, false) => format!("on {}", ports_text(&unknown)),
    };
    let ends = (case.source.namespace(), case.destination.namespace());
    match ends {
        (Some(a), Some(b)) if a == b => format!("in {}, {on}", case.cluster()[a].name),
        (Some(a), None) | (None, Some(a)) => format!("in {}, {on}", case.cluster()[a].name),
        _ => on,
    }
}
