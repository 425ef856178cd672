//! The course: lessons, their goals and hints.

use super::number::counted;

pub(crate) const LESSON: &str = "Lesson";
pub(crate) const LESSONS: &str = "Lessons";
pub(crate) const ALL_LESSONS: &str = "All lessons";
pub(crate) const LEAVE: &str = "Leave";
pub(crate) const LEAVE_WITH: &str = "Leave: back to your own text";
pub(crate) const INTRODUCTION: &str = "Each lesson has steps to read, a question or two to \
     answer before the page does, and goals that are checked as you type. Nothing is locked, \
     and your own text waits until you come back to it.";

pub(crate) const PREVIOUS: &str = "Back";
pub(crate) const NEXT: &str = "Next";
pub(crate) const STEPS: &str = "Steps";
pub(crate) const HINT: &str = "Hint";
pub(crate) const NEXT_HINT: &str = "A stronger hint";
pub(crate) const CLOSE_HINT: &str = "Close the hint";
pub(crate) const HINTS: &str = "Hints";
pub(crate) const NO_HINT: &str = "There is no more to say about this goal.";
pub(crate) const THINKING: &str = "Looking at your text…";
pub(crate) const APPLY: &str = "Write it";
pub(crate) const SOLUTION: &str = "Show a solution";
pub(crate) const SOLUTION_SHOWN: &str = "a solution is shown";
pub(crate) const RESTART: &str = "Start again";
pub(crate) const STARTED_AGAIN: &str = "the lesson starts again";
pub(crate) const GOALS: &str = "Goals";
pub(crate) const HOLDS: &str = "holds";
pub(crate) const FAILS: &str = "does not hold yet";
pub(crate) const WHY: &str = "Why";
pub(crate) const DONE: &str = "Every goal holds.";
pub(crate) const COURSE_DONE: &str = "That was the last lesson.";

pub(crate) const PREDICT: &str = "Your prediction";
pub(crate) const ALLOWED: &str = "Allowed";
pub(crate) const DENIED: &str = "Denied";
pub(crate) const RIGHT: &str = "You are right.";
pub(crate) const WRONG: &str = "Not this time, and many expect the same.";
pub(crate) const COVERED: &str =
    "What do you expect? The picture shows the answer, so it waits for your prediction.";
pub(crate) const UNCOVER: &str = "Show it anyway";

pub(crate) const MET: &str = "done";
pub(crate) const BEGUN: &str = "begun";

/// Above a text that may only be read.
pub(crate) const GIVEN: &str = "This text is given: the lesson is about the policies.";
/// What a fact of the text that is solved has besides.
pub(crate) const WHEN_SOLVED: &str = "true when the lesson is solved";
pub(crate) const SEE: &str = "see it in the picture";

/// `Lesson 4 of 12`.
pub(crate) fn place(place: usize, all: usize) -> String {
    [
        "Lesson ",
        &(place + 1).to_string(),
        " of ",
        &all.to_string(),
    ]
    .concat()
}

/// `Step 2 of 3`.
pub(crate) fn step(step: usize, all: usize) -> String {
    ["Step ", &(step + 1).to_string(), " of ", &all.to_string()].concat()
}

/// `2 of 4`.
pub(crate) fn held(held: usize, all: usize) -> String {
    [&held.to_string(), " of ", &all.to_string()].concat()
}

/// `3 of 12 done`.
pub(crate) fn progress(met: usize, all: usize) -> String {
    [&held(met, all), " done"].concat()
}

/// What the whole course is.
pub(crate) fn course(lessons: usize) -> String {
    [
        "A course of ",
        &counted(lessons, "lesson"),
        " that check themselves.",
    ]
    .concat()
}

/// The way on from a lesson that is done.
pub(crate) fn next_lesson(title: &str) -> String {
    ["Next lesson: ", title].concat()
}

/// The name of a button for a goal.
pub(crate) fn about(button: &str, goal: &str) -> String {
    [button, ": ", goal].concat()
}

pub(crate) fn answered(is_allowed: bool) -> &'static str {
    if is_allowed {
        "It is allowed."
    } else {
        "It is denied."
    }
}

/// A lesson among examples.
pub(crate) fn titled(title: &str) -> String {
    ["Lesson: ", title].concat()
}
