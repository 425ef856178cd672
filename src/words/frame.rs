//! The page as a part of other people's documents.

pub(crate) const OPEN: &str = "Open in the playground";
/// The same link where a reader comes upon it without the picture.
pub(crate) const OPEN_ELSEWHERE: &str = "Open in the playground, in a new tab";
pub(crate) const ANSWER: &str = "Answer";
pub(crate) const INVITATION: &str =
    "Point at a line of the diagram, or pick two pods one after the other.";
pub(crate) const INVITATION_TO_CELLS: &str = "Point at a cell to see why it is so.";
pub(crate) const CODE: &str = "Manifests";
pub(crate) const FILES: &str = "Files";
pub(crate) const GOALS: &str = "Expectations";
