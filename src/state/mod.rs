//! What the user did, as one value, and what follows from it without a browser.

mod action;
mod annotation;
mod answer_pane;
mod app_state;
mod console;
mod course;
mod draft;
mod drawing;
mod editor_marks;
mod focus;
mod grid_place;
mod intended_line;
mod lesson_action;
mod lesson_mode;
mod matrix_axis;
mod mended;
mod pane;
mod place_name;
mod plea;
mod policy_key;
mod result_view;
mod theme;
pub mod view;
mod view_options;
mod workspace;
mod yaml_line;

pub use action::Action;
pub use annotation::{Annotations, Annotator, BranchLine, Join, LineNote, LineTone, RangeMark};
pub use answer_pane::AnswerPane;
pub use app_state::AppState;
pub use console::{Console, ConsoleEvent, ConsoleQuestion, Exchange};
pub use course::{Before, Course, Record, Study};
pub use drawing::{
    Drawing, DrawnEdge, DrawnLane, DrawnMark, DrawnNode, DrawnNote, DrawnOutside, Easel, ItemRef,
    Known, Light, cut,
};
pub use editor_marks::EditorMarks;
pub use focus::{Caret, Focus};
pub use grid_place::{GridPlace, HEAD_LINES, grid_step};
pub use intended_line::{expectation_of, noted_line};
pub use lesson_action::LessonAction;
pub use matrix_axis::{
    Arrangement, BAND, COLUMN, MatrixAxis, MatrixOrder, ROW, Slot, SlotKind, sum,
};
pub use mended::Mended;
pub use pane::{Pane, Sizes};
pub use place_name::PlaceName;
pub use plea::Plea;
pub use policy_key::{policy_key, policy_of};
pub use result_view::ResultView;
pub use theme::Theme;
pub use view_options::ViewOptions;
pub use workspace::{File, Workspace};
pub use yaml_line::{Token, tokens};
