use serde::{Deserialize, Serialize};

use crate::state::Focus;

/// What tells the texts from an earlier state of theirs, the baseline.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ChangesReport {
    /// Which baseline it is about, by the number of times there was another.
    pub pin: u64,
    /// Whether both were evaluated; else nothing is said of connections.
    pub is_known: bool,
    /// Whether the texts are the same, whatever they are called.
    pub has_same_texts: bool,
    /// How many pairs were gained on some port.
    pub gained: usize,
    /// How many were lost on some port.
    pub lost: usize,
    /// Of how many the input began or ceased to say.
    pub unsettled: usize,
    /// The first of all of these, with the reasons.
    pub listed: Vec<ListedChange>,
    /// The lines that are not as they were, by tab.
    pub lines: Vec<Vec<ChangedLines>>,
}

impl ChangesReport {
    /// How many changes there are.
    pub fn count(&self) -> usize {
        self.gained + self.lost + self.unsettled
    }
}

/// What happened to some ports of a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedChange {
    /// What happened.
    pub kind: ChangeKind,
    /// Who connects: `shop/web`.
    pub from: String,
    /// Whom to.
    pub to: String,
    /// `80/TCP`.
    pub ports: String,
    /// The verdict at the baseline, and why: `denied, entering web`.
    pub before: String,
    /// The verdict now, and why.
    pub after: String,
    /// The pair, if both are still there.
    pub focus: Option<Focus>,
}

/// What became of the ports of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChangeKind {
    /// They connect now.
    Gained,
    /// They do not connect any more.
    Lost,
    /// The input began or ceased to say.
    Unsettled,
}

/// Lines of a text that are not as they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedLines {
    /// The first, from 1; of lines that are gone, the one that stands there now.
    pub first: u32,
    /// The last.
    pub last: u32,
    /// What happened to them.
    pub change: LineChange,
}

/// What happened to lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineChange {
    /// They are new.
    Added,
    /// They stand in the place of others.
    Changed,
    /// There were others before this line.
    Removed,
}
