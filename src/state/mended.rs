use std::rc::Rc;

use super::Workspace;

/// What was done last on the user's behalf, and how to take it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// What it did.
    pub title: String,
    /// The texts before it.
    pub before: Rc<Workspace>,
    /// The texts after it: while they are these, it can be taken back.
    pub after: Rc<Workspace>,
}
