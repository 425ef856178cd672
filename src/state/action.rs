use std::rc::Rc;

use netpol_engine::PolicyName;
use netpol_engine::edit::Wish;

use super::{
    AnswerPane, Caret, ConsoleEvent, File, Focus, LessonAction, Pane, PlaceName, Plea, ResultView,
    Sizes, ViewOptions, Workspace,
};
use crate::report::{ConsoleReply, Offer, Place, WishOutcome};

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Action {
    /// The user typed in one tab.
    Edited(usize, Rc<str>),
    /// The user wants another tab, with an empty text.
    FileAdded,
    /// The user brought files along.
    FilesBrought(Vec<File>),
    /// The user gave a tab another name.
    FileRenamed(usize, String),
    /// The user went to the builder, or back to the texts.
    BuilderTurned,
    /// The user wants something to be otherwise in the cluster.
    Wished(Wish),
    /// That is answered.
    WishAnswered(Rc<WishOutcome>),
    /// The user closed a tab. Its text can be had back.
    FileClosed(usize),
    /// The user moved a tab to another position.
    FileMoved(usize, usize),
    /// The user took an example, or their own text back: everything is replaced.
    Opened(Rc<Workspace>, Option<Focus>),
    /// The user went to another tab.
    FileChosen(usize),
    /// The caret moved.
    CaretMoved(Caret),
    /// The caret left the text.
    CaretLeft,
    /// The user chose a pair to look at.
    Focused(Focus),
    /// The user looks at a pair in passing, or no longer.
    Previewed(Option<Focus>),
    /// The texts as they are become what later ones are held against.
    Pinned,
    /// Other texts do.
    BaselineChosen(Rc<Workspace>),
    /// The texts and what they are held against change places.
    Swapped,
    /// What the texts are held against comes back in their place.
    WentBack,
    /// What is expected of the policies became this.
    Intended(Rc<str>),
    /// The user wants to see something else below the diagram.
    AnswerChosen(AnswerPane),
    /// The user wants to be offered something, or no longer.
    Pleaded(Option<Plea>),
    /// The user took an offer that was made for these texts.
    Accepted(Rc<Workspace>, Box<Offer>),
    /// The user takes back what was done last on their behalf.
    TookBack,
    /// Something happened in the terminal.
    Console(ConsoleEvent),
    /// A question of the terminal is answered.
    ConsoleReplied(Rc<ConsoleReply>),
    /// The user picked one end of a pair; the other comes next.
    Picked(PlaceName),
    /// The user wants to see the diagram otherwise.
    Viewed(ViewOptions),
    /// The user let go of pair and pick.
    FocusCleared,
    /// The user points at something that stands in the text, or no longer.
    Pointed(Option<Place>),
    /// The user would rather see what can be read than the last valid text.
    PartialWanted,
    /// The user wants to see what is without a policy.
    LeftOut(PolicyName),
    /// The user wants it to count again.
    TakenBack(PolicyName),
    /// The user wants every policy to count again.
    AllTakenBack,
    /// The user wants the answer shown otherwise.
    ViewChosen(ResultView),
    /// The user went to another pane of a narrow screen.
    PaneChosen(Pane),
    /// The user moved a splitter.
    Resized(Sizes),
    /// The user pressed the theme button.
    ThemeTurned,
    /// Something happened in the course.
    Lesson(LessonAction),
}
