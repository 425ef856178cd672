use netpol_engine::Severity;
use serde::{Deserialize, Serialize};

use super::Place;

/// Something wrong or worth knowing about the texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind of finding it is, as in the documentation.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: Place,
    /// Other places that make it understandable.
    pub related: Vec<RelatedPlace>,
    /// What to do about it.
    pub help: Option<String>,
}

/// A place that makes a problem understandable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelatedPlace {
    /// Where.
    pub place: Place,
    /// What is to be seen there.
    pub message: String,
}

/// What there is to say of the texts as they are now, readable or not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TextReport {
    /// What is wrong or worth knowing, in document order.
    pub problems: Vec<Problem>,
    /// How many problems, hints aside, there are in each text.
    pub counts: Vec<usize>,
    /// What was read: `5 policies · 6 workloads · 3 left aside`.
    pub summary: String,
    /// What was recognised and left aside, kind by kind, in document order.
    pub left_aside: Vec<LeftAside>,
    /// Whether something could not be read, and its objects are missing.
    pub is_partial: bool,
}

/// Objects of one kind that policies do not depend on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftAside {
    /// `ConfigMap`.
    pub kind: String,
    /// How many there are.
    pub count: usize,
    /// Where the first of them stands.
    pub place: Place,
}

/// What policies probably do not mean.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FindingsReport {
    /// Which state of the texts it is about.
    pub revision: u64,
    /// What was found, in document order.
    pub findings: Vec<Problem>,
}
