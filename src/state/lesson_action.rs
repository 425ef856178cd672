use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Record, Workspace};
use crate::lessons::{Lesson, Shown};
use crate::report::Offer;

/// Something that happened in the course.
#[derive(Debug, Clone)]
pub enum LessonAction {
    /// It became known how far the user was at the last visit.
    Known(BTreeMap<String, Record>),
    /// The user wants to see the list of lessons.
    Listed,
    /// The user opened a lesson.
    Opened(&'static Lesson),
    /// The user has had enough: what was there before comes back.
    Left,
    /// The user went to a step, from 0.
    Went(usize),
    /// The user foretold whether the connection of this step is allowed.
    Predicted(bool),
    /// The user wants to see the picture before they foretold anything.
    Peeked,
    /// The user wants to see where a fact shows.
    Pointed(Shown),
    /// The user wants help with a goal, from 0: the first hint, or the next.
    Asked(usize),
    /// The user has read the hints.
    Understood,
    /// The user takes the edit of a hint about these texts.
    Accepted(Rc<Workspace>, Box<Offer>),
    /// The user wants to see a solution.
    Solved,
    /// The user starts again.
    Restarted,
    /// Every goal holds.
    Met,
}
