use std::rc::Rc;

use netpol_engine::text::Span;

use super::{Caret, FileRole, Focus, Pane, PlaceName, Sizes, Workspace};
use yew::AttrValue;

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Action {
    /// The user typed in one tab.
    Edited(FileRole, AttrValue),
    /// The user took an example, or their own text back: everything is replaced.
    Opened(Rc<Workspace>, Option<Focus>),
    /// The user went to another tab.
    FileChosen(FileRole),
    /// The caret moved.
    CaretMoved(Caret),
    /// The caret left the text.
    CaretLeft,
    /// The user chose a pair to look at.
    Focused(Focus),
    /// The user looks at a pair in passing, or no longer.
    Previewed(Option<Focus>),
    /// The user picked one end of a pair; the other comes next.
    Picked(PlaceName),
    /// The user said which end a pair is to start at.
    SourceChosen(PlaceName),
    /// The user let go of pair and pick.
    FocusCleared,
    /// The user points at something that stands in the text, or no longer.
    Pointed(Option<Span>),
    /// The user would rather see what can be read than the last valid text.
    PartialWanted,
    /// The user went to another pane of a narrow screen.
    PaneChosen(Pane),
    /// The user moved a splitter.
    Resized(Sizes),
    /// The user pressed the theme button.
    ThemeTurned,
}
