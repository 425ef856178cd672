use serde::{Deserialize, Serialize};

use crate::Moment;

/// `lesson.toml`, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) order: u32,
    pub(crate) given: Vec<String>,
    pub(crate) editable: Vec<String>,
    pub(crate) goals: Vec<String>,
    pub(crate) steps: Vec<StepEntry>,
}

/// An entry of `steps`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StepEntry {
    pub(crate) text: String,
    pub(crate) focus: Option<Focus>,
    pub(crate) view: Option<View>,
    pub(crate) open: Option<String>,
    pub(crate) predict: Option<PredictEntry>,
}

/// What the reader is to foretell.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PredictEntry {
    pub(crate) question: String,
    pub(crate) ask: String,
    pub(crate) answer: String,
    pub(crate) why: String,
    #[serde(default)]
    pub(crate) moment: Moment,
}

/// The pair that a step points at, in the words of the question bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Focus {
    /// Who opens the connection: `shop/web`.
    pub from: String,
    /// Who is connected to: `shop/db`.
    pub to: String,
    /// On which port, if on one: `3306`, `53/UDP`.
    pub port: Option<String>,
}

/// What a step opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// Boxes and wires.
    Diagram,
    /// The table of all pairs.
    Matrix,
    /// Every policy, with what it selects and admits.
    Policies,
}
