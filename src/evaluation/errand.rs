use std::rc::Rc;

use netpol_engine::{PolicyName, Unevaluated};

use super::{Look, Shown, Task};
use crate::report::Update;
use crate::state::Workspace;

/// A task on its way to an answer, in parts between which something else can be
/// done, or the rest left.
#[derive(Debug)]
pub struct Errand {
    pub(super) revision: u64,
    pub(super) look: Look,
    pub(super) part: Part,
}

/// What is to be done next, with what is known so far.
#[derive(Debug)]
pub(super) enum Part {
    /// Reading the texts.
    Read {
        origin: Option<Rc<Workspace>>,
        workspace: Option<Rc<Workspace>>,
        baseline: Option<(u64, Rc<Workspace>)>,
    },
    /// Working out who reaches whom.
    Evaluate(Read, Box<Unevaluated>),
    /// Listing the connections.
    List(Shown),
    /// Holding it against the baseline, if that is wanted.
    Compare(Shown),
    /// Everything else: drawing, counting, and putting it into words.
    Tell(Shown),
}

/// What was read, and how.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Read {
    pub(super) workspace: Rc<Workspace>,
    pub(super) wants_partial: bool,
    pub(super) left_out: Vec<PolicyName>,
}

/// How far an errand is.
#[derive(Debug)]
pub enum Progress {
    /// There is more to do.
    More(Box<Errand>),
    /// This is the answer.
    Done(Box<Update>),
}

impl Errand {
    /// Nothing is done yet.
    pub fn new(task: Task) -> Self {
        let Task {
            revision,
            origin,
            workspace,
            baseline,
            look,
        } = task;
        Self {
            revision,
            look,
            part: Part::Read {
                origin,
                workspace,
                baseline,
            },
        }
    }
}
