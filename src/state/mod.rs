//! What the user did, as one value, and what follows from it without a browser.

mod action;
mod annotation;
mod app_state;
mod drawing;
mod focus;
mod pane;
mod place_name;
mod reading;
mod theme;
pub mod view;
mod workspace;
mod yaml_line;

pub use action::Action;
pub use annotation::{
    Annotations, Annotator, BranchLine, Join, LineNote, LineTone, RangeMark, admitting, role,
};
pub use app_state::AppState;
pub use drawing::{
    Drawing, DrawnEdge, DrawnLane, DrawnMark, DrawnNode, DrawnOutside, Easel, Isolated, ItemRef,
    Light, cut,
};
pub use focus::{Caret, Focus};
pub use pane::{Pane, Sizes};
pub use place_name::PlaceName;
pub use reading::{Reading, Shown, Timeline};
pub use theme::Theme;
pub use workspace::{File, FileRole, Workspace};
pub use yaml_line::{Token, tokens};
