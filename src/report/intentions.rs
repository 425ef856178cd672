use serde::{Deserialize, Serialize};

use crate::state::Focus;

/// What became of the expectations.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct IntentionsReport {
    /// Every line that is one.
    pub lines: Vec<CheckedLine>,
    /// Every line that is none.
    pub faults: Vec<LineFault>,
}

impl IntentionsReport {
    /// How many lines hold.
    pub fn held(&self) -> usize {
        let holds = |it: &&CheckedLine| it.outcome == LineOutcome::Holds;
        self.lines.iter().filter(holds).count()
    }

    /// Whether there are so many lines, and all hold.
    pub fn holds_all(&self, lines: usize) -> bool {
        self.faults.is_empty() && self.lines.len() == lines && self.held() == lines
    }
}

/// An expectation that was held against the cluster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedLine {
    /// Which line it is, from 1.
    pub line: u32,
    /// What it says.
    pub text: String,
    /// What became of it.
    pub outcome: LineOutcome,
}

/// What became of an expectation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineOutcome {
    /// It holds for everybody it is about.
    Holds,
    /// It does not hold.
    Fails {
        /// For whom: `but qa-test/frontend -> qa-test/db is allowed, and 2 more`.
        words: String,
        /// Why: `by db-np, rule 1, branch A`.
        why: String,
        /// The pair that shows it.
        focus: Focus,
    },
    /// It cannot be answered, for this reason.
    Unanswered(String),
}

/// A line that is no expectation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineFault {
    /// Which line it is, from 1.
    pub line: u32,
    /// Where in it, in characters from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}
