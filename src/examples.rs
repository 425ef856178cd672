//! The examples that come with the page; `build.rs` reads them from
//! `static/examples/index.yaml`.

use crate::state::{Focus, PlaceName, Workspace};

/// A case to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// Stable; what links name.
    pub id: &'static str,
    /// What the menu shows.
    pub title: &'static str,
    /// What it teaches, in a sentence.
    pub lesson: &'static str,
    policies: &'static str,
    cluster: &'static str,
    focus: Option<(&'static str, &'static str)>,
}

/// Every example, in the order of the menu.
const EXAMPLES: &[Example] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

impl Example {
    /// The identifier of the example that the page opens on.
    pub const FIRST: &str = "leaky-before";

    /// Every example, in the order of the menu.
    pub fn all() -> &'static [Self] {
        EXAMPLES
    }

    /// The example that the page opens on.
    pub fn first() -> Option<&'static Self> {
        EXAMPLES.iter().find(|it| it.id == Self::FIRST)
    }

    /// Its texts.
    pub fn workspace(&self) -> Workspace {
        Workspace::of(self.policies, self.cluster)
    }

    /// The pair it is about, if it is about one.
    pub fn focus(&self) -> Option<Focus> {
        let (source, destination) = self.focus?;
        Some(Focus::between(
            PlaceName::workload(source)?,
            PlaceName::workload(destination)?,
        ))
    }
}
