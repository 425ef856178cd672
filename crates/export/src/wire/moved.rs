use netpol_engine::fix::Link;
use serde::Serialize;

use super::PortRange;

/// A connection that comes or goes, or of which the input begins or ceases to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Who connects.
    pub from: String,
    /// Whom to.
    pub to: String,
    /// On which ports.
    pub ports: Vec<PortRange>,
    /// The same in words.
    #[serde(skip)]
    pub words: String,
}

impl Moved {
    /// Each of these.
    pub(super) fn all(links: &[Link]) -> Vec<Self> {
        let of = |it: &Link| Self {
            from: it.source.to_string(),
            to: it.destination.to_string(),
            ports: PortRange::of(&it.ports),
            words: it.ports.to_string(),
        };
        links.iter().map(of).collect()
    }
}
