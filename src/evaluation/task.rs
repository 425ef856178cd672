use std::rc::Rc;

use netpol_engine::PolicyName;
use netpol_engine::edit::Wish;
use serde::{Deserialize, Serialize};

use crate::state::{ConsoleQuestion, Focus, Plea, ResultView, Theme, ViewOptions, Workspace};

/// What the page wants to know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Which state of the texts it is about; it grows with every change.
    pub revision: u64,
    /// The texts that branches have their letters from, for an evaluator that
    /// knows nothing yet.
    pub origin: Option<Rc<Workspace>>,
    /// The texts, unless they are as in the task before.
    pub workspace: Option<Rc<Workspace>>,
    /// What the texts are to be held against, with its number, unless it is as in an
    /// earlier task or not wanted.
    pub baseline: Option<(u64, Rc<Workspace>)>,
    /// What the user looks at.
    pub look: Look,
}

/// What the user looks at, and how.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are independent of each other"
)]
pub struct Look {
    /// The pair.
    pub focus: Option<Focus>,
    /// What the answer is shown as.
    pub view: ResultView,
    /// The policies that do not count for the moment.
    pub left_out: Vec<PolicyName>,
    /// How the diagram is wanted.
    pub options: ViewOptions,
    /// How wide the diagram is, in CSS pixels.
    pub width: u32,
    /// Whether an incomplete picture is wanted while the text is broken.
    pub wants_partial: bool,
    /// Whether the answer is wanted, too. The first view does without: the reasons
    /// are in the part of the program that comes behind it.
    pub wants_answer: bool,
    /// Whether what the cluster has is wanted.
    pub wants_inventory: bool,
    /// The number of the baseline that the texts are to be held against, if that is
    /// wanted.
    pub compared: Option<u64>,
    /// Whether what policies probably do not mean is to be looked for.
    pub wants_findings: bool,
    /// What is expected of the policies, line by line.
    pub intended: Rc<str>,
    /// What the user wants to be offered.
    pub plea: Option<Plea>,
    /// The colours in which the picture is wanted as a file, if it is.
    pub poster: Option<Theme>,
    /// What the user wants to be otherwise, with its number.
    pub wish: Option<(u64, Wish)>,
    /// What the terminal wants to be told, with its number.
    pub console: Option<(u64, ConsoleQuestion)>,
}
