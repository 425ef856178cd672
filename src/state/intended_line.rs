use netpol_engine::expectation::{noted, read};
use netpol_engine::query::PortQuestion;
use netpol_engine::text::Sources;

use super::{Focus, PlaceName};
use crate::report::Choice;

/// The pair as a line of expectations writes it: `qa-test/frontend -> qa-test/db:3306`.
/// `choices` knows what places are called.
pub fn expectation_of(focus: &Focus, choices: &[Choice]) -> Option<String> {
    let name = |place: &PlaceName| -> Option<String> {
        Some(match place {
            PlaceName::Workload { .. } => {
                choices.iter().find(|it| place.is(&it.place))?.label.clone()
            }
            PlaceName::Node(name) => ["node/", name].concat(),
            PlaceName::Outside(blocks) if blocks.is_empty() => "external".to_owned(),
            PlaceName::Outside(blocks) => blocks.split([',', ' ']).next()?.to_owned(),
            PlaceName::Named(text) => text.clone(),
        })
    };
    let port = focus.port.map_or_else(String::new, |(protocol, number)| {
        let port = PortQuestion::One(protocol, number).to_string();
        [":", &port].concat()
    });
    let (source, destination) = (name(&focus.source)?, name(&focus.destination)?);
    Some([&source, " -> ", &destination, &port].concat())
}

/// The expectations with one more line, in place of one about the same pair. `None` if it
/// is no expectation.
pub fn noted_line(intended: &str, line: &str) -> Option<String> {
    let mut sources = Sources::new();
    let source = sources.push("", line);
    let read = read(source, line);
    let claim = &read.value.first()?.claim;
    Some(noted(intended, claim))
}
