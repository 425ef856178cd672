//! The examples that come with the page: the project's own data, read with
//! `serde_yaml`.

use std::rc::Rc;

use serde::Deserialize;

use crate::state::{Focus, PlaceName, Workspace};

const INDEX: &str = include_str!("../static/examples/index.yaml");

/// A file of the examples' folder: the name the index uses, and its text.
macro_rules! file {
    ($name:literal) => {
        ($name, include_str!(concat!("../static/examples/", $name)))
    };
}

/// The text of each file the index may name.
const FILES: &[(&str, &str)] = &[
    file!("leaky-policies/policies-before.yaml"),
    file!("leaky-policies/policies-after.yaml"),
    file!("leaky-policies/cluster.yaml"),
    file!("default-deny/policies.yaml"),
    file!("default-deny/cluster.yaml"),
    file!("and-versus-or/policies.yaml"),
    file!("and-versus-or/cluster.yaml"),
];

/// A case to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Stable; what links name.
    pub id: String,
    /// What the menu shows.
    pub title: String,
    /// What it teaches, in a sentence.
    pub lesson: String,
    #[serde(default)]
    policies: Option<String>,
    #[serde(default)]
    cluster: Option<String>,
    #[serde(default)]
    focus: Option<FocusEntry>,
}

/// The pair to look at first.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct FocusEntry {
    source: String,
    destination: String,
}

impl Example {
    /// The identifier of the example that the page opens on.
    pub const FIRST: &str = "leaky-before";

    /// Every example, in the order of the menu.
    ///
    /// # Errors
    ///
    /// When the project's own index is broken; a test keeps it whole.
    pub fn all() -> Result<Rc<[Self]>, serde_yaml::Error> {
        serde_yaml::from_str::<Vec<Self>>(INDEX).map(Rc::from)
    }

    /// Its texts.
    pub fn workspace(&self) -> Workspace {
        let text = |name: &Option<String>| name.as_deref().and_then(text_of).unwrap_or_default();
        Workspace::new(text(&self.policies), text(&self.cluster))
    }

    /// The pair it is about, if it is about one.
    pub fn focus(&self) -> Option<Focus> {
        let entry = self.focus.as_ref()?;
        Some(Focus {
            source: PlaceName::workload(&entry.source)?,
            destination: PlaceName::workload(&entry.destination)?,
        })
    }

    /// The files it names, for the test that they exist.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        [&self.policies, &self.cluster]
            .into_iter()
            .filter_map(|it| it.as_deref())
    }
}

/// The text of a file of the examples' folder.
pub fn text_of(name: &str) -> Option<&'static str> {
    FILES
        .iter()
        .find(|(it, _)| *it == name)
        .map(|(_, text)| *text)
}
