use serde::Serialize;

use super::{Finding, Member, Place};

/// What became of all expectations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Checked {
    pub(crate) version: u8,
    pub(crate) held: usize,
    pub(crate) failed: usize,
    pub(crate) expectations: Vec<Line>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) diagnostics: Vec<Finding>,
}

/// What became of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Line {
    pub(crate) expectation: String,
    pub(crate) span: Place,
    pub(crate) holds: bool,
    /// Why it cannot be answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) counterexample: Option<Counterexample>,
    /// How many other pairs fail as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) more: Option<usize>,
}

/// The first pair for which the verdict is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Counterexample {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) verdict: &'static str,
    pub(crate) member: Option<Member>,
}
